"""A file written whole or not at all: an error, a full disk or a crash leaves what was there before.

    with draft(path) as new:
        new.write_text("all of it", encoding="utf-8")

What is new lies beside the old file until it is complete, and then takes its name in one step.
"""

import contextlib
import glob
import os
import time
from collections.abc import Iterator
from pathlib import Path

ORPHAN = 3600  # seconds: a draft unchanged for so long belongs to a writer that was killed


@contextlib.contextmanager
def draft(target: Path, mode: int | None = None, *, sync: bool = False, over: bool = True) -> Iterator[Path]:
    """Give an empty file to be written, which takes the target's name at a clean end; else nothing is left of it.

    Several may write to one target at once: each has a draft of its own, and whoever ends last is found there. A
    writer that is killed cannot clear up; the next one does, see `ORPHAN`.

    Args:
        target: what the file will be called. Its folder must exist.
        mode: the permissions of the draft from its beginning, such as 0o600 for the owner's eyes only; None: those
            of any new file.
        sync: wait until all of it is on the disk, so that not even a power cut leaves an empty file.
        over: whether it takes the place of a file that is there already.

    Yields:
        The draft, ``.NAME.….part`` in the same folder, closed.

    Raises:
        FileExistsError: not ``over``, and something has the target's name.
        OSError: no room, no permission, no such folder; what stood there still stands.
    """
    _sweep(target)
    new = target.with_name(f".{target.name}.{os.urandom(8).hex()}.part")
    os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode))
    try:
        if mode is not None:
            new.chmod(mode)  # whatever the umask took away
        yield new
        if sync:
            with new.open("rb+") as file:
                os.fsync(file.fileno())
        if over:
            os.replace(new, target)
        else:
            place(new, target)
    finally:
        new.unlink(missing_ok=True)


def write(target: Path, text: str, mode: int | None = None, *, sync: bool = False) -> None:
    """Write a file of text, whole or not at all, in the place of an earlier one. Arguments and errors as in `draft`."""
    with draft(target, mode, sync=sync) as new:
        new.write_text(text, encoding="utf-8")


def place(file: Path, name: Path) -> None:
    """Give a file another name, which nothing may have yet; the old name may go on leading to it.

    Raises:
        FileExistsError: something has that name.
        OSError: the folder may not be written.
    """
    try:
        os.link(file, name)  # unlike a renaming, this never overwrites, and the file is never gone
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if name.exists():
            raise FileExistsError(name) from None
        file.rename(name)


def _sweep(target: Path) -> None:
    """Remove what a killed writer of this file left: it could not do so itself."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.{'[0-9a-f]' * 16}.part"):
        with contextlib.suppress(OSError):  # another writer may remove it just now
            if time.time() - left.stat().st_mtime > ORPHAN:
                left.unlink()
