"""A room's exercises.md is read into exercises and the cells between them; a fault in it is told in a sentence."""

import re

import pytest
from texts import CELLS, CHECK, HINTS, SOLUTION, STUB, code, read, text, words

from dlcourse import rooms
from dlcourse.exercises import reading
from dlcourse.exercises.exercise import Exercise

ORDER = r"An exercise is question, stub, solution, explanation, hints, check, one after the other; .*\."


def test_an_exercise_has_what_its_cells_say(tmp_path):
    head, _, exercise = read(tmp_path)
    assert head.source == "# Exercises: a trial"
    assert exercise == Exercise(
        id="trial.double",
        room="trial",
        title="Doubled",
        question="## Doubled\n\nDouble `x`.",
        stub=STUB,
        solution=f"# exercise: trial.double\n{SOLUTION}",
        explanation="Twice is two times.",
        hints=("Add it to itself.", "Or multiply.", "By 2."),
        can="double",
        points=2,
        minutes=5,
        difficulty=1,
        tags=("core",),
        imports="import numpy as np",
        check=CHECK,
    )
    assert exercise.core
    assert exercise.functions == ("double",)


def test_cells_and_exercises_come_in_the_order_of_the_text(tmp_path):
    other = {name: cell.replace("trial.double", "trial.twice") for name, cell in CELLS.items() if name != "before"}
    found = read(tmp_path, words("Some words."), code("x = 1"), *other.values(), words("The end."))
    assert [getattr(each, "id", None) if isinstance(each, Exercise) else each.source for each in found] == [
        "# Exercises: a trial",
        "import numpy as np",
        "trial.double",
        "Some words.",
        "x = 1",
        "trial.twice",
        "The end.",
    ]


def test_the_parts_of_an_exercise_may_change_places(tmp_path):
    cells = {name: CELLS[name] for name in ("before", "question", "stub", "check", "hints", "explanation", "solution")}
    assert read(tmp_path, **dict.fromkeys(CELLS, ""))[1:] == []
    assert read(tmp_path, *cells.values(), **dict.fromkeys(CELLS, ""))[-1] == read(tmp_path)[-1]


def test_imports_of_all_plain_cells_are_shared_and_others_are_not(tmp_path):
    before = code("import numpy as np\nfrom math import pi as circle\n\nnp.random.seed(0)  # is no import")
    found = read(tmp_path, code("import os\nx = os.sep"), before=before, stub=code(f"{STUB}\nimport sys", "stub"))
    exercise = next(each for each in found if isinstance(each, Exercise))
    assert exercise.imports == "import numpy as np\nfrom math import pi as circle\nimport os"


def test_hints_are_items_of_a_list_however_many_lines_each_has(tmp_path):
    hints = "1. First,\nin\ntwo lines: 3. is no item.\n2. Second.\n\n3. Third, `x[1:]`."
    assert read(tmp_path, hints=words(hints, "can", tags='["hints"]'))[-1].hints == (
        "First, in two lines: 3. is no item.",
        "Second.",
        "Third, `x[1:]`.",
    )


TEXT = 'explanation = """\nWrite here.\n"""\n\npoints_made = ...'
GOOD = 'explanation = """\nA good one,\nin two lines.\n\nAnd another.\n"""\n\npoints_made = (1, 2)'
COMPARE = """### Sounds good and is wrong

A wrong
one.

### What is wrong with it

It is.

### A full answer

1. The first,
in two lines.
2. The second."""
IN_WORDS = {"stub": code(f"# exercise: trial.told\n{TEXT}", "stub"), "solution": code(GOOD, "solution")}


def compared(compare, **meta):
    return {**IN_WORDS, "check": words(compare, tags='["compare"]', **meta)}


def test_an_answer_in_words_has_points_and_examples(tmp_path):
    own = read(tmp_path, **compared(COMPARE, least="40"))[-1].words
    assert (own.text, own.marked, own.least) == ("explanation", "points_made", 40)
    assert own.good == "A good one, in two lines.\n\nAnd another."
    assert own.wrong == "A wrong one."
    assert own.because == "It is."
    assert own.points == ("The first, in two lines.", "The second.")
    assert read(tmp_path, **compared(COMPARE))[-1].words.least == 20
    assert read(tmp_path)[-1].words is None


# what is changed in the text, and what is told: one sentence with the file, and the exercise where its id is known
ASKS = r"a stub needs its question before it, with a heading: '# exercise: trial\.double.*"
TWICE = f"{CELLS['check']}\n\n{CELLS['check']}"
FAULTS = {
    "no question": ({"question": ""}, ASKS),
    "a question without a heading": ({"question": words("Double.", "points")}, ASKS),
    "no id": ({"stub": code(SOLUTION, "stub")}, r"the stub begins with 'def double.*'; its first line must be .*"),
    **{f"no {part}": ({part: ""}, rf"trial\.double lacks {part}\. {ORDER}") for part in ("solution", "explanation")},
    "no check": ({"check": ""}, rf"trial\.double lacks check\. {ORDER}"),
    "no hints, no check": ({"hints": "", "check": ""}, rf"trial\.double lacks hints and check\. {ORDER}"),
    "no stub": ({"stub": ""}, rf"'def double.*' has no stub of its own before it\. {ORDER}"),
    "a cell in between": ({"stub": f"{CELLS['stub']}\n\n{code('x = 1')}"}, rf"trial\.double lacks .*\. {ORDER}"),
    "a part that stands twice": ({"check": TWICE}, rf"'def cases.*' has no stub of its own .* {ORDER}"),
    **{
        f"no {name}": (
            {"question": words("## Doubled", *({"points", "minutes", "difficulty"} - {name}))},
            rf"trial\.double does not say its {name} in a \+\+\+ line\.",
        )
        for name in ("points", "minutes", "difficulty")
    },
    "no can": ({"hints": words(HINTS, tags='["hints"]')}, r"trial\.double does not say its can in a \+\+\+ line\."),
    "a heading missing": (compared(COMPARE.replace("A full", "A whole")), r"trial\.told: A cell tagged compare .*"),
    "no points to be marked": (
        compared(COMPARE) | {"stub": code("# exercise: trial.told\nexplanation = ...", "stub")},
        r"trial\.told: A stub to be compared names a text and, below it, the points to be marked; found \['expl.*",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_text_is_told_by_file_and_exercise(tmp_path, fault):
    changed, told = FAULTS[fault]
    with pytest.raises(ValueError, match=rf"^trial/exercises\.md: {told}$"):
        read(tmp_path, **changed)


def test_two_stubs_need_two_questions(tmp_path):
    with pytest.raises(ValueError, match=r"^trial/exercises\.md: a stub needs its question before it"):
        read(tmp_path, code("# exercise: trial.again", "stub"))


def test_two_exercises_with_one_id_are_told_with_their_rooms(tmp_path, monkeypatch):
    rows = [rooms.Chapter("00", "one", "One"), rooms.Chapter("01", "two", "Two"), rooms.Chapter("02", "none", "None")]
    for row in rows[:2]:
        (tmp_path / row.room).mkdir()
        (tmp_path / row.room / "exercises.md").write_text(text(), encoding="utf-8")
    monkeypatch.setattr(rooms, "COURSE", tmp_path)
    monkeypatch.setattr(rooms, "chapters", lambda: rows)
    monkeypatch.setattr(reading, "of_room", reading.of_room.__wrapped__)
    assert list(reading.of_room("one")) == ["trial.double"]
    assert reading.of_room("none") == {}
    with pytest.raises(ValueError, match=re.escape("There are two exercises 'trial.double': in one and in two.")):
        reading.exercises.__wrapped__()
