"""From the one text of a chapter's exercises: the learner's notebook, the solved one, and what the package ships.

In the text each exercise is four cells in a row: the question (Markdown, its heading the exercise's title), the stub
(code tagged ``stub``, its first line ``# exercise: id``), the solution (code tagged ``solution``) and why it works
(Markdown tagged ``explanation``). All other cells stand in every notebook as they are.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dlcourse.authoring.notebooks import make_all
from dlcourse.authoring.source import ROOT, SOURCES, lessons, read, stored_path
from dlcourse.authoring.stale import stale
from dlcourse.authoring.stored import replace
from dlcourse.exercises.answer import answered, mark
from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.registry import EXERCISES
from dlcourse.exercises.shipped import FILE, Text

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEXTS = ROOT / "dlcourse" / "exercises" / FILE
STUB, SOLUTION, EXPLANATION = "stub", "solution", "explanation"
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


@dataclass(frozen=True)
class Written:
    """One exercise as its cells in the text."""

    exercise: Exercise
    question: "NotebookNode"
    stub: "NotebookNode"
    solution: "NotebookNode"
    explanation: "NotebookNode"

    @property
    def solved(self) -> str:
        """The answer cell as the course would fill it in."""
        return f"{mark(self.exercise.id)}\n{self.solution.source}"


def sources() -> list[Path]:
    """The text sources of all chapters' exercises."""
    return lessons(SOURCES / "exercises")


def parts(source: Path) -> "list[NotebookNode | Written]":
    """Read a text: its exercises, and the cells between them, in order.

    Raises:
        ValueError: an exercise lacks a part, or is not in the registry; the message says which and what to do.
    """
    cells = read(source).cells
    found: list[NotebookNode | Written] = []
    after = iter(cells)
    for cell in after:
        if STUB in _tags(cell):
            if not found or isinstance(found[-1], Written):
                raise ValueError(f"{source.name}: a stub comes without a question before it.")
            found.append(_written(source, found.pop(), cell, list(islice(after, 2))))
        elif {SOLUTION, EXPLANATION} & _tags(cell):
            raise ValueError(f"{source.name}: {cell.source[:40]!r} has no stub before it. {ORDER}")
        else:
            found.append(cell)
    return found


ORDER = "An exercise is question, stub, solution, explanation, one after the other; see CONTRIBUTING.md."


def _written(source: Path, question: "NotebookNode", stub: "NotebookNode", rest: "list[NotebookNode]") -> Written:
    id = answered(stub.source)
    if id not in EXERCISES:
        raise ValueError(
            f"{source.name}: the stub begins with {stub.source[:40]!r}. Its first line must be '# exercise: ID', with "
            "an ID that stands in dlcourse/exercises/registry.py."
        )
    exercise = EXERCISES[id]
    if question.source.split("\n", 1)[0] != f"## {exercise.title}":
        raise ValueError(f"{source.name}: the question of {id} must begin with its title, '## {exercise.title}'.")
    if [_tags(cell) & {SOLUTION, EXPLANATION} for cell in rest] != [{SOLUTION}, {EXPLANATION}]:
        raise ValueError(f"{source.name}: {id} lacks its solution or its explanation. {ORDER}")
    return Written(exercise, question, stub, *rest)


def learners(source: Path) -> "NotebookNode":
    """The notebook that a learner works on: stub, check and help for each exercise; not run yet.

    Raises:
        ValueError: the text is at fault, or a line of a solution would show.
    """
    notebook = _notebook(source, lambda written: written.stub.source)
    shown = leaks(notebook, [part for part in parts(source) if isinstance(part, Written)])
    if shown:
        raise ValueError(f"{source.name}: the learner's notebook would show a solution:\n" + "\n".join(shown))
    return notebook


def solved(source: Path) -> "NotebookNode":
    """The same notebook with the course's solutions in it. It is run in the tests and stored nowhere."""
    return _notebook(source, lambda written: written.solved)


def texts(of: list[Path] | None = None) -> dict[str, Text]:
    """What the package ships of every exercise, by id.

    Raises:
        ValueError: a text is at fault, an exercise stands twice, or the registry has one that no text has.
    """
    found: dict[str, Text] = {}
    for source in sources() if of is None else of:
        for written in parts(source):
            if isinstance(written, Written):
                id = written.exercise.id
                if id in found:
                    raise ValueError(f"{source.name}: {id} stands in the texts twice.")
                question, explanation = written.question.source, written.explanation.source
                found[id] = Text(question, written.stub.source, written.solved, explanation)
    missing = ", ".join(set(EXERCISES) - set(found)) if of is None else ""
    if missing:
        raise ValueError(f"No text in {SOURCES.name}/exercises/ has {missing}, which the registry names.")
    return found


