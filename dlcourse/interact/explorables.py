"""Explorables: live pictures that answer in the browser alone, with no kernel; in the book too.

    explorable("neurons.one_neuron", {"w": [1.2, 0.7], "b": -1.0}, still=picture(…), plain="Demo: one neuron.")

The module is ``one_neuron.js`` among the demos of its room, an ES module with anywidget's ``render({model, el})``. Its
state travels in the stored output, beside the still, so that the book needs nothing else to bring it to life.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import anywidget
import traitlets

from dlcourse import rooms
from dlcourse.interact.bundle import Bundle, Still, invited, markup
from dlcourse.interact.modules import HERE, joined

State = Mapping[str, Any]
"""What JSON can hold."""

CSS = HERE / "explorable.css"
LOADER = HERE / "mount.js"

_STORED = re.compile(r'<div data-explorable="([^"]*)">')


class _Live(anywidget.AnyWidget):
    """One class for all modules: the code is a trait."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = CSS
    state = traitlets.Dict().tag(sync=True)


class Explorable(Bundle):
    """What `explorable` returns: a `Bundle` that knows its module and its state."""

    invitation = ""  # it stands inside the still, and gives way with it

    def __init__(self, module: str, state: State, still: Still, plain: str):
        """Put the state beside the still."""
        self.module, self.state = module, dict(state)
        carried = html.escape(json.dumps({"module": module, "state": self.state}, ensure_ascii=False))
        super().__init__(
            _Live(_esm=code(module), state=self.state),
            still=f'<div data-explorable="{carried}">{invited(markup(still), Bundle.invitation)}</div>',
            plain=plain,
        )


def explorable(module: str, state: State, *, still: Still, plain: str) -> Explorable:
    """A live picture that needs no kernel.

    Args:
        module: room and name, such as ``neurons.one_neuron`` for ``neurons/demos/one_neuron.js``.
        state: where it begins; JSON, small, and rounded, for it is stored with the notebook and compared.
        still: the same picture in the same state, for where no script runs.
        plain: one fixed sentence that says what it is about.

    Raises:
        FileNotFoundError: there is no such module.
    """
    return Explorable(module, state, still, plain)


@lru_cache
def code(module: str) -> str:
    """A module and what it imports, as one text.

    Raises:
        FileNotFoundError: there is no such module.
    """
    return joined(rooms.room_of(module) / "demos" / f"{module.partition('.')[2]}.js")


def stored(markup: Iterable[str]) -> list[str]:
    """The modules that some stored HTML names, each once."""
    found = (json.loads(html.unescape(each))["module"] for text in markup for each in _STORED.findall(text))
    return list(dict.fromkeys(found))


def for_the_book(module: str) -> str:
    """A classic script that hands a module to the book's loader as text."""
    return f"(window.dlcourseExplorables ??= {{}})[{json.dumps(module)}] = {json.dumps(code(module))};\n"
