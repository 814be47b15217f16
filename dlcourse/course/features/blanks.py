"""The blanks of this room's lessons: the course's versions, and the inputs on which a reader's are compared."""
# They are shown as one way to write it, so they carry no types, and their docstrings stand in the lessons.
# mypy: allow-untyped-defs
# ruff: noqa: D103

import numpy as np

from dlcourse.course.features.bending import bend
from dlcourse.interact.blanks import answer

# ── Features by hand


# A cell with each of the nine directions in it, and each pixel with a strength of its own.
CELL = (np.linspace(0.1, 1.6, 16).reshape(4, 4), np.linspace(0, 179, 16).reshape(4, 4))


@answer("features.votes_of", on=[CELL])
def votes_of(strength, direction):
    which = (direction / 20).astype(int) % 9  # (4, 4): number of each pixel's direction
    return np.bincount(which.ravel(), weights=strength.ravel(), minlength=9) / 16


@answer("features.paired", on=[([0.7, 0.8, 0.9], [0.71, 0.83, 0.92])])
def paired(a, b):
    d = np.subtract(b, a)
    return d.mean(), np.std(d, ddof=1) / np.sqrt(len(d))


# ── Features by learning


# Two pictures that differ everywhere, so that no label can be mistaken for the other's.
TWO = (np.linspace(0, 1, 2 * 784, dtype=np.float32).reshape(2, 28, 28), np.array([3, 8]), 2)


@answer("features.with_bent_copies", on=[TWO])
def with_bent_copies(images, labels, copies):
    bent = [bend(images, seed=number) for number in range(copies)]  # each (N, 28, 28)
    pictures = np.concatenate([images, *bent])
    return pictures, np.tile(labels, 1 + copies)


def and_its_type(function):
    """The function with the name of its result's type beside the result: the network takes no float64."""

    def told(codes):
        result = function(codes)
        return (result, str(result.dtype)) if hasattr(result, "dtype") else result

    return told


@answer("features.one_hot", on=[np.array([[97, 32, 101], [0, 127, 97]])], through=and_its_type)
def one_hot(codes):
    rows = np.eye(128, dtype=np.float32)  # row 97 is the vector for "a"
    return rows[codes]
