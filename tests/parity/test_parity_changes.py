"""A tensor changed in place between forward and backward: both engines refuse, or both give the same gradient."""

import numpy as np
import pytest
import torch as real

from dlcourse import scratch
from dlcourse.scratch import changes


def leaves(t):
    """Two leaves (2, 3), only the second of which wants a gradient."""
    x = t.from_numpy(np.arange(6.0).reshape(2, 3) - 2)
    w = t.from_numpy(np.linspace(1, 2, 6).reshape(2, 3)).requires_grad_()
    return x, w


def factor(t):
    x, w = leaves(t)
    y = x * w
    x.add_(1)
    y.sum().backward()
    return w.grad


def parameter(t):
    _, w = leaves(t)
    y = w * w
    with t.no_grad():
        w -= 0.1
    y.sum().backward()
    return w.grad


def own_result(t):
    _, w = leaves(t)
    y = w.exp()
    with t.no_grad():
        y.mul_(2)
    y.sum().backward()
    return w.grad


def relu_result(t):
    _, w = leaves(t)
    y = w.relu()
    with t.no_grad():
        y.zero_()
    y.sum().backward()
    return w.grad


def through_a_row(t):
    x, w = leaves(t)
    y = x * w
    x[0].zero_()
    y.sum().backward()
    return w.grad


def by_index(t):
    x, w = leaves(t)
    y = x * w
    x[1, 2] = 5
    y.sum().backward()
    return w.grad


def through_another_shape(t):
    x, w = leaves(t)
    y = (x * w).sum()
    x.reshape(3, 2).t()[0].fill_(1)
    y.backward()
    return w.grad


def changed_view_was_used(t):
    x, w = leaves(t)
    y = x[0] * w[0]
    x.mul_(2)
    y.sum().backward()
    return w.grad


def through_detach(t):
    _, w = leaves(t)
    y = w * w
    w.detach().add_(1)
    y.sum().backward()
    return w.grad


def the_index(t):
    _, w = leaves(t)
    index = t.tensor([0, 1, 0])
    y = w[index]
    index[0] = 1
    y.sum().backward()
    return w.grad


def optimiser_too_early(t):
    _, w = leaves(t)
    optimiser = t.optim.SGD([w], lr=0.1)
    (w * w).sum().backward()
    y = (w * w).sum()
    optimiser.step()
    y.backward()
    return w.grad


def optimiser_between_two_walks(t):
    _, w = leaves(t)
    optimiser = t.optim.Adam([w], lr=0.1)
    y = (w * w).sum()
    y.backward(retain_graph=True)
    optimiser.step()
    y.backward()
    return w.grad


def state_loaded_too_early(t):
    layer = t.nn.Linear(3, 1).double()
    x = leaves(t)[0].requires_grad_()
    y = layer(x)
    layer.load_state_dict({name: value * 2 for name, value in layer.state_dict().items()})
    y.sum().backward()
    return x.grad


def two_terms(t):
    x, w = leaves(t)
    y = t.einsum("ij,kj->ik", x, w)
    x.zero_()
    y.sum().backward()
    return w.grad


def a_gradient_added_to(t):
    _, w = leaves(t)
    (w * 3).sum().backward()
    v = t.from_numpy(np.ones((2, 3))).requires_grad_()
    y = w.grad * v
    (w * 3).sum().backward()
    y.sum().backward()
    return v.grad


def a_gradient_clipped(t):
    _, w = leaves(t)
    (w * 3).sum().backward()
    v = t.from_numpy(np.ones((2, 3))).requires_grad_()
    y = w.grad * v
    t.nn.utils.clip_grad_norm_([w], 0.1)
    y.sum().backward()
    return v.grad


REFUSED = [
    factor, parameter, own_result, relu_result, through_a_row, by_index, through_another_shape, changed_view_was_used,
    through_detach, the_index, optimiser_too_early, optimiser_between_two_walks, state_loaded_too_early,
    two_terms, a_gradient_added_to, a_gradient_clipped,
]  # fmt: skip


def sum_needs_neither(t):
    x, w = leaves(t)
    y = x + w
    x.zero_()
    y.sum().backward()
    return w.grad


def not_the_one_that_is_needed(t):
    x, w = leaves(t)
    y = (x * w).sum()
    with t.no_grad():
        w.mul_(3)
    y.backward()
    return w.grad


def weight_below_data(t):
    layer = t.nn.Linear(3, 1).double()
    x, _ = leaves(t)
    y = layer(x).sum()
    with t.no_grad():
        layer.weight.zero_()
    y.backward()
    return layer.weight.grad


def shape_alone(t):
    _, w = leaves(t)
    y = w[0] + w.reshape(3, 2).sum()
    with t.no_grad():
        w.zero_()
    y.sum().backward()
    return w.grad


