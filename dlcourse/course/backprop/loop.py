"""The training loop of lesson 03c, by hand: what the reader writes from memory there, for whichever engine."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def batches(n: int, size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Cut n examples, in a random order, into batches: each example stands in exactly one.

    Args:
        n: examples.
        size: examples a batch; the last batch may be smaller.
        rng: decides the order.

    Returns:
        Arrays of indices, ceil(n / size) of them.
    """
    order = rng.permutation(n)
    return [order[begin : begin + size] for begin in range(0, n, size)]


def epoch(
    weights: Sequence[Any],
    loss_of: Callable[..., Any],
    x: NDArray[Any],
    y: NDArray[np.int64],
    size: int,
    rate: float,
    rng: np.random.Generator,
) -> list[float]:
    """Plain stochastic gradient descent, once through all examples; the weights are changed in place.

    Args:
        weights: tensors of an engine: ``data``, and ``grad`` after ``backward``.
        loss_of: from (weights, inputs, labels) to a loss with ``backward``.
        x, y: inputs (N, …) and labels (N,).
        size: examples a batch.
        rate: of learning.
        rng: decides the order.

    Returns:
        The loss of each batch, before the step that it led to.
    """
    losses = []
    for batch in batches(len(x), size, rng):
        loss = loss_of(weights, x[batch], y[batch])
        loss.backward()
        for w in weights:
            w.data -= rate * w.grad
            w.grad = None
        losses.append(float(loss.data))
    return losses
