"""The course on one page: every chapter with its notebooks as links, and how far the learner is with each.

The first sentence says it in words. It reads the learner's own journal; nothing is sent anywhere.
"""

import html
from collections.abc import Sequence

from IPython.display import display

from dlcourse import rooms
from dlcourse.exercises.chapters import mastery
from dlcourse.exercises.progress import since_reset, standings
from dlcourse.exercises.reading import of_room
from dlcourse.interact import questions
from dlcourse.journal import Entry, JournalError
from dlcourse.plots import Html, page, table
from dlcourse.rooms import Chapter, Lesson, Stop

RULES = (
    "A lesson is finished once you have answered every question of its closing quiz. Among the exercises, "
    "<code>progress()</code> says what a chapter still needs to be mastered."
)


def course_map(here: str = "") -> None:
    """Show the course, and how far you are in it.

    Args:
        here: the notebook that it stands in: a lesson's name, such as ``"one_neuron"``, or ``"neurons.exercises"``.
    """
    try:
        display(map_page(here))
    except JournalError as error:
        display(page(str(error)))
    except KeyError as error:
        display(page(str(error.args[0])))


def map_page(here: str = "", entries: Sequence[Entry] | None = None) -> Html:
    """The page that `course_map` shows.

    Args:
        here: as there.
        entries: the record to go by; the learner's journal when left out.

    Raises:
        JournalError: the record cannot be read.
        KeyError: there is no such notebook.
    """
    at = rooms.stop(here) if here else None
    entries = since_reset(entries)
    names = {rooms.moved_quizzes().get(each.name, each.name) for each in entries if each.kind in ("quiz", "prediction")}
    written = [chapter for chapter in rooms.chapters() if chapter.lessons]
    rows = [_row(chapter, at, names, entries) for chapter in written]
    closed = [lesson for chapter in written for lesson in chapter.lessons if _closes(lesson)]
    standing = standings(entries).values()
    finished, solved = sum(lesson.quiz in names for lesson in closed), sum(each.passed for each in standing)
    caption = f"You have finished {finished} of {len(closed)} lessons and solved {solved} of {len(standing)} exercises."
    made = table(["chapter", "lessons", "exercises", "mastered"], rows, caption)
    planned = [f"{each.number} {html.escape(each.title)}" for each in rooms.chapters() if not each.lessons]
    to_come = f" Still to come: {'; '.join(planned)}." if planned else ""
    below = f"<p>{RULES}{to_come}</p>"
    return Html(made.html + below, f"{made.plain}\n{Html(below).plain}")


def _closes(lesson: Lesson) -> bool:
    """Whether the lesson has a closing quiz, so that it can be finished."""
    return lesson.name in questions.of_room(lesson.room).quizzes


def _row(chapter: Chapter, here: Stop | None, names: set[str], entries: Sequence[Entry]) -> list[str]:
    """Cells for the chapter; `names` are those of the quizzes and predictions in the record."""
    lessons, exercises = [], "none"
    for stop in rooms.stops(chapter):
        if stop.lesson:
            lessons.append(_link(stop, here, html.escape(stop.lesson.heading), _state(stop.lesson, names)))
        else:
            ids = of_room(chapter.room)
            solved = sum(standing.passed for id, standing in standings(entries).items() if id in ids)
            exercises = _link(stop, here, "exercises", f"{solved} of {len(ids)} solved")
    asked = chapter.exercises is not None or any(map(_closes, chapter.lessons))
    mastered = ("yes" if mastery(chapter, entries).mastered else "not yet") if asked else "not asked for"
    return [f"{chapter.number} {html.escape(chapter.title)}", " · ".join(lessons), exercises, mastered]


def _link(stop: Stop, here: Stop | None, title: str, state: str) -> str:
    target = here.link_to(stop) if here else f"{stop.notebook}.ipynb"
    if stop == here:
        return f'<strong><a href="{target}" aria-current="page">{title}</a></strong> ({_listed(state, "you are here")})'
    return f'<a href="{target}">{title}</a>' + (f" ({state})" if state else "")


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _state(lesson: Lesson, names: set[str]) -> str:
    if lesson.quiz in names:
        return "finished"
    text = lesson.text.read_text(encoding="utf-8")
    # The record has the names that the lesson's code says: of its predictions and its other quizzes.
    return "begun" if any(f'"{name}"' in text for name in names) else ""
