"""Is a small engine right? Values, shapes, two-point differences, shared nodes, order, a second pass, long chains.

The broken engines of lessons 03a and 03b are the proof of this check: it has to fail on each, and to say why.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from dlcourse.scratch import first

NUDGE = 1e-5


class Fault(NamedTuple):
    """What is wrong with an engine."""

    sentence: str
    """Where it went wrong, what was expected, what came."""
    belief: str
    """Id of the misconception behind it, if it is a known one; else empty."""


Function = Callable[..., Any]

_RNG = np.random.default_rng(3)
_A, _B = _RNG.normal(size=(3, 4)), _RNG.normal(size=(3, 4))
_ROW, _COLUMN, _ONE = _RNG.normal(size=4), _RNG.normal(size=(3, 1)), _RNG.normal(size=(1,))
_W, _STACK, _LOGITS = _RNG.normal(size=(4, 2)), _RNG.normal(size=(2, 4, 3)), _RNG.normal(size=(3, 5))
_LABELS, _PICK = np.array([4, 0, 2]), np.array([0, 2, 2])

# How it is written → on whichever engine, the inputs, the belief behind a failure.
_OPERATIONS: dict[str, tuple[Function, list[Any], str]] = {
    "a + b": (lambda e, a, b: a + b, [_A, _B], ""),
    "a - 2 * b": (lambda e, a, b: a - 2 * b, [_A, _B], ""),
    "a * b": (lambda e, a, b: a * b, [_A, _B], ""),
    "a / (b * b + 1)": (lambda e, a, b: a / (b * b + 1), [_A, _B], ""),
    "(a * a + 1) ** 0.5": (lambda e, a: (a * a + 1) ** 0.5, [_A], ""),
    "a.exp()": (lambda e, a: a.exp(), [_A], ""),
    "(a * a + 1).log()": (lambda e, a: (a * a + 1).log(), [_A], ""),
    "a.tanh()": (lambda e, a: a.tanh(), [_A], ""),
    "a.relu()": (lambda e, a: a.relu(), [_A], ""),
    "a + row": (lambda e, a, row: a + row, [_A, _ROW], "backward.copies-need-nothing"),
    "column * row": (lambda e, column, row: column * row, [_COLUMN, _ROW], "backward.copies-need-nothing"),
    "a * one": (lambda e, a, one: a * one, [_A, _ONE], "backward.copies-need-nothing"),
    "a @ w": (lambda e, a, w: a @ w, [_A, _W], "backward.product-by-squares"),
    "a @ stack": (lambda e, a, stack: a @ stack, [_A, _STACK], "backward.product-by-squares"),
    "a @ b.T": (lambda e, a, b: a @ b.T, [_A, _B], "backward.product-by-squares"),
    "a.sum(0)": (lambda e, a: a.sum(0), [_A], ""),
    "a.sum(1, keepdims=True)": (lambda e, a: a.sum(1, keepdims=True), [_A], ""),
    "a.mean()": (lambda e, a: a.mean(), [_A], ""),
    "a.reshape(2, 6)": (lambda e, a: a.reshape(2, 6), [_A], ""),
    "a[[0, 2, 2]]": (lambda e, a: a[_PICK], [_A], "backward.overwrites"),
    "a * a + a": (lambda e, a: a * a + a, [_A], "backward.overwrites"),
    "cross_entropy(a, labels)": (lambda e, a: e.cross_entropy(a, _LABELS), [_LOGITS], "backward.any-sign"),
}


def fault(engine: Any) -> Fault | None:
    """The first thing that is wrong with an engine on arrays; None where nothing was found.

    Args:
        engine: something with ``Tensor`` and ``cross_entropy``, as `dlcourse.scratch.first` has.
    """
    missing = [name for name in ("Tensor", "cross_entropy") if not hasattr(engine, name)]
    if missing:
        return Fault(f"it has no {missing[0]}", "")
    try:
        found = graph_fault(engine.Tensor)
        if found:
            return found
        for written, (f, arrays, belief) in _OPERATIONS.items():
            wrong = _operation(engine, written, f, arrays)
            if wrong:  # a name that is missing shows no belief
                return Fault(wrong, "" if " raised AttributeError" in wrong else belief)
        return None
    except Exception as error:  # whatever the reader's code raises is the answer
        return Fault(f"it raised {type(error).__name__}: {error}", "")


def _operation(engine: Any, written: str, f: Function, arrays: list[Any]) -> str:
    """Value against the course's engine, gradients against two-point differences."""
    try:
        tensors = [engine.Tensor(array.copy()) for array in arrays]
        out = f(engine, *tensors)
        expected = f(first, *(first.Tensor(array) for array in arrays)).data
        if np.shape(out.data) != expected.shape:
            return f"{written}: the value has shape {np.shape(out.data)}, expected {expected.shape}"
        if not np.allclose(out.data, expected):
            return f"{written}: the value is not right"
        weights = np.random.default_rng(5).normal(size=expected.shape)
        (out * weights).sum().backward()
    except Exception as error:
        return f"{written} raised {type(error).__name__}: {error}"
    for number, (tensor, array) in enumerate(zip(tensors, arrays, strict=True), start=1):
        which = f"{written}: the gradient of input {number}"
        if np.shape(tensor.grad) != array.shape:
            return f"{which} has shape {np.shape(tensor.grad)}, the input {array.shape}"
        slopes = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            ends = []
            for step in (NUDGE, -NUDGE):
                moved = [each.copy() for each in arrays]
                moved[number - 1][place] += step
                ends.append(float((f(first, *map(first.Tensor, moved)).data * weights).sum()))
            slopes[place] = (ends[0] - ends[1]) / (2 * NUDGE)
        if not np.allclose(tensor.grad, slopes, rtol=1e-5, atol=1e-7):
            worst = np.unravel_index(np.argmax(np.abs(tensor.grad - slopes)), array.shape)
            came, nudged = f"{tensor.grad[worst]:.4f}", f"{slopes[worst]:.4f}"
            return f"{which} at {[int(i) for i in worst]} is {came}, two nudged passes say {nudged}"
    return ""


