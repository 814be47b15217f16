"""Convolution: one small matrix of weights, applied to every window of a picture.

    y[n, f, i, j] = Σ over c, a, b of x[n, c, i·s + a·d, j·s + b·d] · w[f, c, a, b]        stride s, dilation d

Plain: six nested loops (``benchmarks.plain`` keeps them, ``benchmarks.tricks`` times each trick beside). What makes it
fast:

- Windows as columns. Lay each window out as the column of a matrix ("im2col"); then all outputs of a picture are one
  product, ``weights @ columns``, and BLAS does the loops. ``windows`` shows them without moving a number, and one copy
  makes the matrix.
- A few pictures at a time. The columns repeat each number kh·kw times. Of the whole batch they cross main memory twice;
  of as many pictures as fill ``CACHE`` they stay near the processor, and one small buffer serves them all: about 1.4
  times as fast, in a fraction of the memory.
- Half of the batch on each core: ``in_parts``.

The way back is the same matrix read twice more. y = W·columns, so ∂L/∂W = g·columnsᵀ and ∂L/∂columns = Wᵀ·g; each
column's gradient is then added back where its numbers came from ("col2im"). Groups of channels that do not see each
other are a stack of smaller products.
"""

from collections.abc import Iterator

import numpy as np
from numpy.lib.stride_tricks import as_strided

from .operation import Array, Kept, operation
from .threads import in_parts

Pair = tuple[int, int]
CACHE = 2 * 2**20  # bytes of columns at a time


def bordered(x: Array, padding: Pair) -> Array:
    """(N, C, H, W) with a border of zeros; x itself where there is none."""
    (top, left), (n, c, h, w) = padding, x.shape
    if not top and not left:
        return x
    padded = np.zeros((n, c, h + 2 * top, w + 2 * left), x.dtype)
    padded[:, :, top : top + h, left : left + w] = x
    return padded


def unbordered(x: Array, padding: Pair) -> Array:
    """(N, C, H, W) without its border: a view."""
    (top, left), (_, _, h, w) = padding, x.shape
    return x[:, :, top : h - top, left : w - left]


