"""The exercise ``start.reader``: a reader of digits of one's own, judged by what it reads of digits it has never seen.

There is no right answer to compare with. The judge asks for ten finite scores per picture, which come from the picture
and the labelled digits alone, and then for a share read right.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.messages import status_message
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import call

NAME, PARAMETERS, DIGITS = "read_digits", ("known", "labels", "new"), 10
KNOWN, NEW = 300, 300  # pictures to learn from and pictures to read, in each set
LEAST = 0.8  # nearest averages read some 88%
RENAMED = "set 3, with other names"
SETS = ("set 1", "set 2", RENAMED)
ALONE = "the first new picture of set 1, alone"

Fault = tuple[str, str]
"""What to tell, and the misconception behind it where there is one."""


def cases(rng: np.random.Generator) -> Iterator[tuple[str, Arrays]]:
    """Three sets of real digits, and one picture once more by itself; the truth stays with the judge."""
    from dlcourse.data import digits  # its reader of files takes a second to import

    images, labels = digits()
    for name in SETS:
        order = rng.permutation(len(images))
        # Each digit at least twice, or a reader of averages would have none for some.
        order = order[np.argsort(_how_often_before(labels[order]) >= 2, kind="stable")]
        known, new = rng.permutation(order[:KNOWN]), order[-NEW:]
        names = (labels + 3) % DIGITS if name == RENAMED else labels
        given = {"known": images[known].astype(float), "labels": names[known]}
        yield name, {**given, "new": images[new].astype(float), "truth": names[new]}
        if name == SETS[0]:
            yield ALONE, {**given, "new": images[new[:1]].astype(float)}


def _how_often_before(labels: np.ndarray) -> np.ndarray:
    """How often each label has come before its place, (N,)."""
    ones = np.eye(DIGITS)[labels]
    return ((ones.cumsum(axis=0) - ones) * ones).sum(axis=1)


def probe(namespace: Mapping[str, object], cases: Arrays) -> Arrays:
    """Call the reader with all but the truth."""
    return call(NAME, namespace, {name: array for name, array in cases.items() if not name.endswith("/truth")})


def judge(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    """Judge the form of each case, then whether a picture is read by itself, then how many are read right."""
    given = by_case(cases)
    came = {case: outcome(arrays, case) for case in given}
    faults = {case: _unusable(came[case], len(given[case]["new"])) for case in given}
    if not (faults[SETS[0]] or faults[ALONE]):
        faults[ALONE] = _leaking(came[ALONE].result[0], came[SETS[0]].result[0])
    if not any(faults.values()):
        faults |= {case: _behind(came[case].result.astype(float), given[case], case) for case in SETS}
    return [Verdict(case, fault is None, *(fault or ())) for case, fault in faults.items()]


def _unusable(came: Outcome, count: int) -> Fault | None:
    """What is the matter if these are not ten finite scores for each of `count` pictures."""
    if came.status != Status.OK:
        return status_message(came, NAME, list(PARAMETERS))
    expected, shape = (count, DIGITS), came.result.shape
    if shape == (count,):
        return (
            f"For {count} new pictures you returned one number each, shape {shape}. Are those the digits themselves? "
            f"Scores of shape {expected} are expected, one per picture and digit. If `answers` holds the digits, "
            "`np.eye(10)[answers]` gives each of them the score 1 and all the others 0.",
            "",
        )
    if shape == expected[::-1] != expected:
        return f"The shape is {shape}, with the digits in the rows. Pictures come first: {expected}.", ""
    if shape != expected:
        return f"For {count} new pictures the scores have the shape {shape}; {expected} is expected.", ""
    if came.result.dtype.kind not in "biuf":
        return f"The scores have the type {came.result.dtype}; ordinary numbers are expected.", ""
    if not np.isfinite(came.result.astype(float)).all():
        picture, digit = np.argwhere(~np.isfinite(came.result.astype(float)))[0]
        return (
            f"The score of digit {digit} for picture {picture} is {came.result[picture, digit]}. Was something divided "
            "by 0? A pixel in which no known picture has any ink has a standard deviation of 0.",
            "start.constant-column",
        )
    return None


def _leaking(alone: np.ndarray, among_others: np.ndarray) -> Fault | None:
    if np.allclose(alone.astype(float), among_others.astype(float), rtol=1e-5, atol=1e-8):
        return None
    return (
        "When the first new picture comes alone, it gets other scores than before. So the scores depend on the other "
        "new pictures, or on something random. Take means over `known`, or within each picture.",
        "features.examples-know-each-other",
    )


def _behind(scores: np.ndarray, given: Mapping[str, np.ndarray], case: str) -> Fault | None:
    """What to tell if too few are read right."""
    truth, share = given["truth"], _share(scores, given["truth"])
    if share >= LEAST:
        return None
    if case == RENAMED and _share(scores, (truth - 3) % DIGITS) >= LEAST:
        return (
            "In this set each digit has another name, and `labels` says which. Your reader recognised the digits, but "
            "it called them by their old names, so it has not learned from `labels`. Does it use pictures or labels "
            "that were made outside the function?",
            "features.examples-know-each-other",
        )
    if _share(-scores, truth) >= LEAST:
        return (
            f"It is the *lowest* score that tells the digit: {_share(-scores, truth):.0%} of the new pictures have it "
            "at the right place. Are your scores distances? Put a minus in front, so that the nearest has the highest.",
            "",
        )
    always = np.mean(truth == np.bincount(given["labels"]).argmax())
    return (
        f"Your reader reads {share:.0%} of the {NEW} new digits. Somebody who always gives the most frequent digit "
        f"reads {always:.0%}, and {LEAST:.0%} are expected. Look at what it answers: do all ten digits occur among the "
        "answers? Comparing each new picture with the ten averages reads about 88%.",
        "",
    )


def _share(scores: np.ndarray, truth: np.ndarray) -> float:
    return float((scores.argmax(axis=1) == truth).mean())
