"""The blanks of chapter 03: the course's versions, and the inputs on which a reader's are compared with them.

Those that an engine is made of stand in `dlcourse.scratch.first`, since an engine that a reader has kept imports from
there what was left blank. They are shown below the blank, so they are written as there: without types.
"""

# mypy: disable-error-code="no-untyped-def"

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from dlcourse.interact.blanks import answer
from dlcourse.scratch import first
from dlcourse.scratch.first import pieces

# Lesson 03a: slopes, and the scalar engine.

# The first has a wide nudge: there one side differs from two in digits that a message shows.
_SLOPES = [(np.exp, 0.5, 0.1), (np.sin, 1.0), (np.exp, 0.5), (np.tanh, -2.0), (np.square, 3.0)]
answer("backprop.slope", on=_SLOPES, rtol=1e-7, atol=1e-8)(pieces.slope)
answer("backprop.product_slopes", on=[(2.0, 5.0), (-3.0, 0.5)])(pieces.product_slopes)
answer("backprop.tanh_slope", on=[0.0, 0.6, -0.9])(pieces.tanh_slope)

_X, _Y = first.Value(2.0), first.Value(0.5)
_SHARED = _X * _Y + _X
answer("backprop.gradients", on=[first.order(_SHARED * _SHARED), first.order((_X + _X).tanh() * _Y)])(pieces.gradients)

# Lesson 03b: the same on arrays. All sizes differ, so that only the right transpose fits.

_GRID = np.arange(12.0).reshape(3, 4)
_RNG = np.random.default_rng(0)
_G, _G_STACK = _RNG.normal(size=(5, 2)), _RNG.normal(size=(4, 5, 2))
_A, _A_STACK = _RNG.normal(size=(5, 3)), _RNG.normal(size=(4, 5, 3))
_B, _B_STACK = _RNG.normal(size=(3, 2)), _RNG.normal(size=(4, 3, 2))

answer(
    "backprop.unbroadcast",
    on=[(_GRID, (4,)), (_GRID, (3, 1)), (_GRID, ()), (_GRID[None], (1, 3, 1)), (_GRID[:1], (1, 1))],
)(first.unbroadcast)
answer("backprop.at_left", on=[(_G, _B), (_G_STACK, _B_STACK)])(pieces.at_left)
answer("backprop.at_right", on=[(_A, _G), (_A_STACK, _G_STACK)])(pieces.at_right)


_STEPS = {"a short graph": 2, "a long graph": 3000}


def _places(order: Callable[[Any], Any]) -> Callable[[str], Any]:
    """What is compared of an order: is each node there once, and before its parents?"""

    def judged(graph: str) -> dict[str, Any] | None:
        a = first.Value(1.0)
        end = a * a
        for _ in range(_STEPS[graph]):
            end = end * a + end
        ordered = order(end)
        if ordered is None:
            return None
        place = {node: i for i, node in enumerate(ordered)}
        right = all(place[node] < place.get(parent, -1) for node in ordered for parent, _ in node.parents)
        return {
            "nodes": len(place),
            "nodes written down": len(ordered),
            "each before its parents": "yes" if right else "no",
        }

    return judged


answer("backprop.order", through=_places, on=list(_STEPS))(first.order)
answer("backprop.logits_gradient", on=[(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]]), np.array([0, 1]))])(
    pieces.logits_gradient
)
answer("backprop.softplus", on=[np.linspace(-3, 3, 7), np.array([-800.0, -30.0, 30.0, 800.0])])(pieces.softplus)

# Lesson 03c: the loop.


@answer("backprop.step", on=[(np.array([0.5, -1.0]), np.array([2.0, -4.0]), 0.1)])
def step(weight, gradient, rate):
    """Three things in, the new weight out. Arrays of one shape, and a number."""
    return weight - rate * gradient


@answer("backprop.batches", on=[(10, 4, np.random.default_rng(0)), (6, 3, np.random.default_rng(1))])
def batches(n, size, rng):
    """Examples 0 … n-1 in a random order, cut into batches: a list of arrays of indices."""
    order = rng.permutation(n)
    return [order[begin : begin + size] for begin in range(0, n, size)]


def _small_trial() -> tuple[Any, ...]:
    """A linear model, 40 examples, and batches of 16: three steps, of which the third shows what was not cleared."""

    def loss_of(weights: Sequence[Any], x: Any, y: Any) -> Any:
        return first.cross_entropy(first.Tensor(x) @ weights[0] + weights[1], y)

    rng = np.random.default_rng(0)
    weights = [first.Tensor(rng.normal(size=(6, 3))), first.Tensor(np.zeros(3))]
    return weights, loss_of, rng.normal(size=(40, 6)), rng.integers(3, size=40), 16, 0.5, rng


@answer("backprop.epoch", on=[_small_trial()])
def epoch(weights, loss_of, x, y, size, rate, rng):
    """Once through the examples; returns a list: the loss of each batch, before its step."""
    losses = []
    for batch in batches(len(x), size, rng):
        loss = loss_of(weights, x[batch], y[batch])
        loss.backward()
        for w in weights:
            w.data = step(w.data, w.grad, rate)
            w.grad = None
        losses.append(float(loss.data))
    return losses


@answer("backprop.new_velocity", on=[(np.array([1.0, 0.0]), np.array([2.0, -4.0]), 0.9)])
def new_velocity(velocity, gradient, momentum):
    """The new velocity."""
    return momentum * velocity + gradient
