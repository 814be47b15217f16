"""What each trick of the course's fast engine buys, in milliseconds: the last extension of lesson 03c."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

import dlcourse.scratch as fast
from dlcourse.scratch import first, nn, optim
from dlcourse.scratch.nn import functional as F

Work = Callable[[], Any]


class Gain(NamedTuple):
    """Milliseconds, each the median of some runs."""

    without: float
    with_it: float


def tricks(
    inputs: int = 784, hidden: int = 300, classes: int = 10, batch: int = 64, times: int = 15
) -> dict[str, Gain]:
    """Time each trick on one step of a network of two layers without offsets, or on a part of it.

    Args:
        inputs, hidden, classes: its widths; there are at least as many inputs as classes.
        batch: examples.
        times: runs of each, after one to warm up.

    Returns:
        Trick → milliseconds without it and with it.
    """
    rng = np.random.default_rng(0)
    pictures, names = rng.random((batch, inputs)), rng.integers(classes, size=batch)

    def one_step(kind: Any) -> Work:
        """A step of the first engine in numbers of this kind."""
        w1, w2 = (
            first.Tensor(rng.normal(0, 0.05, shape).astype(kind)) for shape in ((inputs, hidden), (hidden, classes))
        )
        x = pictures.astype(kind)

        def work() -> None:
            first.cross_entropy((first.Tensor(x) @ w1).relu() @ w2, names).backward()
            for w in (w1, w2):
                w.data -= 0.1 * w.grad
                w.grad = None

        return work

    def in_parts() -> None:
        """Cross-entropy of scores (N, K) by the engine's own small operations."""
        power = first.Tensor(pictures[:, :classes]).exp()
        chances = power / power.sum(axis=1, keepdims=True)
        (-(chances.log() * np.eye(classes)[names]).sum(axis=1).mean()).backward()

    def in_one() -> None:
        first.cross_entropy(first.Tensor(pictures[:, :classes]), names).backward()

    x4, g4 = pictures.astype(np.float32), rng.random((batch, hidden)).astype(np.float32)
    w4 = rng.random((inputs, hidden)).astype(np.float32)
    model = nn.Sequential(nn.Linear(inputs, hidden, bias=False), nn.ReLU(), nn.Linear(hidden, classes, bias=False))
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    fast_x, fast_names = fast.tensor(x4), fast.tensor(names)

    def fast_step() -> None:
        loss = F.cross_entropy(model(fast_x), fast_names)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    pairs: dict[str, tuple[Work, Work]] = {
        "numbers of 4 bytes in place of 8, one step": (one_step(np.float64), one_step(np.float32)),
        "no gradient for the pictures, first layer's backward": (
            lambda: (x4.T @ g4, g4 @ w4.T),
            lambda: x4.T @ g4,
        ),
        "cross-entropy as one operation": (in_parts, in_one),
        "a whole step, your engine's way and the fast one's": (one_step(np.float32), fast_step),
    }
    return {name: Gain(*(_milliseconds(work, times) for work in pair)) for name, pair in pairs.items()}


def _milliseconds(work: Work, times: int) -> float:
    """The median of some runs, after one to warm up."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return float(np.median(taken))
