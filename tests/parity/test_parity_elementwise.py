"""Arithmetic and activations, on shapes that hypothesis draws, on ties, and on inf and nan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import mutually_broadcastable_shapes
from parity import agree, both_refuse

UNARY = {
    "neg": lambda t, x: -x,
    "exp": lambda t, x: t.exp(x),
    "log": lambda t, x: t.log(t.abs(x) + 0.1),
    "sqrt": lambda t, x: t.sqrt(t.abs(x) + 0.1),
    "abs": lambda t, x: t.abs(x),
    "sin": lambda t, x: x.sin(),
    "cos": lambda t, x: x.cos(),
    "tanh": lambda t, x: t.tanh(x),
    "sigmoid": lambda t, x: t.sigmoid(x * 3),
    "relu": lambda t, x: t.relu(x),
    "leaky_relu": lambda t, x: t.nn.functional.leaky_relu(x, 0.2),
    "elu": lambda t, x: t.nn.functional.elu(x, 1.3),
    "gelu": lambda t, x: t.nn.functional.gelu(x),
    "gelu_tanh": lambda t, x: t.nn.functional.gelu(x, approximate="tanh"),
    "silu": lambda t, x: t.nn.functional.silu(x),
    "softplus": lambda t, x: t.nn.functional.softplus(x * 9, beta=2.0),
    "logsigmoid": lambda t, x: t.nn.functional.logsigmoid(x * 9),
    "clamp": lambda t, x: t.clamp(x, -0.5, 0.5),
    "clamp low": lambda t, x: x.clamp(min=0.25),
    "clamp high": lambda t, x: x.clamp(max=0.25),
    "square": lambda t, x: x.square(),
    "power 3": lambda t, x: t.pow(x, 3),
    "power 0": lambda t, x: x**0,
    "power half": lambda t, x: (x.abs() + 0.1) ** 0.5,
    "base 2": lambda t, x: 2**x,
    "numbers": lambda t, x: 3 - (2 * x + 1) / 4 - x / 2 + 1 / (x.abs() + 1),
    "double": lambda t, x: x.double() * 2,
}
BINARY = {
    "add": lambda t, a, b: a + b,
    "sub": lambda t, a, b: a - b,
    "mul": lambda t, a, b: a * b,
    "div": lambda t, a, b: a / (b.abs() + 0.5),
    "power": lambda t, a, b: (a.abs() + 0.1) ** b,
    "maximum": lambda t, a, b: t.maximum(a, b),
    "minimum": lambda t, a, b: t.minimum(a, b),
    "where": lambda t, a, b: t.where(a > b, a, b * 2),
    "masked_fill": lambda t, a, b: (a + b).masked_fill(a > b, -1.5),
    "shared": lambda t, a, b: (a + b) * (a - b) + a * a,
}
TIES = np.array([-1.0, -0.5, 0.0, 0.0, 0.25, 0.5, 1.0])
EDGES = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0, 1e30, -1e30, 1.0])


def draw(shape, seed):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize("name", UNARY)
@pytest.mark.parametrize("shape", [(), (1,), (3,), (0,), (2, 3), (2, 0, 3), (2, 3, 1, 4)])
def test_functions_of_one_tensor(name, shape):
    agree(UNARY[name], draw(shape, 1))


@pytest.mark.parametrize("name", BINARY)
@given(shapes=mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3, min_side=0), seed=st.integers(0, 9))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_functions_of_two_tensors_broadcast(name, shapes, seed):
    a, b = shapes.input_shapes
    agree(BINARY[name], draw(a, seed), draw(b, seed + 10))


@pytest.mark.parametrize("name", [*UNARY])
def test_at_corners(name):
    agree(UNARY[name], TIES)


@pytest.mark.parametrize("name", [*BINARY])
def test_equal_numbers(name):
    agree(BINARY[name], TIES, TIES.copy())
    agree(BINARY[name], TIES, np.zeros(()))


VALUES_ONLY = {"softplus", "elu", "gelu", "gelu_tanh", "silu", "leaky_relu", "logsigmoid"}  # slopes at ±inf are 0·inf


@pytest.mark.parametrize("name", [*UNARY])
def test_inf_and_nan(name):
    edges = EDGES[2:] if name == "gelu" else EDGES  # PyTorch's own float32 and float64 differ in gelu(inf)
    agree(UNARY[name], edges, gradients=name not in VALUES_ONLY | {"relu"})


@pytest.mark.parametrize("name", [*BINARY])
def test_inf_and_nan_meet(name):
    a, b = np.repeat(EDGES, len(EDGES)), np.tile(EDGES, len(EDGES))
    agree(BINARY[name], a, b, gradients=name in ("add", "sub", "where"))


def test_powers_at_zero():
    agree(lambda t, a, b: a**b, np.array([0.0, 0.0, 2.0, 0.0]), np.array([0.0, 2.0, 0.0, 1.0]))
    agree(lambda t, b: 0.0**b, np.array([0.0, 2.0, 1.0]))


def test_division_by_zero_is_silent():
    agree(lambda t, a, b: a / b, np.array([1.0, -1.0, 0.0]), np.zeros(3), gradients=False)
    agree(lambda t, a: t.log(a), np.array([0.0, -1.0]), gradients=False)


MIXED = [
    lambda t: t.tensor([1.5]) * t.tensor([2]),
    lambda t: t.tensor([1.5]) * t.tensor(2.0, dtype=t.float64),
    lambda t: t.tensor([1]) * t.tensor(2.5),
    lambda t: t.tensor([1]) * 2.5,
    lambda t: t.tensor([1, 2]) / 2,
    lambda t: t.tensor([1, 2]) / t.tensor([2, 4]),
    lambda t: t.tensor([True, False]) + t.tensor([1, 2]),
    lambda t: t.tensor([1.5]) + t.tensor([1.0], dtype=t.float64),
    lambda t: t.tensor([1, 2]).sum(),
    lambda t: t.tensor([True, True]).sum(),
    lambda t: t.tensor([1, 2]).exp(),
    lambda t: t.where(t.tensor([True, False]), 1.0, 2.0),
    lambda t: t.where(t.tensor([True, False]), t.tensor([1.0, 2.0]), 0),
    lambda t: t.tensor([1.0]).double() * t.tensor([3]),
    lambda t: t.tensor(3) + t.tensor([1.0]),
    lambda t: t.tensor([1.0, 2.0]) == t.tensor([1.0, 3.0]),
    lambda t: t.tensor([1.0, 2.0]) >= 2,
    lambda t: ~(t.tensor([1.0, 2.0]) < 2),
    lambda t: (t.tensor([1.0, 2.0]) < 2) & (t.tensor([1.0, 2.0]) > 0),
    lambda t: t.tensor([1.0, -2.0]).sign(),
    lambda t: t.isnan(t.tensor([1.0, float("nan")])),
]


@pytest.mark.parametrize("number", range(len(MIXED)))
def test_types_that_meet(number):
    agree(MIXED[number])


def test_gradients_keep_the_type_of_their_tensor():
    single, double = np.ones(3, "float32"), np.ones(3, "float64")
    from dlcourse import scratch

    a, b = scratch.from_numpy(single).requires_grad_(), scratch.from_numpy(double).requires_grad_()
    (a * b).sum().backward()
    assert a.grad.dtype == single.dtype
    assert b.grad.dtype == double.dtype


def test_shapes_that_do_not_broadcast_are_named():
    for function in BINARY.values():
        both_refuse(function, np.ones((2, 3)), np.ones((2, 4)), saying="[2, 3]")
