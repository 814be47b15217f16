"""Losses, each as a function (``F.cross_entropy``) and as a layer (``nn.CrossEntropyLoss``). The formulas:
``ops.losses``.

``reduction`` says what becomes of the examples' losses: "mean", "sum", or "none" to keep them apart.
"""

from typing import Any

import numpy as np

from ..functions import where
from ..graph import record, wrap
from ..ops import losses as ops
from ..tensor import Tensor
from .module import Module


def _reduce(loss: Tensor, reduction: str) -> Tensor:
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    if reduction == "none":
        return loss
    raise ValueError(f'reduction is "mean", "sum" or "none", not {reduction!r}')


def _same_shape(name: str, input: Tensor, target: Tensor) -> None:
    if input.shape != target.shape:
        raise ValueError(
            f"{name}: input has shape {list(input.shape)}, target {list(target.shape)}; broadcasting them is nearly "
            "always a mistake, as (N, 1) against (N,) is: reshape one of the two"
        )


def mse_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """(x − t)²."""
    _same_shape("mse_loss", input, target)
    return _reduce((input - target).square(), reduction)


def l1_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """|x − t|."""
    _same_shape("l1_loss", input, target)
    return _reduce((input - target).abs(), reduction)


def smooth_l1_loss(input: Tensor, target: Tensor, reduction: str = "mean", beta: float = 1.0) -> Tensor:
    """A square within ±β, straight lines beyond."""
    _same_shape("smooth_l1_loss", input, target)
    return _reduce(record(ops.smooth_l1, input, target, beta=beta), reduction)


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """−t·log σ(x) − (1 − t)·log σ(−x): yes or no, for each number on its own."""
    _same_shape("binary_cross_entropy_with_logits", input, target)
    loss = record(ops.bce_with_logits, input, target, pos_weight=1.0 if pos_weight is None else pos_weight.array)
    return _reduce(loss if weight is None else loss * weight, reduction)


def kl_div(input: Tensor, target: Tensor, reduction: str = "mean", log_target: bool = False) -> Tensor:
    """Σ p·(log p − log q) with input = log q, target = p; "batchmean" divides by N and is the textbook's."""
    _same_shape("kl_div", input, target)
    loss = record(ops.kl_div, input, target, log_target=log_target)
    return loss.sum() / input.shape[0] if reduction == "batchmean" else _reduce(loss, reduction)


def nll_loss(
    input: Tensor, target: Tensor, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean"
) -> Tensor:
    """−log p of the right class from log-probabilities (N, K) or (N, K, …), target (N,) or (N, …)."""
    rows, flat, shape = _as_rows("nll_loss", input, target)
    used, index, scale = _used(rows, flat, weight, ignore_index)
    loss = -rows.gather(1, wrap(index[:, None])).squeeze(1) * wrap(scale)
    return _weighted(where(wrap(used), loss, 0.0), scale, shape, reduction)


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """−log softmax(input) at the right class: from logits, not from probabilities.

    Args:
        input: logits (N, K), (K,) or (N, K, …), any real numbers.
        target: class indices (N,), () or (N, …), integers; or probabilities in input's shape, floating point.
        weight: (K,), how much each class counts.
        ignore_index: examples with this target count for nothing.
        reduction: "mean" (over the weights), "sum" or "none".
        label_smoothing: 0 … 1, the share of the target spread evenly over all classes.

    Raises:
        ValueError: shapes that do not fit; says which.
        IndexError: a target outside 0 … K − 1.
    """
    if target.dtype.kind == "f":
        return _soft_target(input, target, weight, reduction, label_smoothing)
    rows, flat, shape = _as_rows("cross_entropy", input, target)
    used, index, scale = _used(rows, flat, weight, ignore_index)
    if label_smoothing and weight is not None:
        aim = np.full(rows.shape, label_smoothing / rows.shape[1], rows.dtype)
        aim[np.arange(len(index)), index] += 1 - label_smoothing
        loss = record(ops.soft_cross_entropy, rows, wrap(aim * weight.array * used[:, None]))
        return _weighted(loss, scale, shape, reduction)
    loss = record(ops.cross_entropy, rows, target=index, weight=scale, smoothing=label_smoothing)
    if not used.all():
        loss = where(wrap(used), loss, 0.0)
    return _weighted(loss, scale, shape, reduction)


