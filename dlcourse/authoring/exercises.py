"""From the one text of a chapter's exercises: the learner's notebook, and the solved one.

`dlcourse.exercises.reading` reads the text. Here its exercises become cells: question, answer, check and help.
"""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dlcourse import rooms
from dlcourse.authoring import ending
from dlcourse.authoring.notebooks import make_all
from dlcourse.authoring.source import CHAPTERS, KERNEL, Source, new_cell
from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.myst import Cell
from dlcourse.exercises.reading import parts

if TYPE_CHECKING:
    from nbformat import NotebookNode

TELLING = 12  # characters without blanks: a shorter line of a solution may stand elsewhere by chance

HOW_TO = """Each exercise has a cell for your answer, with dots where your code goes, and below it one that checks it.

1. Write your answer in place of the dots. Leave the first line as it is: the check finds your answer by it.
2. Run that cell (Shift + Enter), then the check below it.
3. If it is not right yet, the check shows what your function was given, what it returned, what was expected, and a
   thought on why.

A wrong answer costs nothing and breaks nothing. Your progress is kept in the course's journal on this machine, and sent
nowhere. The solutions come with the course, for everybody to read; you learn most if you try first."""

SETUP = "from dlcourse.exercises import check, hint, progress, reset_progress, solution"
HELP = """# Stuck? Take the # away in front of one of these lines and run the cell. Each hint says a little more.
# hint("{id}")
# solution("{id}")"""
CLOSING = """## How far you are

`progress()` shows the exercises of all chapters. `reset_progress("{id}")` starts one anew, `reset_progress()` all of
them; what you wrote stays."""


def sources() -> list[Source]:
    """The texts of all chapters' exercises, in the order of the course."""
    written = [chapter for chapter in rooms.chapters() if chapter.exercises]
    return [Source(each.exercises, CHAPTERS / f"{each.exercise_notebook}.ipynb") for each in written if each.exercises]


def learners(source: Source) -> "NotebookNode":
    """The notebook that a learner works on: stub, check and help for each exercise; not run yet.

    Raises:
        ValueError: the text is at fault, or a line of a solution would show.
    """
    notebook = _notebook(source, lambda exercise: exercise.stub)
    shown = leaks(notebook, [part for part in parts(source.text) if isinstance(part, Exercise)])
    if shown:
        raise ValueError(f"{source.shown}: the learner's notebook would show a solution:\n" + "\n".join(shown))
    return notebook


def solved(source: Source) -> "NotebookNode":
    """The same notebook with the course's solutions in it. It is run in the tests and stored nowhere."""
    return _notebook(source, lambda exercise: exercise.solution)


def leaks(notebook: "NotebookNode", exercises: list[Exercise]) -> list[str]:
    """Lines of solutions and explanations that a notebook shows anywhere, in its outputs too."""
    shown = _bare(json.dumps(notebook, ensure_ascii=False))
    secret = [line for each in exercises for line in _secret_lines(each)]
    return [line for line in secret if _bare(json.dumps(line, ensure_ascii=False)[1:-1]) in shown]


def _secret_lines(exercise: Exercise) -> Iterator[str]:
    public = set(map(_bare, f"{exercise.question}\n{exercise.stub}".split("\n")))
    for line in f"{exercise.solution}\n{exercise.explanation}".split("\n"):
        if len(_bare(line)) >= TELLING and _bare(line) not in public:
            yield line.strip()


def outdated(of: list[Source]) -> list[Source]:
    """The texts whose stored notebook is missing, or was made from another text, or in another way.

    A text at fault is among them: `make_exercises` says what is wrong with it.
    """
    return [source for source in of if not _as_stored(source)]


def make_exercises(of: list[Source], say: Callable[[str], None] = print) -> list[str]:
    """Store the learner's notebooks of some texts, run.

    Returns:
        What went wrong, one text for each source that failed.
    """
    return make_all(of, say, build=learners)


def _notebook(source: Source, answer: Callable[[Exercise], str]) -> "NotebookNode":
    from nbformat import v4

    first, *others = parts(source.text)
    if isinstance(first, Exercise):
        raise ValueError(f"{source.shown} must begin with a title, before the first question.")
    cells = [_plain(first, 0), new_cell("exercises-how-to", HOW_TO, "markdown"), new_cell("exercises-setup", SETUP)]
    for number, part in enumerate(others, start=1):
        cells += _exercise_cells(part, answer(part)) if isinstance(part, Exercise) else [_plain(part, number)]
    ids = [part.id for part in others if isinstance(part, Exercise)]
    cells.append(new_cell("exercises-so-far", CLOSING.format(id=ids[0]), "markdown"))
    cells.append(new_cell("exercises-progress", f'progress("{source.room.name}")'))
    cells += ending.cells(source)
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})
    notebook.nbformat_minor = 5
    return notebook


def _plain(cell: Cell, number: int) -> "NotebookNode":
    """A cell between the exercises, under an id that says where it stands."""
    made = new_cell(f"exercises-text-{number}", cell.source, cell.cell_type)
    made.metadata.update(cell.metadata)
    return made


def _exercise_cells(exercise: Exercise, answer: str) -> "list[NotebookNode]":
    slug = exercise.id.replace(".", "-")
    heading, _, question = exercise.question.partition("\n")
    effort = f"about {exercise.minutes} minutes · difficulty {exercise.difficulty} of 5 · {exercise.points} points"
    effort += f" · {exercise.words.least} words or more" if exercise.words else ""
    asked = new_cell(f"{slug}-question", f"{heading}\n\n*{effort}*\n{question}", "markdown")
    asked.metadata["tags"] = list(exercise.tags)
    return [
        asked,
        new_cell(f"{slug}-answer", answer),
        new_cell(f"{slug}-check", f'check("{exercise.id}")'),
        new_cell(f"{slug}-help", HELP.format(id=exercise.id)),
    ]


def _bare(text: str) -> str:
    return "".join(text.split())


def _cells(notebook: "NotebookNode") -> list[tuple]:
    return [(cell["id"], cell["cell_type"], cell["source"], cell["metadata"]) for cell in notebook["cells"]]


def _as_stored(source: Source) -> bool:
    import nbformat

    if not source.notebook.exists():
        return False
    try:
        return _cells(nbformat.read(source.notebook, as_version=4)) == _cells(learners(source))
    except ValueError:
        return False
