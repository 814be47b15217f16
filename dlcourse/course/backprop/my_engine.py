"""The engine that the reader built in lesson 03b, kept for the lessons after it.

    keep_engine(Tensor, cross_entropy)   # at the end of 03b
    engine = my_engine()                 # in 03c: engine.Tensor, engine.cross_entropy

What is kept is Python text, put together from the notebook's cells; anybody can open it in an editor.
"""

import html
import types
from typing import Any

from dlcourse import journal
from dlcourse.course.backprop.engine_check import Fault, fault
from dlcourse.course.backprop.engine_text import NoSource, text_of
from dlcourse.interact.blanks import MARK, tell
from dlcourse.interact.questions import belief
from dlcourse.plots import inline, say
from dlcourse.scratch import first

NAME = "engine"
"""What `dlcourse.journal.mine` finds it by."""


def keep_engine(tensor: type, cross_entropy: Any) -> None:
    """Check the reader's engine and keep it for later lessons; and say what was done.

    A class or function of the course is imported in the kept file, the reader's own is copied into it. An engine in
    which no blank is filled is not kept, nor one that fails the check.

    Args:
        tensor: the class, as it stands in the notebook; methods that were attached later belong to it.
        cross_entropy: the function.
    """
    try:
        text, own = text_of({"Tensor": tensor, "cross_entropy": cross_entropy})
    except NoSource as error:
        tell(say(f"Not kept: {html.escape(str(error))}"))
        return
    filled = [name for name, value in own.items() if hasattr(value, MARK)]
    if not filled:
        tell(say("No blank of this engine is filled yet, so nothing is kept; later lessons use the course's own."))
        return
    try:
        found = fault(_loaded(text, "<your engine>"))
    except Exception as error:
        found = Fault(f"the file made of your cells raised {type(error).__name__}: {error}", "")
    if found:
        tell(say(f"Not kept, it is not right yet: {_told(found)}"))
        return
    journal.keep(NAME, text)
    pieces = ", ".join(f"<code>{html.escape(name)}</code>" for name in filled)
    tell(say(f"Your engine is kept: {len(text.splitlines())} lines, with your own {pieces}. Lesson 03c trains on it."))


def my_engine() -> Any:
    """The reader's engine if one is kept and passes the check, else the course's; and say which, and why.

    Returns:
        A module with ``Tensor`` and ``cross_entropy``.
    """
    path = journal.mine(NAME)
    if path is None:
        tell(say("No engine of yours is kept yet (lesson 03b builds one): the course's own is used."))
        return first
    try:
        engine = _loaded(path.read_text(encoding="utf-8"), str(path))
        found = fault(engine)
    except Exception as error:
        found = Fault(f"it raised {type(error).__name__}: {error}", "")
    if found:
        tell(say(f"Your engine is not right, the course's own is used: {_told(found)}"))
        return first
    tell(say("Your own engine passes every check: <strong>yours is used</strong>."))
    return engine


def _loaded(text: str, filename: str) -> types.ModuleType:
    """Run the text of an engine as a module."""
    module = types.ModuleType("my_engine")
    exec(compile(text, filename, "exec"), module.__dict__)  # the reader's own code, in the reader's own kernel
    return module


def _told(found: Fault) -> str:
    return f"{html.escape(found.sentence)}. {inline(belief(found.belief)) if found.belief else ''}".strip()
