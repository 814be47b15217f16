"""Convolution: one small matrix of weights, applied to every window of a picture.

    y[n, f, i, j] = Σ over c, a, b of x[n, c, i·s + a·d, j·s + b·d] · w[f, c, a, b]        stride s, dilation d

Plain, and hundreds of times slower: six nested loops. What makes it fast, in order of what it gains:

- Windows as rows. Lay each window out as the row of a matrix ("im2col"); then every output is one entry of
  ``columns @ weights``, and BLAS does the loops. ``as_strided`` shows the windows without moving a number; one copy
  makes rows of them.
- A few images at a time. The columns repeat each number kh·kw times. Of the whole batch they cross main memory twice;
  of as many images as fill 2 MB they stay in the processor's cache. This alone is 2.7 against 1.5 times PyTorch's time.
- Channels last in memory. A row of a window is then one stretch of kw·C numbers, copied at once. Arrays still have the
shape
  N C H W: what is returned is a transposed view.

The way back needs nothing new. The input's gradient is a convolution of g with the weights turned by 180°; the weights'
gradient is columnsᵀ @ g.
"""

from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import as_strided

from .operation import Array, Kept, operation

Pair = tuple[int, int]
CACHE = 2 * 2**20  # bytes of columns at a time


def channels_last(x: Array, padding: Pair = (0, 0)) -> Array:
    """(N, C, H, W) as (N, H, W, C) laid out in that order, with a border of zeros; no copy where none is needed."""
    x = x.transpose(0, 2, 3, 1)
    (top, left), (n, h, w, c) = padding, x.shape
    if not top and not left:
        return np.ascontiguousarray(x)
    padded = np.zeros((n, h + 2 * top, w + 2 * left, c), x.dtype)
    padded[:, top : top + h, left : left + w] = x
    return padded


def windows(x: Array, kernel: Pair, stride: Pair, dilation: Pair) -> Array:
    """(N, H, W, C) seen as its windows (N, Ho, Wo, kh, kw, C): a view, each number stands in many of them."""
    n, h, w, c = x.shape
    out = [
        (size - d * (k - 1) - 1) // s + 1 for size, k, s, d in zip((h, w), kernel, stride, dilation, strict=True)
    ]
    step_n, step_h, step_w, step_c = x.strides
    strides = (step_n, stride[0] * step_h, stride[1] * step_w, dilation[0] * step_h, dilation[1] * step_w, step_c)
    return as_strided(x, (n, *out, *kernel, c), strides, writeable=False)


def columns(view: Array) -> Iterator[tuple[slice, Array]]:
    """The windows as rows of a matrix, a few images at a time, in one buffer that is used again.

    Of grey pictures a window's row is only kw numbers long, the picture's own row far longer: there the matrix is laid
    out column by column (a transposed view), which copies along the picture in a quarter of the time.
    """
    n, rows, width = view.shape[0], view.shape[1] * view.shape[2], view.shape[3] * view.shape[4] * view.shape[5]
    if view.flags.c_contiguous:  # kernels of 1×1: the picture is its own matrix
        yield slice(0, n), view.reshape(n * rows, width)
        return
    at_once = max(1, CACHE // max(rows * width * view.itemsize, 1))
    grey = view.shape[5] == 1
    buffer = np.empty(min(at_once, n) * rows * width, view.dtype)
    for start in range(0, n, at_once):
        some = slice(start, min(start + at_once, n))
        part = view[some].transpose(3, 4, 5, 0, 1, 2) if grey else view[some]
        filled = buffer[: part.size].reshape(part.shape)
        np.copyto(filled, part)
        yield some, filled.reshape(width, -1).T if grey else filled.reshape(-1, width)


def correlate(x: Array, w: Array, stride: Pair, dilation: Pair) -> Array:
    """Padded pictures (N, H, W, C) and weights (F, C, kh, kw) → (N, Ho, Wo, F)."""
    view = windows(x, w.shape[2:], stride, dilation)
    matrix = w.transpose(2, 3, 1, 0).reshape(-1, w.shape[0])
    y = np.empty((*view.shape[:3], w.shape[0]), x.dtype)
    for some, rows in columns(view):
        np.matmul(rows, matrix, out=y[some].reshape(-1, w.shape[0]))
    return y


def weight_gradient(x: Array, g: Array, kernel: Pair, stride: Pair, dilation: Pair) -> Array:
    """Σ over windows of window · g: padded x (N, H, W, C) and g (N, Ho, Wo, F) → (F, C, kh, kw)."""
    view = windows(x, kernel, stride, dilation)[:, : g.shape[1], : g.shape[2]]
    total = np.zeros((view.shape[3] * view.shape[4] * view.shape[5], g.shape[3]), x.dtype)
    for some, rows in columns(view):
        total += rows.T @ g[some].reshape(-1, g.shape[3])
    return total.reshape(*kernel, x.shape[3], g.shape[3]).transpose(3, 2, 0, 1)


def spread(g: Array, w: Array, stride: Pair, dilation: Pair, size: Pair) -> Array:
    """Each number of g (N, Ho, Wo, F) lays w (F, C, kh, kw), scaled by it, over a window of (N, H, W, C) zeros.

    This is the way back of ``correlate`` to its input, and the forward pass of a transposed convolution.
    """
    kh, kw = w.shape[2:]
    reach = (dilation[0] * (kh - 1), dilation[1] * (kw - 1))
    if stride == (1, 1):
        # Read the other way round: each place gathers what reaches it, which is ``correlate`` with the weights turned.
        tail = (size[0] - g.shape[1], size[1] - g.shape[2])
        padded = np.pad(g, ((0, 0), (reach[0], tail[0]), (reach[1], tail[1]), (0, 0)))
        return correlate(padded, w.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1], stride, dilation)
    y = np.zeros((g.shape[0], *size, w.shape[1]), g.dtype)
    rows = g.reshape(-1, g.shape[3])
    for a in range(kh):
        for b in range(kw):
            part = (rows @ w[:, :, a, b]).reshape(*g.shape[:3], -1)
            top, left = a * dilation[0], b * dilation[1]
            bottom, right = top + stride[0] * g.shape[1], left + stride[1] * g.shape[2]
            y[:, top : bottom : stride[0], left : right : stride[1]] += part
    return y


