"""What an exercise is: cases → probe → arrays → judge.

``cases(seed)`` makes the inputs, ``probe(namespace, cases)`` runs the learner's code on them, ``judge(arrays, cases)``
decides. The judge sees arrays only, so the probe may run elsewhere, under another seed, behind a pipe.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from dlcourse.exercises.own_words import OwnWords

Arrays = dict[str, np.ndarray]

CODE = ("code", "bug", "transfer", "design")
"""Kinds whose answer is a function."""
NAMED = ("predict", "count", "choose", "by hand")
"""Kinds whose answer is values under given names."""
WORDS = ("explain", "open")
"""Kinds whose answer is a text, which no program judges."""


@dataclass(frozen=True)
class Verdict:
    """The judge's word on one case."""

    key: str
    """Which case."""
    passed: bool
    weight: float
    """Its share of the points, relative to the other verdicts."""
    message: str
    """What the learner reads when it did not pass: input, received, expected, a thought on why."""
    misconception: str = ""
    """Id of the misconception behind the wrong answer, where it is a known one."""


@dataclass(frozen=True)
class Exercise:
    """One exercise. Its question, stub, solution and explanation are written in the chapter's text source."""

    id: str
    """``topic.name``, as in the first line of the answer cell."""
    title: str
    can: str
    """What the learner can do afterwards, continuing "You can"."""
    points: int
    minutes: int
    difficulty: int
    """1 (a line) … 5 (an evening)."""
    hints: tuple[str, str, str]
    """Three steps of growing help; none of them is the solution."""
    cases: Callable[[int], Arrays]
    """seed → inputs, named ``case/parameter``."""
    probe: Callable[[Mapping[str, object], Arrays], Arrays]
    """(the learner's names, inputs) → what came of each case, as `dlcourse.exercises.probe` names it."""
    judge: Callable[[Arrays, Arrays], list[Verdict]]
    """(what came of each case, inputs) → one verdict a case."""
    kind: str = "code"
    """One of `CODE`, `NAMED`, `WORDS`."""
    core: bool = True
    """Whether the chapter counts as mastered only with it. A text counts as the chapter's explanation."""
    own: "OwnWords | None" = None
    """What an answer in words is held against, where that is the kind."""


def by_case(arrays: Mapping[str, np.ndarray]) -> dict[str, Arrays]:
    """Group arrays named ``case/parameter`` by their case, in the order in which they come."""
    grouped: dict[str, Arrays] = {}
    for name, array in arrays.items():
        case, parameter = name.rsplit("/", 1)
        grouped.setdefault(case, {})[parameter] = array
    return grouped
