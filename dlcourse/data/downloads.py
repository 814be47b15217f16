"""Bring the files of a public data set to this machine: once, whole, and the right ones.

`fetch` tries each address in turn, checks the SHA-256, and puts a file into the cache only when it is complete and
right, in one step: two processes may do it at once, and whatever goes wrong leaves no half file behind.
Everything that goes wrong is a `DataError` of one sentence.
"""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dlcourse.data.faults import CutShort, Slow, at_server, on_this_machine

Progress = bool | None | Callable[[int, int], None]

BLOCK = 1 << 16
SLOWEST = 1000  # bytes a second; a server that drips more slowly than this counts as one that says nothing
ORPHAN = 600  # seconds: a temporary file unchanged for so long belongs to a process that was killed


class DataError(RuntimeError):
    """A data set could not be had. Its text is one sentence for the reader: what happened, and what to do."""


@dataclass(frozen=True)
class Source:
    """Where a set comes from.

    Attributes:
        title: its name, as people write it.
        folder: its own folder in the cache: sets share file names.
        addresses: where its files lie, each ending in "/", in the order in which they are tried.
        files: of each file its size in bytes and its SHA-256.
    """

    title: str
    folder: str
    addresses: tuple[str, ...]
    files: dict[str, tuple[int, str]]


def cache_folder(folder: str | Path | None = None) -> Path:
    """The folder of all downloaded sets: this one, else ``DLCOURSE_DATA``, else the user's cache."""
    chosen = folder or os.environ.get("DLCOURSE_DATA")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("dlcourse", appauthor=False)


def cached(source: Source, file: str, folder: str | Path | None = None) -> bool:
    """Whether this file of a set lies in the cache with the right hash."""
    path = cache_folder(folder) / source.folder / file
    if not path.is_file():
        return False
    from pooch import hashes

    return bool(hashes.file_hash(str(path)) == source.files[file][1])


def fetch(
    source: Source,
    file: str,
    *,
    folder: str | Path | None = None,
    addresses: Sequence[str] | None = None,
    timeout: float = 30.0,
    progress: Progress = None,
) -> Path:
    """Give the path of one file of a set; download it when it is not in the cache.

    Args:
        source: the set.
        file: a name in ``source.files``.
        folder: the cache, see `cache_folder`.
        addresses: other places to look for the files than the set's own, tried in order.
        timeout: seconds without an answer, or with less than a kilobyte a second, until an address is given up.
        progress: True or False shows a bar on stderr or none; None shows one where stderr is a terminal; or a
            function that is called with the bytes done and the bytes in all.

    Returns:
        The file in the cache, its hash checked just now.

    Raises:
        DataError: no address had it, or it could not be written here.
        KeyboardInterrupt: the reader stopped it; the text says that nothing is left behind.
    """
    place = cache_folder(folder) / source.folder
    if cached(source, file, folder):
        return place / file
    size, sha256 = source.files[file]
    tried = []
    try:
        _sweep(place)
        for address in addresses or source.addresses:
            transfer = _Transfer(size, f"{source.title}: {file}", timeout, progress)
            try:
                return _retrieved(address + file, sha256, place, file, transfer)
            except Exception as error:
                fault = at_server(error, address, timeout)
                if fault is None:
                    raise
                tried.append(fault)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            f"The download of {source.title} ({file}) was stopped. "
            "Nothing half-done is left; call it again to start afresh."
        ) from None
    except OSError as error:
        raise DataError(on_this_machine(error, place, source.title, f"this file of {source.title}", size)) from error
    raise DataError(
        f"{source.title} could not be downloaded ({file}): {'; '.join(tried)}. "
        "Nothing half-done is left: check the internet connection, then try again."
    )


def _retrieved(url: str, sha256: str, place: Path, file: str, transfer: "_Transfer") -> Path:
    """Download by pooch: into a temporary file beside the goal, moved there when its hash is right."""
    import pooch

    with _quiet(pooch.get_logger()):
        return Path(pooch.retrieve(url, f"sha256:{sha256}", file, place, downloader=transfer))


@contextmanager
def _quiet(log: logging.Logger) -> Iterator[None]:
    """Pooch tells on stderr what it does; a notebook's stderr is compared, and must stay empty."""
    before = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)


class _Transfer:
    """One download, as pooch calls it. Pooch's own waits for ever on a server that drips."""

    def __init__(self, size: int, title: str, timeout: float, progress: Progress) -> None:
        self.size, self.title, self.timeout, self.progress = size, title, timeout, progress

    def __call__(self, url: str, output_file: str, _: Any) -> None:
        import requests
        from urllib3.exceptions import ProtocolError

        whole = {"Accept-Encoding": "identity"}  # the hash is that of the file as it is stored
        with requests.get(url, stream=True, timeout=self.timeout, headers=whole) as response:
            response.raise_for_status()
            expected = int(response.headers.get("Content-Length", self.size))
            done = 0
            bar = shown_progress(self.title, expected, self.progress)
            with open(output_file, "wb") as file, bar as show, suppress(ProtocolError):
                for block in self._blocks(response.raw):
                    file.write(block)
                    done += len(block)
                    show(done)
            if done < expected:
                raise CutShort(done, expected)

    def _blocks(self, raw: Any) -> Iterator[bytes]:
        read = getattr(raw, "read1", raw.read)  # what has arrived; urllib3 before 2.1 waits for a full block
        began, arrived = time.monotonic(), 0
        while block := read(BLOCK):
            yield block
            arrived += len(block)
            waited = time.monotonic() - began
            if waited > self.timeout:
                if arrived < SLOWEST * waited:
                    raise Slow
                began, arrived = time.monotonic(), 0


@contextmanager
def shown_progress(title: str, expected: int, progress: Progress) -> Iterator[Callable[[int], None]]:
    """Show how far a download is.

    Args:
        title: what the bar is called.
        expected: bytes in all.
        progress: see `fetch`.

    Yields:
        A function to be called with the bytes done.
    """
    if callable(progress):
        told = progress
        yield lambda done: told(done, expected)
        return
    from tqdm import tqdm

    wanted = sys.stderr.isatty() if progress is None else progress
    with tqdm(total=expected, desc=title, unit="B", unit_scale=True, disable=not wanted) as bar:

        def show(done: int) -> None:
            bar.update(done - bar.n)

        yield show


def _sweep(place: Path) -> None:
    """Remove what a killed process left: it could not do so itself."""
    for path in place.glob("tmp*"):
        with suppress(OSError):  # another process may remove it just now
            if time.time() - path.stat().st_mtime > ORPHAN:
                path.unlink()
