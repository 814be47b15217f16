"""A button that does a longer run on the reader's own machine, and nothing before it is pressed."""

from collections.abc import Callable

import ipywidgets as widgets

from dlcourse.interact.bundle import Bundle, HasHtml, Notice, guarded, markup
from dlcourse.plots import inline


class RunHere(Bundle):
    """What `run_here` returns; ``button`` and ``shown`` are there to be driven from Python."""

    invitation = "Run this cell in JupyterLab to get a button that does this."

    def __init__(self, label: str, run: Callable[[], HasHtml]):
        """Show the button; nothing runs yet."""
        self._run = run
        self.button = widgets.Button(description=label, layout={"width": "auto"})
        self.shown = widgets.HTML()
        notice = Notice()
        self.button.on_click(guarded(self._pressed, notice))
        super().__init__(
            widgets.VBox([self.button, self.shown, notice]),
            still=f"<p><strong>{inline(label)}</strong></p>",
            plain=f"Run it here: {label}.",
        )

    def _pressed(self, _button: widgets.Button) -> None:
        self.button.disabled = True
        self.shown.value = '<p role="status">running …</p>'
        try:
            self.shown.value = markup(self._run())
        except BaseException:
            self.shown.value = ""
            raise
        finally:
            self.button.disabled = False


def run_here(label: str, run: Callable[[], HasHtml]) -> RunHere:
    """A button for what takes minutes or downloads something: pressing it is the reader's consent.

    Args:
        label: what pressing it does, with what it downloads and about how long it takes.
        run: does it, and returns what is then shown: a table, or anything with ``.html``.
    """
    return RunHere(label, run)
