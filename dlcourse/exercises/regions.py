"""Judge weights set by hand by the region in which they say yes; the message shows every sum.

A topic file probes with `dlcourse.exercises.values.use` and judges with `judge_regions`.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.outcome import Status, outcome
from dlcourse.exercises.page import indented
from dlcourse.exercises.values import value_message


class Told(NamedTuple):
    """What to tell one whose neuron answers so at the points of a case."""

    answers: Callable[[np.ndarray], np.ndarray]
    """Points (N, 2) to yes or no (N,)."""
    thought: str
    misconception: str = ""


class Region(NamedTuple):
    """Where a neuron is to say yes, and which wrong regions are known."""

    says: str
    inside: Callable[[np.ndarray], np.ndarray]
    known: tuple[Told, ...]


def judge_regions(arrays: Arrays, cases: Arrays, *, regions: Mapping[str, Region]) -> list[Verdict]:
    """Judge by the sign of the sums: whatever the weights, it is the region that counts.

    Args:
        arrays: as `dlcourse.exercises.values.use` returns them; a case's result has the output's sum last, before it
            the sums of two hidden units where there are some: (N,) or (N, 3).
        cases: the points of each case, ``case/x`` (N, 2).
        regions: by the names of the cases.
    """
    verdicts = []
    for case, inputs in by_case(cases).items():
        came, region, x = outcome(arrays, case), regions[case], inputs["x"]
        if came.status != Status.OK or came.result.shape[:1] != x.shape[:1] or came.result.dtype.kind != "f":
            verdicts.append(Verdict(case, False, 1.0, value_message(came, came.line)))
            continue
        sums = came.result.reshape(len(x), -1)
        yes, wanted = sums[:, -1] > 0, region.inside(x)
        passed = bool((yes == wanted).all())
        verdicts.append(Verdict(case, passed, 1.0, *(("", "") if passed else _told(region, x, sums, wanted))))
    return verdicts


def _told(region: Region, x: np.ndarray, sums: np.ndarray, wanted: np.ndarray) -> tuple[str, str]:
    answers = sums[:, -1] > 0
    shown = []
    for point, line, is_yes, should in zip(x, sums, answers, wanted, strict=True):
        hidden = f"hidden sums {_short(line[0])} and {_short(line[1])}, " if len(line) > 1 else ""
        mark = "" if is_yes == should else f"   ← wanted was {_word(should)}"
        place = f"x1 = {_short(point[0])}, x2 = {_short(point[1])}"
        shown.append(f"{place}: {hidden}sum {_short(line[-1])}, so {_word(is_yes)}{mark}")
    thought, misconception = "", ""
    for told in region.known:
        if (told.answers(x) == answers).all():
            thought, misconception = told.thought, told.misconception
            break
    missed = wanted & ~answers
    if missed.any() and (sums[missed, -1] == 0).all() and not answers[~wanted].any():
        thought, misconception = "A sum of exactly 0 is not above 0: leave a margin, by a bias half-way.", ""
    if sums.shape[1] > 1 and (sums[:, :-1] >= 0).all():
        thought, misconception = UNBENT, "layers.linear-stack-bends"
    if not sums.any():
        thought, misconception = "Every sum is 0: the weights are all zeros, so no input reaches the output.", ""
    if np.isnan(sums).any():
        thought, misconception = "Some sums are not numbers: is there a `nan` among the ones you chose?", ""
    parts = [f"It is to say yes where {region.says}. Yours gives", indented("\n".join(shown)), thought or OTHERWISE]
    return "\n\n".join(parts), misconception


def _short(number: float) -> str:
    return f"{number:.4g}"


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


OTHERWISE = (
    "Take one marked point and put it into the sum by hand. Which of the numbers would you change to bring the sum to "
    "the other side of 0? Then look at what that does to the other points."
)
UNBENT = (
    "None of the hidden sums is below 0 at any corner, so the ReLUs cut nothing off: the network is one straight sum, "
    "and no straight border parts XOR. Let one of the units come to life late, by a negative bias."
)
