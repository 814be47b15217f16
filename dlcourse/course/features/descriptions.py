"""Five ways to describe a digit that may stand anywhere, and what a linear classifier reads from each of them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.course.features.hog import hog
from dlcourse.course.features.twelve_features import TWELVE, centred
from dlcourse.data import Labelled, characters

Floats = NDArray[np.floating]
Tables = tuple[Floats, Floats]


class Description(NamedTuple):
    """From images (N, 28, 28) to numbers (N, D), and how a linear classifier takes them."""

    numbers: Callable[[Floats], Floats]
    C: float
    """How large its weights may get: the best of .003 … 30 on other digits, averaged over 50, 300 and 3,000 labels."""
    standardised: bool = False
    """Whether each number is put on one scale first: for numbers of different kinds."""


def pixels(images: Floats) -> Floats:
    """The brightness of each pixel: (N, H, W) to (N, H·W)."""
    return images.reshape(len(images), -1)


def twelve(images: Floats) -> Floats:
    """All twelve features made by hand: (N, 28, 28) to (N, 12)."""
    return np.stack([feature(images) for feature in TWELVE.values()], axis=1)


DESCRIPTIONS: dict[str, Description] = {
    "all twelve": Description(twelve, C=3, standardised=True),
    "784 pixels": Description(pixels, C=0.1),
    "784 pixels, centred": Description(lambda images: pixels(centred(images)), C=0.3),
    "HOG": Description(hog, C=3),
    "HOG, centred": Description(lambda images: hog(centred(images)), C=10),
}
"""Name → description. The twelve make no difference between a digit and the same digit elsewhere in the picture."""


def anywhere(n: int, seed: int) -> Labelled:
    """Printed digits without clutter, each moved by up to 4 pixels from the middle of its picture."""
    return characters(n, seed=seed, preset="centred", shift=4)


def share_read(name: str, train: Labelled, test: Labelled) -> float:
    """The share of the test digits that a linear classifier reads from one of the `DESCRIPTIONS`.

    Raises:
        KeyError: no such description.
    """
    numbers, C, standardised = DESCRIPTIONS[name]
    table, unseen = numbers(train.images), numbers(test.images)
    if standardised:
        table, unseen = one_scale(table, unseen)
    return float(linear(table, train.labels, C).score(unseen, test.labels))


def one_scale(table: Floats, unseen: Floats) -> Tables:
    """Standardise two tables (N, D) and (M, D) by the mean and the spread of the first, the training set's."""
    spread = table.std(axis=0)
    spread = np.where(spread > 0, spread, 1)
    return (table - table.mean(axis=0)) / spread, (unseen - table.mean(axis=0)) / spread


def linear(table: Floats, labels: NDArray, C: float = 10) -> Any:
    """A linear classifier, trained on numbers (N, D) and labels (N,)."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=C, max_iter=500).fit(table, labels)
