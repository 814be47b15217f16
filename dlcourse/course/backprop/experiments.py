"""The experiments of lessons 03b and 03c: each function runs one, and gives back the numbers that the lesson shows.

They run on the engine that the reader has: the lesson hands over the engine, or the network that it made with it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from dlcourse.course.backprop.blanks import batches, epoch, new_velocity, step
from dlcourse.data import characters
from dlcourse.interact import Progress

Floats = NDArray[np.floating[Any]]
Labels = NDArray[np.int64]
Split = tuple[Floats, Labels, Floats, Labels]
"""Training inputs (N, D) and labels (N,), validation inputs (M, D) and labels (M,)."""

# Lesson 03b: what a gradient is not.


class Removals(NamedTuple):
    """For each weight of the last layer of a network, (H, K): its gradient, and what setting it to 0 costs."""

    w1: Floats
    """The weights of the first layer, (D, H)."""
    w2: Floats
    gradient: Floats
    cost: Floats
    """By how much the loss rises when this weight alone is set to 0."""


def removals(engine: Any, w1: Any, w2: Any, images: Floats, labels: Labels) -> Removals:
    """Remove each weight of the last layer of a network of two, one at a time, all others as they were.

    Args:
        engine: with ``Tensor`` and ``cross_entropy``.
        w1, w2: tensors (D, H) and (H, K) without gradients.
        images, labels: (N, D) and (N,), for the loss.
    """
    loss = engine.cross_entropy((images @ w1).relu() @ w2, labels)
    loss.backward()
    hidden = np.maximum(images @ w1.data, 0)
    scores = hidden @ w2.data
    cost = np.zeros(w2.shape)
    for i, j in np.ndindex(w2.shape):
        moved = scores.copy()
        moved[:, j] -= hidden[:, i] * w2.data[i, j]
        cost[i, j] = engine.cross_entropy(engine.Tensor(moved), labels).data - loss.data
    return Removals(w1.data, w2.data, w2.grad, cost)


def rank_correlation(guess: Floats, cost: Floats) -> float:
    """1 if both arrays rank their places alike, 0 if the two rankings have nothing to do with each other."""
    return float(spearmanr(guess.ravel(), cost.ravel())[0])


def shared_top(guess: Floats, cost: Floats, top: int = 16) -> float:
    """Of the places where one array is largest, the share that are among those where the other is."""
    first, second = (set(np.argsort(-each.ravel())[:top]) for each in (guess, cost))
    return len(first & second) / top


# Lesson 03c: training.


class Network(NamedTuple):
    """What the lesson makes of an engine: three functions."""

    first_weights: Callable[..., list[Any]]
    """From widths and a seed to tensors: for each layer (D, K) and (K,)."""
    loss_of: Callable[..., Any]
    """From weights, inputs (N, D) and labels (N,) to one number with ``backward``."""
    read_right: Callable[..., Any]
    """From the same to the share of inputs whose highest score is that of their label."""

    def loss(self, weights: list[Any], x: Floats, y: Labels) -> float:
        """The loss as a plain number."""
        return float(self.loss_of(weights, x, y).data)


def loss_after(network: Network, data: Split, size: int, rate: float, epochs: int = 10) -> float:
    """The validation loss of 64, 32 and 10 numbers after some epochs of plain descent; always from the same weights.

    Args:
        network: to train.
        data: to learn from and to validate on.
        size: examples a step.
        rate: of learning.
        epochs: how many.
    """
    x, y, new_x, new_y = data
    weights, rng = network.first_weights(64, 32, 10, seed=0), np.random.default_rng(0)
    for _ in range(epochs):
        epoch(weights, network.loss_of, x, y, size, rate, rng)
    return network.loss(weights, new_x, new_y)


def gradient_of(network: Network, weights: list[Any], x: Floats, y: Labels) -> Floats:
    """All the gradients in one long row, (P,)."""
    for w in weights:
        w.grad = None
    network.loss_of(weights, x, y).backward()
    return np.concatenate([w.grad.ravel() for w in weights])


def cosines(
    network: Network, weights: list[Any], x: Floats, y: Labels, size: int, rng: np.random.Generator, times: int = 30
) -> Floats:
    """How far the gradient of a batch points where that of all examples does: 1 is the same way, 0 a right angle.

    Args:
        network: of the weights.
        weights: where the gradients are taken.
        x, y: all examples.
        size: examples in a batch.
        rng: draws them.
        times: batches.

    Returns:
        (times,), a cosine for each batch.
    """
    everybody = gradient_of(network, weights, x, y)
    found = []
    for _ in range(times):
        batch = rng.choice(len(x), size, replace=False)
        g = gradient_of(network, weights, x[batch], y[batch])
        found.append(g @ everybody / np.sqrt((g @ g) * (everybody @ everybody)))
    return np.array(found)


def _endless(n: int, size: int, rng: np.random.Generator) -> Iterator[Labels]:
    """Batches without end, epoch after epoch."""
    while True:
        yield from batches(n, size, rng)


def every_step(
    network: Network,
    split: Callable[[int], Split],
    seeds: Sequence[int],
    sizes: Sequence[int],
    steps: int = 600,
    rate: float = 0.06,
) -> dict[int, Floats]:
    """The validation loss of 64, 64 and 10 numbers before the first step of plain descent and after each.

    Args:
        network: to train.
        split: from a seed to the data.
        seeds: one run each; a seed decides the split, the first weights and the batches.
        sizes: examples a step, one experiment each.
        steps: of each run.
        rate: of learning.

    Returns:
        For each size (seeds, steps + 1).
    """
    found: dict[int, list[list[float]]] = {size: [] for size in sizes}
    runs = [(size, seed) for size in sizes for seed in seeds]
    for size, seed in Progress.over(runs, "single steps"):
        x, y, new_x, new_y = split(seed)
        weights, rng = network.first_weights(64, 64, 10, seed=seed), np.random.default_rng(seed)
        losses = [network.loss(weights, new_x, new_y)]
        for batch, _ in zip(_endless(len(x), size, rng), range(steps), strict=False):
            network.loss_of(weights, x[batch], y[batch]).backward()
            for w in weights:
                w.data, w.grad = step(w.data, w.grad, rate), None
            losses.append(network.loss(weights, new_x, new_y))
        found[size].append(losses)
    return {size: np.array(losses) for size, losses in found.items()}


def with_momentum(
    network: Network,
    split: Callable[[int], Split],
    seeds: Sequence[int],
    settings: Sequence[tuple[float, float]],
    steps: int = 800,
) -> dict[tuple[float, float], Floats]:
    """The validation loss of 64, 32 and 10 numbers after every fifth step, in batches of 32.

    Args:
        network: to train.
        split: from a seed to the data.
        seeds: one run each; a seed decides the split, the first weights and the batches.
        settings: pairs of a rate and a momentum.
        steps: of each run.

    Returns:
        For each setting (seeds, steps // 5).
    """
    found: dict[tuple[float, float], list[list[float]]] = {setting: [] for setting in settings}
    runs = [(*setting, seed) for setting in settings for seed in seeds]
    for rate, momentum, seed in Progress.over(runs, "with and without momentum"):
        x, y, new_x, new_y = split(seed)
        weights, rng = network.first_weights(64, 32, 10, seed=seed), np.random.default_rng(seed)
        velocity, losses = [0 * w.data for w in weights], []
        for batch, number in zip(_endless(len(x), 32, rng), range(steps), strict=False):
            network.loss_of(weights, x[batch], y[batch]).backward()
            for i, w in enumerate(weights):
                velocity[i] = new_velocity(velocity[i], w.grad, momentum)
                w.data, w.grad = step(w.data, velocity[i], rate), None
            if number % 5 == 4:
                losses.append(network.loss(weights, new_x, new_y))
        found[rate, momentum].append(losses)
    return {setting: np.array(losses) for setting, losses in found.items()}


def by_heart(network: Network, data: Split, widths: Sequence[int], epochs: int, rate: float = 0.03) -> Floats:
    """Learn a few examples in batches of 16 for many epochs, and look after each at those and at others.

    Args:
        network: to train.
        data: to learn from and to validate on.
        widths: of its layers.
        epochs: how many.
        rate: of learning.

    Returns:
        (epochs, 4): the loss in training and in validation, and the share read right in training and in validation.
    """
    x, y, new_x, new_y = data
    weights, rng = network.first_weights(*widths, seed=0), np.random.default_rng(0)
    found = []
    for _ in range(epochs):
        epoch(weights, network.loss_of, x, y, 16, rate, rng)
        losses = [network.loss(weights, *each) for each in ((x, y), (new_x, new_y))]
        found.append(losses + [network.read_right(weights, *each) for each in ((x, y), (new_x, new_y))])
    return np.array(found)


class Reading(NamedTuple):
    """The share of images read right, one number for each seed."""

    new_hands: list[float]
    """Digits of the test set: by hands that it never met."""
    same_hands: list[float]
    """Digits of the validation set."""
    cluttered: list[float]
    """Printed digits among parts of others."""


def reading(
    network: Network,
    train: Callable[..., list[Any]],
    split: Callable[[int], Split],
    test: tuple[Floats, Labels],
    seeds: Sequence[int],
) -> dict[str, Reading]:
    """Train a network and a linear model on handwritten digits and on cluttered printed ones, and let them read.

    Args:
        network: to train.
        train: from (inputs, labels, widths, rate, epochs, seed) to trained weights.
        split: from a seed to handwritten digits (N, 64).
        test: digits by other hands (N, 64), and their labels.
        seeds: one run each.

    Returns:
        ``network`` and ``linear``, each with a rate of its own for each task, chosen on validation data.
    """
    models = {"network": ((32,), 0.3, (64,), 0.3), "linear": ((), 1.0, (), 0.1)}
    found = {name: Reading([], [], []) for name in models}
    for seed in Progress.over(list(seeds), "network and linear model, twice each"):
        x, y, new_x, new_y = split(seed)
        hard, judge = characters(3000, seed=100 + seed), characters(1000, seed=200 + seed)
        for name, (hidden, rate, hidden_hard, rate_hard) in models.items():
            got = train(x, y, (64, *hidden, 10), rate, 40, seed)
            found[name].new_hands.append(network.read_right(got, *test))
            found[name].same_hands.append(network.read_right(got, new_x, new_y))
            got = train(hard.images.reshape(-1, 784), hard.labels, (784, *hidden_hard, 10), rate_hard, 12, seed)
            found[name].cluttered.append(network.read_right(got, judge.images.reshape(-1, 784), judge.labels))
    return found
