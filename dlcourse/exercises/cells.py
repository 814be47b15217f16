"""Which answer cells ran in this notebook, and whether they ran to their end.

The kernel's history would tell too, but a program that runs a notebook may keep none (nbval does not); so IPython is
asked to say of each cell when it begins and ends.
"""

from dataclasses import dataclass
from typing import Any

from IPython import get_ipython

from dlcourse.exercises.answer import answered


@dataclass(frozen=True)
class Ran:
    """An answer cell that ran."""

    cell: str
    """Its text, as the learner wrote it."""
    error: str = ""
    """What stopped it, in words; empty when it ran to its end, or is still running."""


LATEST: dict[str, Ran] = {}
"""The answer cell that ran last, by the id of its exercise."""


def watch() -> None:
    """Begin to remember: cells of this notebook that ran before are taken from its history."""
    shell = get_ipython()
    if shell is None:
        return
    for cell in shell.history_manager.input_hist_raw:
        _remember(cell)
    shell.events.register("pre_run_cell", _begins)
    shell.events.register("post_run_cell", _ended)


def _remember(cell: str, error: str = "") -> None:
    id = answered(cell)
    if id is not None:
        LATEST[id] = Ran(cell, error)


def _begins(info: Any) -> None:
    _remember(info.raw_cell)


def _ended(result: Any) -> None:
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        _remember(result.info.raw_cell, _words(error))


def _words(error: BaseException) -> str:
    """The error's last line, as a traceback would show it; a syntax error with the line that Python cannot read."""
    if isinstance(error, SyntaxError):
        where = f"line {error.lineno}: " if error.lineno else ""
        line = f"\n{error.text.strip()}" if error.text else ""
        return f"{where}{error.msg}{line}"
    return f"{type(error).__name__}: {error}".removesuffix(": ")[:300]
