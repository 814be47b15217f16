"""``torch.optim.lr_scheduler``: the learning rate as a function of the step.

    schedule = CosineAnnealingLR(optimizer, T_max=100)
    for batch in batches:
        ...; optimizer.step(); schedule.step()

Every schedule is one formula, rate(t), of the number t of steps taken so far. PyTorch computes some of them from the
rate before; the results are the same.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from .optimizer import Optimizer


class LRScheduler:
    """Sets each group's ``lr`` to ``rate(first lr, t)``; a subclass gives the formula."""

    def __init__(self, optimizer: Optimizer, last_epoch: int = -1) -> None:
        self.optimizer = optimizer
        self.base_lrs: list[float] = [group.setdefault("initial_lr", group["lr"]) for group in optimizer.param_groups]
        self.last_epoch = last_epoch
        self.step()

    def rate(self, base: float, t: int, group: int) -> float:
        """The learning rate after t steps of a group that began with ``base``."""
        raise NotImplementedError

    def step(self) -> None:
        """One step on: call it after the optimiser's."""
        self.last_epoch += 1
        for n, (group, base) in enumerate(zip(self.optimizer.param_groups, self.base_lrs, strict=True)):
            group["lr"] = self.rate(base, self.last_epoch, n)

    def get_last_lr(self) -> list[float]:
        """The rates in force, one a group."""
        return [group["lr"] for group in self.optimizer.param_groups]

    def state_dict(self) -> dict[str, Any]:
        """How far it is; the formula itself is not saved."""
        return {"last_epoch": self.last_epoch, "base_lrs": self.base_lrs}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Go on where another run stopped."""
        self.last_epoch, self.base_lrs = state_dict["last_epoch"], list(state_dict["base_lrs"])


class LambdaLR(LRScheduler):
    """The first rate times a function of the step: ``lambda t: 0.95**t``; a list gives each group its own."""

    def __init__(
        self, optimizer: Optimizer, lr_lambda: Callable[[int], float] | Sequence[Callable[[int], float]]
    ) -> None:
        groups = len(optimizer.param_groups)
        self.factors = [lr_lambda] * groups if callable(lr_lambda) else list(lr_lambda)
        if len(self.factors) != groups:
            raise ValueError(f"LambdaLR needs one function for each of the {groups} groups, got {len(self.factors)}")
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """First rate · factor(t)."""
        return base * self.factors[group](t)


class StepLR(LRScheduler):
    """Times gamma every ``step_size`` steps."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1) -> None:
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """First rate · γ^⌊t / size⌋."""
        return base * self.gamma ** (t // self.step_size)


class MultiStepLR(LRScheduler):
    """Times gamma at each of the milestones."""

    def __init__(self, optimizer: Optimizer, milestones: Sequence[int], gamma: float = 0.1) -> None:
        self.milestones, self.gamma = sorted(milestones), gamma
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """First rate · γ^(milestones passed)."""
        return base * self.gamma ** bisect_right(self.milestones, t)


class ExponentialLR(LRScheduler):
    """Times gamma every step."""

    def __init__(self, optimizer: Optimizer, gamma: float) -> None:
        self.gamma = gamma
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """First rate · γᵗ."""
        return base * self.gamma**t


class CosineAnnealingLR(LRScheduler):
    """From the first rate down to ``eta_min`` along half a cosine of ``T_max`` steps."""

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0) -> None:
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """min + ½(first − min)(1 + cos(πt / T))."""
        return self.eta_min + (base - self.eta_min) * (1 + math.cos(math.pi * t / self.T_max)) / 2


class LinearLR(LRScheduler):
    """Warm-up: from ``start_factor`` times the first rate to ``end_factor`` times it in ``total_iters`` equal steps."""

    def __init__(
        self, optimizer: Optimizer, start_factor: float = 1 / 3, end_factor: float = 1.0, total_iters: int = 5
    ) -> None:
        self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """First rate · (start + (end − start) · t / total), the end's from then on."""
        share = min(t, self.total_iters) / self.total_iters
        return base * (self.start_factor + (self.end_factor - self.start_factor) * share)


