"""The map of the course: each notebook as a link, and how far the learner is, from an empty record to a spoiled one."""

import re

import pytest

from dlcourse import journal, rooms
from dlcourse.exercises.course_map import course_map, map_page
from dlcourse.exercises.progress import forget, record
from dlcourse.exercises.reading import exercises, of_room

WRITTEN = [chapter for chapter in rooms.chapters() if chapter.lessons]


def row(plain, number):
    return next(line for line in plain.splitlines() if line.startswith(f"{number} "))


def answer_quiz(name, seed=0, right=0):
    journal.record("quiz", name, {"seed": seed, "right": right, "of": 5, "misconceptions": []})


def test_a_new_learner_sees_every_chapter_and_has_begun_none():
    page = map_page()
    finishable = sum(len(chapter.lessons) for chapter in WRITTEN if not chapter.appendix)
    assert page.plain.startswith(
        f"You have finished 0 of {finishable} lessons and solved 0 of {len(exercises())} exercises.\n"
    )
    for chapter in rooms.chapters():
        assert f"{chapter.number} {chapter.title}" in page.plain
    assert not re.search(r"begun|finished\b(?! 0 of)(?! once)|\byes\b|you are here", page.plain)
    assert map_page().html == page.html == map_page(entries=[]).html


@pytest.mark.parametrize("chapter", rooms.chapters(), ids=lambda chapter: chapter.room)
def test_what_is_written_is_linked_and_what_is_to_come_is_named(chapter):
    links = re.findall(r'href="([^"]+)"', map_page().html)
    assert all((f"{stop.notebook}.ipynb" in links) for stop in rooms.stops(chapter))
    to_come = map_page().plain.splitlines()[-1]
    assert (f"{chapter.number} {chapter.title}" in to_come) == (not chapter.lessons)


@pytest.mark.parametrize("stop", [stop for chapter in WRITTEN for stop in rooms.stops(chapter)], ids=lambda s: s.name)
def test_one_is_somewhere_and_the_links_lead_to_notebooks_from_there(stop):
    page = map_page(stop.name)
    assert page.plain.count("you are here") == page.html.count('aria-current="page"') == 1
    assert "you are here" in row(page.plain, stop.chapter.number)
    folder = rooms.COURSE.parents[1] / "chapters" / stop.notebook
    links = re.findall(r'href="([^"]+)"', page.html)
    assert len(links) == len(set(links)) == sum(len(rooms.stops(chapter)) for chapter in WRITTEN)
    assert all((folder.parent / link).resolve().is_file() for link in links)


def test_the_markup_asks_for_nothing_but_a_table_and_links():
    assert set(re.findall(r"<(\w+)", map_page("one_neuron").html)) == {
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "a", "strong", "p", "code")
    }
    assert set(re.findall(r' (\w[\w-]*)="', map_page("one_neuron").html)) == {"scope", "href", "aria-current"}


def test_a_lesson_is_begun_by_a_prediction_or_an_early_quiz_and_finished_by_its_closing_one():
    assert "One neuron ·" in row(map_page().plain, "02")
    answer_quiz("neurons.before_one_neuron")
    assert "One neuron (begun) · Layers and depth |" in row(map_page().plain, "02")
    answer_quiz("neurons.one_neuron")
    page = map_page("layers_and_depth").plain
    assert "One neuron (finished) · Layers and depth (you are here) |" in row(page, "02")
    assert page.startswith("You have finished 1 of ")
    journal.record("prediction", "start.centring", {"option": 0})
    assert "Start here (begun) |" in row(map_page().plain, "00")


def test_a_quiz_counts_under_its_old_name():
    answer_quiz("02a One neuron")
    assert "One neuron (finished)" in row(map_page().plain, "02")


def test_solved_exercises_are_counted_and_a_mastered_chapter_is_told():
    chapter = WRITTEN[0]
    for id, exercise in of_room(chapter.room).items():
        record(id, "check", passed=exercise.core)
    core = sum(exercise.core for exercise in of_room(chapter.room).values())
    page = map_page()
    assert f"solved {core} of {len(exercises())} exercises" in page.plain
    assert f"exercises ({core} of {len(of_room(chapter.room))} solved) | not yet" in row(page.plain, chapter.number)
    for lesson in chapter.lessons:
        answer_quiz(lesson.quiz, seed=1, right=5)
    assert row(map_page().plain, chapter.number).endswith("| yes")
    forget(None)
    assert map_page().html == map_page(entries=[]).html


def test_nobody_has_to_master_the_refreshers():
    assert row(map_page("refreshers").plain, "A").endswith("| Refreshers (you are here) | none | not asked for")


def test_an_odd_record_and_one_that_cannot_be_read_are_met_kindly(capsys):
    for value in (None, [], "x", {"event": []}):
        journal.record("exercise", "start.mean", value)
        journal.record("quiz", "no.longer.there", value)
    assert map_page().plain.startswith("You have finished 0 of ")
    (journal.home() / journal.FILE).unlink()
    (journal.home() / journal.FILE).mkdir()
    course_map("one_neuron")
    told = capsys.readouterr().out.strip()
    assert told.count("\n") == 0
    assert "cannot be read" in told


def test_a_name_that_is_none_is_told_with_those_there_are(capsys):
    course_map("one_neutron")
    assert "no notebook 'one_neutron'. There are: start_here, start.exercises, " in capsys.readouterr().out
