"""Handwritten digits as tasks for a single neuron: inputs as rows, and the side, +1 or −1, on which each belongs."""

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.labelled import Labelled

Floats = NDArray[np.floating]


def threes_and_eights(digits: Labelled, n: int) -> tuple[Floats, Floats]:
    """The first n threes and eights: x (n, 784), and y (n,), −1 for a three, +1 for an eight."""
    chosen = np.flatnonzero((digits.labels == 3) | (digits.labels == 8))[:n]
    x = digits.images[chosen].reshape(len(chosen), -1).astype(float)
    return x, np.where(digits.labels[chosen] == 8, 1.0, -1.0)


def pairs(digits: Labelled, n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Two of the noughts and ones side by side: x (n, 1568), and y (n,), +1 if both are the same digit, else −1."""
    left, right = rng.choice(np.flatnonzero(digits.labels < 2), (2, n))
    both = np.concatenate([digits.images[left], digits.images[right]], axis=2)
    return both.reshape(n, -1), np.where(digits.labels[left] == digits.labels[right], 1.0, -1.0)
