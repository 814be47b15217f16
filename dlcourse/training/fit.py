"""The training loop, once. Chapter 03 spells it out; until then a lesson calls it, as a box that it says is sealed."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import nn
from torch.nn import functional as F

from dlcourse.training.device import device


def fit(
    model: nn.Module,
    images: ArrayLike,
    labels: ArrayLike,
    *,
    steps: int,
    lr: float,
    batch_size: int = 64,
    seed: int = 0,
    on_step: Callable[[int, float], None] | None = None,
) -> list[float]:
    """Train a classifier with Adam and one cycle of the learning rate: up for a third of the steps, then down to zero.

    The model is trained in place, on the device that `device()` chooses, and left there. Batches are drawn from a CPU
    generator, so that every device sees the same ones.

    Args:
        model: maps (N, …) to scores (N, K).
        images: (N, …), whatever the model takes.
        labels: (N,), whole numbers 0 … K-1.
        steps: how many batches to learn from.
        lr: the highest learning rate of the cycle.
        batch_size: examples a step.
        seed: decides which examples make up each batch.
        on_step: called after each step with its number, counted from 1, and its loss.

    Returns:
        The loss of each step.

    Raises:
        ValueError: images and labels differ in number, or there are none.
        RuntimeError: the GPU's memory is too small, or the loss is no longer a number.

    Source: Kingma & Ba 2014, arXiv:1412.6980 (Adam); Smith & Topin 2017, arXiv:1708.07120 (one cycle).
    """
    x, y = torch.as_tensor(images), torch.as_tensor(labels)
    if len(x) != len(y) or not len(x):
        raise ValueError(f"Each image needs its label: there are {len(x)} images and {len(y)} labels.")
    where = device()
    generator = torch.Generator().manual_seed(seed)
    try:
        x, y = x.to(where), y.to(where)
        model.to(where).train()
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=lr, total_steps=steps)
        losses = []
        for step in range(1, steps + 1):
            batch = torch.randint(len(x), (batch_size,), generator=generator).to(where)
            loss = F.cross_entropy(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if not np.isfinite(losses[-1]):
                raise RuntimeError(f"The loss is {losses[-1]} at step {step}: training ran away. Try an lr below {lr}.")
            if on_step:
                on_step(step, losses[-1])
    except torch.OutOfMemoryError as error:
        raise RuntimeError(
            f"The GPU ran out of memory with batches of {batch_size}. Try a smaller batch_size, restart the kernel to"
            " free what it holds, or set DLCOURSE_DEVICE=cpu before starting."
        ) from error
    return losses


@torch.no_grad()
def probabilities(model: nn.Module, images: ArrayLike, batch_size: int = 1000) -> np.ndarray:
    """What the model thinks of each image, without training it: softmax of its scores, (N, K), rows summing to 1."""
    where = next(model.parameters()).device
    model.eval()
    batches = torch.as_tensor(images).split(batch_size)
    return np.concatenate([model(batch.to(where)).softmax(1).cpu().numpy() for batch in batches])


def accuracy(model: nn.Module, images: ArrayLike, labels: ArrayLike) -> float:
    """The share of images whose most probable class is the right one."""
    return float((probabilities(model, images).argmax(1) == np.asarray(labels)).mean())
