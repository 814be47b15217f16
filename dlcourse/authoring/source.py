"""From the text of a lesson, which is all that an author edits, to a notebook that has not run yet."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dlcourse import rooms

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = ROOT / "chapters"

# A cell whose result the reader is asked to predict; its output is stored hidden, and its code, which may give it away.
PREDICTED = "predicted"
# A cell whose code would give the answer away; its code is stored hidden.
ASKS = "asks"
# A cell that only draws: its picture is what is to be seen, and its code is stored hidden.
PLOT = "plot"
# What hides them in the book.
HIDDEN_BY = {PREDICTED: "hide-cell", ASKS: "hide-input", PLOT: "hide-input"}
# Every section of a lesson is one or the other, so that a class can be cut from the course.
PARTS = {"core", "extension"}
CALLS_PREDICT = re.compile(r"(?<!def )(?<![\w.])predict\(")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Source:
    """A text that a notebook is made from."""

    text: Path
    notebook: Path
    """Where it is stored."""

    @property
    def name(self) -> str:
        """What budgets and calibrations are kept under: ``one_neuron``."""
        return self.text.stem

    @property
    def room(self) -> Path:
        """The folder of its chapter."""
        return self.text.parent

    @property
    def shown(self) -> str:
        """How a message names it: ``neurons/one_neuron.md``."""
        return f"{self.room.name}/{self.text.name}"


def lessons() -> list[Source]:
    """The lessons that ``course.toml`` lists, in its order."""
    return [Source(lesson.text, CHAPTERS / f"{lesson.notebook}.ipynb") for lesson in rooms.lessons()]


def read(text: Path) -> "NotebookNode":
    """Read a MyST text into a notebook without outputs.

    Cell ids are made from the cells' contents, so that two conversions agree and an edit touches the ids of the edited
    cells only. Cells tagged ``predicted``, ``asks`` and ``plot`` are marked for every front end that can hide output or
    code.

    Raises:
        ValueError: the file is no MyST notebook, or holds no code; in a lesson, a tag is missing.
    """
    import jupytext

    notebook = jupytext.read(text, fmt="md:myst")
    if not any(cell.cell_type == "code" for cell in notebook.cells):
        raise ValueError(f"{text.name} holds no ```{{code-cell}}: a lesson is a MyST notebook. See CONTRIBUTING.md.")
    missing = _missing_tags(notebook)
    if missing:
        raise ValueError("\n".join([f"{text.name} lacks tags:", *missing]))
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:10]
        seen[digest] += 1
        cell.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        for tag in HIDDEN_BY.keys() & {*cell.metadata.get("tags", [])}:
            cell.metadata.tags = [*cell.metadata.tags, HIDDEN_BY[tag]]
            cell.metadata.jupyter = {"source_hidden": True} | ({"outputs_hidden": True} if tag == PREDICTED else {})
            cell.metadata.cellView = "form"  # in Colab
    notebook.metadata = type(notebook.metadata)(kernelspec=KERNEL, language_info={"name": "python"})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def new_cell(id: str, source: str, kind: str = "code") -> "NotebookNode":
    """A cell that no author wrote, whose id says what it is: it stays the same when its text changes."""
    from nbformat import v4

    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    return make(source, id=id)


def _missing_tags(notebook: "NotebookNode") -> list[str]:
    found = []
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        lines = cell.source.splitlines()
        if cell.cell_type == "markdown" and not PARTS & tags:
            sections = [line for line in lines if line.startswith("## ")]
            found += [
                f'- {each!r} is neither core nor extension: write +++ {{"tags": ["core"]}} above' for each in sections
            ]
        if cell.cell_type == "code" and CALLS_PREDICT.search(cell.source) and ASKS not in tags:
            where = f"the cell that begins {lines[0]!r}"
            found.append(f"- {where} calls predict(), and its code gives the answer away: tag it {ASKS}")
    return found
