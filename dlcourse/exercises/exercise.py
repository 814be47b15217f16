"""What an exercise is: cases → probe → arrays → judge.

``cases(seed)`` makes the inputs, ``probe(namespace, cases)`` runs the learner's code on them, ``judge(arrays, cases)``
decides. The judge sees arrays only, so the probe may run elsewhere, under another seed, behind a pipe.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dlcourse.exercises.guard import as_it_was

if TYPE_CHECKING:
    from dlcourse.exercises.check_cell import CheckCell
    from dlcourse.exercises.own_words import OwnWords

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Verdict:
    """The judge's word on one case."""

    key: str
    """Which case."""
    passed: bool
    message: str = ""
    """What the learner reads when it did not pass: input, received, expected, a thought on why."""
    misconception: str = ""
    """Id of the misconception behind the wrong answer, where it is a known one."""
    perhaps: bool = False
    """Whether that is a guess from which cases failed, not a mistake that was recognised."""


@dataclass(frozen=True)
class Exercise:
    """One exercise, as a room's ``exercises.md`` has it; `dlcourse.exercises.reading` says how it is written there."""

    id: str
    """``topic.name``, as in the first line of the answer cell."""
    room: str
    title: str
    question: str
    """Markdown, its title included."""
    stub: str
    """The answer cell as the learner finds it, its first line included."""
    solution: str
    """The answer cell as the course would fill it in, its first line included. Running it makes the reference."""
    explanation: str
    """Why the solution works, in the marks of a message."""
    hints: tuple[str, ...]
    """Steps of growing help; none of them is the solution."""
    can: str
    """What the learner can do afterwards, continuing "You can"."""
    points: int
    minutes: int
    difficulty: int
    """1 (a line) … 5 (an evening)."""
    tags: tuple[str, ...] = ()
    imports: str = ""
    """What the text around it imports: its cells may use it."""
    check: str = ""
    """The source of the check cell: cases and expected mistakes."""
    words: "OwnWords | None" = None
    """What an answer in words is compared with, where it is one: no program judges it."""

    @property
    def core(self) -> bool:
        """Whether the chapter counts as mastered only with it."""
        return "core" in self.tags

    @property
    def functions(self) -> tuple[str, ...]:
        """The names of the functions that the answer defines; none where it is values or a text."""
        return tuple(node.name for node in ast.parse(self.solution).body if isinstance(node, ast.FunctionDef))

    @cached_property
    def _judging(self) -> "CheckCell":
        from dlcourse.exercises.check_cell import CheckCell

        return CheckCell(self)

    def cases(self, seed: int) -> Arrays:
        """Inputs, named ``case/parameter``."""
        return self._judging.cases(seed)

    def probe(self, namespace: Mapping[str, object], cases: Arrays) -> Arrays:
        """Run the learner's code on every case: what came of each, as `dlcourse.exercises.outcome` names it."""
        with as_it_was():
            return self._judging.probe(namespace, cases)

    def judge(self, arrays: Arrays, cases: Arrays) -> list[Verdict]:
        """Decide from what came of each case: one verdict a case."""
        with as_it_was():
            return self._judging.judge(arrays, cases)


def by_case(arrays: Mapping[str, np.ndarray]) -> dict[str, Arrays]:
    """Group arrays named ``case/parameter`` by their case, in the order in which they come."""
    grouped: dict[str, Arrays] = {}
    for name, array in arrays.items():
        case, parameter = name.rsplit("/", 1)
        grouped.setdefault(case, {})[parameter] = array
    return grouped
