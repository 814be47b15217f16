"""Exercise without a stub to fill in: five features of one's own, judged by what a linear model reads with them."""

from collections.abc import Mapping

import numpy as np

from dlcourse.data import characters
from dlcourse.exercises.exercise import Arrays, Exercise, Verdict, by_case
from dlcourse.exercises.messages import status_message
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import call

NAME = "five_features"
LABELS, NEW, SETS, WANTED = 50, 300, 3, 5
AHEAD = 0.1  # of the score on pixels; what the solution reaches is some twenty points ahead
PENALTY = 0.05  # of ridge regression, for each number

ALONE, TURNED = "one picture alone", "set 1, new pictures, in another order"


def _digits(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for number in range(1, SETS + 1):
        for kind, count in ((f"set {number}, {LABELS} labelled pictures", LABELS), (_new(number), NEW)):
            made = characters(count, preset="easy", shift=6, seed=int(rng.integers(2**31)))
            cases |= {f"{kind}/images": made.images.astype(np.float64), f"{kind}/labels": made.labels}
        if number == 1:
            cases |= {f"{ALONE}/images": cases[f"{_new(1)}/images"][:1]}
            cases |= {f"{TURNED}/images": cases[f"{_new(1)}/images"][::-1]}
    return cases


def _new(number: int) -> str:
    return f"set {number}, new pictures"


def probe_images(namespace: Mapping[str, object], cases: Arrays) -> Arrays:
    """Call the function on images only: the labels stay with the judge."""
    return call(NAME, namespace, {name: array for name, array in cases.items() if not name.endswith("/labels")})


def ridge_score(known: np.ndarray, labels: np.ndarray, new: np.ndarray, right: np.ndarray) -> float:
    """The share of new rows that a linear model reads right: ridge regression on scaled columns, (N, D) and (M, "
    "D)."""
    mean, spread = known.mean(axis=0), known.std(axis=0)
    known, new = ((each - mean) / np.where(spread < 1e-9, 1, spread) for each in (known, new))
    wanted = np.eye(10)[labels] - 0.1
    mixed = np.linalg.solve(known @ known.T + PENALTY * known.shape[1] * np.eye(len(known)), wanted)
    return float(((new @ (known.T @ mixed)).argmax(axis=1) == right).mean())


def judge_features(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    """Whether there are five finite numbers a picture, each varies, each is the picture's own, and they beat "
    "pixels."""
    given = by_case(cases)
    came = {case: outcome(arrays, case) for case in given}
    faults = {case: _fault(came[case], len(given[case]["images"]), case) for case in given}
    for case in (ALONE, TURNED):
        if not any(faults[each][0] for each in (case, _new(1))):
            faults[case] = _not_its_own(came[case].result, came[_new(1)].result, case)
    if not any(words for words, _ in faults.values()):
        behind = _behind(came, given)
        faults |= {_new(number): (behind, "") for number in range(1, SETS + 1)}
    return [Verdict(case, not words, 1.0, words, belief) for case, (words, belief) in faults.items()]


def _fault(came: Outcome, count: int, case: str) -> tuple[str, str]:
    if came.status != Status.OK:
        return status_message(came, NAME, ["images"])
    result = came.result
    if result.shape == (WANTED, count) and count != WANTED:
        wanted = (count, WANTED)
        return f"The shape is {result.shape}: the features stand in the rows. Pictures come first: {wanted}.", ""
    if result.shape != (count, WANTED):
        return (
            f"For {count} pictures the shape is {result.shape} and should be {(count, WANTED)}: five numbers a "
            f"picture.",
            "",
        )
    if result.dtype.kind not in "biuf":
        return f"The numbers have the type {result.dtype}; ordinary ones are wanted.", ""
    numbers = result.astype(float)
    if not np.isfinite(numbers).all():
        row, column = np.argwhere(~np.isfinite(numbers))[0]
        return (
            f"Feature {column} (counted from 0) is {numbers[row, column]} for picture {row} of “{case}”: 0 / 0, or "
            f"the mean of nothing? One such number spoils the model. Give the odd picture a number that does no "
            f"harm.",
            "features.more-is-better",
        )
    same = np.flatnonzero(np.ptp(numbers, axis=0) < 1e-9)
    if count > 1 and len(same):
        return (
            f"Feature {same[0]} (counted from 0) is {numbers[0, same[0]]:.4g} for every one of {count} pictures. "
            f"What is the same for all of them tells none from another.",
            "features.more-is-better",
        )
    return "", ""


def _not_its_own(result: np.ndarray, among: np.ndarray, case: str) -> tuple[str, str]:
    wanted = among[:1] if case == ALONE else among[::-1]
    if np.allclose(result, wanted, rtol=1e-6, atol=1e-9):
        return "", ""
    column = np.flatnonzero(~np.isclose(result, wanted, rtol=1e-6, atol=1e-9).all(axis=0))[0]
    how = "Alone, a picture gets" if case == ALONE else "When the pictures come in another order, they get"
    return (
        f"{how} other numbers than before, in feature {column} (counted from 0). Something comes in beside the "
        f"picture: its place in the list, labels of the notebook, a mean over all pictures. That is a leak: the "
        f"score would not hold for the next picture that comes.",
        "features.examples-know-each-other",
    )


def _behind(came: Mapping[str, Outcome], given: Mapping[str, Arrays]) -> str:
    """What is told if the features are not far enough ahead of the pixels; nothing if they are."""
    scores = []
    for number in range(1, SETS + 1):
        known, new = given[f"set {number}, {LABELS} labelled pictures"], given[_new(number)]
        features = [came[f"set {number}, {LABELS} labelled pictures"].result, came[_new(number)].result]
        pixels = [each["images"].reshape(len(each["images"]), -1) for each in (known, new)]
        scores += [
            [ridge_score(first.astype(float), known["labels"], second.astype(float), new["labels"])]
            for first, second in (features, pixels)
        ]
    yours, theirs = np.mean(scores[::2]), np.mean(scores[1::2])
    if yours >= theirs + AHEAD:
        return ""
    return (
        f"Five finite numbers that vary, and each is the picture's own. With them the linear model reads {yours:.0%} "
        f"of the new pictures, with all 784 pixels {theirs:.0%} (three sets). Ten points more than the pixels are "
        f"wanted. The digits lie anywhere in the picture: does each of your numbers stay the same when a digit is "
        f"moved?"
    )


OWN = Exercise(
    id="features.five",
    title="Five features of your own",
    can="design features that tell a model what it has too few labels to find out",
    points=5,
    minutes=35,
    difficulty=4,
    kind="design",
    hints=(
        "The digits lie anywhere, so begin by cutting each out: the rows and columns in which there is any ink. Then "
        "measure on what you have cut out.",
        "Numbers that a person might use: how wide it is for its height; more ink above than below? more left than "
        "right? how often does a line through the middle enter ink? is it much like itself, turned by half a turn?",
        "`ink = image > 0.5`, then `rows = np.flatnonzero(ink.any(axis=1))`; the digit is in rows `rows[0]` to "
        "`rows[-1]`, and likewise in its columns. In the box, `np.abs(np.diff(line.astype(int))).sum()` counts how "
        "often a line of pixels changes between ink and ground.",
    ),
    cases=_digits,
    probe=probe_images,
    judge=judge_features,
)

EXERCISES = [OWN]
