"""How far one is with a chapter: its core exercises, a parallel of each quiz, an explanation compared.

Nothing here is sent anywhere: it reads the learner's own journal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dlcourse import rooms
from dlcourse.exercises.progress import Standing, overview, since_reset, standings
from dlcourse.exercises.reading import of_room
from dlcourse.interact.quiz import GOAL
from dlcourse.journal import Entry
from dlcourse.plots import Html, table
from dlcourse.rooms import Chapter

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


def mastery(chapter: Chapter, entries: Sequence[Entry] | None = None) -> Mastery:
    """How far the learner is with a chapter, since all was last reset.

    Args:
        chapter: which one.
        entries: what `since_reset` found, where it is known.

    Raises:
        JournalError: the record cannot be read.
    """
    entries = since_reset() if entries is None else entries
    standing: Mapping[str, Standing] = standings(entries)
    exercises = of_room(chapter.room).values()
    core = [standing[each.id].passed for each in exercises if each.core and each.words is None]
    texts = [standing[each.id].passed for each in exercises if each.words is not None]
    done = parallels_passed(entries)
    closing = [lesson.quiz for lesson in chapter.lessons]
    quizzes = sum(name in done for name in closing)
    return Mastery((sum(core), len(core)), (quizzes, len(closing)), any(texts) if texts else None)


def parallels_passed(entries: Sequence[Entry] | None = None) -> set[str]:
    """Today's names of the quizzes that were passed with questions other than those in the lesson."""
    entries = since_reset() if entries is None else entries
    passed = (each.name for each in entries if each.kind == "quiz" and _passed(each.value))
    return {rooms.moved_quizzes().get(name, name) for name in passed}


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
    entries = since_reset()
    here = [each for each in rooms.chapters() if of_room(each.room) and (not topics or _topics(each) & {*topics})]
    rows = [_row(each, mastery(each, entries)) for each in here]
    if not rows:
        return exercises
    caption = (
        "A chapter is mastered when its core exercises are solved, its quiz is passed with new questions (four of five "
        "right at the first try; the button under the quiz draws them), and an explanation of yours was held against "
        "the examples."
    )
    chapters = table(["chapter", "core exercises", "quiz, new questions", "explanation", "mastered"], rows, caption)
    return Html(exercises.html + chapters.html, f"{exercises.plain}\n{chapters.plain}")


def _topics(chapter: Chapter) -> set[str]:
    """The room, and the first words of its exercises' ids."""
    return {chapter.room, *(id.split(".")[0] for id in of_room(chapter.room))}


def _row(chapter: Chapter, found: Mastery) -> list[str]:
    explained = {True: "held against the examples", False: "not yet", None: "none asked for"}[found.explained]
    return [
        f"{chapter.number} {chapter.title}",
        f"{found.core[0]} of {found.core[1]}",
        f"{found.quizzes[0]} of {found.quizzes[1]}",
        explained,
        "yes" if found.mastered else "not yet",
    ]
