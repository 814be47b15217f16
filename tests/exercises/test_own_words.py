"""Answers in the reader's own words: held against examples, not judged; and what makes a chapter mastered."""

from functools import partial

import pytest

from dlcourse import journal
from dlcourse.exercises import own_words
from dlcourse.exercises.chapters import CHAPTERS, Chapter, exercises_of, mastery, parallels_passed, progress_page
from dlcourse.exercises.check import _own_words
from dlcourse.exercises.exercise import CODE, NAMED, WORDS
from dlcourse.exercises.own_words import OwnWords, judge_words, word_cases
from dlcourse.exercises.progress import ALL, forget, overview, record, standings
from dlcourse.exercises.registry import EXERCISES
from dlcourse.exercises.values import take_values

OWN = OwnWords(("It slides.", "It shares."), "Good one.", "Wrong one.", "It mixes up two things.")
CASES = word_cases(OWN, 0)
LONG = "A filter slides over the picture and uses the same weights everywhere, " * 2


def verdicts(**names):
    return judge_words(take_values(names, CASES), CASES, own=OWN)


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


def test_nobody_is_told_that_a_text_is_right_or_wrong():
    exercise = next(each for each in EXERCISES.values() if each.own is not None)
    for marks in (..., (1,)):
        cases = exercise.cases(0)
        given = {exercise.own.text: LONG * 3, exercise.own.marked: marks}
        words = _own_words(exercise, exercise.judge(exercise.probe(given, cases), cases))
        assert not words.startswith(("**Right", "**Not yet"))
    assert own_words.UNJUDGED.startswith("No program reads your text")


def test_every_text_has_points_and_an_explanation_has_both_examples():
    for exercise in EXERCISES.values():
        assert exercise.kind in (*CODE, *NAMED, *WORDS)
        own = exercise.own
        if own is None:
            continue
        assert len(own.points) >= 3
        assert exercise.kind == "open" or (own.good and own.wrong and own.because)
        assert bool(own.good) == bool(own.wrong) == bool(own.because)
        assert not exercise.core or own.good


# Mastery


def pass_quiz(name, seed=1, right=5, of=6):
    journal.record("quiz", name, {"seed": seed, "right": right, "of": of, "misconceptions": []})


def master(chapter):
    for exercise in exercises_of(chapter):
        record(exercise.id, "check", passed=True)
    for quiz in chapter.quizzes:
        pass_quiz(quiz)


def test_a_chapter_is_mastered_by_exercises_quiz_and_explanation_together():
    chapter = CHAPTERS[0]
    assert not mastery(chapter).mastered
    master(chapter)
    assert mastery(chapter).mastered
    missing = next(each for each in exercises_of(chapter) if each.core and each.kind not in WORDS)
    forget(missing.id)
    found = mastery(chapter)
    assert not found.mastered
    assert found.core[0] == found.core[1] - 1


def test_only_new_questions_count_and_four_of_five_must_be_right():
    for value in ({"seed": 0}, {"right": 4}, {"of": 0, "right": 0}, {"right": "6"}):
        journal.record("quiz", "00 Start here", {"seed": 1, "right": 5, "of": 6} | value)
    journal.record("quiz", "00 Start here", None)
    assert parallels_passed() == set()
    pass_quiz("00 Start here", seed=3, right=4, of=5)
    assert parallels_passed() == {"00 Start here"}


def test_a_reset_of_everything_takes_mastery_away_and_it_can_be_won_again():
    chapter = CHAPTERS[0]
    master(chapter)
    forget(None)
    assert mastery(chapter).quizzes[0] == 0
    assert not mastery(chapter).mastered
    master(chapter)
    assert mastery(chapter).mastered
    assert ALL not in EXERCISES


def test_an_explanation_that_was_only_written_does_not_count():
    own = [each for each in EXERCISES.values() if each.own is not None and each.own.good]
    assert own
    record(own[0].id, "check", passed=False)
    chapter = next(each for each in CHAPTERS if own[0].id.split(".")[0] in each.topics)
    assert mastery(chapter).explained is False
    assert "begun" in overview().plain
    record(own[0].id, "check", passed=True)
    assert mastery(chapter).explained is True
    assert "held against the examples" in overview().plain
    assert mastery(Chapter("99", "None", (), ())).explained is None


@pytest.mark.parametrize("number", ["01", "02", "03"])
def test_a_chapter_with_an_explanation_is_mastered_with_it_only_and_without_its_extensions(number):
    chapter = next(each for each in CHAPTERS if each.number == number)
    master(chapter)
    assert mastery(chapter).mastered
    for each in exercises_of(chapter):
        if not each.core:
            forget(each.id)
    assert mastery(chapter).mastered
    [told] = [each for each in exercises_of(chapter) if each.kind == "explain"]
    forget(told.id)
    assert mastery(chapter).explained is False
    assert not mastery(chapter).mastered


def test_what_a_chapter_is_mastered_by_takes_two_hours_and_a_half_at_most():
    for chapter in CHAPTERS:
        minutes = sum(each.minutes for each in exercises_of(chapter) if each.core)
        assert 0 < minutes <= 150, chapter.number


def test_progress_shows_the_chapters_beside_what_one_can_do():
    master(CHAPTERS[0])
    plain = progress_page().plain
    assert "You can average an array along the axes that you choose." in plain
    assert "00 Start here |" in plain
    assert plain.count("| yes") == 1
    assert all(f"{chapter.number} {chapter.title}" in plain for chapter in CHAPTERS)
    assert CHAPTERS[1].title not in progress_page("start").plain
    assert "mastered" not in progress_page("no-such-topic").plain


def test_every_exercise_belongs_to_one_chapter_whose_quizzes_exist():
    topics = [topic for chapter in CHAPTERS for topic in chapter.topics]
    assert len(topics) == len(set(topics))
    assert {id.split(".")[0] for id in EXERCISES} <= set(topics)
    assert partial(mastery, standing=standings())(CHAPTERS[0]).core[1] > 0
