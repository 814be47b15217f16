"""Arithmetic: what becomes of each number, and of its gradient on the way back.

Every operation is y = f(x) with ∂L/∂x = ∂L/∂y · f′(x), number by number. Try one on bare arrays:

    y, kept = exp.forward(np.array([0.0, 1.0]))
    exp.rules[0](np.ones(2), *kept)                       # f′ = exp again

Where f has a corner the rule picks what PyTorch picks: |x| has slope 0 at 0, and equal numbers share a maximum's
gradient.
"""

from typing import Any

import numpy as np

from .operation import Array, Kept, operation, same


@operation
def add(a: Array, b: Array) -> tuple[Array, Kept]:
    """a + b."""
    return a + b, ()


add.back(same, same)


@operation
def sub(a: Array, b: Array) -> tuple[Array, Kept]:
    """a − b."""
    return a - b, ()


sub.back(same, lambda g: -g)


@operation
def mul(a: Array, b: Array) -> tuple[Array, Kept]:
    """a · b: each factor's gradient is the other factor."""
    return a * b, (a, b)


mul.back(lambda g, a, b: g * b, lambda g, a, b: g * a)


@operation
def div(a: Array, b: Array) -> tuple[Array, Kept]:
    """a / b, with ∂/∂b = −a / b²."""
    return a / b, (a, b)


div.back(lambda g, a, b: g / b, lambda g, a, b: -g * (a / b) / b)


@operation
def neg(x: Array) -> tuple[Array, Kept]:
    """−x."""
    return -x, ()


neg.back(lambda g: -g)


@operation
def power(a: Array, b: Array) -> tuple[Array, Kept]:
    """aᵇ, with ∂/∂a = b·aᵇ⁻¹ and ∂/∂b = aᵇ·log a; both are 0 where the constant rules: b = 0, or a = 0 ≤ b."""
    y = a**b
    return y, (a, b, y)


def _power_base(g: Array, a: Array, b: Any, y: Array) -> Array:
    if np.ndim(b) == 0:
        return g * (b * a ** (b - 1)) if b != 0 else np.zeros_like(g)
    return np.where(b == 0, 0, g * (b * a ** np.where(b == 0, 1, b - 1)))


def _power_exponent(g: Array, a: Any, b: Array, y: Array) -> Array:
    silent = (np.asarray(a) == 0) & (b >= 0)
    return g * y * np.where(silent, 0, np.log(np.where(silent, 1, a).astype(y.dtype)))


power.back(_power_base, _power_exponent)


@operation
def exp(x: Array) -> tuple[Array, Kept]:
    """eˣ is its own derivative."""
    y = np.exp(x)
    return y, (y,)


exp.back(lambda g, y: g * y)


@operation
def log(x: Array) -> tuple[Array, Kept]:
    """The natural logarithm; f′ = 1/x."""
    return np.log(x), (x,)


log.back(lambda g, x: g / x)


@operation
def sqrt(x: Array) -> tuple[Array, Kept]:
    """√x; f′ = 1 / (2√x), infinite at 0."""
    y = np.sqrt(x)
    return y, (y,)


sqrt.back(lambda g, y: g / (2 * y))


@operation
def absolute(x: Array) -> tuple[Array, Kept]:
    """|x|."""
    return np.abs(x), (x,)


absolute.back(lambda g, x: g * ((x > 0) - (x < 0).astype(g.dtype)))


@operation
def sin(x: Array) -> tuple[Array, Kept]:
    """Sine, x in radians."""
    return np.sin(x), (x,)


sin.back(lambda g, x: g * np.cos(x))


@operation
def cos(x: Array) -> tuple[Array, Kept]:
    """Cosine, x in radians."""
    return np.cos(x), (x,)


cos.back(lambda g, x: -g * np.sin(x))


@operation
def maximum(a: Array, b: Array) -> tuple[Array, Kept]:
    """The larger of the two, nan if either is; equal numbers get half the gradient each."""
    return np.maximum(a, b), (a, b)


maximum.back(lambda g, a, b: _winner(g, a > b, a == b), lambda g, a, b: _winner(g, b > a, a == b))


@operation
def minimum(a: Array, b: Array) -> tuple[Array, Kept]:
    """The smaller of the two, nan if either is; equal numbers get half the gradient each."""
    return np.minimum(a, b), (a, b)


minimum.back(lambda g, a, b: _winner(g, a < b, a == b), lambda g, a, b: _winner(g, b < a, a == b))


def _winner(g: Array, wins: Array, ties: Array) -> Array:
    return g * wins + g * 0.5 * ties


@operation
def clamp(x: Array, low: float | None, high: float | None) -> tuple[Array, Kept]:
    """x held within low … high; the gradient passes where x was inside, bounds included."""
    y = x if low is None else np.maximum(x, low)
    return (y if high is None else np.minimum(y, high)), (x, low, high)


@clamp.back
def _(g: Array, x: Array, low: float | None, high: float | None) -> Array:
    inside = np.isnan(x) | True if low is None else x >= low
    return g * (inside if high is None else inside & (x <= high))


@operation
def where(a: Array, b: Array, condition: Array) -> tuple[Array, Kept]:
    """The first where the condition holds, the second elsewhere; each gets the gradient of the places it filled."""
    return np.where(condition, a, b), (condition,)


where.back(lambda g, condition: np.where(condition, g, 0), lambda g, condition: np.where(condition, 0, g))


@operation
def masked_fill(x: Array, mask: Array, value: float) -> tuple[Array, Kept]:
    """The numbers, with ``value`` where the mask is true; no gradient passes there."""
    return np.where(mask, np.asarray(value, dtype=x.dtype), x), (mask,)


masked_fill.back(lambda g, mask: np.where(mask, 0, g))


@operation
def cast(x: Array, dtype: Any) -> tuple[Array, Kept]:
    """The same numbers in another dtype. The only operation whose gradient arrives in another type than it leaves."""
    return x.astype(dtype), (x.dtype,)


cast.back(lambda g, dtype: g.astype(dtype))
