"""A network of one hidden layer in plain NumPy, with the gradient written out: small enough for a slider."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import digits

Floats = NDArray[np.float64]
Weights = Sequence[Floats]


def first_weights(sizes: tuple[int, int, int], seed: int) -> list[Floats]:
    """Random weights and no offsets: (D, H), (H,), (H, K), (K,).

    Source: the spread √(2/D) is He, Zhang, Ren & Sun 2015, arXiv:1502.01852.
    """
    rng = np.random.default_rng(seed)
    d, h, k = sizes
    return [rng.normal(0, np.sqrt(2 / d), (d, h)), np.zeros(h), rng.normal(0, np.sqrt(2 / h), (h, k)), np.zeros(k)]


def scores(weights: Weights, x: Floats) -> Floats:
    """(N, D) → (N, K)."""
    w1, b1, w2, b2 = weights
    return np.maximum(x @ w1 + b1, 0) @ w2 + b2


def loss(weights: Weights, x: Floats, y: NDArray[np.int64]) -> float:
    """Mean cross-entropy of (N, D) against labels (N,), in nats."""
    s = scores(weights, x)
    s = s - s.max(axis=1, keepdims=True)
    return float((np.log(np.exp(s).sum(axis=1)) - s[np.arange(len(y)), y]).mean())


def gradient(weights: Weights, x: Floats, y: NDArray[np.int64]) -> list[Floats]:
    """∂loss/∂weights, in the shapes of the weights."""
    w1, b1, w2, b2 = weights
    h = np.maximum(x @ w1 + b1, 0)
    s = h @ w2 + b2
    p = np.exp(s - s.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    p /= len(y)
    back = (p @ w2.T) * (h > 0)
    return [x.T @ back, back.sum(axis=0), h.T @ p, p.sum(axis=0)]


def train(
    weights: Weights,
    x: Floats,
    y: NDArray[np.int64],
    *,
    size: int,
    steps: int,
    rate: float,
    seed: int,
    momentum: float = 0.0,
    shuffle: bool = True,
    watch: Callable[[list[Floats]], Any] | None = None,
    every: int = 1,
) -> tuple[list[Floats], list[Any]]:
    """Stochastic gradient descent, epoch after epoch in a new order; the weights given stay as they are.

    Args:
        weights: where to begin.
        x, y: examples (N, D), labels (N,).
        size: examples a step, at most N; what is left over at the end of an epoch is dropped.
        steps: how many.
        rate: of learning.
        seed: of the order.
        momentum: how much of the last velocity is kept. 1 is what a loop does that never clears its gradients.
        shuffle: False leaves the examples in the order that they came in, epoch after epoch.
        watch: called with the weights before the first step and after each, or after every so many.
        every: how many.

    Returns:
        The trained weights, and what ``watch`` said, steps // every + 1 values.
    """
    rng = np.random.default_rng(seed)
    now = [w.copy() for w in weights]
    velocity = [np.zeros_like(w) for w in weights]
    watched = [watch(now)] if watch else []
    order: NDArray[np.int64] = np.empty(0, np.int64)
    for step in range(1, steps + 1):
        if len(order) < size:
            order = rng.permutation(len(x)) if shuffle else np.arange(len(x))
        batch, order = order[:size], order[size:]
        for w, v, g in zip(now, velocity, gradient(now, x[batch], y[batch]), strict=True):
            v *= momentum
            v += g
            w -= rate * v
        if watch and step % every == 0:
            watched.append(watch(now))
    return now, watched


@lru_cache(maxsize=1)
def shuffled_digits() -> tuple[Floats, NDArray[np.int64]]:
    """Real handwritten digits of 8×8 pixels, (N, 64) in 0 … 1, and their labels (N,), in an order of chance."""
    images, labels = digits("train")
    order = np.random.default_rng(1).permutation(len(images))
    return images.reshape(-1, 64).astype(float)[order], labels[order]


def flat(weights: Weights) -> Floats:
    """All numbers in one row, (P,)."""
    return np.concatenate([w.ravel() for w in weights])


def unflat(row: Floats, like: Weights) -> list[Floats]:
    """A row (P,) back in the shapes of ``like``."""
    ends = np.cumsum([w.size for w in like])[:-1]
    return [part.reshape(w.shape) for part, w in zip(np.split(row, ends), like, strict=True)]
