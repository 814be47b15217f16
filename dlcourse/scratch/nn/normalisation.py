"""Layers that keep what passes through them at mean 0 and variance 1. The mathematics: ``ops.normalisation``.

BatchNorm2d(16)(x)        # x (N, 16, H, W): over the batch; a running mean takes its place in evaluation
LayerNorm(128)(x)         # x (N, T, 128): over the features of each token; the same in training and evaluation
"""

import math
from collections.abc import Sequence

import numpy as np

from .. import creation
from ..graph import record, wrap
from ..ops import normalisation as ops
from ..tensor import Tensor
from .module import Module
from .parameter import Parameter


def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Tensor:
    """Normalise each channel over the batch.

    Args:
        input: (N, C, …).
        running_mean, running_var: (C,), used in evaluation and moved towards the batch's own while training, in place.
        weight, bias: (C,), what to scale and shift by afterwards.
        training: use the batch's own mean and variance.
        momentum: how far the running ones move, 0 … 1; the running variance is the unbiased one.
        eps: keeps the root away from zero; inside it.

    Raises:
        ValueError: training on a single number a channel, whose variance says nothing.
        RuntimeError: evaluation without running statistics.
    """
    if training or running_mean is None or running_var is None:
        if not training and (running_mean is not None or running_var is not None):
            raise RuntimeError("batch_norm: evaluation needs both running_mean and running_var")
        count = input.numel() // max(input.shape[1], 1)
        if count <= 1:
            raise ValueError(f"batch_norm: one number a channel in shape {list(input.shape)}: train on a larger batch")
        mean, variance = ops.statistics(input.array)
        if running_mean is not None and running_var is not None:
            for running, new in ((running_mean, mean), (running_var, variance * (count / (count - 1)))):
                running.add_(wrap(momentum * (new - running.array)))
        training = True
    else:
        mean, variance = running_mean.array.copy(), running_var.array.copy()
    settings = {"mean": mean, "variance": variance, "eps": eps, "training": training}
    return record(ops.batch_norm, input, weight, bias, **settings)


def layer_norm(
    input: Tensor,
    normalized_shape: Sequence[int],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-5,
) -> Tensor:
    """Normalise over the last axes, which must have the shape given.

    Raises:
        RuntimeError: they have not.
    """
    size = _last("layer_norm", input, normalized_shape)
    if bias is not None and weight is None:
        return record(ops.layer_norm, input, None, None, size=size, eps=eps) + bias
    return record(ops.layer_norm, input, weight, bias, size=size, eps=eps)


def rms_norm(
    input: Tensor, normalized_shape: Sequence[int], weight: Tensor | None = None, eps: float | None = None
) -> Tensor:
    """Divide by the root of the mean square over the last axes; eps defaults to the dtype's own."""
    size = _last("rms_norm", input, normalized_shape)
    small = float(np.finfo(input.dtype).eps) if eps is None else eps
    return record(ops.rms_norm, input, weight, size=size, eps=small)


def group_norm(
    input: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: float = 1e-5
) -> Tensor:
    """Normalise groups of channels of each example (N, C, …), then scale and shift each channel.

    Raises:
        RuntimeError: the groups do not divide the channels.
    """
    channels = input.shape[1]
    if channels % num_groups:
        raise RuntimeError(f"group_norm: {num_groups} groups do not divide {channels} channels")
    rows = input.reshape(input.shape[0] * num_groups, -1)
    y = record(ops.layer_norm, rows, None, None, size=rows.shape[1], eps=eps).reshape(input.shape)
    wide = (channels, *(1,) * (input.ndim - 2))
    y = y if weight is None else y * weight.reshape(wide)
    return y if bias is None else y + bias.reshape(wide)


def _last(name: str, input: Tensor, shape: Sequence[int]) -> int:
    if not len(shape) or tuple(input.shape[-len(shape) :]) != tuple(shape):
        raise RuntimeError(f"{name}: normalised over {list(shape)}, but the input ends otherwise: {list(input.shape)}")
    return math.prod(shape)


