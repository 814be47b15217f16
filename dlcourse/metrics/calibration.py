"""Whether a classifier's numbers are probabilities: how sure it is, how often it is right, one number to mend it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

COLDEST, HOTTEST = 0.01, 100.0  # temperatures beyond these no honest held-out set asks for


class Reliability(NamedTuple):
    """Examples sorted into bins by confidence, the probability of the class that was named; empty bins are left out."""

    confidence: NDArray[np.float64]
    """(B,) mean confidence of each bin."""
    accuracy: NDArray[np.float64]
    """(B,) share of each bin that is right."""
    share: NDArray[np.float64]
    """(B,) share of all examples that lie in each bin; they sum to 1."""


def reliability(probabilities: ArrayLike, labels: ArrayLike, bins: int = 15) -> Reliability:
    """Confidence beside accuracy, in bins of equal width from 0 to 1.

    Args:
        probabilities: (N, K), rows sum to 1.
        labels: (N,), whole numbers 0 … K-1.
        bins: how many.

    Raises:
        ValueError: there are no examples, a row does not sum to 1, or labels do not fit the rows.
    """
    p, y = _checked(probabilities, labels)
    if np.abs(p.sum(axis=1) - 1).max() > 1e-3 or p.min() < 0:
        raise ValueError("Probabilities are 0 or more, and each row sums to 1. Are these logits? Take their softmax.")
    confidence, right = p.max(axis=1), p.argmax(axis=1) == y
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    count = np.bincount(bin_of, minlength=bins)
    used = count > 0
    mean_confidence = np.bincount(bin_of, weights=confidence, minlength=bins)[used] / count[used]
    mean_right = np.bincount(bin_of, weights=right, minlength=bins)[used] / count[used]
    return Reliability(mean_confidence, mean_right, count[used] / len(y))


def expected_calibration_error(probabilities: ArrayLike, labels: ArrayLike, bins: int = 15) -> float:
    """The mean distance between confidence and accuracy over the bins, each weighted by its share of the examples.

    0 for a model that is right in 80 of 100 cases whenever it says 0.8. It is an estimate, and with few examples it
    is too high: chance alone moves each bin's accuracy away from its confidence.

    Args:
        probabilities: (N, K), rows sum to 1.
        labels: (N,), whole numbers 0 … K-1.
        bins: how many, of equal width.

    Returns:
        In 0 … 1.

    Raises:
        ValueError: as `reliability`.

    Source: Guo, Pleiss, Sun & Weinberger 2017, arXiv:1706.04599, eq. 3.
    """
    table = reliability(probabilities, labels, bins)
    return float((table.share * np.abs(table.confidence - table.accuracy)).sum())


def fit_temperature(logits: ArrayLike, labels: ArrayLike) -> float:
    """The number T by which logits are divided so that held-out examples become most probable.

    The mean cross-entropy of softmax(z/T) is convex in 1/T, so its slope changes sign once, and halving the interval
    finds where. The order of the classes does not change, so neither does any answer.

    Args:
        logits: (N, K), of examples that the model was not trained on.
        labels: (N,), whole numbers 0 … K-1.

    Returns:
        T in 0.01 … 100; above 1 where the model was too sure. An end of the range means that no T is best.

    Raises:
        ValueError: there are no examples, or labels do not fit the rows.

    Source: Guo, Pleiss, Sun & Weinberger 2017, arXiv:1706.04599, section 4.2.
    """
    z, y = _checked(logits, labels)
    z = z - z.max(axis=1, keepdims=True)
    wanted = z[np.arange(len(y)), y].mean()

    def slope(sharpness: float) -> float:
        powers = np.exp(sharpness * z)
        expected = (powers * z).sum(axis=1) / powers.sum(axis=1)
        return float(expected.mean() - wanted)

    low, high = np.log(1 / HOTTEST), np.log(1 / COLDEST)
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if slope(np.exp(middle)) > 0 else (middle, high)
    return float(np.exp(-(low + high) / 2))


def _checked(table: ArrayLike, labels: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    values, y = np.asarray(table, dtype=float), np.asarray(labels)
    if values.ndim != 2 or not len(values) or y.shape != values.shape[:1] or not np.isfinite(values).all():
        raise ValueError(f"Wanted finite numbers (N, K) and labels (N,), N at least 1; got {values.shape}, {y.shape}.")
    if y.min() < 0 or y.max() >= values.shape[1]:
        raise ValueError(f"Labels are 0 … {values.shape[1] - 1}, one for each column; got {y.min()} … {y.max()}.")
    return values, y.astype(np.int64)
