"""Where the learner stands: kept in the journal on their own machine, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dlcourse import journal
from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.reading import exercises, find
from dlcourse.plots import Html, inline, table

KIND = "exercise"
HINTS = 3
ALL = "all exercises"  # the name under which a reset of everything is recorded


@dataclass
class Standing:
    """What the journal holds on one exercise, since it was last reset."""

    checks: int = 0
    passed: bool = False
    """Whether it ever passed; a later failure does not take that away."""
    hints: int = 0
    """How many were shown, of three."""
    solution: bool = False
    """Whether the solution was shown."""


def record(id: str, event: str, **more: Any) -> str:
    """Record that something happened. Returns a sentence for the learner if it could not be recorded, else nothing.

    Args:
        id: of the exercise.
        event: ``"check"`` (with ``passed``), ``"hint"``, ``"solution"`` or ``"reset"``.
        more: what else to keep.
    """
    try:
        journal.record(KIND, id, {"event": event, **more})
    except journal.JournalError as error:
        return str(error)
    return ""


def since_reset(entries: Sequence[journal.Entry] | None = None) -> list[journal.Entry]:
    """What was recorded after the learner last started everything anew; of the whole journal, or of some entries.

    Raises:
        JournalError: the record cannot be read.
    """
    entries = journal.entries() if entries is None else entries
    resets = [n for n, entry in enumerate(entries, start=1) if entry.kind == KIND and entry.name == ALL]
    return list(entries[max(resets, default=0) :])


def standings(entries: Sequence[journal.Entry] | None = None) -> dict[str, Standing]:
    """Where the learner stands with every exercise, by id; `entries`, where known, are what `since_reset` found."""
    found = {id: Standing() for id in exercises()}
    for entry in since_reset() if entries is None else entries:
        if entry.kind == KIND and entry.name in found:
            found[entry.name] = _after(found[entry.name], entry.value if isinstance(entry.value, dict) else {})
    return found


def _after(standing: Standing, value: dict[str, Any]) -> Standing:
    event = value.get("event")
    if event == "reset":
        return Standing()
    if event == "check":
        standing.checks += 1
        standing.passed = standing.passed or value.get("passed") is True
    if event == "hint":
        standing.hints = min(standing.hints + 1, HINTS)
    if event == "solution":
        standing.solution = True
    return standing


def overview(*topics: str) -> Html:
    """A table of exercises: what one can do after each, and how far the learner is.

    Args:
        topics: rooms, or the first words of ids, such as ``"start"``; all when left out.
    """
    standing = standings()
    chosen = [each for each in exercises().values() if not topics or {each.room, each.id.split(".")[0]} & {*topics}]
    rows = [
        [inline(each.title), f"You can {inline(each.can)}.", _state(each, standing[each.id]), _help(standing[each.id])]
        for each in chosen
    ]
    solved = sum(standing[exercise.id].passed for exercise in chosen)
    caption = f"{solved} of {len(rows)} exercises solved. This record stays on your machine."
    return table(["exercise", "what it shows", "so far", "help used"], rows, caption)


def _state(exercise: Exercise, standing: Standing) -> str:
    if exercise.words is not None:  # a text: nobody judged it, so it is not called right or solved
        return "held against the examples" if standing.passed else "begun" if standing.checks else "not attempted yet"
    if standing.passed:
        return "solved"
    if standing.checks:
        times = "once" if standing.checks == 1 else f"{standing.checks} times"
        return f"checked {times}, not yet right"
    return "not attempted yet"


def _help(standing: Standing) -> str:
    hints = {0: "", 1: "1 hint"}.get(standing.hints, f"{standing.hints} hints")
    return ", ".join(filter(None, [hints, "solution" if standing.solution else ""])) or "none"


def forget(id: str | None) -> tuple[str, Exercise | None]:
    """Start one exercise anew, or all of them. The journal only grows: what stood in it is passed over from now on.

    Returns:
        A sentence if it could not be recorded, and the exercise.

    Raises:
        KeyError: there is no such exercise.
    """
    exercise = None if id is None else find(id)
    return record(ALL if exercise is None else exercise.id, "reset"), exercise
