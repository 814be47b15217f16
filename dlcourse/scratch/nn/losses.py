"""Losses, each as a function (``F.mse_loss``) and as a layer (``nn.MSELoss``). The formulas: ``ops.losses``.

    mse_loss(x, t)              # the mean of (x − t)²; ``cross_entropy`` has a file of its own

``reduction`` says what becomes of the examples' losses: "mean", "sum", or "none" to keep them apart.
"""

from typing import Any

from ..graph import record
from ..ops import losses as ops
from ..tensor import Tensor
from .module import Module


def reduced(loss: Tensor, reduction: str) -> Tensor:
    """The examples' losses as the caller wants them: their mean, their sum, or as they are."""
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
    return reduced((input - target).square(), reduction)


def l1_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """|x − t|."""
    _same_shape("l1_loss", input, target)
    return reduced((input - target).abs(), reduction)


def smooth_l1_loss(input: Tensor, target: Tensor, reduction: str = "mean", beta: float = 1.0) -> Tensor:
    """A square within ±β, straight lines beyond."""
    _same_shape("smooth_l1_loss", input, target)
    return reduced(record(ops.smooth_l1, input, target, beta=beta), reduction)


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
    return reduced(loss if weight is None else loss * weight, reduction)


def kl_div(input: Tensor, target: Tensor, reduction: str = "mean", log_target: bool = False) -> Tensor:
    """Σ p·(log p − log q) with input = log q, target = p; "batchmean" divides by N and is the textbook's."""
    _same_shape("kl_div", input, target)
    loss = record(ops.kl_div, input, target, log_target=log_target)
    return loss.sum() / input.shape[0] if reduction == "batchmean" else reduced(loss, reduction)


class Loss(Module):
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


class MSELoss(Loss):
    """See ``mse_loss``."""

    function = staticmethod(mse_loss)

    def __init__(self, reduction: str = "mean") -> None:
        super().__init__(reduction=reduction)


class L1Loss(Loss):
    """See ``l1_loss``."""

    function = staticmethod(l1_loss)

    def __init__(self, reduction: str = "mean") -> None:
        super().__init__(reduction=reduction)


class SmoothL1Loss(Loss):
    """See ``smooth_l1_loss``."""

    function = staticmethod(smooth_l1_loss)

    def __init__(self, reduction: str = "mean", beta: float = 1.0) -> None:
        super().__init__(reduction=reduction, beta=beta)


class BCEWithLogitsLoss(Loss):
    """See ``binary_cross_entropy_with_logits``."""

    function = staticmethod(binary_cross_entropy_with_logits)

    def __init__(self, weight: Tensor | None = None, reduction: str = "mean", pos_weight: Tensor | None = None) -> None:
        super().__init__(weight=weight, reduction=reduction, pos_weight=pos_weight)


class KLDivLoss(Loss):
    """See ``kl_div``."""

    function = staticmethod(kl_div)

    def __init__(self, reduction: str = "mean", log_target: bool = False) -> None:
        super().__init__(reduction=reduction, log_target=log_target)