def before_the_forward_pass(t):
    x, w = leaves(t)
    x.zero_().add_(2)
    (x * w).sum().backward()
    return w.grad


def a_copy(t):
    x, w = leaves(t)
    y = x.clone() * w
    x.zero_()
    y.sum().backward()
    return w.grad


def a_neighbour(t):
    x, w = leaves(t)
    z = t.from_numpy(np.ones((2, 3)))
    y = x * w
    z.mul_(2)
    y.sum().backward()
    return w.grad


def steps_after_backward(t):
    x, w = leaves(t)
    optimiser = t.optim.SGD([w], lr=0.1, momentum=0.9)
    for _ in range(3):
        optimiser.zero_grad()
        ((w * w) * x).sum().backward()
        optimiser.step()
    return w.grad


def a_network_with_running_statistics(t):
    x, w = leaves(t)
    norm, other = t.nn.BatchNorm1d(3).double(), t.nn.BatchNorm1d(3).double()
    (other(norm(w) * x) * x).sum().backward()
    return w.grad


def accumulated(t):
    x, w = leaves(t)
    for _ in range(3):
        (x * w * w).sum().backward()
    return w.grad


ALLOWED = [
    sum_needs_neither, not_the_one_that_is_needed, weight_below_data, shape_alone, before_the_forward_pass, a_copy,
    a_neighbour, steps_after_backward, a_network_with_running_statistics, accumulated,
]  # fmt: skip


@pytest.mark.parametrize("story", REFUSED, ids=lambda story: story.__name__)
def test_both_refuse_a_wrong_gradient(story):
    with pytest.raises(RuntimeError, match="inplace"):
        story(real)
    with pytest.raises(RuntimeError, match="changed in place"):
        story(scratch)


@pytest.mark.parametrize("story", ALLOWED, ids=lambda story: story.__name__)
def test_both_allow_what_does_no_harm(story):
    real.manual_seed(0), scratch.manual_seed(0)
    theirs, ours = story(real), story(scratch)
    np.testing.assert_allclose(ours.numpy(), theirs.numpy(), rtol=1e-9, atol=1e-9)


def test_the_error_says_which_operation_and_what_to_do():
    x, w = leaves(scratch)
    y = x * w
    x.add_(1)
    with pytest.raises(RuntimeError, match=r"mul.*\[2, 3\].*changed in place.*clone"):
        y.sum().backward()


def test_data_is_no_way_round():
    """PyTorch lets ``.data`` pass without a word, and the gradient is wrong; here it is refused."""
    _, w = leaves(scratch)
    y = w * w
    w.data.add_(1)
    with pytest.raises(RuntimeError, match="changed in place"):
        y.sum().backward()


def test_running_statistics_are_numbers_like_others():
    """PyTorch's batch normalisation moves them without counting the change."""
    _, w = leaves(scratch)
    norm = scratch.nn.BatchNorm1d(3).double()
    y = norm.running_mean * w
    norm(w.detach())
    with pytest.raises(RuntimeError, match="changed in place"):
        y.sum().backward()


def test_a_target_changed_afterwards_does_no_harm():
    """PyTorch refuses; here the loss kept a copy, and the gradient is that of the old target."""
    _, w = leaves(scratch)
    target = scratch.tensor([0, 1])
    loss = scratch.nn.functional.cross_entropy(w, target)
    target.fill_(2)
    loss.backward()
    np.testing.assert_allclose(w.grad.numpy().sum(axis=1), 0, atol=1e-12)
    assert (w.grad.numpy() < 0).tolist() == [[True, False, False], [False, True, False]]


def test_other_numbers_under_the_old_name_leave_the_graph_whole():
    _, w = leaves(scratch)
    y = w * w
    w.data = scratch.from_numpy(np.zeros((2, 3)))
    y.sum().backward()
    np.testing.assert_allclose(w.grad.numpy(), 2 * np.linspace(1, 2, 6).reshape(2, 3))


def test_single_numbers_are_replaced_and_not_changed():
    a, b = scratch.tensor(2.0), scratch.tensor(3.0, requires_grad=True)
    y = a * b
    a.add_(1)
    y.backward()
    assert b.grad.item() == 2


def test_what_is_known_of_an_array_goes_with_it():
    before = len(changes.known)
    x = scratch.ones(3)
    x.add_(1)
    x[0] = 2
    assert len(changes.known) == before + 1
    del x
    assert len(changes.known) == before


def test_memory_from_elsewhere_may_be_changed():
    x = scratch.from_numpy(np.ndarray(3, np.float32, bytearray(12)))
    assert x.add_(1).tolist() == [1, 1, 1]
