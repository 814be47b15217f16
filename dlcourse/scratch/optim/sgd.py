"""Down the slope, and down the slope with momentum.

optimizer = SGD(model.parameters(), lr=0.1, momentum=0.9)       # plain: p −= lr · g
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..ops import Array
from .optimizer import Optimizer


class SGD(Optimizer):
    """Stochastic gradient descent: p ← p − lr·v with v ← momentum·v + (1 − dampening)·g.

    Args:
        params: tensors, or dicts with ``params`` and settings of their own.
        lr: the step for a gradient of one.
        momentum: how much of the last step's direction is kept, 0 … 1.
        dampening: how little of a new gradient enters v after the first step.
        weight_decay: λ; the gradient of λ/2·|p|² is added.
        nesterov: look ahead: step along g + momentum·v.
        maximize: up the slope.

    Raises:
        ValueError: Nesterov without momentum or with dampening.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        momentum: float = 0,
        dampening: float = 0,
        weight_decay: float = 0,
        nesterov: bool = False,
        *,
        maximize: bool = False,
    ) -> None:
        if nesterov and (momentum <= 0 or dampening):
            raise ValueError("Nesterov's look-ahead needs a momentum, and no dampening")
        names = ("lr", "momentum", "dampening", "weight_decay", "nesterov", "maximize")
        values = (lr, momentum, dampening, weight_decay, nesterov, maximize)
        super().__init__(params, dict(zip(names, values, strict=True)))

    def fresh(self, p: Array, group: dict[str, Any]) -> dict[str, Any]:
        """A velocity, if there is a momentum."""
        return {"momentum_buffer": np.zeros_like(p, order="C")} if group["momentum"] else {}

    def update(self, p: Array, g: Array, group: dict[str, Any], step: int, **state: Array) -> None:
        """One step for one piece."""
        direction = -g if group["maximize"] else g
        if group["weight_decay"]:
            direction = direction + group["weight_decay"] * p
        if group["momentum"]:
            v = state["momentum_buffer"]
            v *= group["momentum"]
            v += direction if step == 1 else direction * (1 - group["dampening"])
            direction = direction + group["momentum"] * v if group["nesterov"] else v
        p -= direction * group["lr"]
