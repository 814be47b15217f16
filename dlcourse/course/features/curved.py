"""A classifier whose borders may be curved: a support vector machine with a Gaussian kernel."""

from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

from dlcourse.training.compare import Parts


def curved_score(parts: Parts, strengths: Iterable[float], narrowness: Iterable[float]) -> float:
    """The share of the test part that a support vector machine gets right, with the setting that suits it best.

    Args:
        parts: described by features (N, D).
        strengths: values of C to choose from on the validation part.
        narrowness: values of gamma to choose from, in units of 1 over the mean squared distance of two examples.

    Source: Cortes & Vapnik 1995, doi:10.1007/BF00994018.
    """
    train, validation, test = parts
    # One table of distances serves every setting: scikit-learn alone would compute it anew for each of them.
    known, chosen_by, judged_by = (_squared_distances(images, train.images) for images, _ in parts)
    unit = 1 / known.mean()
    best, best_score = None, -1.0
    for gamma, C in product(narrowness, strengths):
        model = SVC(C=C, kernel="precomputed", cache_size=500).fit(np.exp(-gamma * unit * known), train.labels)
        score = model.score(np.exp(-gamma * unit * chosen_by), validation.labels)
        if score > best_score:
            best, best_score, best_gamma = model, score, gamma
    if best is None:
        raise ValueError("There is nothing to choose from: give at least one setting.")
    return float(best.score(np.exp(-best_gamma * unit * judged_by), test.labels))


def _squared_distances(some: NDArray, others: NDArray) -> NDArray:
    """From each of (N, D) to each of (M, D): (N, M)."""
    a, b = some.astype(np.float32), others.astype(np.float32)
    return np.maximum((a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T, 0)
