"""Blanks in a lesson: the reader's version where it is right, the course's where it is blank or wrong.

    @blank("backprop.slope")
    def slope(f, x, h=1e-5):
        ...

    move = blank("start.move", (..., ...))

A lesson with every blank empty so runs from top to bottom. Below the cell stands what was found, and folded, *One way
to write it*: whoever skips a blank does not miss the heart of the lesson. The course's version, and the inputs on which
both are compared, stand in the room's ``blanks.py``, by `answer` and `value`.
"""

import copy
import html
import importlib
import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from dlcourse import rooms
from dlcourse.interact.agreement import difference, is_numeric, shown
from dlcourse.plots import Html

F = TypeVar("F", bound=Callable[..., Any])
MARK = "__blank__"
"""The attribute of a reader's function that passed: the blank's id."""


@dataclass(frozen=True)
class Answer:
    """The course's version of a blank."""

    version: Any
    """A function, or a value."""
    on: Sequence[Any] = ()
    """Inputs to compare functions on. Each is one argument, or a tuple of arguments; both functions get copies."""
    through: Callable[[Any], Callable[..., Any]] | None = None
    """What is compared in place of the functions themselves: of a function, another that can be compared."""
    rtol: float = 1e-4
    atol: float = 1e-6

    def __post_init__(self) -> None:
        if callable(self.version) and not self.on:
            raise ValueError("A blank that is a function needs inputs to compare on: on=[x, …], or on=[(x, y), …].")

    @property
    def text(self) -> str:
        """One way to write it."""
        if not callable(self.version):
            return repr(self.version)
        lines = textwrap.dedent(inspect.getsource(self.version)).splitlines()
        first = next((i for i, line in enumerate(lines) if line.startswith("def ")), 0)
        return "\n".join(lines[first:])


ANSWERS: dict[str, Answer] = {}
"""The blanks of the rooms that were asked for, by id."""


def answer(id: str, **how: Any) -> Callable[[F], F]:
    """In a room's ``blanks.py``: the function below is the course's version; `how` are the fields of an `Answer`."""

    def register(version: F) -> F:
        ANSWERS[id] = Answer(version, **how)
        return version

    return register


def value(id: str, version: Any, **how: Any) -> None:
    """In a room's ``blanks.py``: a blank that is a value."""
    ANSWERS[id] = Answer(version, **how)


def find(id: str) -> Answer:
    """The course's version of a blank.

    Raises:
        KeyError: no such room, or no such blank in it.
    """
    if id not in ANSWERS:
        room = rooms.room_of(id).name
        importlib.import_module(f"dlcourse.course.{room}.blanks")
    if id not in ANSWERS:
        raise KeyError(f"There is no blank {id!r}: add it to the room's blanks.py.")
    return ANSWERS[id]


def blank(id: str, *mine: Any) -> Any:
    """A blank: as a decorator of the reader's function, or with the reader's value.

    Says what was found. Blank is: a function that returns nothing or ``...``, or raises NotImplementedError; a value
    that is, or holds, None or ``...``.

    Args:
        id: of the blank, such as ``backprop.slope``.
        mine: the reader's value, where it is no function.

    Returns:
        The reader's version if it agrees with the course's, else the course's.

    Raises:
        KeyError: no such blank.
    """
    if mine:
        return _settled(id, mine[0])
    return lambda function: _settled(id, function)


def _settled(id: str, mine: Any) -> Any:
    course = find(id)
    name = getattr(mine, "__name__", "") or id.partition(".")[2]
    wrong, empty = _compared(mine, course)
    if empty:
        found = f"… Nothing is written in <code>{html.escape(name)}</code> yet, so the course's version is used."
    elif wrong:
        why = html.escape(wrong[0].upper() + wrong[1:])
        found = (
            f"✗ <strong>Not quite.</strong> {why}. From here on the course's version of "
            f"<code>{html.escape(name)}</code> is used; change yours and run the cell again."
        )
    else:
        found = f"✓ <strong>Right.</strong> From here on your own <code>{html.escape(name)}</code> is used."
    kind, colour = ("empty", "#777777") if empty else ("wrong", "#d55e00") if wrong else ("right", "#009e73")
    bar = f'style="border-left: 6px solid {colour}; padding: 0 0.8em"'
    fold = (
        f"<details><summary>One way to write it</summary><pre>{html.escape(course.text, quote=False)}</pre></details>"
    )
    tell(Html(f'<div class="dlcourse-blank-{kind}" {bar}><p>{found}</p>{fold}</div>', Html(f"<p>{found}</p>").plain))
    if empty or wrong:
        return course.version
    if callable(mine):
        setattr(mine, MARK, id)
    return mine


def _compared(mine: Any, course: Answer) -> tuple[str, bool]:
    """What is wrong with the reader's version, if anything; and whether it is blank."""
    if not callable(course.version):
        empty = _blank(mine) or (isinstance(mine, (tuple, list)) and any(map(_blank, mine)))
        return (
            ("", True) if empty else (difference(mine, course.version, rtol=course.rtol, atol=course.atol) or "", False)
        )
    if _blank(mine):
        return "", True
    if not callable(mine):
        return f"a function is wanted here, received {shown(mine)}", False
    through = course.through or (lambda function: function)
    return _functions(through(mine), through(course.version), course)


def _functions(mine: Callable[..., Any], theirs: Callable[..., Any], course: Answer) -> tuple[str, bool]:
    """What is wrong with the first input on which they differ, if any; and whether the reader's is blank."""
    for given in course.on:
        arguments = given if isinstance(given, tuple) else (given,)
        for_course, for_reader = _copies(arguments), _copies(arguments)
        expected = theirs(*for_course)
        place = "for " + ", ".join(shown(argument) for argument in arguments)
        try:
            received = mine(*for_reader)
        except NotImplementedError:
            return "", True
        except Exception as error:
            return f"{place} it raised {type(error).__name__}: {error}", False
        if _blank(received) and not _blank(expected):
            return "", True
        wrong = difference(received, expected, rtol=course.rtol, atol=course.atol)
        if wrong:
            return f"{place} {wrong}", False
        numbers = [i for i, argument in enumerate(for_course) if is_numeric(argument)]
        if any(difference(for_reader[i], for_course[i], rtol=0, atol=0) for i in numbers):
            return f"{place} the result is right, but it changes its input", False
    return "", False


def _blank(value: Any) -> bool:
    return value is None or value is Ellipsis


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
