"""Run the text sources that changed into stored notebooks: ``python -m dlcourse.authoring notebooks``."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dlcourse.authoring import stored
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import CHAPTERS, read, stored_path
from dlcourse.authoring.stale import fingerprint

AT_ONCE = 2  # kernels, of one thread each


def make(source: Path) -> Path:
    """Run one text source and store its notebook.

    Raises:
        RuntimeError: a cell raised.
        ValueError: the result must not be stored (see `stored.problems`).
    """
    path = stored_path(source)
    mark = fingerprint(source)
    notebook = stored.strip(execute(read(source), CHAPTERS))
    stored.write(notebook, path, mark)
    return path


def make_all(sources: list[Path], say: Callable[[str], None] = print) -> list[str]:
    """Run some sources, two at a time. One that fails does not stop the others.

    Returns:
        What went wrong, one text for each source that failed.
    """
    failures = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = {source: pool.submit(make, source) for source in sources}
        for source, future in futures.items():
            try:
                say(f"stored {future.result().relative_to(CHAPTERS.parent)}")
            except (RuntimeError, ValueError) as error:
                failures.append(f"{source.name}: {error}")
    return failures
