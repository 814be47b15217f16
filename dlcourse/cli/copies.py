"""The learner's own copies of the lessons, in ``work/``: made when missing, and never overwritten without being kept.

What was shipped is remembered in ``work/.shipped.json`` by a hash of the cells' sources, so that running a lesson and
saving it is no edit. A new file is written whole beside the old one and then takes its name: a crash or a full disk
loses nothing.
"""

import contextlib
import difflib
import hashlib
import json
import shutil
import stat
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dlcourse.files import draft, place, write
from dlcourse.rooms import moved_notebooks

CHAPTERS, WORK = "chapters", "work"
SHIPPED = ".shipped.json"
REPLACED = ".replaced"


class Change(NamedTuple):
    """What was done to one lesson."""

    name: str
    """Such as ``03a_slopes`` or ``exercises/03_backpropagation``."""
    done: str
    """``copied``, ``replaced``, ``renamed``, or ``fresh``: as shipped."""
    kept: Path | None
    """Where the learner's version is now, if there was one that differed."""
    edited: bool
    """The learner had changed its text; else it was only run."""
    now: tuple[str, ...] = ()
    """What it is called today, if it was renamed, or split."""


def lessons(course: Path) -> dict[str, Path]:
    """Return what the course ships: name to notebook, lessons first and then the exercises, in order."""
    shipped = course / CHAPTERS
    found = [*sorted(shipped.glob("*.ipynb")), *sorted(shipped.glob("exercises/*.ipynb"))]
    return {path.relative_to(shipped).with_suffix("").as_posix(): path for path in found}


def find(course: Path, wanted: str) -> str:
    """Return the full name of a lesson: ``00`` is enough where only one begins so.

    Raises:
        KeyError: there is none of that name, or several; the text lists the good ones.
    """
    names = list(lessons(course))
    plain = wanted.removesuffix(".ipynb").removeprefix(f"{WORK}/").removeprefix(f"{CHAPTERS}/").strip("/")
    if plain in names:
        return plain
    if plain in moved_notebooks():
        today = moved_notebooks()[plain]
        if len(today) == 1:
            return today[0]
        raise KeyError(f"{wanted!r} was split into {' and '.join(today)}. Which one?")
    starting = [name for name in names if plain and name.startswith(plain)]
    if len(starting) == 1:
        return starting[0]
    if starting:
        raise KeyError(f"{wanted!r} may be {' or '.join(starting)}. Which one?")
    close = difflib.get_close_matches(plain, names, n=3, cutoff=0.5)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    raise KeyError(f"There is no lesson {wanted!r}.{meant} There are: {', '.join(names)}.")


def prepare(course: Path) -> list[Change]:
    """Copy every lesson that the learner does not have yet; touch nothing else.

    Raises:
        OSError: no room, no permission; what stood there still stands.
    """
    changes = []
    for name, source in lessons(course).items():
        target = _target(course, name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            # Another `lab` may be quicker.
            with contextlib.suppress(FileExistsError), draft(target, over=False) as new:
                _copy(source, new)
            _remember(course, name, source)
            changes.append(Change(name, "copied", None, False))
    return changes


def outdated(course: Path) -> list[str]:
    """Return the names of the lessons of which there is a new version."""
    known = _shipped(course)
    return [
        name
        for name, source in lessons(course).items()
        if (mine := _target(course, name)).exists()
        and _sources(source) not in (known.get(name, {}).get("sources"), _sources(mine))
    ]


def renamed(course: Path) -> dict[str, list[str]]:
    """Return the learner's copies of lessons that have another name today, and which; several, where one was split."""
    today = lessons(course)
    moved = {old: new for old, new in moved_notebooks().items() if old not in today and set(new) <= set(today)}
    return {old: new for old, new in moved.items() if _target(course, old).exists()}


def reset(course: Path, name: str) -> Change:
    """Start a lesson afresh; the learner's version is kept beside it as ``NAME.before-reset-N.ipynb``.

    Raises:
        OSError: no room, no permission; what stood there still stands.
    """
    return _renew(course, name, "reset", always_beside=True)


def update(course: Path) -> list[Change]:
    """Bring every new version, and the new names of lessons that were renamed or split.

    What the learner changed is kept beside it as ``NAME.before-update-N.ipynb``; what was only run goes to
    ``work/.replaced``; what is as it was shipped needs no keeping.

    Raises:
        OSError: no room, no permission; what stood there still stands.
    """
    renewed = [_renew(course, name, "update", always_beside=False) for name in outdated(course)]
    return prepare(course) + renewed + [_rename(course, old, new) for old, new in renamed(course).items()]


def _rename(course: Path, old: str, new: list[str]) -> Change:
    """Put the learner's copy of a lesson aside that is there under its new names by now."""
    target, then = _target(course, old), _shipped(course).get(old, {})
    kept, edited = None, False
    if _bytes(target) != then.get("file"):
        edited = _sources(target) != then.get("sources")
        kept = _keep(course, target, edited, "update")
    target.unlink(missing_ok=True)
    _forget(course, old)
    return Change(old, "renamed", kept, edited, tuple(new))


def _keep(course: Path, target: Path, beside: bool, why: str) -> Path:
    """Give the learner's file a name under which it stays, beside the lesson or out of the way; return that."""
    folder = target.parent if beside else course / WORK / REPLACED
    folder.mkdir(exist_ok=True)
    kept = _free_name(folder, target.stem, why)
    place(target, kept)
    return kept


def _renew(course: Path, name: str, why: str, always_beside: bool) -> Change:
    source, target = lessons(course)[name], _target(course, name)
    then = _shipped(course).get(name, {})
    kept, edited = None, False
    target.parent.mkdir(parents=True, exist_ok=True)
    with draft(target) as new:
        _copy(source, new)  # first, so that a full disk is met before anything is moved
        if target.exists() and _bytes(target) not in (then.get("file"), _bytes(source)):
            edited = _sources(target) not in (then.get("sources"), _sources(source))
            kept = _keep(course, target, edited or always_beside, why)
    _remember(course, name, source)
    return Change(name, "fresh" if why == "reset" else "replaced", kept, edited)


def _target(course: Path, name: str) -> Path:
    return course / WORK / f"{name}.ipynb"


def _free_name(folder: Path, stem: str, why: str) -> Path:
    number = 1
    while (path := folder / f"{stem}.before-{why}-{number}.ipynb").exists():
        number += 1
    return path


def _bytes(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _sources(notebook: Path) -> str:
    """Return a hash of the cells' kinds and sources; of the bytes where the file is no notebook."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        sources = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return _bytes(notebook)
    return hashlib.sha256(json.dumps(sources).encode()).hexdigest()


def _shipped(course: Path) -> dict[str, dict[str, str]]:
    """Return what each copy was made from. A copy of which nothing is known counts as edited."""
    try:
        known = json.loads((course / WORK / SHIPPED).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {name: entry for name, entry in known.items() if isinstance(entry, dict)}


def _remember(course: Path, name: str, source: Path) -> None:
    path = course / WORK / SHIPPED
    entry = {"sources": _sources(source), "file": _bytes(source), "on": date.today().isoformat()}
    write(path, json.dumps(_shipped(course) | {name: entry}, indent=1))


def _forget(course: Path, name: str) -> None:
    known = _shipped(course)
    known.pop(name, None)
    write(course / WORK / SHIPPED, json.dumps(known, indent=1))


def _copy(source: Path, target: Path) -> None:
    shutil.copy(source, target)
    target.chmod(target.stat().st_mode | stat.S_IWUSR)  # the source may be for reading only