class _BatchNorm(Module):
    dims: tuple[int, ...] = ()

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
    ) -> None:
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.register_parameter("weight", Parameter(creation.ones(num_features)) if affine else None)
        self.register_parameter("bias", Parameter(creation.zeros(num_features)) if affine else None)
        kept = track_running_stats
        self.register_buffer("running_mean", creation.zeros(num_features) if kept else None)
        self.register_buffer("running_var", creation.ones(num_features) if kept else None)
        self.register_buffer("num_batches_tracked", creation.from_numpy(np.array(0)) if kept else None)

    def forward(self, x: Tensor) -> Tensor:
        """(N, num_features, …) → the same shape."""
        if x.ndim not in self.dims or x.shape[1] != self.num_features:
            dims = " or ".join(map(str, self.dims))
            raise ValueError(
                f"{type(self).__name__}({self.num_features}) needs {dims} dims with {self.num_features} channels, got "
                f"shape {list(x.shape)}"
            )
        momentum = self.momentum
        if self.training and self.num_batches_tracked is not None:
            self.num_batches_tracked.add_(1)
            if momentum is None:  # the plain average over all batches so far
                momentum = 1 / int(self.num_batches_tracked)
        settings = (self.training, momentum or 0.0, self.eps)
        return batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, *settings)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"{self.num_features}, eps={self.eps}, momentum={self.momentum}"


class BatchNorm1d(_BatchNorm):
    """``batch_norm`` of (N, C) or (N, C, L). Source: Ioffe & Szegedy 2015, arXiv:1502.03167, algorithm 1."""

    dims = (2, 3)


class BatchNorm2d(_BatchNorm):
    """``batch_norm`` of pictures (N, C, H, W)."""

    dims = (4,)


class LayerNorm(Module):
    """``layer_norm`` with a learned scale and shift. Source: Ba, Kiros & Hinton 2016, arXiv:1607.06450."""

    def __init__(
        self,
        normalized_shape: int | Sequence[int],
        eps: float = 1e-5,
        elementwise_affine: bool = True,
        bias: bool = True,
    ) -> None:
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.normalized_shape, self.eps = shape, eps
        self.register_parameter("weight", Parameter(creation.ones(shape)) if elementwise_affine else None)
        self.register_parameter("bias", Parameter(creation.zeros(shape)) if elementwise_affine and bias else None)

    def forward(self, x: Tensor) -> Tensor:
        """(…, *normalized_shape) → the same shape."""
        return layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"{self.normalized_shape}, eps={self.eps}"


class RMSNorm(Module):
    """``rms_norm`` with a learned scale."""

    def __init__(
        self, normalized_shape: int | Sequence[int], eps: float | None = None, elementwise_affine: bool = True
    ) -> None:
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.normalized_shape, self.eps = shape, eps
        self.register_parameter("weight", Parameter(creation.ones(shape)) if elementwise_affine else None)

    def forward(self, x: Tensor) -> Tensor:
        """(…, *normalized_shape) → the same shape."""
        return rms_norm(x, self.normalized_shape, self.weight, self.eps)


class GroupNorm(Module):
    """``group_norm`` with a learned scale and shift a channel. Source: Wu & He 2018, arXiv:1803.08494."""

    def __init__(self, num_groups: int, num_channels: int, eps: float = 1e-5, affine: bool = True) -> None:
        super().__init__()
        self.num_groups, self.eps = num_groups, eps
        self.register_parameter("weight", Parameter(creation.ones(num_channels)) if affine else None)
        self.register_parameter("bias", Parameter(creation.zeros(num_channels)) if affine else None)

    def forward(self, x: Tensor) -> Tensor:
        """(N, num_channels, …) → the same shape."""
        return group_norm(x, self.num_groups, self.weight, self.bias, self.eps)
