"""Blanks in a lesson: the reader's piece where it is right, the course's where it is blank or wrong.

    relu = yours(my_relu, otherwise=F.relu, on=[x, -x])

A lesson with every blank empty so runs from top to bottom.
"""

import copy
import html
from collections.abc import Sequence
from typing import Any, TypeVar

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from dlcourse.interact.agreement import difference, is_numeric, shown
from dlcourse.plots import Html, say

T = TypeVar("T")


def yours(mine: Any, otherwise: T, on: Sequence[Any] = (), *, rtol: float = 1e-4, atol: float = 1e-6) -> T:
    """Hand back the reader's piece if it agrees with the course's, else the course's; and say which and why.

    Args:
        mine: the reader's function, or value. Blank is: None, ``...``, a function that returns nothing or raises
            NotImplementedError.
        otherwise: the course's function, or value.
        on: inputs to compare functions on. Each is one argument, or a tuple of arguments; both functions get copies.
        rtol, atol: how close numbers must be, as in ``numpy.allclose``.

    Returns:
        ``mine`` or ``otherwise``.

    Raises:
        ValueError: a function without inputs to compare it on.
    """
    if callable(otherwise) and not on:
        raise ValueError("yours() needs inputs to compare the functions on: on=[x, …], or on=[(x, y), …] for two.")
    name = getattr(mine, "__name__", "") or "your piece"
    if not callable(otherwise):
        verdict = None if _blank(mine) else _values(mine, otherwise, rtol, atol)
        blank = _blank(mine)
    elif _blank(mine):
        verdict, blank = None, True
    elif not callable(mine):
        verdict, blank = f"a function is wanted here, received {shown(mine)}", False
    else:
        verdict, blank = _functions(mine, otherwise, on, rtol, atol)
    if blank:
        tell(say(f"<code>{html.escape(name)}</code> gives nothing back yet: the course's own is used."))
        return otherwise
    if verdict:
        words = f"<code>{html.escape(name)}</code> is not right yet, the course's own is used: {html.escape(verdict)}."
        tell(say(words))
        return otherwise
    tell(say(f"<code>{html.escape(name)}</code> agrees with the course's: <strong>yours is used</strong>."))
    return mine


def _blank(value: Any) -> bool:
    return value is None or value is Ellipsis


def _values(mine: Any, otherwise: Any, rtol: float, atol: float) -> str | None:
    return difference(mine, otherwise, rtol=rtol, atol=atol)


def _functions(mine: Any, otherwise: Any, on: Sequence[Any], rtol: float, atol: float) -> tuple[str | None, bool]:
    """What is wrong with the first input on which they differ, if any; and whether the reader's is blank."""
    for given in on:
        arguments = given if isinstance(given, tuple) else (given,)
        for_course, for_reader = _copies(arguments), _copies(arguments)
        expected = otherwise(*for_course)
        place = "for " + ", ".join(shown(argument) for argument in arguments)
        try:
            received = mine(*for_reader)
        except NotImplementedError:
            return None, True
        except Exception as error:
            return f"{place} it raised {type(error).__name__}: {error}", False
        if _blank(received) and not _blank(expected):
            return None, True
        wrong = difference(received, expected, rtol=rtol, atol=atol)
        if wrong:
            return f"{place} {wrong}", False
        numbers = [i for i, argument in enumerate(for_course) if is_numeric(argument)]
        if any(difference(for_reader[i], for_course[i], rtol=0, atol=0) for i in numbers):
            return f"{place} the result is right, but it changes its input", False
    return None, False


def _copies(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_copied(argument) for argument in arguments)


def _copied(value: Any) -> Any:
    # A tensor within a graph cannot be deep-copied.
    if hasattr(value, "detach") and hasattr(value, "clone"):
        return value.detach().clone().requires_grad_(value.requires_grad)
    return copy.deepcopy(value)


def tell(words: Html) -> None:
    """Show words in a notebook, print them elsewhere."""
    if InteractiveShell.initialized():
        display(words)
    else:
        print(words.plain)
