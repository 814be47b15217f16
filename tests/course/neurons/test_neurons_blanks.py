"""The blanks of this room's lessons: each is used, each knows its own answer, and each tells a wrong one why."""

import ast
import re

import numpy as np
import pytest

from dlcourse import rooms
from dlcourse.course.neurons import blanks
from dlcourse.interact import blank
from dlcourse.interact.agreement import shown
from dlcourse.interact.blanks import ANSWERS, MARK

MINE = {id: answer for id, answer in ANSWERS.items() if id.startswith("neurons.")}
LESSONS = [lesson.text for lesson in rooms.lessons() if lesson.room == "neurons"]


def written(id):
    """What a reader has who writes the shown solution."""
    if not callable(MINE[id].version):
        return ast.literal_eval(MINE[id].text)
    names = {"np": np}
    exec(MINE[id].text, names)
    return names[id.partition(".")[2]]


def answered(id, mine):
    return blank(id)(mine) if callable(MINE[id].version) else blank(id, mine)


def test_the_lessons_use_each_and_no_other():
    used = [id for text in LESSONS for id in re.findall(r'\bblank\("([^"]+)"', text.read_text(encoding="utf-8"))]
    assert sorted(used) == sorted(MINE)


@pytest.mark.parametrize("id", MINE)
def test_the_shown_solution_is_right(id, capsys):
    mine = written(id)
    assert answered(id, mine) is mine
    assert "Right." in capsys.readouterr().out
    assert not callable(mine) or getattr(mine, MARK) == id


@pytest.mark.parametrize("id", MINE)
def test_what_is_left_empty_the_course_fills_in(id, capsys):
    empty = (lambda *_: None) if callable(MINE[id].version) else (..., ...)
    assert answered(id, empty) is MINE[id].version
    assert "the course's version is used" in capsys.readouterr().out


def shares_of_the_whole_table(z):
    powers = np.exp(z - z.max())
    with np.errstate(invalid="ignore"):
        return powers / powers.sum(axis=1, keepdims=True)


def step_up(w, b, x, y, rate):
    return blanks.step_down(w, b, x, y, -rate)


WRONG = {
    "neurons.scores": lambda x, w, b: x @ w,
    "neurons.correct": lambda w, b, x, y: (w + x, b + 1),
    "neurons.sigmoid": lambda s: 1 / (1 + np.exp(s)),
    "neurons.relu": np.abs,
    "neurons.leaky_relu": lambda s: np.maximum(s, 0),
    "neurons.step_down": step_up,
    "neurons.layer": lambda inputs, outputs: inputs * outputs,
    "neurons.v": (1, -1),
    "neurons.softmax": shares_of_the_whole_table,
    "neurons.cross_entropy": lambda z, y: len(y) * blanks.cross_entropy(z, y),
}


@pytest.mark.parametrize("id", MINE)
def test_a_wrong_one_is_told_input_expected_and_received(id, capsys):
    assert answered(id, WRONG[id]) is MINE[id].version
    said = capsys.readouterr().out
    assert "Not quite." in said
    assert re.search("[Ee]xpected .*, received ", said)
    inputs = [given if isinstance(given, tuple) else (given,) for given in MINE[id].on] or [((1, -1),)]
    assert any(all(shown(argument) in said for argument in given) for given in inputs)
