"""Run the text sources that changed into stored notebooks: ``python -m dlcourse.authoring notebooks``."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from dlcourse.authoring import ending, stored
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import Source, read
from dlcourse.authoring.stale import fingerprint

if TYPE_CHECKING:
    from nbformat import NotebookNode

Build = Callable[[Source], "NotebookNode"]

AT_ONCE = 2  # kernels, of one thread each


def of_lesson(source: Source) -> "NotebookNode":
    """A lesson's notebook before it has run, its end included."""
    notebook = read(source.text)
    notebook.cells += ending.cells(source)
    return notebook


def make(source: Source, build: Build = of_lesson, mark: str = "") -> None:
    """Run one text source and store its notebook.

    Raises:
        RuntimeError: a cell raised.
        ValueError: the result must not be stored (see `stored.problems`).
    """
    mark = mark or fingerprint(source)
    source.notebook.parent.mkdir(parents=True, exist_ok=True)
    stored.write(stored.strip(execute(build(source), source.notebook.parent)), source.notebook, mark)


def make_all(sources: list[Source], say: Callable[[str], None] = print, build: Build = of_lesson) -> list[str]:
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
        futures = {source: pool.submit(make, source, build, marks[source]) for source in sources}
        for source, future in futures.items():
            try:
                future.result()
                say(f"stored {source.notebook.name}")
            except (RuntimeError, ValueError) as error:
                failures.append(f"{source.shown}: {error}")
    return failures