def windows(x: Array, kernel: Pair, stride: Pair, dilation: Pair) -> Array:
    """(N, C, H, W) seen as its windows (N, C, kh, kw, Ho, Wo): a view, each number stands in many of them."""
    n, c, h, w = x.shape
    out = [(size - d * (k - 1) - 1) // s + 1 for size, k, s, d in zip((h, w), kernel, stride, dilation, strict=True)]
    step_n, step_c, step_h, step_w = x.strides
    strides = (step_n, step_c, dilation[0] * step_h, dilation[1] * step_w, stride[0] * step_h, stride[1] * step_w)
    return as_strided(x, (n, c, *kernel, *out), strides)


def blocks(some: slice, view: Array) -> Iterator[tuple[slice, Array]]:
    """Stretches of ``some`` pictures whose columns fill ``CACHE``, each with room for them: the same room every time.

    Yields:
        The stretch, and an array (its length, C, kh, kw, Ho, Wo) that holds anything.
    """
    at_once = max(1, CACHE // max(view[:1].nbytes, 1))
    room = np.empty((min(at_once, some.stop - some.start), *view.shape[1:]), view.dtype)
    for start in range(some.start, some.stop, at_once):
        few = slice(start, min(start + at_once, some.stop))
        yield few, room[: few.stop - few.start]


def columns(view: Array, some: slice, groups: int) -> Iterator[tuple[slice, Array]]:
    """The windows of a few pictures at a time as the columns of matrices (n, groups, C/groups·kh·kw, Ho·Wo)."""
    for few, room in blocks(some, view):
        np.copyto(room, view[few])
        yield few, _as_columns(room, groups)


def _as_columns(room: Array, groups: int) -> Array:
    n, c, kh, kw, high, wide = room.shape
    return room.reshape(n, groups, c // groups * kh * kw, high * wide)


def _in_groups(x: Array, groups: int) -> Array:
    """(N, C, H, W) as matrices (N, groups, C/groups, H·W)."""
    n, c, h, w = x.shape
    return x.reshape(n, groups, c // groups, h * w)


def _matrices(w: Array, groups: int) -> Array:
    """(F, C/groups, kh, kw) as (groups, F/groups, C/groups·kh·kw)."""
    return w.reshape(groups, len(w) // groups, w[0].size)


def correlate(x: Array, w: Array, stride: Pair, dilation: Pair, groups: int) -> Array:
    """Padded pictures (N, C, H, W) and weights (F, C/groups, kh, kw) → (N, F, Ho, Wo)."""
    view = windows(x, w.shape[2:], stride, dilation)
    y = np.empty((len(x), len(w), *view.shape[4:]), x.dtype)
    weights, out = _matrices(w, groups), _in_groups(y, groups)

    def work(some: slice) -> None:
        for few, matrices in columns(view, some, groups):
            np.matmul(weights, matrices, out=out[few])

    in_parts(work, len(x), view.size)
    return y


def weight_gradient(x: Array, g: Array, kernel: Pair, stride: Pair, dilation: Pair, groups: int) -> Array:
    """Σ over windows of g · window: padded x (N, C, H, W) and g (N, F, Ho, Wo) → (F, C/groups, kh, kw)."""
    view = windows(x, kernel, stride, dilation)[..., : g.shape[2], : g.shape[3]]
    turned = _in_groups(g, groups).swapaxes(2, 3)

    def work(some: slice) -> Array:
        total = np.zeros((groups, view.shape[1] // groups * kernel[0] * kernel[1], g.shape[1] // groups), x.dtype)
        for few, matrices in columns(view, some, groups):
            total += (matrices @ turned[few]).sum(axis=0)  # columns·gᵀ is ∂Wᵀ; BLAS is faster at it than at g·columnsᵀ
        return total

    total = np.sum(in_parts(work, len(x), view.size), axis=0)
    return np.ascontiguousarray(total.swapaxes(1, 2)).reshape(g.shape[1], -1, *kernel)


def spread(g: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair, size: Pair, groups: int) -> Array:
    """Each number of g (N, F, Ho, Wo) lays w (F, C/groups, kh, kw), scaled by it, over a window of (N, C, H, W) zeros.

    This is the way back of ``correlate`` to its input, and the forward pass of a transposed convolution. ``size`` is
    that of the padded picture; what is returned has lost its border.
    """
    top, left = (d * (k - 1) - p for d, k, p in zip(dilation, w.shape[2:], padding, strict=True))
    if stride == (1, 1) and groups == 1 and len(w) <= w.shape[1] and min(top, left) >= 0:
        # Read the other way round: each place gathers what reaches it, which is ``correlate`` with the weights turned.
        padded = np.zeros((*g.shape[:2], size[0] - padding[0] + top, size[1] - padding[1] + left), g.dtype)
        padded[:, :, top : top + g.shape[2], left : left + g.shape[3]] = g
        return correlate(padded, w[:, :, ::-1, ::-1].swapaxes(0, 1), stride, dilation, 1)
    y = np.zeros((len(g), w.shape[1] * groups, *size), g.dtype)
    view = windows(y, w.shape[2:], stride, dilation)[..., : g.shape[2], : g.shape[3]]
    weights, inside = _matrices(w, groups).swapaxes(1, 2), _in_groups(g, groups)

    def work(some: slice) -> None:
        for few, room in blocks(some, view):
            np.matmul(weights, inside[few], out=_as_columns(room, groups))
            for a in range(w.shape[2]):
                for b in range(w.shape[3]):
                    view[few, :, a, b] += room[:, :, a, b]  # windows overlap, but those of one place do not

    in_parts(work, len(g), view.size)
    return unbordered(y, padding)


@operation
def conv2d(
    x: Array, w: Array, b: Array | None, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> tuple[Array, Kept]:
    """x (N, C, H, W), w (F, C/groups, kh, kw), b (F,) → (N, F, Ho, Wo). Kept: the padded picture, not its columns."""
    padded = bordered(x, padding)
    y = correlate(padded, w, stride, dilation, groups)
    if b is not None:
        y += b[:, None, None]
    return y, (padded, w, stride, padding, dilation, groups)


@conv2d.back_together
def _(
    g: Array, needs: list[bool], x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> list[Array | None]:
    back: list[Array | None] = [None, None, None]
    if needs[0]:
        back[0] = spread(g, w, stride, padding, dilation, x.shape[2:], groups)
    if needs[1]:
        back[1] = weight_gradient(x, g, w.shape[2:], stride, dilation, groups)
    if needs[2]:
        back[2] = g.sum(axis=(2, 3)).sum(axis=0)
    return back


@operation
def conv_transpose2d(
    x: Array, w: Array, b: Array | None, stride: Pair, padding: Pair, extra: Pair, dilation: Pair, groups: int
) -> tuple[Array, Kept]:
    """conv2d's way back, used forward: x (N, C, H, W), w (C, F/groups, kh, kw) → (N, F, Ho, Wo)."""
    high, wide = (
        (n - 1) * s + d * (k - 1) + 1 + e
        for n, s, d, k, e in zip(x.shape[2:], stride, dilation, w.shape[2:], extra, strict=True)
    )
    y = spread(x, w, stride, padding, dilation, (high, wide), groups)
    if b is not None:
        y = y + b[:, None, None]
    return y, (x, w, stride, padding, dilation, groups)


@conv_transpose2d.back_together
def _(
    g: Array, needs: list[bool], x: Array, w: Array, stride: Pair, padding: Pair, dilation: Pair, groups: int
) -> list[Array | None]:
    back: list[Array | None] = [None, None, g.sum(axis=(0, 2, 3)) if needs[2] else None]
    g = bordered(g, padding)
    if needs[0]:
        back[0] = correlate(g, w, stride, dilation, groups)[:, :, : x.shape[2], : x.shape[3]]
    if needs[1]:
        back[1] = weight_gradient(g, x, w.shape[2:], stride, dilation, groups)
    return back
