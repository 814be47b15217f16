"""Many small networks trained side by side, in one array each for their weights: for shares of random starts.

Runs on the course's own engine. Chapter 03 opens it; until then a lesson calls it, as a box that it says is sealed.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcourse import scratch as torch
from dlcourse.scratch import nn
from dlcourse.scratch.nn import functional as F

ACTIVATIONS = {"ReLU": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "none": lambda z: z}


class Many(nn.Module):
    """Networks of one shape, each from its own random start.

    Args:
        starts: how many, S.
        sizes: widths from input to output, as ``[2, 16, 1]``.
        activation: behind each hidden layer: ReLU, tanh, sigmoid or none.
        seed: decides all starts. Weights and biases are drawn as PyTorch does, uniformly from ±1/√(inputs).

    Raises:
        ValueError: an unknown activation, or fewer than two sizes.
    """

    def __init__(self, starts: int, sizes: Sequence[int], activation: str = "ReLU", seed: int = 0) -> None:
        super().__init__()
        if activation not in ACTIVATIONS or len(sizes) < 2:
            raise ValueError(f"Wanted two sizes or more and one of {[*ACTIVATIONS]}; got {sizes}, {activation!r}.")
        rng = np.random.default_rng(seed)
        self.bend = ACTIVATIONS[activation]
        self.weights, self.biases = nn.ModuleList(), nn.ModuleList()
        for inputs, outputs in pairwise(sizes):
            reach = inputs**-0.5
            for kept, shape in ((self.weights, (starts, inputs, outputs)), (self.biases, (starts, 1, outputs))):
                kept.append(_Holder(rng.uniform(-reach, reach, shape).astype(np.float32)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, D) → (S, N, outputs)."""
        last = len(self.weights) - 1
        for i, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = x @ weight.value + bias.value
            x = self.bend(x) if i < last else x
        return x

    def outputs(self, x: ArrayLike) -> NDArray[np.float32]:
        """What each network gives: (N, D) → (S, N, outputs), as a plain array."""
        with torch.no_grad():
            return self(torch.tensor(np.asarray(x, np.float32))).numpy()


class _Holder(nn.Module):
    """One array of parameters."""

    def __init__(self, values: NDArray[np.float32]) -> None:
        super().__init__()
        self.value = nn.Parameter(torch.tensor(values))


def train_many(
    networks: Many,
    x: ArrayLike,
    y: ArrayLike,
    *,
    steps: int,
    lr: float,
    loss: str = "squared error",
    on_step: Callable[[], None] | None = None,
) -> Many:
    """Train them all on the same examples, every example in each step, by Adam and one cycle of the learning rate.

    No network sees another: their losses are summed, so each weight moves as if its network were alone.

    Args:
        networks: trained in place.
        x: (N, D).
        y: (N, outputs): numbers, or 0 and 1 for cross-entropy.
        steps: how many.
        lr: the highest learning rate of the cycle.
        loss: ``"squared error"``, or ``"cross-entropy"`` on the output as the logit of a yes.
        on_step: called after each step.

    Returns:
        The networks.

    Raises:
        ValueError: x and y differ in number, or an unknown loss.
    """
    inputs, wanted = (torch.tensor(np.asarray(each, np.float32)) for each in (x, y))
    if loss not in ("squared error", "cross-entropy") or inputs.shape[0] != wanted.shape[0]:
        raise ValueError(f"Wanted as many x as y and a known loss; got {inputs.shape}, {wanted.shape}, {loss!r}.")
    everywhere = torch.zeros(networks.weights[0].value.shape[0], 1, 1) + wanted  # (S, N, outputs)
    optimizer = torch.optim.Adam(networks.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=lr, total_steps=steps)
    for _ in range(steps):
        out = networks(inputs)
        if loss == "cross-entropy":
            total = F.binary_cross_entropy_with_logits(out, everywhere, reduction="sum")
        else:
            total = (out - everywhere).square().sum()
        optimizer.zero_grad()
        (total / inputs.shape[0]).backward()
        optimizer.step()
        schedule.step()
        if on_step:
            on_step()
    return networks
