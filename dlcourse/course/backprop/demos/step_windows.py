"""Single steps beside windows of steps: how often the validation loss went up."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dlcourse.course.backprop.small_network import Floats, first_weights, loss, shuffled_digits, train
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, Place, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS, EXAMPLES = 400, 400
LAST = 80  # steps that are shown enlarged
SIZES = (4, 32, EXAMPLES)
RATES = (0.01, 0.06, 0.3)
PLACES: list[Place] = [(0.07, 0.16, 0.33, 0.72), (0.475, 0.16, 0.285, 0.72), (0.795, 0.16, 0.195, 0.72)]


@lru_cache(maxsize=len(SIZES) * len(RATES))
def validation_losses(size: int, rate: float) -> Floats:
    """(STEPS + 1,): the loss on 300 validation digits before the first step and after each.

    Args:
        size: examples a step.
        rate: of learning.
    """
    x, y = shuffled_digits()
    held_out = slice(EXAMPLES, EXAMPLES + 300)
    _, watched = train(
        first_weights((64, 32, 10), seed=0),
        x[:EXAMPLES],
        y[:EXAMPLES],
        size=size,
        steps=STEPS,
        rate=rate,
        seed=0,
        watch=lambda weights: loss(weights, x[held_out], y[held_out]),
    )
    return np.array(watched)


def share_rising(losses: Floats, window: int) -> float:
    """How many windows of so many steps, one after the other, ended higher than they began: a share.

    Args:
        losses: (S + 1,), one before the first step and one after each.
        window: steps, 1 … S; what is left over at the end is not counted.
    """
    return float((np.diff(losses[::window]) > 0).mean())


@demo("steps and windows")
def steps_and_windows() -> Bundle:
    """Widen the window through which the loss is seen, and see the rises go."""

    def draw(window: int, size: int, rate: int) -> Picture:
        losses = validation_losses(SIZES[size], RATES[rate])
        fig, (left, near, right) = placed(PLACES, size=(8.6, 3.3))
        for axes in (left, near):
            _seen_through(axes, losses, window)
            axes.set_xlabel("step")
        last = losses[-LAST:]
        near.set(xlim=(STEPS - LAST, STEPS), ylim=(last.min() - 0.1 * np.ptp(last), last.max() + 0.1 * np.ptp(last)))
        left.set(ylabel="validation loss", ylim=(0, 1.05 * losses.max()))
        left.set_title(f"seen every {window} steps" if window > 1 else "every step", fontsize=11)
        near.set_title(f"last {LAST} steps; orange: it rose", fontsize=11)
        shares = [share_rising(losses, 1), share_rising(losses, window)]
        right.barh([0, 1], shares, color=[COLOURS[4], COLOURS[0]], height=0.5)
        for place, (share, name) in enumerate(zip(shares, ("single steps", f"windows of {window}"), strict=True)):
            right.text(0.01, place - 0.33, f"{name}: {share:.0%} rose", va="bottom", fontsize=9)
        right.set(xlim=(0, 0.6), ylim=(1.4, -0.6), yticks=[], xlabel="share that rose")
        right.set_xticks([0, 0.25, 0.5], ["0", "25%", "50%"])
        words = (
            "Left: the validation loss over the steps, with rises marked; middle: its last steps, enlarged; "
            "right: two bars, the shares of single steps and of windows that rose"
        )
        return picture(fig, words)

    controls = {
        "window": slider("steps in a window", 1, 100, 1),
        "size": choice("Examples a step", ["4", "32", f"all {EXAMPLES}"], value=1),
        "rate": choice("Learning rate", [f"{rate:g}" for rate in RATES], value=1),
    }
    return live(
        controls, draw, plain="Demo: how often single steps and windows of steps raise the loss.", still={"window": 5}
    )


def _seen_through(axes: "Axes", losses: Floats, window: int) -> None:
    """Each step's loss in grey; on top what is seen of it at the ends of windows, orange where it rose."""
    ends = np.arange(0, STEPS + 1, window)
    axes.plot(losses, color="#999999", linewidth=0.8)
    axes.plot(ends, losses[ends], color=COLOURS[0], linewidth=1.5)
    rises = np.flatnonzero(np.diff(losses[ends]) > 0)
    # One line with gaps for all the rises: a line for each takes ten times as long to draw.
    places = np.stack([ends[rises], ends[rises + 1], ends[rises]], axis=1).astype(float).ravel()
    heights = np.stack([losses[ends[rises]], losses[ends[rises + 1]], np.full(len(rises), np.nan)], axis=1).ravel()
    axes.plot(places, heights, color=COLOURS[1], linewidth=2.4)
