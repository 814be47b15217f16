"""Where one learning curve overtakes another."""

import numpy as np
from numpy.typing import ArrayLike


def crossing(sizes: ArrayLike, before: ArrayLike, after: ArrayLike) -> float:
    """The number of examples from which ``after`` stays ahead of ``before``.

    Learning curves are straighter over the logarithm of the number of examples, so between two measured sizes the
    curves are joined by straight lines there: halfway between 100 and 10,000 lies 1,000.

    Args:
        sizes: numbers of examples (S,), rising, above 0.
        before: scores of the method that leads at first (S,).
        after: scores of the one that catches up (S,).

    Returns:
        The size at which ``after`` passes ``before`` for the last time. The smallest size if it is ahead throughout;
        infinity if it is not ahead at the largest.

    Raises:
        ValueError: the three differ in length, are empty, or sizes do not rise from above 0.
    """
    n, ahead = np.asarray(sizes, float), np.asarray(after, float) - np.asarray(before, float)
    if n.ndim != 1 or not len(n) or n.shape != ahead.shape or n[0] <= 0 or (np.diff(n) <= 0).any():
        raise ValueError(f"sizes rise from above 0, and each has one score of both; got {n} and {ahead.shape}.")
    if ahead[-1] <= 0:
        return float("inf")
    behind = np.flatnonzero(ahead <= 0)
    if not len(behind):
        return float(n[0])
    last = behind[-1]
    share = -ahead[last] / (ahead[last + 1] - ahead[last])
    return float(np.exp(np.log(n[last]) + share * (np.log(n[last + 1]) - np.log(n[last]))))
