"""The blanks of every room: each is in a lesson, the solution shown is right, and a wrong one is told why."""

import ast
import importlib
import inspect
import re

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse import rooms
from dlcourse.interact import blank
from dlcourse.interact.agreement import is_numeric
from dlcourse.interact.blanks import ANSWERS, MARK, find

ROOMS = [chapter.room for chapter in rooms.chapters() if (rooms.COURSE / chapter.room / "blanks.py").exists()]
for room in ROOMS:
    importlib.import_module(f"dlcourse.course.{room}.blanks")
IDS = sorted(ANSWERS)
FUNCTIONS = [id for id in IDS if callable(find(id).version)]

CALL = re.compile(r'\bblank\("([^"]+)"')
FUNCTION = re.compile(r'^@blank\("([^"]+)"\)\n(def .+?\):)$', re.MULTILINE | re.DOTALL)
TEXTS = {
    room: "\n".join(each.text.read_text("utf-8") for each in rooms.lessons() if each.room == room) for room in ROOMS
}


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    """What is told is printed, whatever other tests have started in this process."""
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


def answered(id, mine):
    return blank(id)(mine) if callable(find(id).version) else blank(id, mine)


def test_every_blank_of_a_lesson_has_its_room():
    for lesson in rooms.lessons():
        assert {id.partition(".")[0] for id in CALL.findall(lesson.text.read_text("utf-8"))} <= {lesson.room}


@pytest.mark.parametrize("room", ROOMS)
def test_the_lessons_use_each_blank_once_and_no_other(room):
    assert sorted(CALL.findall(TEXTS[room])) == [id for id in IDS if id.startswith(f"{room}.")]


def parameters(function):
    """Names and defaults; the course's version may have types, if it also serves elsewhere."""
    return [each.arg for each in function.args.args], [ast.unparse(each) for each in function.args.defaults]


@pytest.mark.parametrize("id", FUNCTIONS)
def test_lesson_and_solution_name_the_function_and_its_parameters_alike(id):
    asked = dict(FUNCTION.findall(TEXTS[id.partition(".")[0]]))
    [stub], [shown] = ast.parse(f"{asked[id]} ...").body, ast.parse(find(id).text).body
    assert shown.name == stub.name
    assert parameters(shown) == parameters(stub)


@pytest.mark.parametrize("id", IDS)
def test_the_solution_that_is_shown_is_right(id, capsys):
    course = find(id)
    if callable(course.version):
        names = dict(vars(inspect.getmodule(course.version)))
        exec(course.text, names)
        mine = names[course.version.__name__]
        assert mine is not course.version
    else:
        mine = ast.literal_eval(course.text)
    assert answered(id, mine) is mine
    assert "Right." in capsys.readouterr().out
    assert not callable(mine) or getattr(mine, MARK) == id


@pytest.mark.parametrize("id", IDS)
def test_what_is_left_empty_is_filled_in(id, capsys):
    empty = (lambda *_, **__: None) if callable(find(id).version) else ...
    assert answered(id, empty) is find(id).version
    assert "the course's version is used" in capsys.readouterr().out


def spoilt(result):
    """Like a result, and wrong in its first number."""
    if is_numeric(result):
        numbers = np.array(result, dtype=float)
        numbers.flat[0] += 7 + abs(numbers.flat[0])
        return numbers if np.ndim(result) else float(numbers)
    if isinstance(result, dict):
        first, *rest = result.items()
        return dict([(first[0], spoilt(first[1])), *rest])
    if isinstance(result, (list, tuple)):
        return type(result)([spoilt(result[0]), *result[1:]])
    return "something else"


@pytest.mark.parametrize("id", IDS)
def test_a_wrong_one_is_told_input_expected_and_received(id, capsys):
    course = find(id)

    def mine(*given):
        return spoilt(course.version(*given))

    wrong = mine if callable(course.version) else spoilt(course.version)
    assert answered(id, wrong) is course.version
    assert not hasattr(mine, MARK)
    said = capsys.readouterr().out
    assert "Not quite." in said
    if callable(course.version):
        assert "Not quite. For " in said
    # What is compared in its place may be unable to take a wrong one.
    assert re.search("xpected .+, received .+", said) or (course.through and "it raised" in said)
