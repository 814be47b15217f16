"""Exercises whose answer is values under given names: predict, count, choose.

In a check cell each question is one ``asked(name, …)``, its known wrong values one ``wrong(value)`` each. A message
shows what was given and a thought, but not the right value: the reader can work it out, or measure it.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict, by_case
from dlcourse.exercises.messages import a_type
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.probe import taken, type_name

LONGEST = 20_000  # characters kept of a text
NUMBER, SHAPE, TEXT = "a number", "a shape, such as `(2, 5)`", "a text in quotation marks"


@dataclass(frozen=True)
class Known:
    """A wrong value that learners are known to give."""

    answer: object
    thought: str
    """What to tell the one who gave it."""
    misconception: str = ""


@dataclass(frozen=True)
class Value:
    """One question that a value answers."""

    right: object
    """A number, a text, None, or a tuple or array of numbers."""
    asked: str
    """What is asked, to stand in a message after the name: "the shape of `a + b`"."""
    otherwise: str
    """What to tell one whose wrong value is not a known one."""
    form: str = ""
    """What answers look like, in words; a number, or a text out of `choices`, when left out."""
    known: Sequence[Known] = ()
    choices: Sequence[str] = ()
    """The texts that are answers, where an answer may be a text."""
    close: float = 1e-6
    """How far a number may be off, as a share of it."""

    def knowing(self, known: Known) -> "Value":
        """The same question with one more known wrong value."""
        return replace(self, known=(*self.known, known))


def value_cases(questions: Mapping[str, Value]) -> Arrays:
    """The questions by their names; they stand in the text, and are the same for every seed."""
    return {f"{name}/asked": np.array(value.asked) for name, value in questions.items()}


def take_values(namespace: Mapping[str, object], cases: Arrays) -> Arrays:
    """What the learner gave to each name that a case is called by."""
    found: Arrays = {}
    for name in by_case(cases):
        found |= value_of(name, namespace).arrays(name)
    return found


def value_of(name: str, namespace: Mapping[str, object]) -> Outcome:
    """The value of a name: ``what`` is its kind (text, nothing, number, numbers), ``line`` the name."""
    if name not in namespace:
        others = [other for other, value in namespace.items() if not (other.startswith("_") or callable(value))]
        close = difflib.get_close_matches(name, others, n=1)
        return Outcome(Status.MISSING, what=close[0] if close else "", line=name)
    value = namespace[name]
    if value is ... or (isinstance(value, (tuple, list)) and any(each is ... for each in value)):
        return Outcome(Status.NOT_ATTEMPTED, line=name)
    return _as_outcome(value, name)


def _as_outcome(value: Any, name: str = "") -> Outcome:
    if value is None:
        return Outcome(Status.OK, "nothing", line=name)
    if isinstance(value, str):
        return Outcome(Status.OK, "text", line=name, result=np.array(value[:LONGEST].rstrip("\0")))
    if isinstance(value, (tuple, list)):
        try:
            value = np.array(value) if len(value) else np.empty(0)
        except ValueError:  # of unequal lengths
            return Outcome(Status.WRONG_TYPE, type_name(value), line=name)
        if value.dtype.kind not in "biufc":
            return Outcome(Status.WRONG_TYPE, "tuple", line=name)
    came = taken(value, tensors=True)
    if came.status != Status.OK:
        return Outcome(Status.WRONG_TYPE, type_name(value), line=name)
    return Outcome(Status.OK, "numbers" if came.result.ndim else "number", line=name, result=came.result)


def judge_values(arrays: Arrays, cases: Arrays, *, questions: Mapping[str, Value]) -> list[Verdict]:
    """Judge each value by itself."""
    verdicts = []
    for name in by_case(cases):
        value, came = questions[name], outcome(arrays, name)
        passed = _equal(came, _as_outcome(value.right), value.close)
        verdicts.append(Verdict(name, passed, *(("", "") if passed else _told(name, value, came))))
    return verdicts


def _equal(came: Outcome, other: Outcome, close: float) -> bool:
    if came.status != Status.OK or came.what != other.what or came.result.shape != other.result.shape:
        return False
    if came.what == "text":
        return _plain(came) == _plain(other)
    if came.result.dtype.kind not in "biufc":
        return False
    return bool(np.allclose(came.result, other.result, rtol=close, atol=1e-12))


def _plain(came: Outcome) -> str:
    return str(came.result).strip().casefold()


def _told(name: str, value: Value, came: Outcome) -> tuple[str, str]:
    asked = f"`{name}` is to be {value.asked}."
    if came.status != Status.OK:
        return f"{value_message(came, name)} {asked}", ""
    given = f"{asked} You have {_written(came)}."
    for known in value.known:
        if _equal(came, _as_outcome(known.answer), value.close):
            return f"{given} {known.thought}", known.misconception
    kinds = {_as_outcome(answer).what for answer in (value.right, *(known.answer for known in value.known))}
    if came.what == "text" and value.choices and _plain(came) not in map(str.casefold, value.choices):
        close = difflib.get_close_matches(_plain(came), value.choices, n=1, cutoff=0.5)
        meant = f' Did you mean `"{close[0]}"`?' if close else ""
        return f"{given} That is none of the answers: {', '.join(value.choices)}.{meant}", ""
    if came.what not in kinds and not (came.what == "text" and value.choices):
        trap = " In Python `(3)` is the number 3; with a comma, `(3,)`, it is a shape with one axis."
        lacks_comma = came.what == "number" and value.form.startswith(SHAPE)
        return f"{given} An answer here is {_form(value)}.{trap if lacks_comma else ''}", ""
    return f"{given} {value.otherwise}", ""


def _form(value: Value) -> str:
    texts = f"{TEXT}: {', '.join(value.choices)}"
    return value.form or (texts if isinstance(value.right, str) else NUMBER)


def _written(came: Outcome) -> str:
    if came.what == "nothing":
        return "`None`"
    if came.what == "text":
        words = str(came.result)
        return f'`"{words[:60]}{"…" if len(words) > 60 else ""}"`'
    if came.result.ndim == 1 and came.result.size <= 10:
        return f"`{tuple(came.result.tolist())}`"
    return f"`{came.result.item()}`" if came.result.size == 1 else f"an array of shape `{came.result.shape}`"


def value_message(came: Outcome, name: str) -> str:
    """What to tell a learner who gave a name no value that can be judged."""
    if came.status == Status.MISSING:
        close = f" There is a `{came.what}`: did you mean that one?" if came.what else ""
        return f"There is no `{name}` yet.{close} Keep the name, run the answer cell, then this one."
    if came.status == Status.NOT_ATTEMPTED:
        return f"`{name}` is still `...`, which stands for “not answered yet”."
    if came.status == Status.WRONG_TYPE:
        wanted = f" {came.detail}" if came.detail else ""
        return f"`{name}` is {a_type(came.what)}, with which nothing can be compared here.{wanted}"
    return "This one was not tried."
