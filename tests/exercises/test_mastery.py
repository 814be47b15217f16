"""What makes a chapter mastered: its core exercises, a parallel of each quiz, an explanation compared."""

import pytest

from dlcourse import journal, rooms
from dlcourse.exercises.chapters import mastery, parallels_passed, progress_page
from dlcourse.exercises.progress import forget, overview, record
from dlcourse.exercises.reading import of_room
from dlcourse.rooms import Chapter

CHAPTERS = [chapter for chapter in rooms.chapters() if of_room(chapter.room)]
every_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.room)


def pass_quiz(name, seed=1, right=5, of=6):
    journal.record("quiz", name, {"seed": seed, "right": right, "of": of, "misconceptions": []})


def of(chapter):
    return of_room(chapter.room).values()


def master(chapter):
    for exercise in of(chapter):
        record(exercise.id, "check", passed=True)
    for lesson in chapter.lessons:
        pass_quiz(lesson.quiz)


@every_chapter
def test_a_chapter_is_mastered_by_exercises_quiz_and_explanation_together(chapter):
    assert not mastery(chapter).mastered
    master(chapter)
    assert mastery(chapter).mastered
    for each in of(chapter):
        if not each.core:
            forget(each.id)
    assert mastery(chapter).mastered, "without its extensions"
    missing = next(each for each in of(chapter) if each.core and each.words is None)
    forget(missing.id)
    found = mastery(chapter)
    assert not found.mastered
    assert found.core[0] == found.core[1] - 1 >= 1


@every_chapter
def test_it_needs_every_quiz_and_a_text_that_was_held_against_the_examples(chapter):
    for exercise in of(chapter):
        record(exercise.id, "check", passed=exercise.words is None)
    for lesson in chapter.lessons[1:]:
        pass_quiz(lesson.quiz)
    found = mastery(chapter)
    assert found.core[0] == found.core[1]
    assert found.quizzes == (len(chapter.lessons) - 1, len(chapter.lessons))
    assert found.explained is False
    assert "begun" in overview(chapter.room).plain
    [text] = [each for each in of(chapter) if each.words is not None]
    record(text.id, "check", passed=True)
    assert mastery(chapter).explained is True
    assert not mastery(chapter).mastered
    assert "held against the examples" in overview(chapter.room).plain
    pass_quiz(chapter.lessons[0].quiz)
    assert mastery(chapter).mastered


def test_a_chapter_without_a_text_asks_for_none():
    assert mastery(Chapter("99", "no_room", "None")).explained is None


def test_only_new_questions_count_and_four_of_five_must_be_right():
    for value in ({"seed": 0}, {"right": 4}, {"of": 0, "right": 0}, {"right": "6"}):
        journal.record("quiz", "start.start_here", {"seed": 1, "right": 5, "of": 6} | value)
    journal.record("quiz", "start.start_here", None)
    assert parallels_passed() == set()
    pass_quiz("start.start_here", seed=3, right=4, of=5)
    assert parallels_passed() == {"start.start_here"}


@every_chapter
def test_a_quiz_counts_under_the_name_that_an_older_version_recorded(chapter):
    names = {today: name for name, today in rooms.moved_quizzes().items()}
    for lesson in chapter.lessons:
        pass_quiz(names[lesson.quiz])
        assert lesson.quiz in parallels_passed()
    assert mastery(chapter).quizzes == (len(chapter.lessons), len(chapter.lessons))


def test_earlier_names_of_quizzes_lead_to_quizzes_that_there_are():
    moved = rooms.moved_quizzes()
    assert moved["02a One neuron"] == "neurons.one_neuron"
    assert {lesson.quiz for lesson in rooms.lessons() if lesson.room != "refreshers"} <= set(moved.values())
    assert not set(moved) & set(moved.values())


def test_a_reset_of_everything_takes_mastery_away_and_it_can_be_won_again():
    chapter = CHAPTERS[0]
    master(chapter)
    forget(None)
    assert mastery(chapter).quizzes[0] == 0
    assert not mastery(chapter).mastered
    master(chapter)
    assert mastery(chapter).mastered


@every_chapter
def test_what_a_chapter_is_mastered_by_takes_two_hours_and_a_half_at_most(chapter):
    assert 0 < sum(each.minutes for each in of(chapter) if each.core) <= 150


def test_progress_shows_the_chapters_beside_what_one_can_do():
    master(CHAPTERS[0])
    plain = progress_page().plain
    assert "You can average an array along the axes that you choose." in plain
    assert plain.count("| yes") == 1
    assert all(f"{chapter.number} {chapter.title}" in plain for chapter in CHAPTERS)
    assert "mastered" not in progress_page("no-such-topic").plain


@pytest.mark.parametrize("topic", ["neurons", "outputs"])
def test_progress_of_a_room_or_of_a_topic_shows_its_chapter(topic):
    plain = progress_page(topic).plain
    assert "02 Neurons, layers, activations |" in plain
    assert not any(chapter.title in plain for chapter in CHAPTERS if chapter.room != "neurons")
    assert "A softmax that survives large numbers |" in plain
    assert ("Three neurons by hand |" in plain) == (topic == "neurons")
