"""Where the content of the course lies: a room for each chapter, listed in ``course/course.toml``.

    chapters()[2].title               "Neurons, layers, activations"
    chapters()[2].lessons[0].notebook "02a_one_neuron"
    room_of("neurons.one_neuron")     dlcourse/course/neurons

The machinery finds what it needs by name, here and in the readers of each kind of file; no room is named in its code.
"""

import functools
import json
import posixpath
import re
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
    def heading(self) -> str:
        """The title of its text, by which other pages name it: ``Layers and depth``."""
        return next(line[2:] for line in self.text.read_text(encoding="utf-8").splitlines() if line.startswith("# "))

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
        path = Stop(self).text
        return path if path.exists() else None

    @property
    def exercise_notebook(self) -> str:
        """Of the notebook of its exercises, without its ending: ``exercises/02_neurons_exercises``."""
        return f"exercises/{self.number}_{self.room}_exercises"

    @property
    def appendix(self) -> bool:
        """Whether it lies beside the way through the course: one looks it up when it is needed."""
        return not self.number.isdigit()


@dataclass(frozen=True)
class Stop:
    """A notebook on the way through the course: a lesson, or a chapter's exercises."""

    chapter: Chapter
    lesson: Lesson | None = None
    """None for the exercises of the chapter."""

    @property
    def name(self) -> str:
        """``one_neuron`` for a lesson, ``neurons.exercises`` for exercises."""
        return self.lesson.name if self.lesson else f"{self.chapter.room}.exercises"

    @property
    def text(self) -> Path:
        """What it is made from."""
        return self.lesson.text if self.lesson else COURSE / self.chapter.room / "exercises.md"

    @property
    def notebook(self) -> str:
        """Its notebook in ``chapters/``, without its ending."""
        return self.lesson.notebook if self.lesson else self.chapter.exercise_notebook

    def link_to(self, other: "Stop") -> str:
        """Where the other's notebook lies, as seen from this one."""
        return posixpath.relpath(f"{other.notebook}.ipynb", posixpath.dirname(self.notebook) or ".")


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


def stops(chapter: Chapter) -> list[Stop]:
    """The notebooks of a chapter in the order in which they are read: its lessons, then its exercises."""
    exercises = [Stop(chapter)] if chapter.exercises else []
    return [*(Stop(chapter, lesson) for lesson in chapter.lessons), *exercises]


def stop(name: str) -> Stop:
    """The notebook of this name, such as ``one_neuron`` or ``neurons.exercises``.

    Raises:
        KeyError: there is none.
    """
    named = {each.name: each for chapter in chapters() for each in stops(chapter)}
    if name not in named:
        raise KeyError(f"The course has no notebook {name!r}. There are: {', '.join(named)}.")
    return named[name]


def after(here: Stop) -> Stop | Chapter | None:
    """What is read next: a notebook, or the next chapter while it is still to come; None at the end of the course.

    Nothing comes after the appendix: one goes back from there.
    """
    if here.chapter.appendix:
        return None
    way: list[Stop | Chapter] = []
    for chapter in chapters():
        way += [] if chapter.appendix else stops(chapter) or [chapter]
    following = way[way.index(here) + 1 :]
    return following[0] if following else None


@functools.cache
def lesson_with_demo(name: str) -> Lesson | None:
    """The lesson that shows a demo: it calls the function below ``@demo("name")``. None where no lesson does."""
    made = re.compile(rf'^@demo\("{re.escape(name)}"\)\ndef (\w+)', re.MULTILINE)
    files = sorted(COURSE.glob("*/demos/*.py"))
    functions = {found for path in files for found in made.findall(path.read_text(encoding="utf-8"))}
    calls = re.compile(rf"^({'|'.join(functions) or '(?!)'})\(", re.MULTILINE)
    return next((lesson for lesson in lessons() if calls.search(lesson.text.read_text(encoding="utf-8"))), None)


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