def unpadded(x: Array, padding: Pair) -> Array:
    """(N, H, W, C) without its border, seen as (N, C, H, W)."""
    (top, left), (_, h, w, _) = padding, x.shape
    return x[:, top : h - top, left : w - left].transpose(0, 3, 1, 2)


def _groups(count: int, *channels: int) -> Iterator[tuple[slice, ...]]:
    """The stretches of channels that belong together, one tuple a group."""
    for k in range(count):
        yield tuple(slice(k * c // count, (k + 1) * c // count) for c in channels)


def in_groups(x: Array, w: Array, stride: Pair, dilation: Pair, groups: int) -> Array:
    """``correlate`` for each group of channels on its own."""
    if groups == 1:
        return correlate(x, w, stride, dilation)
    parts = [
        correlate(np.ascontiguousarray(x[..., c]), w[f], stride, dilation)
        for c, f in _groups(groups, x.shape[3], w.shape[0])
    ]
    return np.concatenate(parts, axis=3)


def spread_in_groups(g: Array, w: Array, stride: Pair, dilation: Pair, size: Pair, groups: int) -> Array:
    """``spread`` for each group of channels on its own."""
    if groups == 1:
        return spread(g, w, stride, dilation, size)
    parts = [
        spread(np.ascontiguousarray(g[..., f]), w[f], stride, dilation, size)
        for (f,) in _groups(groups, g.shape[3])
    ]
    return np.concatenate(parts, axis=3)


def weights_in_groups(x: Array, g: Array, kernel: Pair, stride: Pair, dilation: Pair, groups: int) -> Array:
    """``weight_gradient`` for each group of channels on its own."""
    if groups == 1:
        return weight_gradient(x, g, kernel, stride, dilation)
    parts = [
        weight_gradient(np.ascontiguousarray(x[..., c]), np.ascontiguousarray(g[..., f]), kernel, stride, dilation)
        for c, f in _groups(groups, x.shape[3], g.shape[3])
    ]
    return np.concatenate(parts)


@operation
def conv2d(
    x: Array, w: Array, b: Array | None, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> tuple[Array, Kept]:
    """x (N, C, H, W), w (F, C/groups, kh, kw), b (F,) → (N, F, Ho, Wo). Kept: the padded picture, not its columns."""
    padded = channels_last(x, padding)
    y = in_groups(padded, w, stride, dilation, groups)
    if b is not None:
        y += b
    return y.transpose(0, 3, 1, 2), (padded, w, stride, padding, dilation, groups)


@conv2d.back_together
def _(
    g: Array, needs: list[bool], x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> list[Array | None]:
    g = channels_last(g)
    back: list[Array | None] = [None, None, None]
    if needs[0]:
        back[0] = unpadded(spread_in_groups(g, w, stride, dilation, x.shape[1:3], groups), padding)
    if needs[1]:
        back[1] = weights_in_groups(x, g, w.shape[2:], stride, dilation, groups)
    if needs[2]:
        flat = g.reshape(-1, g.shape[3])
        back[2] = np.ones(len(flat), g.dtype) @ flat  # g.sum over rows of six numbers is several times slower
    return back


@operation
def conv_transpose2d(
    x: Array, w: Array, b: Array | None, stride: Pair, padding: Pair, extra: Pair, dilation: Pair, groups: int
) -> tuple[Array, Kept]:
    """conv2d's way back, used forward: x (N, C, H, W), w (C, F/groups, kh, kw) → (N, F, Ho, Wo)."""
    x = channels_last(x)
    size = tuple(
        (n - 1) * s + d * (k - 1) + 1 + e
        for n, s, d, k, e in zip(x.shape[1:3], stride, dilation, w.shape[2:], extra, strict=True)
    )
    y = unpadded(spread_in_groups(x, w, stride, dilation, size, groups), padding)
    if b is not None:
        y = y + b[:, None, None]
    return y, (x, w, stride, padding, dilation, groups)


@conv_transpose2d.back_together
def _(
    g: Array, needs: list[bool], x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> list[Array | None]:
    back: list[Array | None] = [None, None, g.sum(axis=(0, 2, 3)) if needs[2] else None]
    g = channels_last(g, padding)
    if needs[0]:
        gathered = in_groups(g, w, stride, dilation, groups)
        back[0] = gathered[:, : x.shape[1], : x.shape[2]].transpose(0, 3, 1, 2)
    if needs[1]:
        back[1] = weights_in_groups(g, x, w.shape[2:], stride, dilation, groups)
    return back
