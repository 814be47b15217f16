"""Exercises in the reader's own words: an explanation compared with two examples, or a text with a list to go through.

No program judges a text here, and that is said. The answer cell has a text and, below it, a name still to be given:

    explanation = \"\"\"
    Write here.
    \"\"\"
    points_made = ...

The first check shows the examples (one good, one plausible and wrong) and the points. The reader compares, gives the
numbers of the points that their own text makes, `points_made = (1, 3)`, and checks again: that is recorded.

In ``exercises.md`` the cell tagged ``compare`` has them under headings; the good one is the solution's text:

    ### Sounds good and is wrong
    ### What is wrong with it
    ### A full answer            a numbered list: the points
"""

import ast
import re
from dataclasses import dataclass

import numpy as np

from dlcourse.exercises.exercise import Arrays, Verdict
from dlcourse.exercises.myst import Cell
from dlcourse.exercises.outcome import Outcome, Status, outcome
from dlcourse.exercises.values import value_message

UNJUDGED = "No program reads your text, and none could judge it. You do, with these to hold it against."
# Thai, Lao, Burmese, Khmer, Japanese, Chinese: written without blanks between words.
UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WRONG, BECAUSE, POINTS = "Sounds good and is wrong", "What is wrong with it", "A full answer"


@dataclass(frozen=True)
class OwnWords:
    """What a text is held against."""

    points: tuple[str, ...]
    """What a full answer says, or has; the reader marks which of them theirs does."""
    good: str = ""
    """A good example, in marks of `page`; empty for an open exercise without one."""
    wrong: str = ""
    """A plausible one that is wrong."""
    because: str = ""
    """What is wrong with it."""
    text: str = "explanation"
    marked: str = "points_made"
    least: int = 20
    """Words; fewer are no attempt."""


def read_words(stub: str, solution: str, compare: Cell) -> OwnWords:
    """What the cells of an exercise say.

    Args:
        stub: names the text and, below it, the points to be marked.
        solution: its text is the good example.
        compare: the cell of that tag; its ``+++`` line may have ``least``, how many words are an attempt.

    Raises:
        ValueError: a heading is missing, or a name.
    """
    names = [node.targets[0].id for node in ast.parse(stub).body if isinstance(node, ast.Assign)]  # type: ignore[attr-defined]
    if len(names) != 2:
        raise ValueError(f"A stub to be compared names a text and, below it, the points to be marked; found {names}.")
    text, marked = names
    named: dict[str, str] = {}
    exec(compile(solution, "<solution>", "exec"), named)
    pieces = re.split(r"^### (.+)$", compare.source, flags=re.MULTILINE)
    said = dict(zip(pieces[1::2], (_paragraphs(each) for each in pieces[2::2]), strict=True))
    if set(said) != {WRONG, BECAUSE, POINTS}:
        raise ValueError(f"A cell tagged compare has the headings {WRONG!r}, {BECAUSE!r}, {POINTS!r}; found {[*said]}.")
    points = tuple(" ".join(each.split()) for each in re.split(r"(?:^|\n+|\s)\d+\. ", said[POINTS])[1:])
    least = compare.metadata.get("least", OwnWords.least)
    return OwnWords(points, _paragraphs(named[text]), said[WRONG], said[BECAUSE], text, marked, least)


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", text.strip()))


def word_cases(own: OwnWords) -> Arrays:
    """The two names of the answer cell; the same for every seed. Probe with `values.take_values`."""
    return {f"{own.text}/asked": np.array("your text"), f"{own.marked}/asked": np.array("the points that it makes")}


def judge_words(arrays: Arrays, *, own: OwnWords) -> list[Verdict]:
    """Whether there is a text, and whether it was held against the examples; not whether it is right.

    The message of the second verdict is for the reader in either case.
    """
    text, marked = outcome(arrays, own.text), outcome(arrays, own.marked)
    trouble = _no_text(text, own)
    written = Verdict(own.text, not trouble, trouble)
    if trouble:
        return [written, Verdict(own.marked, False, "This comes after your text.")]
    numbers = _numbers(marked, len(own.points))
    if isinstance(numbers, str):
        message = to_hold_against(own) if marked.status == Status.NOT_ATTEMPTED else numbers
        return [written, Verdict(own.marked, False, message)]
    return [written, Verdict(own.marked, True, _tally(own, numbers))]


def _no_text(came: Outcome, own: OwnWords) -> str:
    if came.status != Status.OK:
        return value_message(came, own.text)
    if came.what != "text":
        return f"`{own.text}` is to be a text, between three quotation marks and three."
    count = words_in(str(came.result))
    if count < own.least:
        return f"Your text has {count} words. Write some sentences, {own.least} words or more, as if to a friend."
    return ""


def words_in(text: str) -> int:
    """How many words a text has, whatever its script; where no blanks part them, two characters count as a word."""
    return len(re.findall(r"\w+", UNPARTED.sub(" ", text))) + len(UNPARTED.findall(text)) // 2


def _numbers(came: Outcome, count: int) -> "list[int] | str":
    """The points marked, or a sentence on why they cannot be read."""
    if came.status != Status.OK or came.what not in ("number", "numbers"):
        return "Give the numbers of the points that your text makes: `(1, 3)`, a single one as `(2,)`, none as `()`."
    marks = came.result.ravel()
    if (marks.dtype.kind not in "iu" and marks.size) or not np.isin(marks, np.arange(1, count + 1)).all():
        return f"The points have the numbers 1 to {count}; you gave `{tuple(marks.tolist())}`."
    return sorted({int(mark) for mark in marks})


def to_hold_against(own: OwnWords) -> str:
    """The examples and the points, with what to do."""
    parts = [UNJUDGED]
    if own.good:
        parts += ["**One that is good.**", own.good, "**One that sounds good and is wrong.**", own.wrong]
        parts += [f"**What is wrong with it.** {own.because}"]
    parts += ["**The points.** Read your text again. Which of these does it make?"]
    parts += [f"**{number}.** {point}" for number, point in enumerate(own.points, 1)]
    parts += [
        f"Mend your text if you like. Give `{own.marked}` the numbers of the points that it makes, such as `(1, 3)`, "
        "run the cell, and check again."
    ]
    return "\n\n".join(parts)


def _tally(own: OwnWords, numbers: list[int]) -> str:
    missing = [point for number, point in enumerate(own.points, 1) if number not in numbers]
    said = f"By your own count your text makes {len(numbers)} of {len(own.points)} points."
    if not missing:
        return said
    return "\n\n".join([f"{said} These it does not make yet:", *missing, "Add them, and it is a full answer."])
