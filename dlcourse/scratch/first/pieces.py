"""The course's own version of what the reader writes in lessons 03a and 03b, one short function a blank.

Whoever has not tried the blank yet should not read on here.
"""

from collections.abc import Callable
from typing import Any

import numpy as np


def slope(f: Callable[[float], float], x: float, nudge: float = 1e-5) -> float:
    """How far f moves per unit at x: nudged to both sides. The error shrinks with the square of the nudge."""
    return (f(x + nudge) - f(x - nudge)) / (2 * nudge)


def product_slopes(a: float, b: float) -> tuple[float, float]:
    """How far a·b moves per unit of a, and per unit of b."""
    return b, a


def tanh_slope(out: float) -> float:
    """How far tanh moves per unit of its input, from its output."""
    return 1 - out**2


def gradients(ordered: list[Any]) -> list[float]:
    """For each node how far the first one moves per unit of it.

    Args:
        ordered: nodes with ``parents``, pairs (node, local slope); each node stands before its parents.
    """
    slopes = dict.fromkeys(ordered, 0.0)
    slopes[ordered[0]] = 1.0
    for node in ordered:
        for parent, local in node.parents:
            slopes[parent] += slopes[node] * local
    return [slopes[node] for node in ordered]


def at_left(g: Any, b: Any) -> Any:
    """The way back through ``out = a @ b`` to a.

    Args:
        g: gradient at out, (…, N, K).
        b: (…, D, K).

    Returns:
        (…, N, D).
    """
    return g @ b.swapaxes(-1, -2)


def at_right(a: Any, g: Any) -> Any:
    """The way back through ``out = a @ b`` to b.

    Args:
        a: (…, N, D).
        g: gradient at out, (…, N, K).

    Returns:
        (…, D, K).
    """
    return a.swapaxes(-1, -2) @ g


def logits_gradient(p: Any, labels: Any) -> Any:
    """The gradient of the mean cross-entropy at the logits: (p − y)/N, y one-hot.

    Args:
        p: (N, K), rows that sum to 1.
        labels: (N,).

    Returns:
        (N, K).
    """
    y = np.eye(p.shape[1], dtype=p.dtype)[labels]
    return (p - y) / len(p)


def softplus(x: Any) -> tuple[Any, Any]:
    """log(1 + e^x) for each number, and its slope there; neither overflows.

    Returns:
        Two arrays of the shape of x.
    """
    small = np.exp(-np.abs(x))  # between 0 and 1 whatever x is
    return np.maximum(x, 0) + np.log1p(small), np.where(x > 0, 1, small) / (1 + small)


def two_point(f: Callable[[Any], Any], x: Any, nudge: float = 1e-5) -> Any:
    """For each number of x, how far the sum of f(x) moves per unit of it.

    Args:
        f: from an array to an array or number.
        x: an array; it is not changed.

    Returns:
        An array of the shape of x.
    """
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += nudge
        down[place] -= nudge
        slopes[place] = (np.sum(f(up)) - np.sum(f(down))) / (2 * nudge)
    return slopes
