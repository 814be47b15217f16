"""Pooling: of each window only the largest number, or the mean, goes on.

    y[n, c, i, j] = max over a, b of x[n, c, i·s + a·d, j·s + b·d]        stride s, dilation d

Plain: ``windows(x).max(axis=(2, 3))``, windows as ``convolution`` shows them. NumPy is at its best on long arrays and
at its worst on windows of four. In two stages it is some ten times as fast (``benchmarks.tricks``): the largest along
each row, then along each column, each stage by comparing kh or kw shifted pictures whole. The way back takes the stages
in reverse.
"""

from collections.abc import Iterator
from functools import reduce

import numpy as np

from .operation import Array, Kept, operation

Pair = tuple[int, int]
WIDE, HIGH = 3, 2  # the axes of (N, C, H, W)


def bordered(x: Array, padding: Pair, value: float) -> Array:
    """x (N, C, H, W) with a border."""
    if padding == (0, 0):
        return x
    top, left = padding
    return np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)), constant_values=value)


def unbordered(x: Array, padding: Pair) -> Array:
    """x (N, C, H, W) without its border."""
    return x[:, :, padding[0] : x.shape[2] - padding[0], padding[1] : x.shape[3] - padding[1]]


def shifted(x: Array, axis: int, kernel: int, stride: int, dilation: int = 1) -> Iterator[Array]:
    """For each place in a window along one axis the picture of what stands there, one number a window: views."""
    last = (x.shape[axis] - dilation * (kernel - 1) - 1) // stride * stride
    for start in range(0, kernel * dilation, dilation):
        yield x[(*(slice(None),) * axis, slice(start, start + last + 1, stride))]


def largest(x: Array, *along: int) -> Array:
    """The largest number of each window along one axis; ``along``: the axis, kernel, stride and dilation."""
    first, *others = shifted(x, *along)
    if not others:
        return first.copy()
    y = np.maximum(first, others[0])
    for other in others[1:]:
        np.maximum(y, other, out=y)
    return y


def to_the_largest(g: Array, x: Array, y: Array, *along: int) -> Array:
    """``largest`` backwards: all of a window's gradient to its largest number; of equal ones to the first."""
    _, kernel, stride, dilation = along
    back = np.zeros_like(x)
    side_by_side = dilation * (kernel - 1) < stride
    waiting = np.ones(y.shape, bool)
    for place, then in zip(shifted(back, *along), shifted(x, *along), strict=True):
        won = then == y
        won &= waiting
        waiting ^= won
        if side_by_side:
            np.multiply(g, won, out=place)
        else:
            place += g * won
    return back


@operation
def max_pool2d(x: Array, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair) -> tuple[Array, Kept]:
    """The largest number of each window, with a border of −∞."""
    in_rows, in_columns = ((axis, *each) for axis, *each in zip((HIGH, WIDE), kernel, stride, dilation, strict=True))
    padded = bordered(x, padding, -np.inf)
    middle = largest(padded, *in_columns)
    y = largest(middle, *in_rows)
    return y, (padded, middle, y, in_rows, in_columns, padding)


@max_pool2d.back
def _(
    g: Array, x: Array, middle: Array, y: Array, in_rows: tuple[int, ...], in_columns: tuple[int, ...], padding: Pair
) -> Array:
    g = to_the_largest(g, middle, y, *in_rows)
    return unbordered(to_the_largest(g, x, middle, *in_columns), padding)


@operation
def avg_pool2d(x: Array, kernel: Pair, stride: Pair, padding: Pair) -> tuple[Array, Kept]:
    """The mean of each window; the border's zeros count."""
    padded = bordered(x, padding, 0)
    middle = reduce(np.add, shifted(padded, WIDE, kernel[1], stride[1]))
    y = reduce(np.add, shifted(middle, HIGH, kernel[0], stride[0]))
    return y * (1 / (kernel[0] * kernel[1])), (padded.shape, middle.shape, kernel, stride, padding)


@avg_pool2d.back
def _(
    g: Array, shape: tuple[int, ...], middle_shape: tuple[int, ...], kernel: Pair, stride: Pair, padding: Pair
) -> Array:
    middle, back = np.zeros(middle_shape, g.dtype), np.zeros(shape, g.dtype)
    share = g * (1 / (kernel[0] * kernel[1]))
    for place in shifted(middle, HIGH, kernel[0], stride[0]):
        place += share
    for place in shifted(back, WIDE, kernel[1], stride[1]):
        place += middle
    return unbordered(back, padding)
