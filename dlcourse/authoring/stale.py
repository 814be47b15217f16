"""Has anything that a stored notebook depends on changed since it was run?

The hash covers the lesson's text, the syntax of the modules of ours that it imports directly, what it finds by name in
a room (quizzes, what recipes measured), and the learner's pins. What lies deeper is left to nbval, which runs every
lesson and compares.
"""

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dlcourse.authoring.source import ROOT, Source, read
from dlcourse.interact import questions

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEY = "dlcourse"
NAMED = re.compile(r"[a-z_]+\.[a-z_0-9]+")
MISCONCEPTION = re.compile(r"#([a-z_]+\.[\w-]+)")


def fingerprint(source: Source, *, words: bool = True) -> str:
    """The hash that a notebook made from this text carries; without ``words`` only what can change a figure counts."""
    digest = hashlib.sha256()
    notebook = read(source.text)
    cells = [cell for cell in notebook.cells if words or cell.cell_type == "code"]
    digest.update(json.dumps([[c.cell_type, c.source, c.metadata] for c in cells], sort_keys=True).encode())
    for module in sorted(imported_modules(notebook)):
        digest.update(_syntax(module).encode())
    for found in _found_by_name(notebook, source.room):
        if found.suffix == ".py":
            digest.update(_syntax(found).encode())
        elif words or found.suffix == ".json":
            digest.update(found.read_bytes())
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    digest.update("\n".join(sorted(line for line in pins if line and not line.startswith("#"))).encode())
    return digest.hexdigest()[:16]


def stale(sources: list[Source]) -> list[Source]:
    """The sources whose stored notebook is missing, or was made from something else than what lies there now."""
    return [source for source in sources if _stored_hash(source) != fingerprint(source)]


def _stored_hash(source: Source) -> str | None:
    if not source.notebook.exists():
        return None
    return json.loads(source.notebook.read_text(encoding="utf-8"))["metadata"].get(KEY, {}).get("hash")


def _found_by_name(notebook: "NotebookNode", room: Path) -> list[Path]:
    """Files that the code cells find by a name such as ``start.mnist``: a quiz, a blank, what a recipe measured."""
    found = set()
    calls = (node for tree in _trees(notebook) for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        named = call.func.id if isinstance(call.func, ast.Name) else ""
        for text in (each.value for each in call.args if isinstance(each, ast.Constant)):
            if isinstance(text, str) and NAMED.fullmatch(text):
                folder, _, rest = text.partition(".")
                files = {"quiz": questions.FILE, "blank": "blanks.py", "result": f"runs/{rest}.json"}
                found |= {room.parent / folder / files[named]} if named in files else set()
    found = {path for path in found if path.exists()}
    return sorted(found | _believed(found, room.parent))


def _believed(found: set[Path], rooms: Path) -> set[Path]:
    """The quizzes of whatever rooms in which the misconceptions are told that the quizzes found here name."""
    quizzes = {path: path.read_text(encoding="utf-8") for path in rooms.glob(f"*/{questions.FILE}")}
    named = {id for path in found & quizzes.keys() for id in MISCONCEPTION.findall(quizzes[path])}
    return {path for path, text in quizzes.items() if any(f"- `{id}` " in text for id in named)}


def imported_modules(notebook: "NotebookNode") -> set[Path]:
    """Files of ours that the code cells import, re-exports of a package followed to where the name is defined."""
    found: set[Path] = set()
    for tree in _trees(notebook):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found.update(_files(alias.name, None))
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    found.update(_files(node.module, alias.name))
    return found


def _trees(notebook: "NotebookNode") -> Iterator[ast.Module]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield ast.parse(without_magics(cell.source))


def without_magics(code: str) -> str:
    """The code of a cell as Python alone can read it, line by line."""
    return "\n".join("pass" if line.lstrip().startswith(("%", "!")) else line for line in code.splitlines())


def _files(module: str, name: str | None) -> Iterator[Path]:
    """The file of a module, and the file that `name` comes from when the module is a package."""
    if module.split(".")[0] != "dlcourse":
        return
    base = ROOT.joinpath(*module.split("."))
    if base.with_suffix(".py").exists():
        yield base.with_suffix(".py")
        return
    package = base / "__init__.py"
    yield package
    if name is None:
        return
    for candidate in (base / f"{name}.py", base / name / "__init__.py"):
        if candidate.exists():
            yield candidate
            return
    for node in ast.parse(package.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and any((a.asname or a.name) == name for a in node.names):
            yield from _files(node.module, None)


def _syntax(path: Path) -> str:
    """The code of a module without comments, docstrings and layout: what can change a result."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            node.body = node.body[1:]  # type: ignore[attr-defined]
    return _canonical(tree)


def _canonical(node: object) -> str:
    """A dump of the tree that leaves out empty fields: Python versions differ in the empty fields they have."""
    if isinstance(node, ast.AST):
        parts = [f"{name}={_canonical(value)}" for name, value in ast.iter_fields(node) if value not in (None, [])]
        return f"{type(node).__name__}({','.join(parts)})"
    if isinstance(node, list):
        return f"[{','.join(map(_canonical, node))}]"
    return repr(node)
