"""The small engine of lessons 03a and 03b, held against PyTorch's and against finite differences."""

import math

import numpy as np
import pytest
import torch

from dlcourse.scratch import first
from dlcourse.scratch.first import Tensor, Value, cross_entropy, order, pieces, unbroadcast

RNG = np.random.default_rng(0)
A, B, COLUMN, ROW = RNG.normal(size=(3, 4)), RNG.normal(size=(3, 4)), RNG.normal(size=(3, 1)), RNG.normal(size=4)
BATCH, SQUARE = RNG.normal(size=(2, 4, 5)), RNG.normal(size=(4, 4))
PICK = np.array([0, 2, 2])

# Each runs on both engines: the same names.
OPERATIONS = {
    "add": (lambda a, b: a + b, [A, B]),
    "add a row": (lambda a, b: a + b, [A, ROW]),
    "add a column": (lambda a, b: a + b, [COLUMN, ROW]),
    "subtract": (lambda a, b: a - b, [A, COLUMN]),
    "multiply": (lambda a, b: a * b, [A, ROW]),
    "divide": (lambda a, b: a / (b * b + 1), [A, ROW]),
    "numbers": (lambda a: 2 - 3 * a + 1 / (a * a + 1) - (-a), [A]),
    "power": (lambda a: (a * a + 1) ** 0.5, [A]),
    "exp": (lambda a: a.exp(), [A]),
    "log": (lambda a: (a * a + 1).log(), [A]),
    "tanh": (lambda a: a.tanh(), [A]),
    "relu": (lambda a: a.relu(), [A]),
    "product": (lambda a, b: a @ b, [A, SQUARE]),
    "product in batches": (lambda a, b: a @ b, [A, BATCH]),
    "transpose": (lambda a, b: a @ b.T, [A, B]),
    "sum": (lambda a: a.sum(), [A]),
    "sum over rows": (lambda a: a.sum(0), [A]),
    "sum kept": (lambda a: a - a.sum(1, keepdims=True), [A]),
    "sum over two": (lambda a: a.sum((0, 2)), [BATCH]),
    "mean": (lambda a: a.mean(1) * a.mean(), [A]),
    "reshape": (lambda a: a.reshape(2, 6) * 2, [A]),
    "slice": (lambda a: a[1:, :2], [A]),
    "picked twice": (lambda a: a[PICK], [A]),
    "pairs": (lambda a: a[PICK, PICK], [A]),
    "shared": (lambda a: a * a + a, [A]),
    "shared twice": (lambda a: (a + a) + (a + a), [A]),
    "softmax": (lambda a: a.exp() / a.exp().sum(1, keepdims=True), [A]),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_values_and_gradients_are_pytorchs(name):
    f, arrays = OPERATIONS[name]
    ours = [Tensor(array.copy()) for array in arrays]
    theirs = [torch.tensor(array, requires_grad=True) for array in arrays]
    out, expected = f(*ours), f(*theirs)
    np.testing.assert_allclose(out.data, expected.detach().numpy(), rtol=1e-10, atol=1e-12)
    weights = np.random.default_rng(1).normal(size=out.shape)
    (out * weights).sum().backward()
    (expected * torch.tensor(weights)).sum().backward()
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.grad.shape == mine.shape
        np.testing.assert_allclose(mine.grad, other.grad.numpy(), rtol=1e-10, atol=1e-12)


def test_max_is_pytorchs_and_ties_share():
    a, b = Tensor(A), torch.tensor(A, requires_grad=True)
    (a.max(1) * a.max(0, keepdims=True).sum()).sum().backward()
    (b.amax(1) * b.amax(0, keepdim=True).sum()).sum().backward()
    np.testing.assert_allclose(a.grad, b.grad.numpy())
    tied = Tensor([1.0, 3.0, 3.0])
    tied.max().backward()
    np.testing.assert_array_equal(tied.grad, [0, 0.5, 0.5])


def test_cross_entropy_is_pytorchs_and_does_not_overflow():
    labels = np.array([1, 0, 3])
    for scale in (1, 1000):
        ours, theirs = Tensor(A * scale), torch.tensor(A * scale, requires_grad=True)
        loss = cross_entropy(ours, labels)
        expected = torch.nn.functional.cross_entropy(theirs, torch.tensor(labels))
        (3 * loss).backward()
        (3 * expected).backward()
        assert loss.shape == ()
        np.testing.assert_allclose(loss.data, expected.item(), rtol=1e-10)
        np.testing.assert_allclose(ours.grad, theirs.grad.numpy(), rtol=1e-10, atol=1e-12)


def test_a_shared_node_gets_the_sum_of_what_its_users_send():
    for kind in (Value, Tensor):
        a = kind(3.0)
        b = a + a
        c = b + b
        c.backward()
        assert (a.grad, b.grad, c.grad) == (4, 2, 1)


def test_calling_backward_twice_adds_the_same_gradients_twice():
    for kind in (Value, Tensor):
        a = kind(3.0)
        b = a * a
        c = b * b
        for times in (1, 2):
            c.backward()
            assert (a.grad, b.grad, c.grad) == (times * 108, times * 18, times)


def test_long_chains_need_no_recursion():
    for kind in (Value, Tensor):
        a = kind(1.0)
        b = a
        for _ in range(20_000):
            b = b + 1e-5 * a
        b.backward()
        assert b.data == pytest.approx(1.2)
        assert a.grad == pytest.approx(1.2)


def test_a_node_is_visited_once_and_after_all_that_use_it():
    a = Value(1.0)
    b = a * 2
    c = b * a + b
    for _ in range(30):  # 2 to the 30th ways through it
        c = c + c
    ordered = order(c)
    place = {node: i for i, node in enumerate(ordered)}
    assert len(place) == len(ordered)
    assert all(place[node] < place[parent] for node in ordered for parent, _ in node.parents)


def test_values_are_right_by_finite_differences():
    def f(x, y):
        return (x * y + 2).tanh() / (1 + (x - y).exp()) - 3 / x**2 + (y.relu() + 1).log() + (-y) + (1 - x)

    x, y = Value(1.3), Value(0.4)
    f(x, y).backward()
    h = 1e-6
    by_x = (f(Value(1.3 + h), Value(0.4)).data - f(Value(1.3 - h), Value(0.4)).data) / (2 * h)
    by_y = (f(Value(1.3), Value(0.4 + h)).data - f(Value(1.3), Value(0.4 - h)).data) / (2 * h)
    assert (x.grad, y.grad) == pytest.approx((by_x, by_y), rel=1e-7)
    assert repr(Value(2)) == "Value(2, grad=0)"
    assert Value(-1.0).relu().data == 0
    assert math.isclose(Value(1.0).exp().data, math.e)


@pytest.mark.parametrize("shape", [(), (4,), (1,), (3, 1), (1, 4), (1, 1), (3, 4), (1, 3, 1)])
def test_sums_fan_in_to_the_shape_that_was_copied(shape):
    big = np.broadcast_shapes(shape, (2, 3, 4))
    g = np.random.default_rng(2).normal(size=big)
    copied = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    (copied.expand(big) * torch.tensor(g)).sum().backward()
    got = unbroadcast(g, shape)
    assert got.shape == shape
    np.testing.assert_allclose(got, copied.grad.numpy())


def test_float32_stays_float32():
    a = Tensor(A.astype(np.float32))
    out = cross_entropy(((2 * a + 1) / 3).tanh() @ SQUARE.astype(np.float32) - a.mean(), [0, 1, 2])
    out.backward()
    assert out.data.dtype == a.grad.dtype == np.float32
    assert Tensor([1, 2]).data.dtype == np.float64


def test_what_cannot_be_done_is_said():
    with pytest.raises(ValueError, match=r"single number; this has shape \(3, 4\)"):
        Tensor(A).backward()
    with pytest.raises(ValueError, match=r"two axes or more; got shapes \(3, 4\) and \(4,\)"):
        Tensor(A) @ Tensor(ROW)
    with pytest.raises(ValueError, match=r"got \(3, 4\) and \(2,\)"):
        cross_entropy(Tensor(A), [0, 1])
    assert repr(Tensor(A)) == "Tensor of shape (3, 4)"
    assert first.Tensor is Tensor


def test_a_plain_array_may_stand_on_the_left():
    a = Tensor(ROW)
    (A * a + A - a).sum().backward()
    np.testing.assert_allclose(a.grad, A.sum(0) - 3)


def test_a_product_with_plain_data_has_one_parent():
    w = Tensor(SQUARE)
    out = A @ w
    assert [parent for parent, _ in out.parents] == [w]
    out.sum().backward()
    other = Tensor(SQUARE)
    (Tensor(A) @ other).sum().backward()
    np.testing.assert_array_equal(w.grad, other.grad)


def test_the_pieces_are_those_of_the_engine():
    assert pieces.slope(lambda x: x**3, 2.0) == pytest.approx(12)
    assert pieces.product_slopes(3.0, 5.0) == (5.0, 3.0)
    assert pieces.tanh_slope(math.tanh(0.3)) == pytest.approx(pieces.slope(math.tanh, 0.3))
    a = Value(2.0)
    end = a * a * a + a
    ordered = order(end)
    assert pieces.gradients(ordered)[ordered.index(a)] == 13
    g = RNG.normal(size=(3, 2))
    w = RNG.normal(size=(4, 2))
    x, y = Tensor(A), Tensor(w)
    (x @ y * g).sum().backward()
    np.testing.assert_allclose(pieces.at_left(g, w), x.grad)
    np.testing.assert_allclose(pieces.at_right(A, g), y.grad)
    logits = Tensor(A)
    cross_entropy(logits, PICK).backward()
    p = np.exp(A) / np.exp(A).sum(1, keepdims=True)
    np.testing.assert_allclose(pieces.logits_gradient(p, PICK), logits.grad)


def test_softplus_is_pytorchs_also_far_out():
    x = torch.tensor([-800.0, -3, 0, 2, 800], dtype=torch.float64, requires_grad=True)
    value, slope = pieces.softplus(x.detach().numpy())
    expected = torch.nn.functional.softplus(x)
    expected.sum().backward()
    np.testing.assert_allclose(value, expected.detach().numpy(), atol=1e-9)
    np.testing.assert_allclose(slope, x.grad.numpy(), atol=1e-9)


def test_two_point_differences_are_the_slopes_of_the_sum():
    x = A.copy()
    np.testing.assert_allclose(pieces.two_point(np.tanh, x), 1 - np.tanh(A) ** 2, rtol=1e-8)
    np.testing.assert_array_equal(x, A)
