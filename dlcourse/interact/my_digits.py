"""The reader's own fifty digits, drawn one after the other and kept in the journal on this machine.

Until the reader has drawn some, real built-in handwriting stands in, and is called that. Nothing in the course is ever
chosen by how well it does on them.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray

from dlcourse import journal
from dlcourse.data import render, simulated_drawings, unseen_handwriting
from dlcourse.interact.bundle import Bundle, Notice, guarded
from dlcourse.interact.canvas import Canvas, Drawing
from dlcourse.plots import Picture, figure, picture

KIND = "drawing"
GOAL = 50  # five of each digit: enough to tell 70 % from 90 %, not enough to tell 88 % from 92 %
ENOUGH = 10  # fewer than these say nothing, so the stand-in is used


class Hand(NamedTuple):
    """Fifty digits, or as many as there are."""

    images: NDArray[np.float32]
    """(N, 28, 28), cropped and centred as MNIST's are."""
    labels: NDArray[np.int64]
    """(N,), 0 … 9."""
    own: bool
    """Whether the reader drew them."""


def my_digits() -> Hand:
    """The reader's digits once there are ten, else fifty that no model of the course is trained on."""
    drawn = kept()
    if len(drawn) >= ENOUGH:
        images = np.stack([render(each["strokes"], pen=each["pen"]) for each in drawn])
        return Hand(images, np.array([each["label"] for each in drawn]), own=True)
    unseen = unseen_handwriting()
    of_each = (np.flatnonzero(unseen.labels == digit) for digit in range(10))
    # Spread over the whole set, which holds the digits of one writer after those of another.
    chosen = np.sort(
        np.concatenate([every[np.linspace(0, len(every) - 1, GOAL // 10).astype(int)] for every in of_each])
    )
    return Hand(unseen.images[chosen], unseen.labels[chosen], own=False)


def kept() -> list[dict[str, Any]]:
    """The drawings that were kept and not taken back, in order: label, strokes and pen of each."""
    latest = {entry.name: entry.value for entry in journal.entries(KIND)}
    return [value for _, value in sorted(latest.items()) if value]


def asked_for(labels: Sequence[int]) -> int:
    """The digit to draw next: all ten come once before one comes again, and never the same twice in a row."""
    counts = np.bincount(labels, minlength=10)
    turn = np.random.default_rng(counts.min()).permutation(10)
    missing = [int(digit) for digit in turn if counts[digit] == counts.min()]
    return missing[1] if len(missing) > 1 and labels and labels[-1] == missing[0] else missing[0]


class _Desk(Bundle):
    """The canvas with its words and buttons."""

    invitation = f"Run this cell in JupyterLab to draw your own {GOAL} digits, one after the other."

    def __init__(self) -> None:
        self.canvas, self.notice = Canvas(), Notice()
        self.told = widgets.HTML()
        self.back = widgets.Button(description="Take the last one back")
        self.canvas.on_keep(guarded(self._keep, self.notice))
        self.back.on_click(guarded(lambda _: self._take_back(), self.notice))
        self._ask()
        super().__init__(
            widgets.VBox([self.canvas, self.told, self.back, self.notice]), _asking(), plain="My Reader: draw digits."
        )

    def _ask(self, words: str = "") -> None:
        labels = [each["label"] for each in kept()]
        finished = len(labels) >= GOAL
        self.canvas.label = "All fifty are drawn" if finished else f"Draw a {asked_for(labels)}"
        self.canvas.keep = "" if finished else "Keep it"
        self.back.disabled = finished or not labels
        count = f"{len(labels)} of {GOAL} kept."
        if finished:
            count = f"All {GOAL} are kept, and now they are frozen. Thank you."
        elif 0 < len(labels) < ENOUGH:
            count += f" From {ENOUGH} on, yours are read."
        elif len(labels) == ENOUGH:
            count += " Now run the next cell again: it reads yours."
        self.told.value = f"<p>{words}{count}</p>"

    def _keep(self, strokes: Drawing) -> None:
        if not strokes:
            self.told.value = "<p>The canvas is empty: draw the digit first.</p>"
            return
        labels = [each["label"] for each in kept()]
        if len(labels) < GOAL:
            value = {"label": asked_for(labels), "strokes": strokes, "pen": self.canvas.pen}
            try:
                journal.record(KIND, _name(len(labels)), value)
            except journal.JournalError:
                self.canvas.strokes = strokes  # back onto the canvas: nothing is lost
                raise
        self._ask()

    def _take_back(self) -> None:
        drawn = kept()
        if not drawn or len(drawn) >= GOAL:
            return self._ask()
        journal.record(KIND, _name(len(drawn) - 1), None)  # the record only grows: this one says that it is gone
        self.canvas.strokes = drawn[-1]["strokes"]
        return self._ask(f"The {drawn[-1]['label']} is back on the canvas. ")


def draw_digits() -> Bundle:
    """A canvas that asks for fifty digits, one after the other, and keeps them in the journal.

    It goes on where the reader stopped. The last one can be taken back until there are fifty; then they are frozen: a
    test set is drawn before the models are, and then left alone.
    """
    return _Desk()


def _name(number: int) -> str:
    return f"digit-{number:02}"


def _asking() -> Picture:
    """What it looks like: ten simulated drawings, as they stand on the canvas and as they are kept."""
    drawings, labels = simulated_drawings(300, seed=7)
    chosen = [int(np.flatnonzero(labels == digit)[2]) for digit in range(10)]
    fig, axes = figure(2, 10, size=(7.2, 2.0))
    for digit, (canvas, kept) in enumerate(axes.T):
        canvas.imshow(1 - render(drawings[chosen[digit]], centred=False), cmap="gray", interpolation="bicubic")
        canvas.set(xticks=[], yticks=[])
        canvas.set_title(f"Draw a {digit}", fontsize=8)
        for spine in canvas.spines.values():
            spine.set_visible(True)
        kept.imshow(render(drawings[chosen[digit]]), cmap="gray")
        kept.set_axis_off()
    alt = "Ten simulated drawings on ten canvases, and below each the 28 by 28 picture that is kept of it"
    return picture(fig, alt)
