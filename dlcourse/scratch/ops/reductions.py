"""Many numbers become one: sums, means, extremes, softmax.

    y, kept = total.forward(x, dim=(1,), keepdim=False)      # y = Σx along the rows, ∂y/∂x = 1 everywhere

The rules fan out what the forward pass fanned in: a sum hands its gradient to every summand, a mean hands each its
share, a maximum hands all of it to the winner. ``dim`` is always a tuple of axes, none of them negative; the Tensor's
methods see to that.
"""

import numpy as np

from .operation import Array, Kept, operation, restore

Dims = tuple[int, ...]


def _spread(g: Array, shape: Dims, dim: Dims, keepdim: bool) -> Array:
    return np.broadcast_to(restore(g, shape, dim, keepdim), shape)


def count(shape: Dims, dim: Dims) -> int:
    """How many numbers of an array of this shape become one."""
    size = 1
    for axis in dim:
        size *= shape[axis]
    return size


@operation
def total(x: Array, dim: Dims, keepdim: bool) -> tuple[Array, Kept]:
    """Σx over the axes."""
    return x.sum(axis=dim, keepdims=keepdim), (x.shape, dim, keepdim)


total.back(_spread)


@operation
def mean(x: Array, dim: Dims, keepdim: bool) -> tuple[Array, Kept]:
    """Σx / n; nan where n = 0."""
    return x.sum(axis=dim, keepdims=keepdim) / _n(x, dim), (x.shape, dim, keepdim, x.dtype)


mean.back(lambda g, shape, dim, keepdim, dtype: _spread(g, shape, dim, keepdim) / max(count(shape, dim), 1))


def _n(x: Array, dim: Dims) -> Array:
    return np.asarray(count(x.shape, dim), dtype=x.dtype)  # an array: Python's own division refuses zero


@operation
def variance(x: Array, dim: Dims, correction: float, keepdim: bool) -> tuple[Array, Kept]:
    """Σ(x − x̄)² / (n − correction), correction 1 for the unbiased estimate.

    The gradient is 2(x − x̄) / (n − correction).
    """
    centred, scale = _centred(x, dim, correction)
    y = (centred * centred).sum(axis=dim, keepdims=keepdim) / scale
    return y, (centred, scale, dim, keepdim)


variance.back(
    lambda g, centred, scale, dim, keepdim: restore(g, centred.shape, dim, keepdim) * (2 / scale) * centred,
)


@operation
def deviation(x: Array, dim: Dims, correction: float, keepdim: bool) -> tuple[Array, Kept]:
    """The root of the variance; its slope is infinite at 0, where PyTorch sends none back."""
    centred, scale = _centred(x, dim, correction)
    y = np.sqrt((centred * centred).sum(axis=dim, keepdims=keepdim) / scale)
    return y, (centred, scale, y, dim, keepdim)


@deviation.back
def _(g: Array, centred: Array, scale: Array, y: Array, dim: Dims, keepdim: bool) -> Array:
    slope = np.where(y == 0, 0, g / (y * scale))
    return restore(slope, centred.shape, dim, keepdim) * centred


def _centred(x: Array, dim: Dims, correction: float) -> tuple[Array, Array]:
    n = _n(x, dim)
    return x - x.sum(axis=dim, keepdims=True) / n, np.maximum(n - np.asarray(correction, x.dtype), 0)


@operation
def amax(x: Array, dim: Dims, keepdim: bool) -> tuple[Array, Kept]:
    """The largest number; equal ones share the gradient."""
    y = x.max(axis=dim, keepdims=keepdim)
    return y, (x, y, dim, keepdim)


@operation
def amin(x: Array, dim: Dims, keepdim: bool) -> tuple[Array, Kept]:
    """The smallest number; equal ones share the gradient."""
    y = x.min(axis=dim, keepdims=keepdim)
    return y, (x, y, dim, keepdim)


def _extreme(g: Array, x: Array, y: Array, dim: Dims, keepdim: bool) -> Array:
    extreme = restore(y, x.shape, dim, keepdim)
    winners = x == extreme
    share = restore(g, x.shape, dim, keepdim) / winners.sum(axis=dim, keepdims=True, dtype=x.dtype)
    return share * winners


amax.back(_extreme)
amin.back(_extreme)


@operation
def pick(x: Array, index: Array, dim: int, keepdim: bool) -> tuple[Array, Kept]:
    """One number from each line along the axis: the values that ``max(dim)`` returns beside their places."""
    index = np.expand_dims(index, dim)
    y = np.take_along_axis(x, index, axis=dim)
    return (y if keepdim else np.squeeze(y, axis=dim)), (x, index, dim, keepdim)


@pick.back
def _(g: Array, x: Array, index: Array, dim: int, keepdim: bool) -> Array:
    back = np.zeros_like(x)
    np.put_along_axis(back, index, g if keepdim else np.expand_dims(g, dim), axis=dim)
    return back


@operation
def cumsum(x: Array, dim: int) -> tuple[Array, Kept]:
    """Running sums. x₁ is in all of them, the last x in one: so the gradient is the running sum from the other end."""
    return np.cumsum(x, axis=dim, dtype=x.dtype), (dim,)


cumsum.back(lambda g, dim: np.flip(np.cumsum(np.flip(g, dim), axis=dim), dim))


@operation
def logsumexp(x: Array, dim: Dims, keepdim: bool) -> tuple[Array, Kept]:
    """log Σeˣ, the largest x taken out first so that nothing overflows; its gradient is softmax(x)."""
    peak = x.max(axis=dim, keepdims=True, initial=-np.inf)
    peak = np.where(np.isinf(peak), np.zeros_like(peak), peak)
    y = np.log(np.exp(x - peak).sum(axis=dim, keepdims=True)) + peak
    return (y if keepdim else np.squeeze(y, axis=dim)), (x, y, dim, keepdim)


@logsumexp.back
def _(g: Array, x: Array, y: Array, dim: Dims, keepdim: bool) -> Array:
    return restore(g, x.shape, dim, keepdim) * np.exp(x - np.where(np.isinf(y) & (y < 0), 0, y))


def normalised(x: Array, dim: int) -> Array:
    """softmax on arrays: eˣ / Σeˣ along the axis, the largest x taken out first. One fresh array, then in place."""
    y = np.subtract(x, x.max(axis=dim, keepdims=True, initial=-np.inf))
    np.exp(y, out=y)
    y /= y.sum(axis=dim, keepdims=True)
    return y


@operation
def softmax(x: Array, dim: int) -> tuple[Array, Kept]:
    """eˣ / Σeˣ: positive, sums to one. ∂L/∂x = y · (g − Σ g·y): only what differs from the mean gradient counts."""
    y = normalised(x, dim)
    return y, (y, dim)


@softmax.back
def _(g: Array, y: Array, dim: int) -> Array:
    back = g * y
    back -= y * back.sum(axis=dim, keepdims=True)
    return back


@operation
def log_softmax(x: Array, dim: int) -> tuple[Array, Kept]:
    """x − log Σeˣ. ∂L/∂x = g − softmax(x) · Σg."""
    y = x - x.max(axis=dim, keepdims=True, initial=-np.inf)
    y -= np.log(np.exp(y).sum(axis=dim, keepdims=True))
    return y, (y, dim)


log_softmax.back(lambda g, y, dim: g - np.exp(y) * g.sum(axis=dim, keepdims=True))
