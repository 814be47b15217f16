"""Where the content of the course lies: a room for each chapter, listed in ``course/course.toml``.

    chapters()[2].title               "Neurons, layers, activations"
    chapters()[2].lessons[0].notebook "02a_one_neuron"
    room_of("neurons.one_neuron")     dlcourse/course/neurons

The machinery finds what it needs by name, here and in the readers of each kind of file; no room is named in its code.
"""

import functools
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

COURSE = Path(__file__).parent / "course"
LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Lesson:
    """One lesson: a text in its room, a notebook in ``chapters/``."""

    room: str
    name: str
    """Of the text, without its ending: ``one_neuron``. No two lessons of the course share one."""
    notebook: str
    """Of the notebook, without its ending: ``02a_one_neuron``."""
    title: str
    """As README's table has it."""
    minutes: int
    """What the core takes a learner, in minutes."""

    @property
    def text(self) -> Path:
        """Where the text lies."""
        return COURSE / self.room / f"{self.name}.md"

    @property
    def quiz(self) -> str:
        """The quiz that closes it: ``neurons.one_neuron``."""
        return f"{self.room}.{self.name}"


@dataclass(frozen=True)
class Chapter:
    """One chapter: a row of ``course.toml``."""

    number: str
    """``"02"``; ``"A"`` for the appendix."""
    room: str
    title: str
    lessons: tuple[Lesson, ...] = ()
    """In order; none while the chapter is still to come."""
    planned: str = ""
    """What README says of a chapter that is still to come."""

    @property
    def exercises(self) -> Path | None:
        """The text of its exercises, where it has some."""
        path = COURSE / self.room / "exercises.md"
        return path if path.exists() else None

    @property
    def exercise_notebook(self) -> str:
        """Of the notebook of its exercises, without its ending: ``exercises/02_neurons_exercises``."""
        return f"exercises/{self.number}_{self.room}_exercises"


@functools.cache
def _table() -> dict:
    return tomllib.loads((COURSE / "course.toml").read_text(encoding="utf-8"))


@functools.cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters, in the order of the course."""
    return tuple(_chapter(**row) for row in _table()["chapter"])


def _chapter(number: str, room: str, title: str, lessons: tuple[dict, ...] = (), planned: str = "") -> Chapter:
    letters = LETTERS[: len(lessons)] if len(lessons) > 1 else [""] * len(lessons)
    numbers = [f"{number}{letter}" for letter in letters]
    found = [Lesson(room, notebook=f"{n}_{row['name']}", **row) for n, row in zip(numbers, lessons, strict=True)]
    return Chapter(number, room, title, tuple(found), planned)


def lessons() -> list[Lesson]:
    """All lessons that are there, in the order of the course."""
    return [lesson for chapter in chapters() for lesson in chapter.lessons]


def room_of(id: str) -> Path:
    """The folder that an id such as ``neurons.one_neuron`` belongs to.

    Raises:
        KeyError: no room has that name.
    """
    name = id.partition(".")[0]
    rooms = [chapter.room for chapter in chapters()]
    if name not in rooms:
        raise KeyError(f"There is no room {name!r}, as {id!r} wants. There are: {', '.join(rooms)}.")
    return COURSE / name


def result_path(recipe: str) -> Path:
    """Where the recipe ``start.mnist`` keeps what it measured.

    Raises:
        KeyError: no room has that name.
    """
    return room_of(recipe) / "runs" / f"{recipe.partition('.')[2]}.json"


def result(recipe: str, path: Path | None = None) -> dict | None:
    """What a recipe has measured so far, or None; `path` is for results that lie elsewhere."""
    path = path or result_path(recipe)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def moved_notebooks() -> dict[str, list[str]]:
    """Earlier names of notebooks, each with the names that it has today; several where it was split."""
    moved = _table()["moved"]["notebooks"]

    def today(name: str) -> list[str]:
        return [each for new in moved[name] for each in today(new)] if name in moved else [name]

    return {name: today(name) for name in moved}


def moved_quizzes() -> dict[str, str]:
    """Earlier names of quizzes, as learners' records have them, each with today's."""
    moved = _table()["moved"]["quizzes"]

    def today(name: str) -> str:
        return today(moved[name]) if name in moved else name

    return {name: today(name) for name in moved}
