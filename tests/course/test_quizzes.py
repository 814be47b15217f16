"""Every question of every room: well formed under many seeds, never the same value twice, nothing given away."""

import re
from pathlib import Path

import numpy as np
import pytest

from dlcourse import rooms
from dlcourse.course.gallery import demos
from dlcourse.exercises import exercises
from dlcourse.interact.questions import maker, makers_of, misconceptions, of_room

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [chapter.room for chapter in rooms.chapters() if (rooms.COURSE / chapter.room / "quiz.md").exists()]
QUESTIONS = [f"{room}.{name}" for room in ROOMS for name in of_room(room).makers]
SEEDS = range(200)
# Questions that have two forms and no numbers.
TWO_FORMS = ("features.why_linear_fails", "features.left_random", "neurons.what_hidden_does")
LONGEST = {"start": 1 / 3, "neurons": 0.7}
"""In how many questions of a room the longest answer may be the right one, where that is not 0.45."""
# Of the form `topic.some-words`, as no other text in the course has.
IDS = re.compile(
    rf"(?<![\w.])((?:{'|'.join({id.split('.')[0] for id in misconceptions()})})\.[a-z0-9]+(?:-[a-z0-9]+)+)"
)


def drawn(name):
    return [maker(name)(np.random.default_rng(seed)) for seed in SEEDS]


def value(text):
    """What an answer says: a number as a number, words as words, whatever marks they carry."""
    bare = re.sub(r"[`*\s]", "", text).replace("−", "-")
    try:
        return float(bare.replace(",", ""))
    except ValueError:
        return bare


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_has_one_right_answer_and_none_twice_in_value_under_every_seed(name):
    for question in drawn(name):  # making one checks that a single answer is right, and that each has its words
        assert len({value(option.text) for option in question.options}) == len(question.options), question
        assert not re.search(r"[{}]|\bnan\b|np\.(int|float|str)", question.text.replace("`nan`", "")), question


@pytest.mark.parametrize("name", [name for name in QUESTIONS if maker(name).code])
def test_what_is_drawn_varies(name):
    shown = {(question.text, *(option.text for option in question.options)) for question in drawn(name)}
    assert len(shown) >= (2 if name in TWO_FORMS else 3)


CLOSING = [lesson for lesson in rooms.lessons() if lesson.room != "refreshers"]  # there each card has one


@pytest.mark.parametrize("lesson", CLOSING, ids=lambda lesson: lesson.name)
def test_a_lesson_closes_with_its_quiz_and_a_new_seed_asks_something_new(lesson):
    assert f'quiz("{lesson.quiz}")' in lesson.text.read_text(encoding="utf-8")
    first, second = ([make(np.random.default_rng(seed)).text for make in makers_of(lesson.quiz)] for seed in (0, 1))
    assert first != second


@pytest.mark.parametrize("room", ROOMS)
def test_the_longest_answer_does_not_give_the_right_one_away(room):
    drawn = [make(np.random.default_rng(seed)) for make in of_room(room).makers.values() for seed in range(5)]
    longest = [max(question.options, key=lambda option: len(option.text)).right for question in drawn]
    assert np.mean(longest) <= LONGEST.get(room, 0.45)


def used():
    """Where each misconception is named: in questions, exercises, lessons, and demos."""
    found = {}
    for room in ROOMS:
        for name in of_room(room).makers:
            for question in drawn(f"{room}.{name}")[:40]:
                found |= {option.misconception: name for option in question.options}
    texts = [path for pattern in ("*/*.md", "**/*.py") for path in rooms.COURSE.glob(pattern) if path.name != "quiz.md"]
    for path in [*texts, *ROOT.glob("dlcourse/exercises/*.py")]:
        found |= dict.fromkeys(IDS.findall(path.read_text(encoding="utf-8")), path.name)
    return {id: where for id, where in found.items() if id}


def test_every_misconception_that_is_named_is_there_and_every_one_that_is_there_is_named():
    named = used()
    assert not {id: where for id, where in named.items() if id not in misconceptions()}
    assert not set(misconceptions()) - set(named)


def test_every_demo_that_is_named_is_there():
    there = {"", *demos()}
    assert not {id: belief.demo for id, belief in misconceptions().items() if belief.demo not in there}


def test_the_exercises_name_misconceptions_that_are_there():
    cells = [exercise._judging for exercise in exercises().values()]
    named = [
        each.misconception for cell in cells for part in cell.functions for each in (*part.mistakes, *part.symptoms)
    ]
    named += [known.misconception for cell in cells for asked in cell.values.values() for known in asked.known]
    assert len(named) > 200
    assert set(filter(None, named)) <= set(misconceptions())
