"""My Reader: a model of each chapter reads the reader's own digits, and one chart grows from chapter to chapter."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from dlcourse import journal
from dlcourse.interact.my_digits import Hand, my_digits
from dlcourse.metrics import interval
from dlcourse.plots import Html, Picture, figure, m, picture, say, tiles

STAND_IN = "real handwriting that came with the course stands in for yours"


def my_reader(name: str, read: Callable[[NDArray[np.float32]], NDArray]) -> Html:
    """Let a model read the reader's digits, and show what it read, and its score beside those of earlier chapters.

    Args:
        name: what the chart calls the model, such as ``"00 a small CNN"``.
        read: from images (N, 28, 28) to probabilities or scores (N, 10).
    """
    hand = my_digits()
    said = np.asarray(read(hand.images)).argmax(1)
    right = int((said == hand.labels).sum())
    before = {}
    if hand.own:
        before = {entry.name: entry.value for entry in journal.entries("reader")}
        journal.record("reader", name, {"right": right, "of": len(hand.labels)})
    results = {**before, name: {"right": right, "of": len(hand.labels)}}
    low, high = interval(right, len(hand.labels))
    whose = "" if hand.own else f" ({STAND_IN})"
    words = say(
        f"{name} reads {m(str(right))} of {len(hand.labels)} digits{whose}. "
        f"With so few digits, the share very probably lies between {m(low)} and {m(high)}."
    )
    return Html(words.html + _read(hand, said).html + _chart(results, hand.own).html, words.plain)


def _read(hand: Hand, said: NDArray) -> Picture:
    """Each digit under what was meant, and where it was misread also what was read."""
    labels = [
        f"{meant}" if meant == read else f"{meant} as {read}" for meant, read in zip(hand.labels, said, strict=True)
    ]
    whose = "Your digits" if hand.own else "Handwriting that came with the course"
    return tiles(
        hand.images, f"{whose}, each under the digit meant and, where it was misread, the digit read", labels=labels
    )


def _chart(results: dict[str, dict[str, int]], own: bool) -> Picture:
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
