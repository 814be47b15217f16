"""What may be stored in a notebook, and what must not."""

import json
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from markdown_it import MarkdownIt

from dlcourse import files
from dlcourse.authoring.drawing import MOST, drawing_lines
from dlcourse.authoring.source import HIDDEN_BY, PLOT, PREDICTED
from dlcourse.authoring.stale import KEY
from dlcourse.interact.folding import FOLDED

if TYPE_CHECKING:
    from nbformat import NotebookNode

LIVE = "application/vnd.jupyter.widget-view+json"
SIZE_CAP = 1_000_000  # bytes
IMAGE = re.compile(r"<img\b[^>]*>")
ALT = re.compile(r'\balt="[^"]*\w[^"]*"')
# Words of `dlcourse.budget` for a lesson that nobody has measured.
UNMEASURED = "not measured yet"
MACHINE = re.compile(r"/(home|root|tmp|Users)/|\b[A-Z]:\\+Users\b")


def strip(notebook: "NotebookNode") -> "NotebookNode":
    """Drop in place what means nothing without the kernel that made it: live views, widget state, versions."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if "data" in output:
                output.data.pop(LIVE, None)
                output.metadata = {}
        cell.outputs = [output for output in cell.outputs if output.get("data", True)]
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = {"name": "python"}
    return notebook


def problems(notebook: "NotebookNode") -> list[str]:
    """Every reason why this notebook must not be stored, each naming the cell by its first line."""
    found: list[str] = []
    outputs = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            found += _lists_by_chance(cell.source)
        if cell.cell_type != "code":
            continue
        where = f"the cell that begins {cell.source.splitlines()[0]!r}" if cell.source else "an empty cell"
        outputs += len(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "error" and "raises-exception" in tags:
                continue  # a lesson may show an error on purpose
            found += [f"{where}: {problem}" for problem in _output_problems(output)]
        found += [f"{where}: {problem}" for problem in _drawing_problems(cell.source, {*tags})]
        if PREDICTED in tags and not _begins_neutral(cell):
            found.append(f"{where}: it is tagged {PREDICTED}, so its first output must be the line printed by folded()")
    if not outputs:
        found.append("no cell has an output: nbval would compare nothing")
    size = len(nbformat.writes(notebook).encode())
    if size > SIZE_CAP:
        found.append(f"{size:,} bytes; at most {SIZE_CAP:,} are stored. Smaller or fewer pictures?")
    return found


def _lists_by_chance(source: str) -> list[str]:
    """Lines within a paragraph that begin like a list, as "+ 28 numbers" does, and are shown as one."""
    lines, tokens = source.splitlines(), MarkdownIt("commonmark").parse(source)
    begun = [
        token.map[0]
        for before, token in pairwise(tokens)
        if token.type.endswith("_list_open") and before.type == "paragraph_close" and token.map
    ]
    told = "begins like a list, and is shown as one: break the line elsewhere, or leave a blank line above a list"
    return [f"the line {lines[n]!r} {told}" for n in begun if lines[n - 1].strip() and not lines[n].startswith(" ")]


def _drawing_problems(source: str, tags: set[str]) -> list[str]:
    lines = drawing_lines(source)
    if lines > MOST and not tags & HIDDEN_BY.keys():
        return [
            f"{lines} lines of it draw, and drown the picture or the idea: put what draws into a cell tagged {PLOT}, "
            "which begins with a comment that says what it draws"
        ]
    if PLOT in tags and not source.startswith("# "):
        return [f"it is tagged {PLOT}, so its first line, which is all that a reader sees of it, says what it draws"]
    return []


def _output_problems(output: "NotebookNode") -> list[str]:
    found = []
    if output.output_type == "error":
        found.append(f"it raised {output.ename}")
    if output.output_type == "stream" and output.name == "stderr":
        found.append(f"it writes to stderr: {output.text[:200]!r}")
    data = output.get("data", {})
    markup = str(data.get("text/html", ""))
    for media_type in data:
        if media_type.startswith("image/"):
            found.append(
                f"a bare {media_type} has no alternative text: make it by figure(), show it by picture(fig, alt)"
            )
    found += [f"an image without alternative text: {tag[:80]}" for tag in IMAGE.findall(markup) if not ALT.search(tag)]
    plain = str(data.get("text/plain", "")) + str(output.get("text", ""))
    if "did not hold" in plain:
        found.append(f"a statement did not hold: {plain[:200]}")
    if UNMEASURED in markup:
        found.append("the lesson's cost is not measured yet: make budget LESSON=NAME, then store it")
    if re.search(r" at 0x[0-9a-f]+>", plain):
        found.append(f"its plain form is an address in memory, new on each run: {plain[:80]}")
    shown = re.sub(r"base64,[\w+/=]+", "", markup) + plain
    if MACHINE.search(shown):
        found.append("it shows a path of this machine")
    return found


def _begins_neutral(cell: "NotebookNode") -> bool:
    first = cell.outputs[0] if cell.outputs else {}
    return bool(first.get("output_type") == "stream" and first["text"].startswith(FOLDED))


def write(notebook: "NotebookNode", path: Path, fingerprint: str) -> None:
    """Store a stripped notebook in one step: a reader sees the old file or the new one, never half of one.

    Raises:
        ValueError: `problems` found something; nothing is written.
    """
    found = problems(notebook)
    if found:
        raise ValueError(f"{path.name} is not stored:\n" + "\n".join(f"- {problem}" for problem in found))
    notebook.metadata[KEY] = {"hash": fingerprint}
    replace(path, dumped(notebook))


def dumped(notebook: Mapping[str, object]) -> str:
    """The text of a notebook's file: the same bytes for the same notebook."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def replace(path: Path, text: str) -> None:
    """Replace a file in one step, for everybody to read; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, text, 0o644)