def _soft_target(
    input: Tensor, target: Tensor, weight: Tensor | None, reduction: str, label_smoothing: float
) -> Tensor:
    if input.shape != target.shape:
        raise ValueError(
            f"cross_entropy: probabilities need the logits' shape {list(input.shape)}, got {list(target.shape)}; "
            "class indices need integers, .long()"
        )
    rows, aim = _classes_last(input), _classes_last(target)
    if label_smoothing:
        aim = aim * (1 - label_smoothing) + label_smoothing / rows.shape[1]
    if weight is not None:
        aim = aim * weight
    loss = record(ops.soft_cross_entropy, rows, aim)
    shape = input.shape[:1] + input.shape[2:] if input.ndim > 1 else ()
    if reduction == "mean":
        return loss.sum() / max(loss.numel(), 1)
    return _reduce(loss.reshape(shape), reduction)


def _classes_last(x: Tensor) -> Tensor:
    """(N, K, …) as rows (N·…, K)."""
    if x.ndim == 1:
        return x.unsqueeze(0)
    return x if x.ndim == 2 else x.permute(0, *range(2, x.ndim), 1).reshape(-1, x.shape[1])


def _as_rows(name: str, input: Tensor, target: Tensor) -> tuple[Tensor, Any, tuple[int, ...]]:
    expected = input.shape[:1] + input.shape[2:] if input.ndim > 1 else ()
    if not input.ndim or target.shape != expected:
        raise ValueError(
            f"{name}: logits {list(input.shape)} need targets of shape {list(expected)}, got {list(target.shape)}"
        )
    if target.dtype.kind not in "iu":
        raise ValueError(f"{name}: class indices are integers, got {target.dtype}: use .long()")
    return _classes_last(input), target.array.reshape(-1), expected


def _used(rows: Tensor, flat: Any, weight: Tensor | None, ignore_index: int) -> tuple[Any, Any, Any]:
    """Which examples count, their class (0 where they do not) and how much each weighs."""
    used = flat != ignore_index
    index = np.where(used, flat, 0)
    classes = rows.shape[1]
    if weight is not None and weight.shape != (classes,):
        raise ValueError(f"weight needs one number for each of the {classes} classes, got shape {list(weight.shape)}")
    if index.size and (index.min() < 0 or index.max() >= classes):
        raise IndexError(f"target {flat[(index < 0) | (index >= classes)][0]} is outside the classes 0 … {classes - 1}")
    scale = used.astype(rows.dtype)
    return used, index, scale if weight is None else scale * weight.array[index]


def _weighted(loss: Tensor, scale: Any, shape: tuple[int, ...], reduction: str) -> Tensor:
    if reduction == "mean":
        return loss.sum() / wrap(np.asarray(scale.sum()))
    return _reduce(loss.reshape(shape), reduction)


class _Loss(Module):
    """Remembers the settings of its function."""

    function: Any = None

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        self.settings = settings

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        """One number, or one an example with ``reduction="none"``."""
        return type(self).function(input, target, **self.settings)

    def extra_repr(self) -> str:
        """Its settings."""
        return ", ".join(f"{name}={value!r}" for name, value in self.settings.items() if value is not None)


class MSELoss(_Loss):
    """See ``mse_loss``."""

    function = staticmethod(mse_loss)

    def __init__(self, reduction: str = "mean") -> None:
        super().__init__(reduction=reduction)


class L1Loss(_Loss):
    """See ``l1_loss``."""

    function = staticmethod(l1_loss)

    def __init__(self, reduction: str = "mean") -> None:
        super().__init__(reduction=reduction)


class SmoothL1Loss(_Loss):
    """See ``smooth_l1_loss``."""

    function = staticmethod(smooth_l1_loss)

    def __init__(self, reduction: str = "mean", beta: float = 1.0) -> None:
        super().__init__(reduction=reduction, beta=beta)


class BCEWithLogitsLoss(_Loss):
    """See ``binary_cross_entropy_with_logits``."""

    function = staticmethod(binary_cross_entropy_with_logits)

    def __init__(self, weight: Tensor | None = None, reduction: str = "mean", pos_weight: Tensor | None = None) -> None:
        super().__init__(weight=weight, reduction=reduction, pos_weight=pos_weight)


class KLDivLoss(_Loss):
    """See ``kl_div``."""

    function = staticmethod(kl_div)

    def __init__(self, reduction: str = "mean", log_target: bool = False) -> None:
        super().__init__(reduction=reduction, log_target=log_target)


class NLLLoss(_Loss):
    """See ``nll_loss``."""

    function = staticmethod(nll_loss)

    def __init__(self, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean") -> None:
        super().__init__(weight=weight, ignore_index=ignore_index, reduction=reduction)


class CrossEntropyLoss(_Loss):
    """See ``cross_entropy``."""

    function = staticmethod(cross_entropy)

    def __init__(
        self,
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(weight=weight, ignore_index=ignore_index, reduction=reduction, label_smoothing=label_smoothing)
