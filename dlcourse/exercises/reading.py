"""A room's ``exercises.md``: each exercise is written once, as cells one after the other.

- the question: Markdown, ``## `` and its title first. Its ``+++`` line has ``points``, ``minutes``, ``difficulty`` and
  the tag ``core`` or ``extension``.
- ``stub``: the answer cell as the learner gets it. Its first line is ``# exercise: topic.name``.
- ``solution``: the same cell filled in. It is the reference that answers are compared with.
- ``explanation``: why it works.
- ``hints``: a numbered list; its ``+++`` line has ``can``, what one can do afterwards.
- ``check``: cases and expected mistakes, as `dlcourse.exercises.check_cell` reads them. Or, for an answer in words,
- ``compare``: what it is compared with, as `dlcourse.exercises.own_words` reads it.

All other cells stand in the learner's notebook as they are.
"""

import ast
import difflib
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from dlcourse import rooms
from dlcourse.exercises.answer import answered, mark
from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.myst import Cell, cells_of
from dlcourse.exercises.own_words import read_words

PARTS = ("solution", "explanation", "hints", "check", "compare")
NEEDED = {"solution", "explanation", "hints"}


def parts(path: Path) -> list[Cell | Exercise]:
    """Read a text: its exercises, and the cells between them, in order.

    Raises:
        ValueError: an exercise lacks a part; the message says which and what to do.
    """
    cells = cells_of(path.read_text(encoding="utf-8"))
    imports = _imports(cells)
    found: list[Cell | Exercise] = []
    while cells:
        cell = cells.pop(0)
        if "stub" in _tags(cell):
            question = found.pop() if found else None
            if not isinstance(question, Cell) or not question.source.startswith("## "):
                raise ValueError(
                    f"{_name(path)}: a stub needs its question before it, with a heading: {cell.source[:60]!r}"
                )
            mine = {"stub": cell}
            while cells and (named := [part for part in PARTS if part in _tags(cells[0]) and part not in mine]):
                mine[named[0]] = cells.pop(0)
            found.append(_exercise(path, question, mine, imports))
        elif _tags(cell) & set(PARTS):
            raise ValueError(f"{_name(path)}: {cell.source[:40]!r} has no stub of its own before it. {ORDER}")
        else:
            found.append(cell)
    return found


ORDER = "An exercise is question, stub, solution, explanation, hints, check, one after the other; see CONTRIBUTING.md."


def _exercise(path: Path, question: Cell, cells: dict[str, Cell], imports: str) -> Exercise:
    stub = cells["stub"].source
    id = answered(stub)
    if id is None:
        raise ValueError(f"{_name(path)}: the stub begins with {stub[:40]!r}; its first line must be '# exercise: ID'.")
    missing = [*sorted(NEEDED - set(cells)), *([] if {"check", "compare"} & set(cells) else ["check"])]
    if missing:
        raise ValueError(f"{_name(path)}: {id} lacks {' and '.join(missing)}. {ORDER}")
    about = {**question.metadata, **cells["hints"].metadata}
    lacking = [name for name in ("points", "minutes", "difficulty", "can") if name not in about]
    if lacking:
        raise ValueError(f"{_name(path)}: {id} does not say its {', '.join(lacking)} in a +++ line.")
    solution = f"{mark(id)}\n{cells['solution'].source}"
    try:
        words = read_words(stub, solution, cells["compare"]) if "compare" in cells else None
    except ValueError as error:
        raise ValueError(f"{_name(path)}: {id}: {error}") from None
    return Exercise(
        id=id,
        room=path.parent.name,
        title=question.source.split("\n", 1)[0].removeprefix("## ").strip(),
        question=question.source,
        stub=stub,
        solution=solution,
        explanation=cells["explanation"].source,
        hints=tuple(_listed(cells["hints"].source)),
        can=about["can"],
        points=about["points"],
        minutes=about["minutes"],
        difficulty=about["difficulty"],
        tags=tuple(question.metadata.get("tags", [])),
        imports=imports,
        check=cells["check"].source if "check" in cells else "",
        words=words,
    )


def _listed(text: str) -> Iterator[str]:
    """The items of a numbered list, each on one line."""
    for item in re.split(r"^\d\. ", text, flags=re.MULTILINE)[1:]:
        yield " ".join(item.split())


def _imports(cells: list[Cell]) -> str:
    """The imports of the cells that are no part of an exercise."""
    plain = [cell.source for cell in cells if cell.cell_type == "code" and not _tags(cell) & {"stub", *PARTS}]
    nodes = [node for source in plain for node in ast.parse(source).body]
    return "\n".join(ast.unparse(node) for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)))


def _tags(cell: Cell) -> set[str]:
    return set(cell.metadata.get("tags", []))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@functools.cache
def of_room(room: str) -> dict[str, Exercise]:
    """The exercises of a room by their ids, in order; none where it has no text of them."""
    path = rooms.COURSE / room / "exercises.md"
    found = [part for part in parts(path) if isinstance(part, Exercise)] if path.exists() else []
    return {exercise.id: exercise for exercise in found}


@functools.cache
def exercises() -> dict[str, Exercise]:
    """All exercises by their ids, in the order of the course.

    Raises:
        ValueError: two have one id.
    """
    found: dict[str, Exercise] = {}
    for chapter in rooms.chapters():
        for id, exercise in of_room(chapter.room).items():
            if id in found:
                raise ValueError(f"There are two exercises {id!r}: in {found[id].room} and in {exercise.room}.")
            found[id] = exercise
    return found


def find(id: str) -> Exercise:
    """The exercise of this id.

    Raises:
        KeyError: there is none; the message names the nearest.
    """
    if id in exercises():
        return exercises()[id]
    close = difflib.get_close_matches(str(id), exercises(), n=1)
    raise KeyError(f"There is no exercise {id!r}." + (f" Do you mean {close[0]!r}?" if close else ""))
