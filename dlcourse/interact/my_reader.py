"""My Reader: the reader's own fifty digits, frozen as a private test set that every chapter's model has to read.

Until the reader has drawn some, real built-in handwriting stands in, and is called that. The drawings stay in the
journal on this machine. Nothing in the course is ever chosen by how well it does on them.
"""

from collections.abc import Callable
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray

from dlcourse import journal
from dlcourse.data import render, simulated_drawings, unseen_handwriting
from dlcourse.interact.bundle import Bundle, Notice, guarded
from dlcourse.interact.canvas import Canvas, Drawing
from dlcourse.metrics import interval
from dlcourse.plots import Html, figure, m, picture, say

GOAL = 50  # five of each digit: enough to tell 70 % from 90 %, not enough to tell 88 % from 92 %
ENOUGH = 10  # fewer than these say nothing, so the stand-in is used
ORDER = np.random.default_rng(0).permutation(np.repeat(np.arange(10), GOAL // 10))  # never two runs of one digit

STAND_IN = "real handwriting that came with the course stands in for yours"


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
    drawn = [entry.value for entry in journal.entries("drawing")]
    if len(drawn) >= ENOUGH:
        images = np.stack([render(each["strokes"], pen=each["pen"]) for each in drawn])
        return Hand(images, np.array([each["label"] for each in drawn]), own=True)
    unseen = unseen_handwriting()
    chosen = np.sort(np.concatenate([np.flatnonzero(unseen.labels == digit)[:5] for digit in range(10)]))
    return Hand(unseen.images[chosen], unseen.labels[chosen], own=False)


def draw_digits() -> Bundle:
    """A canvas that asks for fifty digits, one after the other, and keeps them in the journal.

    It goes on where the reader stopped, and takes no more once there are fifty: a test set is drawn before the models
    are, and then left alone.
    """
    canvas, notice = Canvas(), Notice()
    told = widgets.HTML()

    def ask() -> None:
        done = len(journal.entries("drawing"))
        finished = done >= GOAL
        canvas.label = "All fifty are drawn" if finished else f"Draw a {ORDER[done]}"
        told.value = f"<p>{done} of {GOAL} kept{', and frozen. Thank you.' if finished else '.'}</p>"
        canvas.keep = "" if finished else "Keep it"

    def keep_it(strokes: Drawing) -> None:
        done = len(journal.entries("drawing"))
        if not strokes:
            told.value = "<p>The canvas is empty: draw the digit first.</p>"
            return
        if done < GOAL:
            value = {"label": int(ORDER[done]), "strokes": strokes, "pen": canvas.pen}
            try:
                journal.record("drawing", f"digit-{done:02}", value)
            except journal.JournalError:
                canvas.strokes = strokes  # back onto the canvas: nothing is lost
                raise
        ask()

    canvas.on_keep(guarded(keep_it, notice))
    ask()
    return Bundle(widgets.VBox([canvas, told, notice]), _asking(), plain="My Reader: draw digits.")


def _asking() -> Html:
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
    shown = picture(
        fig, "Ten simulated drawings on ten canvases, and below each the 28 by 28 picture that is kept of it"
    )
    words = say(f"In the running notebook a canvas stands here, and asks you for {GOAL} digits, one after the other.")
    return Html(words.html + shown.html, words.plain)


def my_reader(name: str, read: Callable[[NDArray[np.float32]], NDArray]) -> Html:
    """Let a model read the reader's digits, and show the result beside those of earlier chapters.

    Args:
        name: what the chart calls the model, such as ``"00 a small CNN"``.
        read: from images (N, 28, 28) to probabilities or scores (N, 10).
    """
    hand = my_digits()
    right = int((np.asarray(read(hand.images)).argmax(1) == hand.labels).sum())
    before = {}
    if hand.own:
        before = {entry.name: entry.value for entry in journal.entries("reader")}
        journal.record("reader", name, {"right": right, "of": len(hand.labels)})
    results = {**before, name: {"right": right, "of": len(hand.labels)}}
    low, high = interval(right, len(hand.labels))
    words = say(
        f"{name} reads {m(str(right))} of {len(hand.labels)} digits"
        f"{'' if hand.own else f' ({STAND_IN})'}. With so few, the truth lies somewhere between {m(low)} and {m(high)}."
    )
    return Html(words.html + _chart(results, hand.own).html, words.plain)


def _chart(results: dict[str, dict[str, int]], own: bool) -> Html:
    """One line a model, in the order in which the course met them: the share read right and its interval."""
    fig, axes = figure(size=(6, 0.9 + 0.4 * len(results)))
    for row, result in enumerate(results.values()):
        low, high = interval(result["right"], result["of"])
        axes.plot([low, high], [row, row], color="#56b4e9", linewidth=6, solid_capstyle="butt")
        axes.plot(result["right"] / result["of"], row, "o", color="#0072b2")
    axes.set(yticks=range(len(results)), yticklabels=results, xlim=(0, 1), ylim=(len(results) - 0.5, -0.5))
    axes.set_xlabel("share read right; the bar is the 95 % interval")
    whose = "your own drawings" if own else "handwriting that came with the course"
    return picture(fig, f"My Reader: for each model so far, the share of {whose} that it reads, with a wide interval")
