"""The same numbers, elsewhere: reshaping, cutting, joining, picking out.

    y, kept = take.forward(x, index=(slice(None), 0))        # the first column; back: zeros, with g in that column

Nothing is computed, so each rule only carries every gradient back to where its number came from; a number that was used
several times gets the sum.
"""

import math
from typing import Any

import numpy as np

from .operation import Array, Kept, operation, same

Dims = tuple[int, ...]


@operation
def reshape(x: Array, shape: Dims) -> tuple[Array, Kept]:
    """The numbers in reading order, in other rows."""
    return x.reshape(shape), (x.shape,)


reshape.back(lambda g, shape: g.reshape(shape))


@operation
def permute(x: Array, dims: Dims) -> tuple[Array, Kept]:
    """The axes in another order: a view, nothing moves. The way back is the inverse permutation."""
    return x.transpose(dims), (dims,)


permute.back(lambda g, dims: g.transpose(sorted(range(len(dims)), key=dims.__getitem__)))


@operation
def expand(x: Array, shape: Dims) -> tuple[Array, Kept]:
    """Axes of length one, seen many times over without a copy; the tape's un-broadcasting is the whole way back."""
    return np.broadcast_to(x, shape), ()


expand.back(same)


@operation
def repeat(x: Array, times: Dims) -> tuple[Array, Kept]:
    """The whole array laid end to end, ``times`` along each axis; as many times come back, and are added up."""
    return np.tile(x, times), (x.shape, times)


@repeat.back
def _(g: Array, shape: Dims, times: Dims) -> Array:
    shape = (1,) * (len(times) - len(shape)) + shape
    apart = [size for pair in zip(times, shape, strict=True) for size in pair]
    return g.reshape(apart).sum(axis=tuple(range(0, len(apart), 2)))


@operation
def take(x: Array, index: Any) -> tuple[Array, Kept]:
    """x[index], by slices, integers, arrays of integers or masks."""
    return x[index], (x, index)


@take.back
def _(g: Array, x: Array, index: Any) -> Array:
    back = np.zeros_like(x)
    if repeats(index):
        np.add.at(back, index, g)
    else:
        back[index] = g
    return back


def repeats(index: Any) -> bool:
    """Whether one number may be picked twice. Slices, integers and masks never do, and need no slow ``np.add.at``."""
    parts = index if isinstance(index, tuple) else (index,)
    return any(isinstance(part, (list, np.ndarray)) and np.asarray(part).dtype != bool for part in parts)


@operation
def gather(x: Array, index: Array, dim: int) -> tuple[Array, Kept]:
    """Along one axis the index says which number; along the others each stays on its line."""
    place: list[Array] = list(np.indices(index.shape, sparse=True))
    place[dim] = index
    return x[tuple(place)], (x, tuple(place))


@gather.back
def _(g: Array, x: Array, place: tuple[Array, ...]) -> Array:
    back = np.zeros_like(x)
    np.add.at(back, place, g)
    return back


@operation
def pad(x: Array, widths: tuple[tuple[int, int], ...], value: float) -> tuple[Array, Kept]:
    """A border of ``value``; (before, after) for each axis, negative widths cut away."""
    grown = [(max(a, 0), max(b, 0)) for a, b in widths]
    kept = tuple(slice(max(-a, 0), n - max(-b, 0)) for (a, b), n in zip(widths, x.shape, strict=True))
    return np.pad(x[kept], grown, constant_values=value), (x, kept, grown)


@pad.back
def _(g: Array, x: Array, kept: tuple[slice, ...], grown: list[tuple[int, int]]) -> Array:
    inner = g[tuple(slice(a, n - b) for (a, b), n in zip(grown, g.shape, strict=True))]
    if inner.shape == x.shape:
        return inner
    back = np.zeros_like(x)
    back[kept] = inner
    return back


@operation
def triangle(x: Array, diagonal: int, lower: bool) -> tuple[Array, Kept]:
    """The last two axes with zeros above the diagonal (lower) or below it."""
    mask = np.tri(x.shape[-2], x.shape[-1], k=diagonal if lower else diagonal - 1, dtype=bool)
    mask = mask if lower else ~mask
    return np.where(mask, x, np.zeros((), x.dtype)), (mask,)


triangle.back(lambda g, mask: np.where(mask, g, np.zeros((), g.dtype)))


@operation
def cat(*arrays: Array, dim: int) -> tuple[Array, Kept]:
    """Arrays end to end along an axis; each gets its own stretch of the gradient."""
    return np.concatenate(arrays, axis=dim), (dim, [a.shape[dim] for a in arrays])


@cat.back_together
def _(g: Array, needs: list[bool], dim: int, sizes: list[int]) -> list[Array]:
    return np.split(g, np.cumsum(sizes)[:-1], axis=dim)


@operation
def stack(*arrays: Array, dim: int) -> tuple[Array, Kept]:
    """Arrays side by side along a new axis."""
    return np.stack(arrays, axis=dim), (dim,)


@stack.back_together
def _(g: Array, needs: list[bool], dim: int) -> list[Array]:
    return list(np.moveaxis(g, dim, 0))


def filled_in(shape: Dims, size: int) -> Dims:
    """The shape with its −1, if any, worked out from the number of elements.

    Raises:
        ValueError: the numbers do not fit; says which.
    """
    known = math.prod(n for n in shape if n != -1)
    if -1 in shape and known and size % known == 0:
        shape = tuple(size // known if n == -1 else n for n in shape)
    if shape.count(-1) or math.prod(shape) != size:
        raise ValueError(f"{size} numbers do not fit the shape {list(shape)}; one length may be -1 and is worked out")
    return shape
