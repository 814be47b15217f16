"""Pooling: of each window only the largest number, or the mean, goes on.

Plain: ``windows(x).max(axis=(3, 4))``. Faster by far: kh·kw shifted pictures, compared whole: NumPy is at its best on
long arrays and at its worst on windows of four.
"""

from collections.abc import Iterator

import numpy as np

from .operation import Array, Kept, operation

Pair = tuple[int, int]


def shifted(x: Array, kernel: Pair, stride: Pair, dilation: Pair = (1, 1)) -> Iterator[Array]:
    """For each place in the window the picture (N, C, Ho, Wo) of what stands there: views of x (N, C, H, W)."""
    high, wide = (
        (n - d * (k - 1) - 1) // s for n, k, s, d in zip(x.shape[2:], kernel, stride, dilation, strict=True)
    )
    for a in range(kernel[0]):
        for b in range(kernel[1]):
            top, left = a * dilation[0], b * dilation[1]
            yield x[:, :, top : top + high * stride[0] + 1 : stride[0], left : left + wide * stride[1] + 1 : stride[1]]


def bordered(x: Array, padding: Pair, value: float) -> Array:
    """x (N, C, H, W) with a border."""
    if padding == (0, 0):
        return x
    top, left = padding
    return np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)), constant_values=value)


def inner(x: Array, padding: Pair) -> Array:
    """x (N, C, H, W) without its border."""
    return x[:, :, padding[0] : x.shape[2] - padding[0], padding[1] : x.shape[3] - padding[1]]


@operation
def max_pool2d(x: Array, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair) -> tuple[Array, Kept]:
    """The largest number of each window, with a border of −∞."""
    padded = bordered(x, padding, -np.inf)
    first, *others = shifted(padded, kernel, stride, dilation)
    y = first.copy(order="K")
    for other in others:
        np.maximum(y, other, out=y)
    return y, (padded, y, kernel, stride, padding, dilation)


@max_pool2d.back
def _(g: Array, x: Array, y: Array, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair) -> Array:
    """All of it to the largest; of equal ones to the first, as PyTorch does."""
    back = np.zeros_like(x)
    side_by_side = kernel[0] <= stride[0] and kernel[1] <= stride[1]
    free = np.ones_like(y, dtype=bool)
    for place, before in zip(
        shifted(back, kernel, stride, dilation), shifted(x, kernel, stride, dilation), strict=True
    ):
        won = before == y
        won &= free
        free ^= won
        if side_by_side:
            np.multiply(g, won, out=place)
        else:
            place += g * won
    return inner(back, padding)


@operation
def avg_pool2d(x: Array, kernel: Pair, stride: Pair, padding: Pair) -> tuple[Array, Kept]:
    """The mean of each window; the border's zeros count."""
    padded = bordered(x, padding, 0)
    first, *others = shifted(padded, kernel, stride)
    y = first.copy(order="K")
    for other in others:
        y += other
    y *= 1 / (kernel[0] * kernel[1])
    return y, (padded, kernel, stride, padding)


@avg_pool2d.back
def _(g: Array, x: Array, kernel: Pair, stride: Pair, padding: Pair) -> Array:
    back = np.zeros_like(x)
    share = g * (1 / (kernel[0] * kernel[1]))
    for place in shifted(back, kernel, stride):
        place += share
    return inner(back, padding)
