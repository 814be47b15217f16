"""Smaller and larger pictures without weights: pooling, and growing by repetition.

    MaxPool2d(2)(x)                   # x (N, C, 28, 28) → (N, C, 14, 14): of each 2×2 window the largest number
    Upsample(scale_factor=2)(x)       # (N, C, 28, 28) → (N, C, 56, 56): each number four times

The mathematics stands in ``ops.pooling``: the gradient goes to the number that was largest, or to all in equal shares.
"""

from typing import Any

import numpy as np

from .. import creation
from ..graph import record
from ..ops import pooling as ops
from ..tensor import Tensor
from .convolution import Size, pair
from .module import Module


def _windows(
    name: str, input: Tensor, kernel: Any, stride: Any, padding: Any, dilation: Any = 1
) -> dict[str, tuple[int, int]]:
    if input.ndim != 4:
        raise RuntimeError(f"{name}: needs (N, C, H, W), got shape {list(input.shape)}: unsqueeze what is missing")
    settings = {"kernel": pair(kernel), "stride": pair(kernel if stride is None else stride), "padding": pair(padding)}
    if any(2 * p > k for p, k in zip(settings["padding"], settings["kernel"], strict=True)):
        raise RuntimeError(f"{name}: padding {padding} is more than half the kernel {kernel}: windows of border alone")
    grown = [n + 2 * p for n, p in zip(input.shape[2:], settings["padding"], strict=True)]
    if any(d * (k - 1) >= n for d, k, n in zip(pair(dilation), settings["kernel"], grown, strict=True)):
        raise RuntimeError(f"{name}: the window {kernel} is larger than the picture {list(input.shape[2:])}")
    return settings


def max_pool2d(
    input: Tensor, kernel_size: Size, stride: Size | None = None, padding: Size = 0, dilation: Size = 1
) -> Tensor:
    """The largest number of each window, (N, C, H, W) → (N, C, Ho, Wo).

    Windows side by side unless a stride is given.
    """
    settings = _windows("max_pool2d", input, kernel_size, stride, padding, dilation)
    return record(ops.max_pool2d, input, **settings, dilation=pair(dilation))


def avg_pool2d(input: Tensor, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> Tensor:
    """The mean of each window, border zeros included."""
    return record(ops.avg_pool2d, input, **_windows("avg_pool2d", input, kernel_size, stride, padding))


def adaptive_avg_pool2d(input: Tensor, output_size: Any) -> Tensor:
    """Means over as many windows as asked for, whatever the size: two products with rows of 1/n.

    None keeps a length.
    """
    high, wide = (output_size, output_size) if isinstance(output_size, int) or output_size is None else output_size
    if (high, wide) == (1, 1):
        return input.mean((-2, -1), keepdim=True)
    rows = _averages(input.shape[-2], high, input.dtype)
    columns = _averages(input.shape[-1], wide, input.dtype)
    return creation.from_numpy(rows) @ input @ creation.from_numpy(columns.T)


def _averages(size: int, out: int | None, dtype: Any) -> Any:
    """(out, size): row i averages the numbers ⌊i·size/out⌋ … ⌈(i + 1)·size/out⌉ − 1."""
    out = size if out is None else out
    matrix = np.zeros((out, size), dtype)
    for i in range(out):
        start, stop = i * size // out, -(-(i + 1) * size // out)
        matrix[i, start:stop] = 1 / (stop - start)
    return matrix


def interpolate(
    input: Tensor,
    size: Size | None = None,
    scale_factor: float | tuple[float, ...] | None = None,
    mode: str = "nearest",
) -> Tensor:
    """Pictures in another size, each number taken from the nearest place: place i comes from ⌊i · old / new⌋.

    Raises:
        NotImplementedError: a mode other than "nearest"; a ConvTranspose2d learns its own.
        ValueError: neither size nor scale_factor given, or both.
    """
    if mode != "nearest":
        raise NotImplementedError(f'interpolate: mode {mode!r} is missing here; use "nearest", or a ConvTranspose2d')
    if (size is None) == (scale_factor is None):
        raise ValueError("interpolate needs either size or scale_factor")
    axes = range(2, input.ndim)
    if size is not None:
        new = [size] * len(axes) if isinstance(size, int) else list(size)
        factors: Any = [n / input.shape[axis] for n, axis in zip(new, axes, strict=True)]
    else:
        factors = [scale_factor] * len(axes) if isinstance(scale_factor, (int, float)) else list(scale_factor or ())
        new = [int(input.shape[axis] * f) for f, axis in zip(factors, axes, strict=True)]
    for axis, n, factor in zip(axes, new, factors, strict=True):
        input = _stretched(input, axis, n, factor)
    return input


def _stretched(x: Tensor, axis: int, n: int, factor: float) -> Tensor:
    old, shape = x.shape[axis], x.shape
    if n == old:
        return x
    if n % old == 0:  # a whole factor needs no index: an axis of length one, seen several times
        grown = x.unsqueeze(axis + 1).expand(*shape[: axis + 1], n // old, *shape[axis + 1 :])
        return grown.reshape(*shape[:axis], n, *shape[axis + 1 :])
    index = np.minimum((np.arange(n, dtype=np.float32) * np.float32(1 / factor)).astype(int), old - 1)
    return x[(*(slice(None),) * axis, index)]


class MaxPool2d(Module):
    """The largest number of each window: ``max_pool2d``."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0, dilation: Size = 1) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding, self.dilation = kernel_size, stride, padding, dilation

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C, Ho, Wo)."""
        return max_pool2d(x, self.kernel_size, self.stride, self.padding, self.dilation)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"kernel_size={self.kernel_size}"


class AvgPool2d(Module):
    """The mean of each window: ``avg_pool2d``."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C, Ho, Wo)."""
        return avg_pool2d(x, self.kernel_size, self.stride, self.padding)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"kernel_size={self.kernel_size}"


class AdaptiveAvgPool2d(Module):
    """``adaptive_avg_pool2d``: (N, C, H, W) → (N, C, *output_size)."""

    def __init__(self, output_size: Any) -> None:
        super().__init__()
        self.output_size = output_size

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C, Ho, Wo)."""
        return adaptive_avg_pool2d(x, self.output_size)


class Upsample(Module):
    """``interpolate``, nearest."""

    def __init__(self, size: Size | None = None, scale_factor: Any = None, mode: str = "nearest") -> None:
        super().__init__()
        self.size, self.scale_factor, self.mode = size, scale_factor, mode

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C, Ho, Wo)."""
        return interpolate(x, self.size, self.scale_factor, self.mode)
