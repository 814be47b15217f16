"""Judge a function by what it returned: against the right answer, and against the wrong ones that learners give.

A topic file says what is right and lists `Mistake`s, each written as the code that someone would write who makes it.
A wrong result that equals a mistake's is answered with the thought that mends just that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.how import PLAIN, How
from dlcourse.exercises.messages import status_message
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.page import indented
from dlcourse.exercises.probe import call
from dlcourse.exercises.values import value_message

Function = Callable[..., object]

OF_A_VALUE = (Status.MISSING, Status.NOT_ATTEMPTED, Status.WRONG_TYPE)  # with a name: see `values.use`
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


def judge_calls(
    arrays: Arrays,
    cases: Arrays,
    *,
    name: str,
    right: Function,
    mistakes: Sequence[Mistake] = (),
    weights: Mapping[str, float] | None = None,
    how: How = PLAIN,
) -> list[Verdict]:
    """Judge every case of an exercise whose answer is one function.

    Args:
        arrays: as `dlcourse.exercises.probe.call` returns them.
        cases: the inputs that it was given.
        name: the function's.
        right: the course's own function.
        mistakes: known wrong ones; the first that fits in every case is named.
        weights: of cases that count more or less than 1.
        how: as it was given to `dlcourse.exercises.probe.call`; the right function and the wrong ones are called so.
    """
    inputs = {key: given for case, given in by_case(cases).items() for key in how.keys(case)}
    came = {key: outcome(arrays, key) for key in inputs}
    expected = _outcomes(name, right, cases, how)
    known: Mistake | None = None
    if not all(_alike(came[key], expected[key]) for key in came):
        known = _known(came, name, cases, mistakes, how)
    verdicts = []
    for key, given in inputs.items():
        passed = _alike(came[key], expected[key])
        words = ("", "") if passed else _explain(came[key], expected[key].result, name, given, known)
        verdicts.append(Verdict(key, passed, (weights or {}).get(key, 1.0), *words))
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
        return not _difference(came.result, other.result)
    if came.status == Status.MUTATED:
        return True
    return came.status == Status.RAISED and (came.what, came.detail) == (other.what, other.detail)


def _explain(came: Outcome, expected: np.ndarray, name: str, inputs: Arrays, known: Mistake | None) -> tuple[str, str]:
    given = [shown(array, f"{key} = ") for key, array in inputs.items()]
    thought, misconception = "", ""
    if came.status == Status.OK:
        called = f"`{name}({', '.join(inputs)})` with"
        parts = [called, *given, "returned", shown(came.result), "and expected was", shown(expected)]
        thought = _difference(came.result, expected)
    elif came.line and came.status in OF_A_VALUE:  # weights set by hand
        parts = [value_message(came, came.line)]
    else:
        message, misconception = status_message(came, name, list(inputs))
        parts = [message]
        if came.status == Status.RAISED:
            parts += ["The input was" if len(inputs) == 1 else "The inputs were", *given]
    if known is not None:
        thought, misconception = known.thought, known.misconception
    if thought:
        parts.append(thought)
    if came.printed:
        parts += ["While it ran, it printed", indented(came.printed)]
    return "\n\n".join(parts), misconception


def _difference(received: np.ndarray, expected: np.ndarray) -> str:
    """The first thing in which a result differs from what was expected, in words; empty when it is right."""
    if received.shape != expected.shape:
        if received.size == expected.size and _close(received.reshape(expected.shape), expected):
            return f"The numbers are right, but the shape is {received.shape} and should be {expected.shape}."
        told = f"The shape is {received.shape} and should be {expected.shape}"
        if received.ndim != expected.ndim:
            return f"{told}: which axes are too many, or missing?"
        axis = next(i for i in range(received.ndim) if received.shape[i] != expected.shape[i])
        return f"{told}. Axis {axis}: what should there be {expected.shape[axis]} of?"
    if received.dtype.kind == "c" and expected.dtype.kind != "c":
        return "These are complex numbers; ordinary ones are expected."
    if received.dtype.kind in "biu" and expected.dtype.kind == "f":
        return f"The type is {received.dtype}, which holds no fractions: whatever comes after the point is lost."
    if np.isnan(received).sum() > np.isnan(expected).sum():
        return "`nan` means not a number: it comes from 0 / 0, from ∞ − ∞, or from the mean of nothing."
    if np.isinf(received).sum() > np.isinf(expected).sum():
        return "`inf` is infinity: something was divided by zero, or grew too large for its type."
    if _close(received, expected):
        return ""
    if received.dtype == np.float16 and np.allclose(received, expected, rtol=1e-2, atol=1e-3):
        return "`float16` keeps three digits only; `float32` is enough here."
    return _ratio(received, expected)


def _close(received: np.ndarray, expected: np.ndarray) -> bool:
    return bool(np.allclose(received, expected, rtol=1e-4, atol=1e-6, equal_nan=True))


def _ratio(received: np.ndarray, expected: np.ndarray) -> str:
    big = np.abs(expected) > 1e-3
    if big.sum() > 1:
        ratios = received[big] / expected[big]
        if np.allclose(ratios, ratios.flat[0], rtol=1e-3) and _close(received, ratios.flat[0] * expected):
            return f"All of them are {ratios.flat[0]:.4g} times what is expected. Where does that factor come from?"
    return "The shape is right; the numbers are not."


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
