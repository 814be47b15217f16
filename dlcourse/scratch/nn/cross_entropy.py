"""Cross-entropy: −log of the probability of what is right. The formulas: ``ops.losses``.

    cross_entropy(logits, target)       # logits (N, K), any numbers; target (N,), the right classes

Its gradient is softmax(logits) − the target as ones and zeros, over N.
"""

from typing import Any

import numpy as np

from ..functions import where
from ..graph import record, wrap
from ..ops import losses as ops
from ..tensor import Tensor
from .losses import Loss, reduced


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
    return reduced(loss.reshape(shape), reduction)


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
    return reduced(loss.reshape(shape), reduction)


class NLLLoss(Loss):
    """See ``nll_loss``."""

    function = staticmethod(nll_loss)

    def __init__(self, weight: Tensor | None = None, ignore_index: int = -100, reduction: str = "mean") -> None:
        super().__init__(weight=weight, ignore_index=ignore_index, reduction=reduction)


class CrossEntropyLoss(Loss):
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
