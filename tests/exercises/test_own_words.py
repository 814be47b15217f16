"""Answers in the reader's own words: held against examples, not judged."""

import pytest

from dlcourse.exercises import exercises, own_words
from dlcourse.exercises.check import _own_words
from dlcourse.exercises.own_words import OwnWords, judge_words, word_cases
from dlcourse.exercises.values import take_values

OWN = OwnWords(("It slides.", "It shares."), "Good one.", "Wrong one.", "It mixes up two things.")
CASES = word_cases(OWN)
LONG = "A filter slides over the picture and uses the same weights everywhere, " * 2
TEXTS = [exercise for exercise in exercises().values() if exercise.words is not None]


def verdicts(**names):
    return judge_words(take_values(names, CASES), own=OWN)


@pytest.mark.parametrize(
    ("text", "told"),
    [("too short", "Your text has 2 words."), (..., "is still `...`"), (7, "is to be a text"), ("", "has 0 words")],
)
def test_a_text_must_be_there(text, told):
    written, held = verdicts(explanation=text, points_made=(1,))
    assert not written.passed
    assert not held.passed
    assert told in written.message


def test_the_examples_come_after_the_text_and_before_the_marks():
    assert "There is no `explanation` yet." in verdicts(points_made=())[0].message
    assert "Good one." not in verdicts(explanation="short", points_made=...)[0].message
    written, held = verdicts(explanation=LONG, points_made=...)
    assert written.passed
    assert not held.passed
    told = ("Good one.", "Wrong one.", "It mixes up", "**1.** It slides.", "**2.** It shares.", "No program reads")
    assert all(piece in held.message for piece in told)


@pytest.mark.parametrize("marks", [(), (1,), 2, [2, 1], (1, 2, 2)])
def test_any_honest_count_is_recorded(marks):
    held = verdicts(explanation=LONG, points_made=marks)[1]
    assert held.passed
    assert "By your own count" in held.message
    assert ("It shares." in held.message) == (marks in ((), (1,)))


@pytest.mark.parametrize("marks", [(3,), (0, 1), "all", (1.5,), True, None])
def test_marks_that_name_no_point_are_told(marks):
    written, held = verdicts(explanation=LONG, points_made=marks)
    assert written.passed
    assert not held.passed
    assert "numbers" in held.message


@pytest.mark.parametrize("exercise", TEXTS, ids=lambda exercise: exercise.id)
def test_nobody_is_told_that_a_text_is_right_or_wrong(exercise):
    cases = exercise.cases(0)
    for marks in (..., (1,)):
        given = {exercise.words.text: LONG * 3, exercise.words.marked: marks}
        words = _own_words(exercise, exercise.judge(exercise.probe(given, cases), cases))
        assert not words.startswith(("**Right", "**Not yet"))
    assert own_words.UNJUDGED.startswith("No program reads your text")


@pytest.mark.parametrize("exercise", TEXTS, ids=lambda exercise: exercise.id)
def test_a_text_is_held_against_points_and_two_examples(exercise):
    own = exercise.words
    assert len(own.points) >= 3
    assert own.good
    assert own.wrong
    assert own.because
    assert own.least <= len(own.good.split()) < 200
    assert own.least <= len(own.wrong.split()) < 200
