"""Judge a function by what it returned: against the right answer, and against the wrong ones that learners give.

A check cell lists `Mistake`s, each written as the code that someone would write who makes it: a wrong result that
equals a mistake's is answered with the thought that helps just there. A `Symptom` is known by which cases came out
wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.how import PLAIN, How
from dlcourse.exercises.messages import status_message
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import call
from dlcourse.interact.agreement import UNKNOWN, array_difference
from dlcourse.plots import indented

Function = Callable[..., object]

NO_REFERENCE = (
    "The course's own solution does not run here, so nothing can be compared with it: something in this notebook has "
    "changed what both rest on. Restart the kernel, run your answer cell, and check again."
)
SHOWN = 40  # numbers of an array that a message shows in full


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners are known to give."""

    answer: Function
    """The wrong function; what it returns, or the error that it raises, is what the mistake is known by."""
    thought: str
    """What to tell the one who made it."""
    misconception: str = ""
    """Id in the list of misconceptions, where there is one."""


@dataclass(frozen=True)
class Symptom:
    """Cases that come out wrong together, where that tells what is the matter."""

    wrong: frozenset[str]
    thought: str
    misconception: str = ""
    right: frozenset[str] | None = None
    """Cases that must be right; None: all others."""

    def fits(self, failed: set[str]) -> bool:
        """Whether an answer whose cases of these names failed shows it."""
        return failed == self.wrong if self.right is None else self.wrong <= failed and not self.right & failed


def judge_calls(
    arrays: Arrays,
    cases: Arrays,
    *,
    name: str,
    right: Function,
    mistakes: Sequence[Mistake] = (),
    symptoms: Sequence[Symptom] = (),
    how: How = PLAIN,
) -> list[Verdict]:
    """Judge every case of an exercise whose answer is one function.

    Args:
        arrays: as `dlcourse.exercises.probe.call` returns them.
        cases: the inputs that it was given.
        name: the function's.
        right: the course's own function.
        mistakes: known wrong ones; the first that fits in every case is named.
        symptoms: looked at when no mistake was recognised; the first that fits is named.
        how: as it was given to `dlcourse.exercises.probe.call`; the right function and the wrong ones are called so.
    """
    inputs = {key: given for case, given in by_case(cases).items() for key in how.keys(case)}
    came = {key: outcome(arrays, key) for key in inputs}
    expected = _outcomes(name, right, cases, how)
    if any(each.status != Status.OK for each in expected.values()):
        return [Verdict(key, False, NO_REFERENCE) for key in came]
    failed = {key for key in came if not _alike(came[key], expected[key])}
    known: Mistake | Symptom | None = None
    if failed:
        known = _known(came, name, cases, mistakes, how) or next((each for each in symptoms if each.fits(failed)), None)
    verdicts = []
    for key, given in inputs.items():
        words = _explain(came[key], expected[key].result, name, given, known) if key in failed else ("", "")
        verdicts.append(Verdict(key, key not in failed, *words, perhaps=isinstance(known, Symptom)))
    return verdicts


def _outcomes(name: str, function: Function, cases: Arrays, how: How) -> dict[str, Outcome]:
    arrays = call(name, {name: function}, cases, how=how)
    return {key: outcome(arrays, key) for case in by_case(cases) for key in how.keys(case)}


def _known(
    came: Mapping[str, Outcome], name: str, cases: Arrays, mistakes: Sequence[Mistake], how: How
) -> Mistake | None:
    """The first mistake that does in every case what the learner's function did, in those that came out right too."""
    for mistake in mistakes:
        made = _outcomes(name, mistake.answer, cases, how)
        if all(_alike(came[case], made[case]) for case in came):
            return mistake
    return None


def _alike(came: Outcome, other: Outcome) -> bool:
    """Whether two functions did the same: returned the same, or raised the same."""
    if came.status != other.status:
        return False
    if came.status == Status.OK:
        return not array_difference(came.result, other.result)
    if came.status == Status.MUTATED:
        return True
    return came.status == Status.RAISED and (came.what, came.detail) == (other.what, other.detail)


def _explain(
    came: Outcome, expected: np.ndarray, name: str, inputs: Arrays, known: Mistake | Symptom | None
) -> tuple[str, str]:
    given = [shown(array, f"{key} = ") for key, array in inputs.items()]
    thought, misconception = "", ""
    if came.status == Status.OK:
        called = f"`{name}({', '.join(inputs)})` with"
        parts = [called, *given, "returned", shown(came.result), "and expected was", shown(expected)]
        thought = array_difference(came.result, expected)
    else:
        message, misconception = status_message(came, name, list(inputs))
        parts = [message]
        if came.status == Status.RAISED:
            parts += ["The input was" if len(inputs) == 1 else "The inputs were", *given]
    if isinstance(known, Symptom) and thought != UNKNOWN:
        parts.append(thought)
    if known is not None:
        thought, misconception = known.thought, known.misconception
    if thought:
        parts.append(thought)
    if came.printed:
        parts += ["While it ran, it printed", indented(came.printed)]
    return "\n\n".join(parts), misconception


def shown(array: np.ndarray, before: str = "") -> str:
    """An array as an indented block: its values, if they are few or else the outer ones, and its shape and type."""
    if array.dtype.kind == "U":
        return indented(before + str(array))
    threshold = SHOWN if array.size > SHOWN else array.size + 1
    values = np.array2string(
        array, precision=4, suppress_small=True, threshold=threshold, edgeitems=2, max_line_width=88, prefix=before
    )
    kind = f"   # {array.dtype}" if array.ndim == 0 else f"   # shape {array.shape}, {array.dtype}"
    first, *rest = (before + values).split("\n")
    return indented("\n".join([first, *rest]) + ("\n" if rest else "") + (kind.strip() if rest else kind))
