"""Planted answers: tests/course/<room>/answers_<room>.py has RIGHT and WRONG ones, and mutants that are EQUIVALENT.

A right answer is a text of code, or a dict; a wrong one is such an answer and a piece of the message that it must get.
A text runs after the solution, whose names it gives to something else; a dict says what in the solution is replaced by
what. A wrong answer that a check cell lists as it stands need not be planted too: `test_mistakes` tries all of those.
"""

import runpy
from pathlib import Path

from dlcourse.exercises import exercises, find

COURSE = Path(__file__).parents[1] / "course"
SEEDS = (0, 1, 2, 2**31)  # what `check` uses, and some that a grader may

SECONDS = {"slopes.order": 1.0}  # until an answer is stopped, where some of the wrong ones never end

FILES = [runpy.run_path(str(path)) for path in sorted(COURSE.glob("*/answers_*.py"))]
RIGHT = {id: answers for file in FILES for id, answers in file["RIGHT"].items()}
WRONG = {id: answers for file in FILES for id, answers in file["WRONG"].items()}
EQUIVALENT = {id: lines for file in FILES for id, lines in file["EQUIVALENT"].items()}

JUDGED = [id for id, exercise in exercises().items() if exercise.words is None]
FUNCTIONS = [id for id, exercise in exercises().items() if exercise.functions]
# Of these there is no one right answer: any mutant is another design. What it must not do is planted.
DESIGNS = {"start.reader", "features.own"}


def solution(id):
    """The solution as the learner's notebook would run it."""
    return f"{find(id).imports}\n{find(id).solution}\n"


def code_of(id, answer):
    """What is run for a planted answer."""
    text = solution(id)
    if isinstance(answer, str):
        return f"{text}\n{answer}"
    for old, new in answer.items():
        assert old in text, f"{id}: the solution has no {old!r}"
        text = text.replace(old, new)
    return text


def each(answers):
    """Ids and names, to be parametrized by."""
    return [(id, name) for id, named in answers.items() for name in named]