def shipped_bytes() -> str:
    """The text of the file that the package ships."""
    return json.dumps({id: asdict(text) for id, text in texts().items()}, indent=1, ensure_ascii=False) + "\n"


def leaks(notebook: "NotebookNode", exercises: list[Written]) -> list[str]:
    """Lines of solutions and explanations that a notebook shows anywhere, in its outputs too."""
    shown = _bare(json.dumps(notebook, ensure_ascii=False))
    secret = [line for each in exercises for line in _secret_lines(each)]
    return [line for line in secret if _bare(json.dumps(line, ensure_ascii=False)[1:-1]) in shown]


def _secret_lines(written: Written) -> Iterator[str]:
    public = set(map(_bare, f"{written.question.source}\n{written.stub.source}".split("\n")))
    for line in f"{written.solution.source}\n{written.explanation.source}".split("\n"):
        if len(_bare(line)) >= TELLING and _bare(line) not in public:
            yield line.strip()


def outdated(of: list[Path]) -> list[Path]:
    """The texts whose stored notebook is missing, or was made from another text, or in another way.

    A text at fault is among them: `make_exercises` says what is wrong with it.
    """
    by_hash = stale(of)
    return [source for source in of if source in by_hash or not _as_stored(source)]


def make_exercises(of: list[Path], say: Callable[[str], None] = print) -> list[str]:
    """Store the learner's notebooks of some texts, run, and what the package ships of all texts.

    Returns:
        What went wrong, one text for each source that failed.
    """
    try:
        shipped = shipped_bytes()
    except ValueError as error:
        return [str(error)]
    for source in of:
        stored_path(source).parent.mkdir(exist_ok=True)
    # First, because the check cells read it when the notebooks run.
    if not TEXTS.exists() or TEXTS.read_text(encoding="utf-8") != shipped:
        replace(TEXTS, shipped)
        say(f"stored {TEXTS.relative_to(ROOT)}")
    return make_all(of, say, build=learners)


def _notebook(source: Path, answer: Callable[[Written], str]) -> "NotebookNode":
    notebook = read(source)
    first, *others = parts(source)
    if isinstance(first, Written):
        raise ValueError(f"{source.name} must begin with a title, before the first question.")
    cells = [first, _cell("exercises-how-to", HOW_TO, "markdown"), _cell("exercises-setup", SETUP)]
    for part in others:
        cells += _exercise_cells(part, answer(part)) if isinstance(part, Written) else [part]
    ids = [part.exercise.id for part in others if isinstance(part, Written)]
    topics = ", ".join(f'"{topic}"' for topic in dict.fromkeys(id.split(".")[0] for id in ids))
    cells.append(_cell("exercises-so-far", CLOSING.format(id=ids[0]), "markdown"))
    cells.append(_cell("exercises-progress", f"progress({topics})"))
    notebook.cells = cells
    return notebook


def _exercise_cells(written: Written, answer: str) -> "list[NotebookNode]":
    exercise, slug = written.exercise, written.exercise.id.replace(".", "-")
    heading, _, question = written.question.source.partition("\n")
    effort = f"about {exercise.minutes} minutes · difficulty {exercise.difficulty} of 5 · {exercise.points} points"
    asked = _cell(f"{slug}-question", f"{heading}\n\n*{effort}*\n{question}", "markdown")
    asked.metadata = written.question.metadata
    return [
        asked,
        _cell(f"{slug}-answer", answer),
        _cell(f"{slug}-check", f'check("{exercise.id}")'),
        _cell(f"{slug}-help", HELP.format(id=exercise.id)),
    ]


def _cell(id: str, source: str, kind: str = "code") -> "NotebookNode":
    """A cell whose id says what it is: it stays the same when its text is edited."""
    from nbformat import v4

    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    return make(source, id=id)


def _tags(cell: "NotebookNode") -> set[str]:
    return set(cell.metadata.get("tags", []))


def _bare(text: str) -> str:
    return "".join(text.split())


def _cells(notebook: "NotebookNode") -> list[tuple]:
    return [(cell["id"], cell["cell_type"], cell["source"], cell["metadata"]) for cell in notebook["cells"]]


def _as_stored(source: Path) -> bool:
    import nbformat

    try:
        return _cells(nbformat.read(stored_path(source), as_version=4)) == _cells(learners(source))
    except ValueError:
        return False