def graph_fault(kind: Callable[[float], Any]) -> Fault | None:
    """The first thing that is wrong with how gradients run through a graph, on single numbers.

    Args:
        kind: makes a node from a number: ``Value`` or ``Tensor``.
    """
    try:
        return _shared(kind) or _twice(kind) or _deep(kind)
    except KeyError:
        return Fault("a node comes twice in its order, or before any that use it", "backward.any-order")


def _shared(kind: Callable[[float], Any]) -> Fault | None:
    a = kind(3.0)
    b = a + a
    c = b + b
    c.backward()
    if not np.isclose(_number(a), 4):
        return Fault(f"b = a + a; c = b + b: c moves 4 per unit of a, not {_number(a):g}", "backward.overwrites")
    # f is used by g and by the end itself; whoever handles it before g has sent its part passes on too little.
    a = kind(2.0)
    f = a * a
    g = f * a
    end = f * g + f
    end.backward()
    if not np.isclose(_number(a), 84):
        return Fault(
            f"f = a * a; g = f * a; end = f * g + f, at a = 2: end moves 84 per unit of a, not {_number(a):g}",
            "backward.any-order",
        )
    return None


def _twice(kind: Callable[[float], Any]) -> Fault | None:
    a = kind(3.0)
    b = a * a
    c = b * b
    c.backward()
    try:
        c.backward()
    except Exception:
        return None  # refusing a second pass is an honest answer
    if np.isclose(_number(a), 216):
        return None
    return Fault(
        f"a second backward() adds the same 108 once more, 216 in all; it gives {_number(a):g}",
        "backward.second-pass",
    )


def _deep(kind: Callable[[float], Any]) -> Fault | None:
    a = kind(1.0)
    b = a
    for _ in range(5000):
        b = b + a
    try:
        b.backward()
    except RecursionError:
        return Fault("a chain of 5,000 additions is too long for it: a function that calls itself gets stuck", "")
    if np.isclose(_number(a), 5001):
        return None
    return Fault(f"a chain of 5,000 additions moves 5001 per unit, not {_number(a):g}", "")


def _number(node: Any) -> float:
    return float("nan") if node.grad is None else float(node.grad)
