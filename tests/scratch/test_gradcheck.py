"""gradcheck passes what is right and catches what is wrong, whatever the size."""

import numpy as np
import pytest

from dlcourse import scratch as torch
from dlcourse.scratch.graph import record
from dlcourse.scratch.ops.operation import operation


def leaf(*shape):
    return torch.tensor(np.random.default_rng(0).standard_normal(shape), requires_grad=True)


def test_right_gradients_pass():
    assert torch.gradcheck(lambda a, b: (a @ b).tanh(), (leaf(3, 4), leaf(4, 2)))
    assert torch.gradcheck(lambda a: a.softmax(1), leaf(3, 4))


def test_the_inputs_are_left_as_they_were():
    x = leaf(3)
    x.grad = torch.ones(3)
    before = x.tolist()
    torch.gradcheck(lambda a: a.exp(), x)
    assert (x.tolist(), x.grad.tolist()) == (before, [1, 1, 1])


@operation
def wrong_square(x):
    return x * x, (x,)


wrong_square.back(lambda g, x: g * x)


def test_a_wrong_rule_is_caught():
    with pytest.raises(RuntimeError, match="two forward passes"):
        torch.gradcheck(lambda a: record(wrong_square, a), leaf(3))
    assert not torch.gradcheck(lambda a: record(wrong_square, a), leaf(3), raise_exception=False)


def test_a_single_wrong_entry_among_thousands_is_caught():
    def spoiled(a):
        return a * 2 + (a * torch.tensor(np.eye(1, 5000, 77)[0])).detach()

    with pytest.raises(RuntimeError):
        torch.gradcheck(spoiled, leaf(5000))


def test_float32_is_refused():
    with pytest.raises(ValueError, match="float64"):
        torch.gradcheck(lambda a: a.exp(), torch.ones(2, requires_grad=True))
