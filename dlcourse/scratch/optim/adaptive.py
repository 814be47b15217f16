"""A step length for every weight, from the sizes of its own past gradients: Adagrad, RMSprop, Adam, AdamW.

    optimizer = Adam(model.parameters(), lr=1e-3)

All are p ← p − lr · (a mean of gradients) / √(a mean of their squares), and differ in what they take the means of.
"""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from ..ops import Array
from .optimizer import Optimizer


class Adagrad(Optimizer):
    """p ← p − lr·g / (√Σg² + ε): what has been steep for long moves little. Source: Duchi, Hazan & Singer 2011."""

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        lr_decay: float = 0,
        weight_decay: float = 0,
        initial_accumulator_value: float = 0,
        eps: float = 1e-10,
    ) -> None:
        names = ("lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps")
        values = (lr, lr_decay, weight_decay, initial_accumulator_value, eps)
        super().__init__(params, dict(zip(names, values, strict=True)))

    def fresh(self, p: Array, group: dict[str, Any]) -> dict[str, Any]:
        """The sum of squares so far."""
        return {"sum": np.full_like(p, group["initial_accumulator_value"], order="C")}

    def update(self, p: Array, g: Array, group: dict[str, Any], step: int, **state: Array) -> None:
        """One step for one piece."""
        if group["weight_decay"]:
            g = g + group["weight_decay"] * p
        state["sum"] += g * g
        lr = group["lr"] / (1 + (step - 1) * group["lr_decay"])
        p -= lr * g / (np.sqrt(state["sum"]) + group["eps"])


class RMSprop(Optimizer):
    """p ← p − lr·g / (√s + ε), s a running mean of g²: like Adagrad, but it forgets.

    Source: Hinton's lecture 6e, 2012.
    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-2,
        alpha: float = 0.99,
        eps: float = 1e-8,
        weight_decay: float = 0,
        momentum: float = 0,
        centered: bool = False,
    ) -> None:
        names = ("lr", "alpha", "eps", "weight_decay", "momentum", "centered")
        super().__init__(params, dict(zip(names, (lr, alpha, eps, weight_decay, momentum, centered), strict=True)))

    def fresh(self, p: Array, group: dict[str, Any]) -> dict[str, Any]:
        """The mean square; a velocity and a mean gradient where asked for."""
        names = ["square_avg"] + ["momentum_buffer"] * (group["momentum"] > 0) + ["grad_avg"] * bool(group["centered"])
        return {name: np.zeros_like(p, order="C") for name in names}

    def update(self, p: Array, g: Array, group: dict[str, Any], step: int, **state: Array) -> None:
        """One step for one piece."""
        if group["weight_decay"]:
            g = g + group["weight_decay"] * p
        square, alpha = state["square_avg"], group["alpha"]
        square *= alpha
        square += (1 - alpha) * (g * g)
        spread = square
        if group["centered"]:
            state["grad_avg"] += (1 - alpha) * (g - state["grad_avg"])
            spread = square - state["grad_avg"] ** 2
        step_piece = g / (np.sqrt(spread) + group["eps"])
        if group["momentum"]:
            state["momentum_buffer"] *= group["momentum"]
            state["momentum_buffer"] += step_piece
            step_piece = state["momentum_buffer"]
        p -= group["lr"] * step_piece


class Adam(Optimizer):
    """p ← p − lr·m̂ / (√v̂ + ε): m a running mean of g, v of g², the hats undo that both start at zero.

    Args:
        params: tensors, or dicts with ``params`` and settings of their own.
        lr: about the length of a step for each weight, whatever the gradient's scale.
        betas: how much of m and of v is kept each step.
        eps: keeps the quotient finite; added outside the root.
        weight_decay: λ, added to the gradient as λp (Adam), or p shrunk by lr·λ apart from it (AdamW).
        amsgrad: divide by the largest v̂ so far.

    Source: Kingma & Ba 2015, arXiv:1412.6980, algorithm 1.
    """

    decoupled = False

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0,
        amsgrad: bool = False,
    ) -> None:
        if not (0 <= betas[0] < 1 and 0 <= betas[1] < 1):
            raise ValueError(f"each beta is within 0 … 1, 1 excluded; got {betas}")
        names = ("lr", "betas", "eps", "weight_decay", "amsgrad")
        super().__init__(params, dict(zip(names, (lr, betas, eps, weight_decay, amsgrad), strict=True)))

    def fresh(self, p: Array, group: dict[str, Any]) -> dict[str, Any]:
        """m and v, zero; the largest v where asked for."""
        names = ["exp_avg", "exp_avg_sq"] + ["max_exp_avg_sq"] * bool(group["amsgrad"])
        return {name: np.zeros_like(p, order="C") for name in names}

    def update(self, p: Array, g: Array, group: dict[str, Any], step: int, **state: Array) -> None:
        """One step for one piece, with as few fresh arrays as the formula allows."""
        beta1, beta2 = group["betas"]
        m, v = state["exp_avg"], state["exp_avg_sq"]
        if group["weight_decay"]:
            if self.decoupled:
                p *= 1 - group["lr"] * group["weight_decay"]
            else:
                g = g + group["weight_decay"] * p
        scratch = g * (1 - beta1)
        m *= beta1
        m += scratch
        np.multiply(g, g, out=scratch)
        scratch *= 1 - beta2
        v *= beta2
        v += scratch
        if group["amsgrad"]:
            v = np.maximum(state["max_exp_avg_sq"], v, out=state["max_exp_avg_sq"])
        np.sqrt(v, out=scratch)
        scratch *= 1 / math.sqrt(1 - beta2**step)
        scratch += group["eps"]
        np.divide(m, scratch, out=scratch)
        scratch *= group["lr"] / (1 - beta1**step)
        p -= scratch
        if step % 64 == 0:
            _drop_subnormal(m, v)


class AdamW(Adam):
    """Adam with the weights' decay apart from the gradient. Source: Loshchilov & Hutter 2019, arXiv:1711.05101."""

    decoupled = True

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad)


def _drop_subnormal(*moments: Array) -> None:
    """Zero what has decayed below the smallest normal number; processors take longer over such leftovers.

    Plain: leave them; how much longer is in ``benchmarks.tricks``.
    """
    for moment in moments:
        moment[np.abs(moment) < np.finfo(moment.dtype).tiny] = 0
