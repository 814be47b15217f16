"""What an answer changes about the process that it runs in: put back before and after a check, or told.

An answer cell is the learner's own Python in the learner's own kernel. It may set NumPy to raise on every warning, draw
from the global random generator, open figures, or redefine the very functions that judge it, on purpose or by ``from …
import *``. As far as one process allows, none of it decides a check, and none of it stays. (Marks that count come from
grading, which does not trust this process.)
"""

import builtins
import importlib
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

OURS = (
    "dlcourse.exercises.check",
    "dlcourse.exercises.check_cell",
    "dlcourse.exercises.exercise",
    "dlcourse.exercises.judging",
    "dlcourse.exercises.outcome",
    "dlcourse.exercises.own_words",
    "dlcourse.exercises.probe",
    "dlcourse.exercises.reading",
    "dlcourse.exercises.values",
    "dlcourse.exercises.watchdog",
    "dlcourse.interact.agreement",
)
NOT_OURS = {"input", "print", "open", "help", "display", "exit", "quit"}  # a kernel replaces some of these itself
DEEPEST = 20_000  # calls within calls: a limit above it fills the memory before Python stops


KNOWN: dict[str, dict[str, Any]] = {}
"""What judging rests on, by module, as it was when the exercises were imported."""


def remember() -> None:
    """Take down what judging rests on. Done once, before any answer has run."""
    for module in (builtins, np, np.linalg, *map(importlib.import_module, OURS)):
        named = vars(module).items()
        functions = {name: each for name, each in named if callable(each) and not name.startswith("__")}
        KNOWN.setdefault(module.__name__, {name: functions[name] for name in functions.keys() - NOT_OURS})


def put_back() -> list[str]:
    """Put back what was replaced since, and return the names: ``numpy.allclose``."""
    replaced = []
    for module, functions in KNOWN.items():
        now = vars(sys.modules[module])
        for name, function in functions.items():
            if now.get(name) is not function:
                setattr(sys.modules[module], name, function)
                replaced.append(f"{module}.{name}")
    return replaced


@contextmanager
def as_it_was() -> Iterator[None]:
    """Within the block, usual settings; after it, those from before, whatever the answer did to them.

    NumPy's error handling, the global random generators, the recursion limit, open figures, and the functions that
    judging rests on. A process that the answer forked off ends here.
    """
    process = os.getpid()
    numbers, own = np.random.get_state(), random.getstate()  # noqa: NPY002  (the learner's, to be put back)
    limit, set_limit = sys.getrecursionlimit(), sys.setrecursionlimit
    figures = _figures()
    sys.setrecursionlimit = lambda deepest: set_limit(min(deepest, DEEPEST))
    try:
        with np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"):
            yield
    finally:
        if os.getpid() != process:
            os._exit(0)
        sys.setrecursionlimit = set_limit
        sys.setrecursionlimit(limit)
        np.random.set_state(numbers)  # noqa: NPY002
        random.setstate(own)
        put_back()
        for number in _figures() - figures:
            sys.modules["matplotlib.pyplot"].close(number)


def _figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()
