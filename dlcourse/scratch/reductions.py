"""A tensor's sums, means, extremes and softmax: many numbers become one.

    x.mean(), x.sum(dim=1, keepdim=True), x.max(dim=1).indices, x.softmax(-1)

``dim`` says which axes go, all of them if it is left out; ``keepdim`` leaves them in place with length one, so that the
result broadcasts against the tensor it came from. The mathematics stands in ``ops.reductions``.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .arithmetic import floating, to_dtype
from .dtypes import int64
from .graph import Value, record, wrap
from .ops import reductions as ops

if TYPE_CHECKING:
    from .tensor import Tensor

Dim = int | Sequence[int] | None


class Extreme(NamedTuple):
    """What ``max(dim)`` returns: the values, and where along the axis they stood."""

    values: "Tensor"
    indices: "Tensor"


def axis_of(dim: int, ndim: int) -> int:
    """An axis counted from the front.

    Raises:
        IndexError: there is no such axis; says which there are.
    """
    size = max(ndim, 1)
    if not -size <= dim < size:
        raise IndexError(f"dim {dim} is out of range: a tensor of {ndim} dims has dims {-size} to {size - 1}")
    return dim % size


def axes_of(dim: Dim, ndim: int) -> tuple[int, ...]:
    """Axes counted from the front; all of them for None or an empty tuple."""
    if dim is None or dim == ():
        return tuple(range(ndim))
    dims = (dim,) if isinstance(dim, int) else tuple(dim)
    axes = tuple(axis_of(d, ndim) for d in dims) if ndim else tuple(axis_of(d, ndim) for d in dims)[:0]
    if len(set(axes)) != len(axes):
        raise RuntimeError(f"dim {list(dims)} names an axis twice")
    return axes


class Reductions(Value):
    """The part of ``Tensor`` that makes many numbers one."""

    __slots__ = ()

    def sum(self, dim: Dim = None, keepdim: bool = False) -> "Tensor":
        """Σx; integers and truth values are counted in int64."""
        x = to_dtype(self, int64) if self.array.dtype.kind in "biu" else self
        return record(ops.total, x, dim=axes_of(dim, x.array.ndim), keepdim=keepdim)

    def mean(self, dim: Dim = None, keepdim: bool = False) -> "Tensor":
        """Σx / n.

        Raises:
            RuntimeError: the numbers are integers or truth values, as in PyTorch.
        """
        if self.array.dtype.kind != "f":
            raise RuntimeError(f"the mean of {self.array.dtype} is not defined: call .float() first")
        return record(ops.mean, self, dim=axes_of(dim, self.array.ndim), keepdim=keepdim)

    def var(self, dim: Dim = None, *, correction: float = 1, keepdim: bool = False, unbiased: bool = True) -> "Tensor":
        """Σ(x − x̄)² / (n − correction)."""
        correction = correction if unbiased else 0
        axes = axes_of(dim, self.array.ndim)
        return record(ops.variance, self, dim=axes, correction=correction, keepdim=keepdim)

    def std(self, dim: Dim = None, *, correction: float = 1, keepdim: bool = False, unbiased: bool = True) -> "Tensor":
        """The variance's root."""
        correction = correction if unbiased else 0
        axes = axes_of(dim, self.array.ndim)
        return record(ops.deviation, self, dim=axes, correction=correction, keepdim=keepdim)

    def amax(self, dim: Dim = None, keepdim: bool = False) -> "Tensor":
        """The largest number; equal ones share the gradient."""
        return record(ops.amax, self, dim=self._nonempty(dim), keepdim=keepdim)

    def amin(self, dim: Dim = None, keepdim: bool = False) -> "Tensor":
        """The smallest number; equal ones share the gradient."""
        return record(ops.amin, self, dim=self._nonempty(dim), keepdim=keepdim)

    def max(self, dim: "int | Tensor | None" = None, keepdim: bool = False) -> "Tensor | Extreme":
        """The largest number; with a dim also its place, with a tensor the larger of the two number by number."""
        if isinstance(dim, Value):
            return self.maximum(dim)  # type: ignore[attr-defined]
        if dim is None:
            return self.amax()
        index = self.argmax(dim)
        return Extreme(self._pick(index, dim, keepdim), index.unsqueeze(dim) if keepdim and self.array.ndim else index)

    def min(self, dim: "int | Tensor | None" = None, keepdim: bool = False) -> "Tensor | Extreme":
        """The smallest number; with a dim also its place, with a tensor the smaller of the two number by number."""
        if isinstance(dim, Value):
            return self.minimum(dim)  # type: ignore[attr-defined]
        if dim is None:
            return self.amin()
        index = self.argmin(dim)
        return Extreme(self._pick(index, dim, keepdim), index.unsqueeze(dim) if keepdim and self.array.ndim else index)

    def argmax(self, dim: int | None = None, keepdim: bool = False) -> "Tensor":
        """Where the largest number stands, the first if several; without a dim counted through all axes."""
        return self._place(np.argmax, dim, keepdim)

    def argmin(self, dim: int | None = None, keepdim: bool = False) -> "Tensor":
        """Where the smallest number stands, the first if several."""
        return self._place(np.argmin, dim, keepdim)

    def _place(self, function: "object", dim: int | None, keepdim: bool) -> "Tensor":
        axes = self._nonempty(dim)
        axis = axes[0] if dim is not None and axes else None
        return wrap(np.asarray(function(self.array, axis=axis, keepdims=keepdim)))  # type: ignore[operator]

    def _pick(self, index: "Tensor", dim: int, keepdim: bool) -> "Tensor":
        if not self.array.ndim:
            return record(ops.total, self, dim=(), keepdim=False)
        return record(ops.pick, self, index=index.array, dim=axis_of(dim, self.array.ndim), keepdim=keepdim)

    def _nonempty(self, dim: Dim) -> tuple[int, ...]:
        axes = axes_of(dim, self.array.ndim)
        if not ops.count(self.shape, axes):
            raise IndexError(f"no extreme among zero numbers: shape {list(self.shape)}, dim {dim}")
        return axes

    def all(self) -> "Tensor":
        """Whether every number is true (not zero)."""
        return wrap(np.asarray(self.array.all()))

    def any(self) -> "Tensor":
        """Whether at least one number is true (not zero)."""
        return wrap(np.asarray(self.array.any()))

    def cumsum(self, dim: int) -> "Tensor":
        """Running sums along the axis."""
        x = to_dtype(self, int64) if self.array.dtype.kind in "biu" else self
        if not x.array.ndim:
            return record(ops.total, x, dim=(), keepdim=False)
        return record(ops.cumsum, x, dim=axis_of(dim, x.array.ndim))

    def logsumexp(self, dim: Dim, keepdim: bool = False) -> "Tensor":
        """log Σeˣ, which does not overflow."""
        return record(ops.logsumexp, floating(self), dim=axes_of(dim, self.array.ndim), keepdim=keepdim)

    def softmax(self, dim: int) -> "Tensor":
        """eˣ / Σeˣ along the axis: positive, sums to one."""
        if not self.array.ndim:
            return self.reshape(1).softmax(dim).reshape(())  # type: ignore[attr-defined]
        return record(ops.softmax, floating(self), dim=axis_of(dim, self.array.ndim))

    def log_softmax(self, dim: int) -> "Tensor":
        """The logarithm of the softmax, exact where the softmax itself would be rounded to 0."""
        if not self.array.ndim:
            return self.reshape(1).log_softmax(dim).reshape(())  # type: ignore[attr-defined]
        return record(ops.log_softmax, floating(self), dim=axis_of(dim, self.array.ndim))
