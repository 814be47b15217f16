"""What the learner built and keeps for later lessons: Python files in ``mine/``, beside the record."""

import contextlib
from pathlib import Path

from dlcourse.files import write
from dlcourse.journal.place import JournalError, home

FOLDER = "mine"


def keep(name: str, source: str) -> Path:
    """Keep a piece of the learner's own Python as ``mine/<name>.py``, in the place of an earlier one; all or nothing.

    Args:
        name: a word that Python could import, such as ``engine``.
        source: the text of the file.

    Returns:
        Where it lies.

    Raises:
        ValueError: a name that is none.
        JournalError: the disk is full, or the folder may not be written; an earlier file is still there then.
    """
    target = _path(name)
    try:
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        write(target, source, 0o600, sync=True)
    except OSError as error:
        raise JournalError(
            f"Your {name} was not kept in {target.parent}: {error.strerror or error}. Make room, or let DLCOURSE_HOME "
            "name a folder that you can write to, and try again."
        ) from error
    return target


def mine(name: str) -> Path | None:
    """Where the learner's own piece of this name lies; None if there is none.

    Raises:
        ValueError: a name that is none.
    """
    path = _path(name)
    return path if path.is_file() else None


def sources() -> dict[str, str]:
    """All pieces that are kept: name → text.

    Raises:
        JournalError: one of them cannot be read.
    """
    try:
        return {path.stem: path.read_text(encoding="utf-8") for path in sorted((home() / FOLDER).glob("*.py"))}
    except (OSError, UnicodeDecodeError) as error:
        raise JournalError(f"What is kept in {home() / FOLDER} cannot be read: {error}.") from error


def remove() -> int:
    """Remove all pieces for good, and say how many there were. Raises OSError."""
    count = 0
    for path in (home() / FOLDER).glob("*.py*"):  # half-written drafts too
        if path.is_dir():
            continue
        count += path.suffix == ".py"
        path.unlink()
    with contextlib.suppress(OSError):
        (home() / FOLDER).rmdir()  # only if nothing else lies there
    return count


def _path(name: str) -> Path:
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"What is kept needs a name that Python could import, such as 'engine'; got {name!r}.")
    return home() / FOLDER / f"{name}.py"
