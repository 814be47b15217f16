"""One output in three forms: the live widget, a still picture for where no kernel runs, and fixed plain text.

    Bundle(widget, still=picture(fig, alt="..."), plain="Demo: how the rate changes the curve.")

A live notebook shows the widget. The book, GitHub and a notebook opened tomorrow show the still, and under it one line
that says what running the cell would bring. Tests compare the plain text, which therefore never changes.
"""

import functools
import html
import os
from collections.abc import Callable
from typing import Any, Protocol

import ipywidgets as widgets
from IPython.display import publish_display_data

from dlcourse.interact.frame import DEMO, Frame

LIVE = "application/vnd.jupyter.widget-view+json"


class HasHtml(Protocol):
    """What `dlcourse.plots` makes: anything with its HTML in ``.html``."""

    html: str


Still = str | HasHtml
Forms = tuple[dict[str, Any], dict[str, Any]]
"""Media type → content, and the metadata beside it."""


def markup(still: Still) -> str:
    """The HTML of a still: a text is HTML already, a picture or table carries its own."""
    return still if isinstance(still, str) else still.html


class Bundle:
    """A demo, as a notebook displays it: once, in three forms. Let it be a cell's last value.

    Attributes:
        invitation: what a reader of the still is told to do, in one sentence of HTML; a form has words of its own.
            Empty if the still needs none.

    Args:
        widget: the live form, any ipywidget.
        still: what stands in its place with no kernel: a `picture`, or HTML. No style, SVG or script: untrusted
            notebooks drop them.
        plain: one fixed sentence that says what the demo is about; no measured numbers.

    Raises:
        ValueError: the still or the plain text is empty.
    """

    invitation = "A still picture: run this cell in JupyterLab to make it move."

    def __init__(self, widget: widgets.Widget, still: Still, plain: str):
        if not plain.strip() or not markup(still).strip():
            raise ValueError("A Bundle needs a still and a plain text: a reader without a kernel sees nothing else.")
        self.widget = widget
        self.still = markup(still)
        self.plain = plain
        self.box = framed(widget)

    def __repr__(self) -> str:
        return self.plain

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Forms:
        data, metadata = live_form(self.box)
        return {**data, "text/html": invited(self.still, self.invitation), "text/plain": self.plain}, metadata


def invited(still: str, invitation: str) -> str:
    """A still, and under it in small print what to do."""
    return still + (f"<p><small>{invitation}</small></p>" if invitation else "")


class LiveOnly:
    """Something that exists only while a kernel runs, such as a progress bar: nothing of it is stored or compared."""

    def __init__(self, widget: widgets.Widget):
        self.box = framed(widget)

    def _ipython_display_(self) -> None:
        # Not by way of a mimebundle: IPython would add a text/plain of its own.
        data, metadata = live_form(self.box)
        publish_display_data({LIVE: data[LIVE]}, metadata)


def framed(widget: widgets.Widget) -> widgets.VBox:
    """Put a widget into a box of its own that keeps the keyboard and carries the style sheet."""
    box = widgets.VBox([Frame(), widget])
    box.add_class(DEMO)
    return box


def live_form(box: widgets.VBox) -> Forms:
    """The widget view of a framed box, and the metadata by which Colab finds anywidget's front end."""
    _, metadata = box.children[0]._repr_mimebundle_()
    return box._repr_mimebundle_(), metadata


class Notice(widgets.HTML):
    """The line of a demo in which it says that something went wrong. Empty, it takes no room."""

    def __init__(self) -> None:
        super().__init__(layout={"display": "none"})

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.value = f'<div class="dlcourse-trouble" role="alert">{html.escape(sentence)}</div>'
        self.layout.display = ""

    def clear(self) -> None:
        """Show nothing."""
        if self.value:
            self.value, self.layout.display = "", "none"


def guarded(callback: Callable[..., Any], notice: Notice) -> Callable[..., None]:
    """Wrap a callback so that an exception in it is seen: Jupyter shows those of widget callbacks nowhere.

    Args:
        callback: what is passed to ``observe`` or ``on_click``.
        notice: where the demo says what went wrong; cleared by the next call that works.

    Raises:
        Exception: whatever the callback raised, but only with ``DLCOURSE_RAISE=1`` in the environment, as in tests.
    """

    @functools.wraps(callback)
    def call(*args: Any, **keywords: Any) -> None:
        try:
            callback(*args, **keywords)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".rstrip(": .")
            notice.say(f"That did not work. {reason}. Set it back, or run the cell again.")
            if os.environ.get("DLCOURSE_RAISE") == "1":
                raise
        else:
            notice.clear()

    return call
