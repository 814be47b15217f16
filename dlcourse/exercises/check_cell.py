"""The check cell of an exercise: Python that says what is tried, and which wrong answers are expected.

It runs after the solution, whose names it may use: the solution is the reference. ``np`` is there, and:

    def cases(rng):                          inputs of each case, in the order of the function's parameters
        yield "four images", rng.random((4, 5, 3))

    # What to tell the one who wrote that, and the misconception behind it. [start.axis-stays]
    wrong(lambda images: images.mean(axis=0))

A wrong answer is a function that returns, or raises, what the learner's would; the comment above it is its message. A
message that depends on something is given as text: ``wrong(answer, "…", "start.axis-stays")``.

    function("tent", parts=("value", "gradient"))  # before the cases, where the answer has several functions, or
                                             takes or returns no arrays: with the fields of a `How`
    # …                                      what to tell where just these cases came out wrong; with `right=`, where
    symptom("thirty folds")                  these came out wrong and those right, whatever the others did

For an answer of values under given names there are no cases, but for each name, before its wrong values:

    asked("shape_1", "the shape of `a + b`", "Align them on the right.")
    # Both are stretched. [start.one-side-stretched]
    wrong((3,))

What none of this can say is said in Python: a cell may define ``probe(namespace, cases)`` and ``judge(arrays, cases)``
itself. Its cases then yield a name and a dict of arrays.
"""

import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise, Verdict
from dlcourse.exercises.how import How, Unreadable
from dlcourse.exercises.judging import Mistake, Symptom, judge_calls
from dlcourse.exercises.own_words import judge_words, word_cases
from dlcourse.exercises.probe import call
from dlcourse.exercises.values import Known, Value, judge_values, take_values, value_cases

BELIEF = re.compile(r"\s*\[([\w.-]+)\]$")
Cases = Callable[[np.random.Generator], Iterator[tuple]]


@dataclass
class _Function:
    """One function that the answer defines."""

    name: str
    right: Callable[..., object]
    how: How
    cases: Cases | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    symptoms: list[Symptom] = field(default_factory=list)
    keys: Sequence[str] = ()
    """Its cases, once they were made."""

    def arrays(self, seed: int) -> Arrays:
        """Its inputs, named ``case/parameter``."""
        assert self.cases is not None, self.name
        parameters = list(inspect.signature(self.right).parameters)
        made = _named(self.cases, seed, parameters)
        self.keys = tuple(dict.fromkeys(name.rsplit("/", 1)[0] for name in made))
        return made


def _named(cases: Cases, seed: int, parameters: Sequence[str] = ()) -> Arrays:
    made: Arrays = {}
    for case, *given in cases(np.random.default_rng(seed)):
        inputs = given[0] if given and isinstance(given[0], dict) else dict(zip(parameters, given, strict=False))
        made |= {f"{case}/{name}": np.array(value) for name, value in inputs.items()}
    return made


