"""Sums, means, extremes and softmax: every combination of dim and keepdim, ties, empty axes, inf and nan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parity import agree, both_refuse

DIMS = [None, 0, -1, 1, (0, 2), (-1, -2), ()]
REDUCTIONS = {
    "sum": lambda t, x, dim, keep: t.sum(x, dim=dim, keepdim=keep),
    "mean": lambda t, x, dim, keep: x.mean(dim, keep),
    "var": lambda t, x, dim, keep: t.var(x, dim=dim, keepdim=keep),
    "var biased": lambda t, x, dim, keep: x.var(dim=dim, correction=0, keepdim=keep),
    "std": lambda t, x, dim, keep: x.std(dim=dim, keepdim=keep),
    "amax": lambda t, x, dim, keep: t.amax(x, () if dim is None else dim, keep),
    "amin": lambda t, x, dim, keep: t.amin(x, () if dim is None else dim, keep),
    "logsumexp": lambda t, x, dim, keep: t.logsumexp(x, dim or (0 if dim == 0 else (0, 1, 2)), keep),
}
LINES = {
    "max": lambda t, x, dim: t.max(x, dim),
    "max kept": lambda t, x, dim: x.max(dim, keepdim=True),
    "min": lambda t, x, dim: x.min(dim),
    "argmax": lambda t, x, dim: t.argmax(x, dim),
    "argmin": lambda t, x, dim: x.argmin(dim, keepdim=True),
    "cumsum": lambda t, x, dim: t.cumsum(x, dim),
    "softmax": lambda t, x, dim: t.softmax(x, dim),
    "log_softmax": lambda t, x, dim: t.log_softmax(x, dim),
    "argmax all": lambda t, x, dim: x.argmax(),
    "max all": lambda t, x, dim: x.max() + x.min(),
}
UNBIASED = pytest.mark.filterwarnings("ignore:.*degrees of freedom")  # PyTorch warns where n − 1 is 0


def draw(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@UNBIASED
@pytest.mark.parametrize(
    ("name", "dim"),
    # PyTorch takes var's and std's dim=() for all axes forward and for none of them backward
    [(name, dim) for name in REDUCTIONS for dim in DIMS if dim != () or name[:3] not in ("var", "std")],
)
@pytest.mark.parametrize("keep", [False, True])
def test_reductions(name, dim, keep):
    for shape in ((2, 3, 4), (1, 3, 1), (1, 1, 1)):
        agree(lambda t, x: REDUCTIONS[name](t, x, dim, keep), draw(shape))


@pytest.mark.parametrize("name", LINES)
@given(shape=st.lists(st.integers(1, 4), min_size=1, max_size=4), data=st.data())
@settings(max_examples=20, deadline=None, derandomize=True)
def test_along_a_line(name, shape, data):
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    agree(lambda t, x: LINES[name](t, x, dim), draw(tuple(shape), data.draw(st.integers(0, 5))))


@UNBIASED
@pytest.mark.parametrize("name", [n for n in REDUCTIONS if n not in ("amax", "amin")])
def test_empty_axes(name):
    agree(lambda t, x: REDUCTIONS[name](t, x, 1, False), np.zeros((2, 0, 3)))
    agree(lambda t, x: REDUCTIONS[name](t, x, 0, True), np.zeros((2, 0, 3)))


def test_no_extreme_among_zero_numbers():
    for name in ("amax", "amin"):
        both_refuse(lambda t, x, name=name: REDUCTIONS[name](t, x, 1, False), np.zeros((2, 0, 3)), saying="[2, 0, 3]")
    both_refuse(lambda t, x: x.argmax(1), np.zeros((2, 0)))


@pytest.mark.parametrize("name", REDUCTIONS)
@UNBIASED
def test_without_dims(name):
    agree(lambda t, x: REDUCTIONS[name](t, x, (), False) if name != "logsumexp" else t.logsumexp(x, 0), draw(()))


@pytest.mark.parametrize("name", LINES)
def test_lines_without_dims(name):
    agree(lambda t, x: LINES[name](t, x, 0), draw(()))


TIES = np.array([[1.0, 2.0, 2.0], [3.0, 3.0, 3.0], [0.0, -1.0, 0.0]])


@pytest.mark.parametrize("name", [*REDUCTIONS, *LINES])
def test_equal_numbers(name):
    if name in LINES:
        agree(lambda t, x: LINES[name](t, x, 1), TIES)
    else:
        agree(lambda t, x: REDUCTIONS[name](t, x, 1, False), TIES)


EDGES = np.array(
    [[np.inf, 1, 2], [-np.inf, 1, 2], [-np.inf, -np.inf, -np.inf], [np.inf, np.inf, 0], [np.nan, 0, 1]], dtype=float
)


@pytest.mark.parametrize("name", [*REDUCTIONS, *LINES])
def test_inf_and_nan(name):
    gradients = name in ("sum", "mean", "amax", "amin", "max", "min", "cumsum")
    if name in LINES:
        agree(lambda t, x: LINES[name](t, x, 1), EDGES, gradients=gradients)
    else:
        agree(lambda t, x: REDUCTIONS[name](t, x, 1, False), EDGES, gradients=gradients)


def test_logsumexp_of_masked_rows():
    agree(lambda t, x: t.logsumexp(x, 1), np.array([[-np.inf, 0.0, 1.0], [2.0, -np.inf, -np.inf]]))
    agree(lambda t, x: t.softmax(x, 1), np.array([[-np.inf, 0.0, 1.0], [2.0, -np.inf, -np.inf]]))


def test_large_logits_do_not_overflow():
    agree(lambda t, x: (t.logsumexp(x, 1), t.softmax(x, 1), t.log_softmax(x, 1)), draw((3, 4)) * 1e4)


def test_wrong_dims_are_named():
    both_refuse(lambda t, x: x.sum(2), np.ones((2, 3)), saying="dims -2 to 1")
    both_refuse(lambda t, x: x.softmax(-3), np.ones((2, 3)), saying="dim -3")
    both_refuse(lambda t, x: x.sum((0, 0)), np.ones((2, 3)), saying="twice")
    both_refuse(lambda t, x: x.mean(), np.ones((2, 3), int), saying="float")
