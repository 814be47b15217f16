"""The blanks of this room's lesson: the course's versions, and the inputs on which a reader's are compared."""
# They are shown as one way to write it, so they carry no types, and their docstrings stand in the lessons.
# mypy: allow-untyped-defs
# ruff: noqa: D103

import numpy as np

from dlcourse.interact.blanks import answer


@answer("start.share", on=[(np.array([1, 7, 3, 3]), np.array([1, 1, 3, 5]))])
def share(guesses, truth):
    return (guesses == truth).mean()


@answer("start.standardise", on=[np.array([[1.60, 60.0], [1.70, 65.0], [1.80, 85.0]])])
def standardise(table):
    mean = table.mean(axis=0)  # (D,)
    spread = table.std(axis=0)  # (D,)
    return (table - mean) / spread