class CheckCell:
    """An exercise's check cell, run once; it makes cases, probes answers and judges what came of them."""

    def __init__(self, exercise: Exercise):
        """Run the solution and the cell.

        Raises:
            ValueError: something in the cell makes no sense; the message names the exercise.
        """
        self.exercise = exercise
        self.functions: list[_Function] = []
        self.values: dict[str, Value] = {}
        tools = {"wrong": self.wrong, "function": self.function, "asked": self.asked, "symptom": self.symptom}
        self.names: dict[str, Any] = {"__name__": exercise.id, "np": np, "How": How, "Unreadable": Unreadable, **tools}
        self._run(exercise.imports, "imports")
        self._run(exercise.solution, "solution")
        self.solution = dict(self.names)
        self._comments = _Comments(exercise.check)
        self._run(exercise.check, "check")
        self._take_cases()
        untried = [each.name for each in self.functions if each.cases is None and "judge" not in self.names]
        if untried or not (self.functions or self.values or "judge" in self.names or exercise.words):
            what = ", ".join(untried) or "the answer"
            raise ValueError(f"{exercise.id}: its check cell does not try {what}; it needs cases, or values asked.")

    def _run(self, source: str, part: str) -> None:
        exec(compile(source, f"<{part} of {self.exercise.id}>", "exec"), self.names)

    # what the cell calls

    def function(self, name: str, **how: Any) -> None:
        """Begin with another function of the answer; `how` are the fields of a `How`."""
        self._take_cases()
        self.functions.append(_Function(name, self.solution[name], How(**how)))

    def wrong(self, answer: Any, thought: str = "", misconception: str = "") -> Any:
        """Expect a wrong answer; its message is `thought`, or the comment above the call."""
        if not thought:
            thought, misconception = self._comments.above(sys._getframe(1).f_lineno)
        if not thought:
            raise ValueError(f"{self.exercise.id}: a wrong answer needs a comment above it, its message.")
        if self.values:
            name, value = list(self.values.items())[-1]
            self.values[name] = value.knowing(Known(answer, thought, misconception))
        else:
            self._latest().mistakes.append(Mistake(answer, thought, misconception))
        return answer

    def symptom(self, *keys: str, right: Sequence[str] | None = None) -> None:
        """Expect that just these cases fail (or these, and none of `right`); the comment above says what that means."""
        thought, misconception = self._comments.above(sys._getframe(1).f_lineno)
        if not thought:
            raise ValueError(f"{self.exercise.id}: a symptom needs a comment above it, its message.")
        rights = None if right is None else frozenset(right)
        self._latest().symptoms.append(Symptom(frozenset(keys), thought, misconception, rights))

    def asked(self, name: str, what: str, otherwise: str, **more: Any) -> None:
        """Ask for a value under a name; what is right stands in the solution. `more` are fields of a `Value`."""
        self.values[name] = Value(self.solution[name], what, otherwise, **more)

    def _latest(self) -> _Function:
        if not self.functions:
            name = self.exercise.functions[0]
            self.functions.append(_Function(name, self.solution[name], How()))
        return self.functions[-1]

    def _take_cases(self) -> None:
        """The ``cases`` defined since the last call belong to the latest function."""
        cases = self.names.pop("cases", None)
        if cases is not None and self.exercise.functions and "judge" not in self.names:
            self._latest().cases = cases
        elif cases is not None:
            self.names["own cases"] = cases

    # what an exercise does

    def cases(self, seed: int) -> Arrays:
        """Inputs, named ``case/parameter``."""
        if self.exercise.words is not None:
            return word_cases(self.exercise.words)
        if "own cases" in self.names:
            return _named(self.names["own cases"], seed)
        if self.values:
            return value_cases(self.values)
        return {name: array for each in self.functions for name, array in each.arrays(seed).items()}

    def probe(self, namespace: Mapping[str, object], cases: Arrays) -> Arrays:
        """What came of each case."""
        if "probe" in self.names:
            return self.names["probe"](namespace, cases)
        if not self.functions:
            return take_values(namespace, cases)
        found = (call(each.name, namespace, self._of(each, cases), how=each.how) for each in self.functions)
        return {name: array for arrays in found for name, array in arrays.items()}

    def judge(self, arrays: Arrays, cases: Arrays) -> list[Verdict]:
        """One verdict a case."""
        if self.exercise.words is not None:
            return judge_words(arrays, own=self.exercise.words)
        if "judge" in self.names:
            return self.names["judge"](arrays, cases)
        if self.values:
            return judge_values(arrays, cases, questions=self.values)
        return [
            verdict
            for each in self.functions
            for verdict in judge_calls(
                arrays,
                self._of(each, cases),
                name=each.name,
                right=each.right,
                mistakes=each.mistakes,
                symptoms=each.symptoms,
                how=each.how,
            )
        ]

    def _of(self, function: _Function, cases: Arrays) -> Arrays:
        """The cases of one of several functions."""
        if len(self.functions) == 1:
            return cases
        if not function.keys:
            function.arrays(0)  # every seed makes the same keys
        return {name: array for name, array in cases.items() if name.rsplit("/", 1)[0] in function.keys}


class _Comments:
    """The comments of a cell, each found by a line of the statement below it."""

    def __init__(self, source: str):
        self.lines = source.splitlines()
        self.spans = [(min([n.lineno, *_decorators(n)]), n.end_lineno or n.lineno) for n in ast.parse(source).body]

    def above(self, line: int) -> tuple[str, str]:
        """The words, and the id in brackets that ends them; both empty where there is no comment."""
        first = next(begin for begin, end in self.spans if begin <= line <= end) - 1
        last = first
        while first and self.lines[first - 1].startswith("#"):
            first -= 1
        words = " ".join(each.removeprefix("#").strip() for each in self.lines[first:last])
        found = BELIEF.search(words)
        return (words[: found.start()], found[1]) if found else (words, "")


def _decorators(node: ast.stmt) -> list[int]:
    return [each.lineno for each in getattr(node, "decorator_list", [])]
