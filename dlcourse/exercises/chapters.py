"""Chapters and what shows that one is mastered: its core exercises, a parallel of its quiz, an explanation compared.

A new chapter is a row of `CHAPTERS`. Nothing here is sent anywhere: it reads the learner's own journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dlcourse import journal
from dlcourse.exercises.exercise import WORDS, Exercise
from dlcourse.exercises.progress import ALL, KIND, Standing, overview, standings
from dlcourse.exercises.registry import EXERCISES
from dlcourse.interact.quiz import GOAL
from dlcourse.plots import Html, table


@dataclass(frozen=True)
class Chapter:
    """One chapter of the course."""

    number: str
    title: str
    topics: tuple[str, ...]
    """The first words of its exercises' ids."""
    quizzes: tuple[str, ...]
    """The names of the quizzes that close its lessons; those of a lesson's opening do not count."""


CHAPTERS = [
    Chapter("00", "Start here", ("start",), ("00 Start here",)),
    Chapter(
        "01",
        "Features by hand, features by learning",
        ("features",),
        ("01a Features by hand", "01b Features by learning"),
    ),
    Chapter(
        "02",
        "Neurons, layers, activations",
        ("neuron", "outputs", "layers"),
        ("02a One neuron", "02b Layers and depth"),
    ),
    Chapter(
        "03",
        "Backpropagation",
        ("slopes", "backward", "loop", "engine"),
        ("03a Slopes and a scalar engine", "03b Tensors", "03c Training"),
    ),
]

FIRST = 0  # the seed of the questions that stand in a lesson; the button "New questions" draws others


@dataclass(frozen=True)
class Mastery:
    """How far one is with a chapter."""

    core: tuple[int, int]
    """Core exercises solved, of how many."""
    quizzes: tuple[int, int]
    """Quizzes whose parallel, with new questions, came out at 80% or better, of how many."""
    explained: bool | None
    """Whether an explanation was held against examples; None where the chapter asks for none."""

    @property
    def mastered(self) -> bool:
        """Whether all of it is done."""
        return self.core[0] == self.core[1] and self.quizzes[0] == self.quizzes[1] and self.explained is not False


def exercises_of(chapter: Chapter) -> list[Exercise]:
    """Its exercises, in the order of the course."""
    return [exercise for id, exercise in EXERCISES.items() if id.split(".")[0] in chapter.topics]


def mastery(chapter: Chapter, standing: Mapping[str, Standing] | None = None) -> Mastery:
    """How far the learner is with a chapter, since all was last reset.

    Raises:
        JournalError: the record cannot be read.
    """
    standing = standings() if standing is None else standing
    exercises = exercises_of(chapter)
    core = [standing[each.id].passed for each in exercises if each.core and each.kind not in WORDS]
    texts = [standing[each.id].passed for each in exercises if each.own is not None and each.own.good]
    done = parallels_passed()
    quizzes = sum(name in done for name in chapter.quizzes)
    return Mastery((sum(core), len(core)), (quizzes, len(chapter.quizzes)), any(texts) if texts else None)


def parallels_passed() -> set[str]:
    """The names of quizzes that were passed with questions other than those in the lesson."""
    since = max((each.when for each in journal.entries(KIND) if each.name == ALL), default=None)
    return {entry.name for entry in journal.entries("quiz") if _after(entry.when, since) and _passed(entry.value)}


def _after(when: datetime, since: datetime | None) -> bool:
    return since is None or when > since


def _passed(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    seed, right, of = (value.get(key) for key in ("seed", "right", "of"))
    if not (isinstance(seed, int) and isinstance(right, int) and isinstance(of, int)):
        return False
    return seed != FIRST and of > 0 and right >= GOAL * of


def progress_page(*topics: str) -> Html:
    """The exercises of some topics, or all, beside what one can do after each; and how far each chapter is mastered."""
    exercises = overview(*topics)
    standing = standings()
    rows = [_row(each, mastery(each, standing)) for each in CHAPTERS if not topics or set(topics) & set(each.topics)]
    if not rows:
        return exercises
    caption = (
        "A chapter is mastered when its core exercises are solved, its quiz is passed with new questions (four of five "
        "right at the first try; the button under the quiz draws them), and an explanation of yours was held against "
        "the examples."
    )
    chapters = table(["chapter", "core exercises", "quiz, new questions", "explanation", "mastered"], rows, caption)
    return Html(exercises.html + chapters.html, f"{exercises.plain}\n{chapters.plain}")


def _row(chapter: Chapter, found: Mastery) -> list[str]:
    explained = {True: "held against the examples", False: "not yet", None: "none asked for"}[found.explained]
    return [
        f"{chapter.number} {chapter.title}",
        f"{found.core[0]} of {found.core[1]}",
        f"{found.quizzes[0]} of {found.quizzes[1]}",
        explained,
        "yes" if found.mastered else "not yet",
    ]