class SequentialLR(LRScheduler):
    """One schedule until a milestone, then the next from its own beginning: warm-up, then cosine."""

    def __init__(self, optimizer: Optimizer, schedulers: Sequence[LRScheduler], milestones: Sequence[int]) -> None:
        if len(schedulers) != len(milestones) + 1:
            raise ValueError(f"{len(schedulers)} schedules need one fewer milestones, got {len(milestones)}")
        self.schedulers, self.milestones = list(schedulers), list(milestones)
        super().__init__(optimizer)

    def rate(self, base: float, t: int, group: int) -> float:
        """The rate of the schedule whose turn it is."""
        turn = bisect_right(self.milestones, t)
        return self.schedulers[turn].rate(base, t - (self.milestones[turn - 1] if turn else 0), group)


class OneCycleLR(LRScheduler):
    """Up to ``max_lr`` and down again below the start, once, along cosines; the momentum goes the other way.

    Args:
        optimizer: its own rate is overwritten; so is its momentum (Adam's first beta) if ``cycle_momentum``.
        max_lr: the peak.
        total_steps: steps of the whole cycle; one more is an error. Or ``epochs`` and ``steps_per_epoch``.
        epochs, steps_per_epoch: their product is total_steps.
        pct_start: share of the steps spent rising.
        anneal_strategy: "cos" or "linear".
        cycle_momentum: whether the momentum falls from max_momentum to base_momentum and rises again.
        base_momentum, max_momentum: at the peak of the rate, and at both ends.
        div_factor: the start is max_lr divided by this.
        final_div_factor: the end is the start divided by this.

    Source: Smith & Topin 2018, arXiv:1708.07120.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        max_lr: float,
        total_steps: int | None = None,
        epochs: int | None = None,
        steps_per_epoch: int | None = None,
        pct_start: float = 0.3,
        anneal_strategy: str = "cos",
        cycle_momentum: bool = True,
        base_momentum: float = 0.85,
        max_momentum: float = 0.95,
        div_factor: float = 25.0,
        final_div_factor: float = 1e4,
    ) -> None:
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(f'anneal_strategy is "cos" or "linear", not {anneal_strategy!r}')
        if total_steps is None:
            if epochs is None or steps_per_epoch is None:
                raise ValueError("OneCycleLR needs total_steps, or epochs and steps_per_epoch")
            total_steps = epochs * steps_per_epoch
        if cycle_momentum and not {"momentum", "betas"} & optimizer.defaults.keys():
            raise ValueError("this optimiser has no momentum to cycle: pass cycle_momentum=False")
        self.total_steps, self.peak, self.anneal_strategy = total_steps, pct_start * total_steps - 1, anneal_strategy
        self.rates = (max_lr / div_factor, max_lr, max_lr / div_factor / final_div_factor)
        self.momenta = (max_momentum, base_momentum, max_momentum) if cycle_momentum else None
        super().__init__(optimizer)

    def step(self) -> None:
        """One step on, for the rate and the momentum."""
        super().step()
        for group in self.optimizer.param_groups if self.momenta else ():
            momentum = self._along(self.momenta, self.last_epoch)  # type: ignore[arg-type]
            if "betas" in group:
                group["betas"] = (momentum, *group["betas"][1:])
            else:
                group["momentum"] = momentum

    def rate(self, base: float, t: int, group: int) -> float:
        """Between start and peak, then between peak and end."""
        if t >= self.total_steps + 1:
            raise ValueError(f"OneCycleLR was made for {self.total_steps} steps; step {t} comes after its end")
        return self._along(self.rates, t)

    def _along(self, points: tuple[float, float, float], t: int) -> float:
        start, peak, end = points
        if t <= self.peak:
            a, b, share = start, peak, t / self.peak
        else:
            a, b, share = peak, end, (t - self.peak) / (self.total_steps - 1 - self.peak)
        if self.anneal_strategy == "linear":
            return a + (b - a) * share
        return b + (a - b) / 2 * (1 + math.cos(math.pi * share))
