"""Layers that slide one small set of weights over a series or a picture.

    Conv2d(1, 6, 5, padding=2)(x)          # x (N, 1, 28, 28) → (N, 6, 28, 28)

The mathematics, and what makes it fast, stand in ``ops.convolution``. A series is a picture of height one.
"""

import math
from typing import Any

from .. import creation
from ..graph import record
from ..ops import convolution as ops
from ..tensor import Tensor
from . import init
from .module import Module
from .parameter import Parameter

Size = int | tuple[int, ...]


def pair(value: Any) -> tuple[int, int]:
    """3 means 3 by 3."""
    return (value, value) if isinstance(value, int) else (int(value[0]), int(value[1]))


def _same_padding(kernel: tuple[int, ...], stride: tuple[int, int], dilation: tuple[int, int]) -> tuple[int, int]:
    reach = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)]
    if stride != (1, 1):
        raise ValueError('padding="same" needs stride 1')
    if any(n % 2 for n in reach):
        raise NotImplementedError('padding="same" of an even kernel is lopsided: F.pad first, then padding=0')
    return reach[0] // 2, reach[1] // 2


def _check(name: str, input: Tensor, channels: int, dims: int) -> None:
    if input.ndim != dims:
        axes = "(N, C, H, W)" if dims == 4 else "(N, C, L)"
        raise RuntimeError(f"{name} needs {dims} dims {axes}, got shape {list(input.shape)}: unsqueeze the missing one")
    if input.shape[1] != channels:
        raise RuntimeError(f"{name}: the weight takes {channels} channels, not those of shape {list(input.shape)}")


def conv2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size | str = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Slide the weights over pictures.

    Args:
        input: (N, C, H, W).
        weight: (F, C/groups, kh, kw).
        bias: (F,), or None.
        stride: how far the window moves.
        padding: how many zeros on each side; "valid" is none, "same" keeps H and W at stride 1.
        dilation: how far apart the window's places are.
        groups: channels fall into so many groups that do not see each other.

    Returns:
        (N, F, Ho, Wo) with Ho = ⌊(H + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1.

    Raises:
        RuntimeError: dims or channels do not fit, or the kernel is larger than the padded picture.
    """
    _check("conv2d", input, weight.shape[1] * groups, 4)
    steps, gaps = pair(stride), pair(dilation)
    if isinstance(padding, str):
        padding = _same_padding(weight.shape[2:], steps, gaps) if padding == "same" else 0
    border = pair(padding)
    for size, k, d, p in zip(input.shape[2:], weight.shape[2:], gaps, border, strict=True):
        if d * (k - 1) + 1 > size + 2 * p:
            raise RuntimeError(
                f"conv2d: the kernel {list(weight.shape[2:])} is larger than the picture {list(input.shape[2:])} with "
                f"padding {list(border)}: pad more, or use a smaller kernel"
            )
    return record(ops.conv2d, input, weight, bias, stride=steps, padding=border, dilation=gaps, groups=groups)


def conv1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size | str = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Tensor:
    """Slide the weights (F, C/groups, k) along series (N, C, L); see ``conv2d``."""
    _check("conv1d", input, weight.shape[1] * groups, 3)
    one = [value if isinstance(value, int) else value[0] for value in (stride, dilation)]
    if isinstance(padding, str):
        padding = _same_padding((1, weight.shape[2]), (1, one[0]), (1, one[1]))[1] if padding == "same" else 0
    border = padding if isinstance(padding, int) else padding[0]
    tall = conv2d(input.unsqueeze(2), weight.unsqueeze(2), bias, (1, one[0]), (0, border), (1, one[1]), groups)
    return tall.squeeze(2)


def conv_transpose2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    groups: int = 1,
    dilation: Size = 1,
) -> Tensor:
    """Every number lays the weights (C, F/groups, kh, kw), scaled by it, over a window: pictures grow by the stride.

    Returns:
        (N, F, Ho, Wo) with Ho = (H − 1)·stride − 2·padding + dilation·(kh − 1) + output_padding + 1.

    Raises:
        RuntimeError: dims or channels do not fit, or output_padding is not below stride or dilation.
    """
    _check("conv_transpose2d", input, weight.shape[0], 4)
    extra, steps, gaps = pair(output_padding), pair(stride), pair(dilation)
    if any(e >= max(s, d) for e, s, d in zip(extra, steps, gaps, strict=True)):
        raise RuntimeError(f"output_padding {list(extra)} must be smaller than stride {list(steps)} or dilation")
    settings = {"stride": steps, "padding": pair(padding), "extra": extra, "dilation": gaps, "groups": groups}
    return record(ops.conv_transpose2d, input, weight, bias, **settings)


class _Convolution(Module):
    """What Conv1d, Conv2d and ConvTranspose2d share; weights start uniform within ±1/√fan_in."""

    dims = 2
    transposed = False

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size | str = 0,
        dilation: Size = 1,
        groups: int = 1,
        bias: bool = True,
    ) -> None:
        super().__init__()
        if in_channels % groups or out_channels % groups:
            raise ValueError(f"groups {groups} must divide both {in_channels} and {out_channels} channels")
        kernel = (kernel_size,) * self.dims if isinstance(kernel_size, int) else tuple(kernel_size)
        self.in_channels, self.out_channels, self.kernel_size = in_channels, out_channels, kernel
        self.stride, self.padding, self.dilation, self.groups = stride, padding, dilation, groups
        first, second = (in_channels, out_channels) if self.transposed else (out_channels, in_channels)
        self.weight = Parameter(creation.empty(first, second // groups, *kernel))
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        self.register_parameter("bias", None)
        if bias:
            bound = 1 / math.sqrt(init.fans(self.weight)[0])
            self.bias = Parameter(init.uniform_(creation.empty(out_channels), -bound, bound))

    def extra_repr(self) -> str:
        """Its settings."""
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        return f"{text}, padding={self.padding}" + (f", groups={self.groups}" if self.groups > 1 else "")


class Conv2d(_Convolution):
    """``conv2d`` with weights of its own: every output is one window of the picture times the same weights, plus b."""

    def forward(self, x: Tensor) -> Tensor:
        """(N, in_channels, H, W) → (N, out_channels, Ho, Wo)."""
        return conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


class Conv1d(_Convolution):
    """``conv1d`` with weights of its own."""

    dims = 1

    def forward(self, x: Tensor) -> Tensor:
        """(N, in_channels, L) → (N, out_channels, Lo)."""
        return conv1d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


class ConvTranspose2d(_Convolution):
    """``conv_transpose2d`` with weights of its own."""

    transposed = True

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size = 0,
        output_padding: Size = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Size = 1,
    ) -> None:
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias)
        self.output_padding = output_padding

    def forward(self, x: Tensor) -> Tensor:
        """(N, in_channels, H, W) → (N, out_channels, Ho, Wo)."""
        settings: Any = (self.stride, self.padding, self.output_padding, self.groups, self.dilation)
        return conv_transpose2d(x, self.weight, self.bias, *settings)
