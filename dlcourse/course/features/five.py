"""The exercise ``features.five``: features of one's own, judged by what a linear model reads with them.

There is no right answer to compare with. The judge asks for five finite numbers a picture, each of which varies and
comes from its own picture alone, and then for a score.
"""

from collections.abc import Mapping

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.messages import status_message
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import call

NAME, WANTED = "five_features", 5
SETS, LABELS, NEW = (1, 2, 3), 50, 300  # of each set, pictures to learn from and pictures to read
AHEAD = 0.1  # of the score on pixels; what the solution reaches is some twenty points ahead
PENALTY = 0.05  # of ridge regression, for each number

ALONE, TURNED = "one picture alone", "set 1, new pictures, in another order"
"""Cases that show whether a picture's numbers are its own: some of the new pictures of set 1, given once more."""

Fault = tuple[str, str]
"""What to tell, and the misconception behind it where there is one."""


def to_learn(number: int) -> str:
    """The case with the labelled pictures of a set."""
    return f"set {number}, {LABELS} labelled pictures"


def to_read(number: int) -> str:
    """The case with the new pictures of a set."""
    return f"set {number}, new pictures"


def probe(namespace: Mapping[str, object], cases: Arrays) -> Arrays:
    """Call the function on images only: the labels stay with the judge."""
    return call(NAME, namespace, {name: array for name, array in cases.items() if not name.endswith("/labels")})


def judge(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    """Judge each case by itself, then whether numbers are a picture's own, then the score."""
    given = by_case(cases)
    came = {case: outcome(arrays, case) for case in given}
    faults = {case: _unusable(came[case], len(given[case]["images"]), case) for case in given}
    if not faults[to_read(1)]:
        before = came[to_read(1)].result
        for case, same in {ALONE: before[:1], TURNED: before[::-1]}.items():
            faults[case] = faults[case] or _leaking(came[case].result, same, case)
    if not any(faults.values()):
        behind = _behind({case: each.result.astype(float) for case, each in came.items()}, given)
        faults |= dict.fromkeys(map(to_read, SETS), behind)
    return [Verdict(case, fault is None, *(fault or ())) for case, fault in faults.items()]


def _unusable(came: Outcome, count: int, case: str) -> Fault | None:
    """What is the matter if these are not five finite numbers for each of `count` pictures, each of which varies."""
    if came.status != Status.OK:
        return status_message(came, NAME, ["images"])
    wanted, shape = (count, WANTED), came.result.shape
    if shape == wanted[::-1] != wanted:
        return f"The shape is {shape}: the features stand in the rows. Pictures come first: {wanted}.", ""
    if shape != wanted:
        return f"For {count} pictures the shape is {shape} and should be {wanted}: five numbers a picture.", ""
    if came.result.dtype.kind not in "biuf":
        return f"The numbers have the type {came.result.dtype}; ordinary ones are wanted.", ""
    numbers = came.result.astype(float)
    if not np.isfinite(numbers).all():
        row, column = np.argwhere(~np.isfinite(numbers))[0]
        return (
            f"Feature {column} (counted from 0) is {numbers[row, column]} for picture {row} of “{case}”: 0 / 0, or the "
            "mean of nothing? One such number spoils the model. Give the odd picture a number that does no harm.",
            "features.more-is-better",
        )
    same = np.flatnonzero(np.ptp(numbers, axis=0) < 1e-9)
    if count > 1 and len(same):
        return (
            f"Feature {same[0]} (counted from 0) is {numbers[0, same[0]]:.4g} for every one of {count} pictures. What "
            "is the same for all of them tells none from another.",
            "features.more-is-better",
        )
    return None


def _leaking(result: np.ndarray, before: np.ndarray, case: str) -> Fault | None:
    """What is the matter if pictures get other numbers than before, when they come alone or in another order."""
    own = np.isclose(result, before, rtol=1e-6, atol=1e-9).all(axis=0)
    if own.all():
        return None
    how = "Alone, a picture gets" if case == ALONE else "When the pictures come in another order, they get"
    return (
        f"{how} other numbers than before, in feature {np.argmin(own)} (counted from 0). Something comes in beside the "
        "picture: its place in the list, labels of the notebook, a mean over all pictures. That is a leak: the score "
        "would not hold for the next picture that comes.",
        "features.examples-know-each-other",
    )


def _behind(features: Arrays, given: Mapping[str, Arrays]) -> Fault | None:
    """What to tell if the features are not far enough ahead of the pixels."""
    pixels = {case: each["images"].reshape(len(each["images"]), -1) for case, each in given.items()}
    yours, theirs = (
        np.mean([_score(numbers, given, to_learn(number), to_read(number)) for number in SETS])
        for numbers in (features, pixels)
    )
    if yours >= theirs + AHEAD:
        return None
    return (
        f"Five finite numbers that vary, and each is the picture's own. With them the linear model reads {yours:.0%} "
        f"of the new pictures, with all 784 pixels {theirs:.0%} (three sets). Ten points more than the pixels are "
        "wanted. The digits lie anywhere in the picture: does each of your numbers stay the same when a digit is "
        "moved?",
        "",
    )


def _score(numbers: Arrays, given: Mapping[str, Arrays], learn: str, read: str) -> float:
    """The share of a case that a linear model reads right: ridge regression on scaled columns."""
    mean, spread = numbers[learn].mean(axis=0), numbers[learn].std(axis=0)
    known, new = ((numbers[case] - mean) / np.where(spread < 1e-9, 1, spread) for case in (learn, read))
    wanted = np.eye(10)[given[learn]["labels"]] - 0.1
    mixed = np.linalg.solve(known @ known.T + PENALTY * known.shape[1] * np.eye(len(known)), wanted)
    return float(((new @ (known.T @ mixed)).argmax(axis=1) == given[read]["labels"]).mean())
