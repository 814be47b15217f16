"""A tensor's shape: the same numbers in other rows, cut, joined, repeated, picked out.

    x.reshape(2, -1), x.transpose(0, 1), x.unsqueeze(1), x[:, [0, 2]], x.chunk(4, dim=1)

The mathematics stands in ``ops.shapes``: nothing is computed, and every gradient goes back to where its number came
from.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from .graph import Value, record
from .ops import shapes as ops
from .reductions import axis_of

if TYPE_CHECKING:
    from .tensor import Tensor


def sizes(args: tuple[Any, ...]) -> tuple[int, ...]:
    """``x.reshape(2, 3)`` and ``x.reshape((2, 3))`` mean the same."""
    return tuple(args[0]) if len(args) == 1 and not isinstance(args[0], (int, np.integer)) else tuple(args)


class Shaping(Value):
    """The part of ``Tensor`` that moves numbers without changing them."""

    __slots__ = ()

    def reshape(self, *shape: Any) -> "Tensor":
        """The numbers in reading order in another shape; one length may be −1."""
        try:
            return record(ops.reshape, self, shape=ops.filled_in(sizes(shape), self.array.size))
        except ValueError as error:
            raise RuntimeError(f"reshape of {list(self.shape)}: {error}") from None

    view = reshape

    def flatten(self, start_dim: int = 0, end_dim: int = -1) -> "Tensor":
        """The axes start_dim … end_dim (inclusive) laid out as one."""
        if not self.array.ndim:
            return self.reshape(1)
        start, end = axis_of(start_dim, self.array.ndim), axis_of(end_dim, self.array.ndim)
        if start > end:
            raise RuntimeError(f"flatten: start_dim {start_dim} comes after end_dim {end_dim}")
        size = int(np.prod(self.shape[start : end + 1]))
        return self.reshape(*self.shape[:start], size, *self.shape[end + 1 :])

    def permute(self, *dims: Any) -> "Tensor":
        """The axes in the order given: ``x.permute(0, 2, 3, 1)`` turns N C H W into N H W C."""
        order = tuple(axis_of(d, self.array.ndim) for d in sizes(dims))
        if sorted(order) != list(range(self.array.ndim)):
            raise RuntimeError(f"permute needs each of the {self.array.ndim} dims once, got {list(sizes(dims))}")
        return record(ops.permute, self, dims=order)

    def transpose(self, dim0: int, dim1: int) -> "Tensor":
        """Two axes exchanged."""
        order = list(range(self.array.ndim))
        if order:
            a, b = axis_of(dim0, self.array.ndim), axis_of(dim1, self.array.ndim)
            order[a], order[b] = b, a
        return record(ops.permute, self, dims=tuple(order))

    def t(self) -> "Tensor":
        """A matrix with rows and columns exchanged.

        Raises:
            RuntimeError: more than two dims.
        """
        if self.array.ndim > 2:
            raise RuntimeError(f"t() is for matrices; shape {list(self.shape)} needs transpose(dim0, dim1)")
        return self.transpose(0, -1)

    T = property(t)

    @property
    def mT(self) -> "Tensor":
        """The last two axes exchanged."""
        return self.transpose(-2, -1)

    def squeeze(self, dim: int | None = None) -> "Tensor":
        """Without its axes of length one, or without this one if its length is one."""
        gone = range(self.array.ndim) if dim is None else [axis_of(dim, self.array.ndim)]
        return self.reshape([n for axis, n in enumerate(self.shape) if n != 1 or axis not in gone])

    def unsqueeze(self, dim: int) -> "Tensor":
        """With a new axis of length one at this place."""
        at = axis_of(dim, self.array.ndim + 1)
        return self.reshape(*self.shape[:at], 1, *self.shape[at:])

    def expand(self, *shape: Any) -> "Tensor":
        """Axes of length one seen many times, without a copy; −1 keeps a length, new axes come in front."""
        wanted = sizes(shape)
        own = (1,) * (len(wanted) - self.array.ndim) + self.shape
        target = tuple(n if w == -1 else w for w, n in zip(wanted, own[-len(wanted) :] if wanted else (), strict=True))
        try:
            return record(ops.expand, self, shape=target)
        except ValueError:
            raise RuntimeError(
                f"expand of {list(self.shape)} to {list(wanted)}: only axes of length 1 can grow"
            ) from None

    def expand_as(self, other: "Tensor") -> "Tensor":
        """Seen in the other tensor's shape."""
        return self.expand(other.shape)

    def repeat(self, *times: Any) -> "Tensor":
        """The whole tensor laid end to end, so many times along each axis."""
        counts = sizes(times)
        if len(counts) < self.array.ndim:
            raise RuntimeError(f"repeat needs at least {self.array.ndim} numbers for shape {list(self.shape)}")
        return record(ops.repeat, self, times=counts)

    def __getitem__(self, index: Any) -> "Tensor":
        parts = index if isinstance(index, tuple) else (index,)
        plain = tuple(_plain(part) for part in parts)
        try:
            return record(ops.take, self, index=plain)
        except IndexError as error:
            raise IndexError(f"index into shape {list(self.shape)}: {error}") from None

    def gather(self, dim: int, index: "Tensor") -> "Tensor":
        """out[i][j] = x[index[i][j]][j] for dim 0, and so on: the index chooses along one axis."""
        if index.array.dtype.kind not in "iu":
            raise RuntimeError(f"gather needs an integer index, got {index.array.dtype}")
        if not self.array.ndim:
            return self.expand(index.shape)
        return record(ops.gather, self, index=index.array, dim=axis_of(dim, self.array.ndim))

    def split(self, split_size: int | list[int], dim: int = 0) -> "tuple[Tensor, ...]":
        """Pieces of this length along the axis, the last perhaps shorter; or pieces of the lengths listed."""
        axis = axis_of(dim, self.array.ndim)
        length = self.shape[axis]
        if isinstance(split_size, int):
            split_size = [min(split_size, length - at) for at in range(0, max(length, 1), split_size)]
        if sum(split_size) != length:
            raise RuntimeError(f"split: {split_size} do not add up to {length}, the length of dim {dim}")
        ends = np.cumsum([0, *split_size]).tolist()
        before = (slice(None),) * axis
        return tuple(self[(*before, slice(a, b))] for a, b in pairwise(ends))

    def chunk(self, chunks: int, dim: int = 0) -> "tuple[Tensor, ...]":
        """At most so many pieces of equal length, the last perhaps shorter."""
        length = self.shape[axis_of(dim, self.array.ndim)]
        return self.split(max(-(-length // chunks), 1), dim)

    def unbind(self, dim: int = 0) -> "tuple[Tensor, ...]":
        """One tensor for each place along the axis."""
        axis = axis_of(dim, self.array.ndim)
        return tuple(self[(*(slice(None),) * axis, place)] for place in range(self.shape[axis]))

    def tril(self, diagonal: int = 0) -> "Tensor":
        """The last two axes with zeros above the diagonal."""
        return record(ops.triangle, self, diagonal=diagonal, lower=True)

    def triu(self, diagonal: int = 0) -> "Tensor":
        """The last two axes with zeros below the diagonal."""
        return record(ops.triangle, self, diagonal=diagonal, lower=False)

    def contiguous(self) -> "Tensor":
        """Itself: layout in memory is never visible here. PyTorch copies if it must."""
        return self  # type: ignore[return-value]


def _plain(part: Any) -> Any:
    if isinstance(part, Value):
        return part.array if part.array.ndim or part.array.dtype == bool else int(part.array)
    return np.asarray(part) if isinstance(part, list) else part
