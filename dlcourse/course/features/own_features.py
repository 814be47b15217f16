"""The exercise ``features.own``: features of one's own, judged by what a linear model reads with them.

There is no right answer to compare with. The judge asks for finite numbers that come from their own picture alone, and
then for a score ahead of that of the pixels. The digits are centred, so the pixels have a fair chance.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from dlcourse.data import characters
from dlcourse.data.labelled import Labelled
from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.messages import status_message
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import call

NAME, MOST = "own_features", 500
SETS, LABELS, NEW = (1, 2, 3), 50, 300  # of each set, pictures to learn from and pictures to read
AHEAD = 0.05  # of the score on pixels; the solution is some seventeen points ahead
PENALTY = 0.05  # of ridge regression, for each number

ALONE, TURNED = "one picture alone", "set 1, new pictures, in another order"
"""Cases that show whether a picture's numbers are its own: some of the new pictures of set 1, given once more."""

Fault = tuple[str, str]
"""What to tell, and the misconception behind it where there is one."""


def centred_digits(n: int, seed: int = 0) -> Labelled:
    """Printed digits like those that the check uses, each moved to the middle of its picture.

    Args:
        n: how many.
        seed: the same one gives the same bits.

    Returns:
        images float64 (n, 28, 28) in 0…1, ink bright on dark; labels int64 (n,), 0 … 9.
    """
    images, labels = characters(n, preset="easy", shift=6, seed=seed)
    return Labelled(np.stack([_centred(image) for image in images.astype(float)]), labels)


def _centred(image: np.ndarray) -> np.ndarray:
    ink = image > 0.5
    places = (np.flatnonzero(ink.any(axis=other)) for other in (1, 0))
    steps = [size // 2 - (line[0] + line[-1] + 1) // 2 for size, line in zip(image.shape, places, strict=True)]
    return np.roll(image, steps, axis=(0, 1))


def cases(rng: np.random.Generator) -> Iterator[tuple[str, Arrays]]:
    """Of each set, labelled and new pictures; some of the new ones of set 1 once more."""
    for number in SETS:
        for case, count in {to_learn(number): LABELS, to_read(number): NEW}.items():
            images, labels = centred_digits(count, seed=int(rng.integers(2**31)))
            yield case, {"images": images, "labels": labels}
        if number == 1:
            yield ALONE, {"images": images[:1]}
            yield TURNED, {"images": images[::-1]}


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
    if not any(faults.values()) and len(counts := sorted({each.result.shape[1] for each in came.values()})) > 1:
        told = f"A picture gets {' or '.join(map(str, counts))} numbers. It should always be the same number."
        faults[to_read(1)] = told, ""
    if not any(faults.values()):
        before = came[to_read(1)].result
        for case, same in {ALONE: before[:1], TURNED: before[::-1]}.items():
            faults[case] = _leaking(came[case].result, same, case)
    if not any(faults.values()):
        behind = _behind({case: each.result.astype(float) for case, each in came.items()}, given)
        faults |= dict.fromkeys(map(to_read, SETS), behind)
    return [Verdict(case, fault is None, *(fault or ())) for case, fault in faults.items()]


def _unusable(came: Outcome, count: int, case: str) -> Fault | None:
    """What is the matter if these are not finite numbers, some of which vary, for each of `count` pictures."""
    if came.status != Status.OK:
        return status_message(came, NAME, ["images"])
    shape = came.result.shape
    if len(shape) != 2 or 0 in shape:
        return f"For {count} pictures the shape is {shape}. Expected is ({count}, D): a row of numbers per picture.", ""
    if shape[0] != count and shape[1] == count:
        return f"The shape is {shape}, with the features in the rows. Pictures come first: {shape[::-1]}.", ""
    if shape[0] != count:
        return f"For {count} pictures there are {shape[0]} rows. Expected is one row per picture.", ""
    if shape[1] > MOST:
        return f"There are {shape[1]} numbers per picture, and at most {MOST} are allowed. The pixels have 784.", ""
    if came.result.dtype.kind not in "biuf":
        return f"The numbers have the type {came.result.dtype}; ordinary ones are expected.", ""
    numbers = came.result.astype(float)
    if not np.isfinite(numbers).all():
        row, column = np.argwhere(~np.isfinite(numbers))[0]
        return (
            f"Feature {column} (counted from 0) is {numbers[row, column]} for picture {row} of “{case}”. Was something "
            "divided by 0, or is it the mean of nothing? One such number spoils the model. Give that picture a number "
            "that does no harm.",
            "features.more-is-better",
        )
    if count > 1 and not np.ptp(numbers, axis=0).any():
        return (
            f"All {count} pictures have the same numbers, and those can't tell one picture from another.",
            "features.more-is-better",
        )
    return None


def _leaking(result: np.ndarray, before: np.ndarray, case: str) -> Fault | None:
    """What is the matter if pictures get other numbers than before, when they come alone or in another order."""
    own = np.isclose(result, before, rtol=1e-6, atol=1e-9).all(axis=0)
    if own.all():
        return None
    how = "When it comes alone, a picture gets" if case == ALONE else "When pictures come in another order, they get"
    return (
        f"{how} other numbers than before, in feature {np.argmin(own)} (counted from 0). So something besides the "
        "picture gets in: its place in the list, labels of the notebook, a mean over all pictures. That is a leak, and "
        "the score would not hold for the next picture.",
        "features.examples-know-each-other",
    )


def _behind(features: Arrays, given: Mapping[str, Arrays]) -> Fault | None:
    """What to tell if the features are not far enough ahead of the pixels."""
    pixels = {case: each["images"].reshape(len(each["images"]), -1) for case, each in given.items()}
    own, theirs = (
        np.mean([_score(numbers, given, to_learn(number), to_read(number)) for number in SETS])
        for numbers in (features, pixels)
    )
    if own >= theirs + AHEAD:
        return None
    near = "You are nearly there. Smaller cells, or cells that overlap, often help."
    far = (
        "Do your numbers still say roughly where on the digit something is? And do they stay much the same when "
        "a stroke moves by a pixel? The votes of cells do both."
    )
    return (
        f"Your features work: they are finite and come from their own picture. With them the linear model reads "
        f"{own:.0%} of the new digits, and with the 784 pixels it reads {theirs:.0%} (the mean of three sets). Five "
        f"points more than the pixels are expected. {near if own >= theirs else far}",
        "",
    )


def _score(numbers: Arrays, given: Mapping[str, Arrays], learn: str, read: str) -> float:
    """The share of a case that a linear model reads right: ridge regression on scaled columns."""
    mean, spread = numbers[learn].mean(axis=0), numbers[learn].std(axis=0)
    known, new = ((numbers[case] - mean) / np.where(spread < 1e-9, 1, spread) for case in (learn, read))
    targets = np.eye(10)[given[learn]["labels"]] - 0.1
    mixed = np.linalg.solve(known @ known.T + PENALTY * known.shape[1] * np.eye(len(known)), targets)
    return float(((new @ (known.T @ mixed)).argmax(axis=1) == given[read]["labels"]).mean())
