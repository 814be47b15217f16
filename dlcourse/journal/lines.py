"""The learner's own record: predictions, votes, quiz answers, exercises, drawings; on this machine and nowhere else.

`record` adds a line to ``journal.jsonl`` in `home`; nothing is ever changed in place, so a crash can spoil the last
line at most, and reading skips that one. Several notebooks may record at once. Drawings are personal data: the file is
for its owner's eyes (mode 0600), `export` hands all of it over in one readable file, `erase` removes it.
"""

import contextlib
import errno
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from dlcourse.files import draft
from dlcourse.journal.files import remove, sources
from dlcourse.journal.place import JournalError, home

KINDS = ("prediction", "vote", "quiz", "exercise", "drawing", "reader")

FILE = "journal.jsonl"


class Entry(NamedTuple):
    """One line of the record."""

    when: datetime
    """When it was recorded, in UTC."""
    kind: str
    """One of `KINDS`."""
    name: str
    """What it is about, such as the id of a prediction or of an exercise."""
    value: Any
    """What was recorded, as JSON gives it back: tuples are lists, keys are strings."""


def record(kind: str, name: str, value: Any) -> None:
    """Add one entry. When this returns, it is on the disk; when it raises, nothing was added.

    Args:
        kind: one of `KINDS`.
        name: what it is about; `latest` finds it by this.
        value: anything that JSON can hold: None, booleans, numbers, strings, and lists and dicts of those.

    Raises:
        ValueError: an unknown kind, an empty name, or a value that JSON cannot hold.
        JournalError: the disk is full, or the folder may not be written.
    """
    _known(kind)
    if not isinstance(name, str) or not name:
        raise ValueError(f"A journal entry needs a name, such as 'start.first'; got {name!r}.")
    fields = {"when": datetime.now(UTC).isoformat(), "kind": kind, "name": name, "value": value}
    try:
        line = json.dumps(fields, allow_nan=False, ensure_ascii=False).encode() + b"\n"
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(
            f"The journal keeps what JSON can hold (numbers, strings, lists, dicts); the value for {name!r} is not: "
            f"{error}. Turn arrays into lists first, as array.tolist() does."
        ) from None
    try:
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        with _locked(home() / FILE) as (file, alone):
            _append(file, line, alone)
    except OSError as error:
        raise JournalError(
            f"Your {kind} was not recorded in {home() / FILE}: {error.strerror or error}. Nothing else was lost; "
            "make room, or let DLCOURSE_HOME name a folder that you can write to, and try again."
        ) from error


def entries(kind: str | None = None) -> list[Entry]:
    """Return what was recorded, oldest first: entries of one kind, or all. Empty when there is nothing.

    Raises:
        ValueError: an unknown kind.
        JournalError: the file is there and cannot be read.
    """
    if kind is not None:
        _known(kind)
    return [entry for entry in _read()[0] if kind in (None, entry.kind)]


def latest(kind: str, name: str, default: Any = None) -> Any:
    """Return the value that was recorded last under this kind and name, or ``default``. Raises as `entries` does."""
    return next((entry.value for entry in reversed(entries(kind)) if entry.name == name), default)


def export(path: str | os.PathLike[str]) -> int:
    """Write the whole record to one JSON file that a person can read, and return how many entries it holds.

    Lines that a crash spoiled go along as they are, under ``unreadable``; what the learner built, under ``mine``.

    Raises:
        JournalError: there is a file of that name already, or it cannot be written; then none is left behind.
    """
    target = Path(path).expanduser()
    found, unreadable = _read()
    content = {
        "what": "the record of the deep-learning course, all of it",
        "exported": datetime.now(UTC).isoformat(),
        "entries": [entry._asdict() | {"when": entry.when.isoformat()} for entry in found],
        "unreadable": unreadable,
        "mine": sources(),
    }
    if target.exists():
        raise JournalError(f"There is something at {target} already, and it was left alone: give another name.")
    try:
        with draft(target, 0o600, sync=True) as new, new.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=1, ensure_ascii=False)
    except OSError as error:
        raise JournalError(
            f"The record was not written to {target}: {error.strerror or error}. It is safe where it was; "
            "choose a folder that exists and has room."
        ) from error
    return len(found)


def erase() -> dict[str, int]:
    """Remove the record for good, and say what was in it: how many entries of each kind, and files of ``mine``.

    Raises:
        JournalError: the file cannot be removed.
    """
    path = home() / FILE
    counts = dict(Counter(entry.kind for entry in entries()))
    try:
        if path.exists():
            with _locked(path) as (file, _):
                os.ftruncate(file, 0)  # first, so that not even a notebook that holds it open still has the drawings
            path.unlink()
        if kept := remove():
            counts["mine"] = kept
        with contextlib.suppress(OSError):
            home().rmdir()  # only if nothing else lies there
    except OSError as error:
        raise JournalError(f"{path} could not be removed: {error.strerror or error}. Remove it by hand.") from error
    return counts


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"A journal entry is one of {', '.join(KINDS)}; got {kind!r}.")


def _read() -> tuple[list[Entry], list[str]]:
    """Return the entries and, as text, the lines that are none."""
    path = home() / FILE
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise JournalError(f"The record in {path} cannot be read: {error.strerror or error}.") from error
    found: list[Entry] = []
    unreadable: list[str] = []
    for line in filter(None, lines):
        try:
            fields = json.loads(line)
            when = datetime.fromisoformat(fields["when"])
            found.append(Entry(when, fields["kind"], fields["name"], fields["value"]))
        except (ValueError, KeyError, TypeError):
            unreadable.append(line.decode(errors="replace"))
    return found, unreadable


def _append(file: int, line: bytes, alone: bool) -> None:
    """Append one line in one write, all of it or nothing."""
    size = os.fstat(file).st_size
    if size and _last_byte(file, size) != b"\n":
        line = b"\n" + line  # the last one broke off: leave it, and start afresh
    try:
        written = os.write(file, line)
        if written < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
    except OSError:
        # Without the lock this could cut off what another notebook has just added: the torn line is then left to be
        # skipped.
        if alone:
            os.ftruncate(file, size)
        raise


def _last_byte(file: int, size: int) -> bytes:
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[tuple[int, bool]]:
    """Open the record for appending; yield its descriptor, and whether nobody else can write meanwhile."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    while True:
        file = os.open(path, flags, 0o600)
        try:
            alone = _lock(file)
            # `erase` may have removed it while we waited: then this descriptor leads nowhere.
            if _still_there(file, path):
                yield file, alone
                return
        finally:
            os.close(file)  # and with it goes the lock


def _still_there(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: int) -> bool:
    """Wait for the lock; False where there is none to be had, as on some network folders."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, 2**30, os.SEEK_SET)  # far behind the text: what Windows locks, nobody can read
            msvcrt.locking(file, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
    except OSError:
        return False
    return True
