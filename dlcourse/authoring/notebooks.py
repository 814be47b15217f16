"""Run the text sources that changed into stored notebooks: ``python -m dlcourse.authoring notebooks``."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from dlcourse.authoring import stored
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import CHAPTERS, read, stored_path
from dlcourse.authoring.stale import fingerprint

if TYPE_CHECKING:
    from nbformat import NotebookNode

Build = Callable[[Path], "NotebookNode"]

AT_ONCE = 2  # kernels, of one thread each


def make(source: Path) -> Path:
    """Run one text source and store its notebook.

    Raises:
        RuntimeError: a cell raised.
        ValueError: the result must not be stored (see `stored.problems`).
    """
    return _make(source, fingerprint(source))


def _make(source: Path, mark: str, build: Build = read) -> Path:
    path = stored_path(source)
    stored.write(stored.strip(execute(build(source), path.parent)), path, mark)
    return path


def make_all(sources: list[Path], say: Callable[[str], None] = print, build: Build = read) -> list[str]:
    """Run some sources, two at a time. One that fails does not stop the others.

    Args:
        sources: of lessons, or of exercises.
        say: told of each notebook that is stored.
        build: makes of a source the notebook to run.

    Returns:
        What went wrong, one text for each source that failed.
    """
    failures = []
    # Hashes first: what is stored carries the hash of the text as it was before it ran.
    marks = {source: fingerprint(source) for source in sources}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = {source: pool.submit(_make, source, marks[source], build) for source in sources}
        for source, future in futures.items():
            try:
                say(f"stored {future.result().relative_to(CHAPTERS.parent)}")
            except (RuntimeError, ValueError) as error:
                failures.append(f"{source.name}: {error}")
    return failures
