"""Rosenblatt's rule, one correction at a time: the point that was misread, and how it turns the weights."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.course.neurons.demos.neuron import foot, middle
from dlcourse.data import handwriting
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import BLUE, FAINT, ORANGE, VERMILION, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.floating]

REACH = 2.8
DATA = ["noughts and ones", "XOR"]
MOST = 24  # corrections that the slider reaches


class Points(NamedTuple):
    """Points of a plane and the side that each belongs on."""

    x: Floats
    """(N, 2)"""
    y: Floats
    """(N,), 1 or −1."""
    start: Floats
    """(2,): weights that point the wrong way, far enough that one correction is not always enough for a point."""


class Correction(NamedTuple):
    """One turn of the rule."""

    point: int
    """Which point was misread; −1 before the first correction."""
    w: Floats
    """(2,): the weights after it."""
    b: float
    wrong: int
    """How many points are misread after it."""


@lru_cache(maxsize=2)
def points(data: int) -> Points:
    """Thirty handwritten noughts and ones by two measurements, on one scale; or the four cases of XOR, at ±1."""
    if data == 1:
        corners = np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]])
        return Points(corners, np.array([-1.0, 1, 1, -1]), np.array([1.0, -0.5]))
    from dlcourse.course.features.twelve_features import ink

    drawn = handwriting(400, seed=4)
    chosen = np.flatnonzero(drawn.labels < 2)[:30]
    images = drawn.images[chosen]
    x = np.stack([middle(images), ink(images)], axis=1).astype(float)
    y = np.where(drawn.labels[chosen] == 0, 1.0, -1.0)
    return Points((x - x.mean(axis=0)) / x.std(axis=0), y, np.array([1.5, -1.5]))


def misread(w: Floats, b: float, of: Points) -> NDArray[np.bool_]:
    """Which points (N,) do not lie clearly on their side: y·(w·x + b) is not above 0."""
    return of.y * (of.x @ w + b) <= 0


def corrections(of: Points, most: int = MOST) -> list[Correction]:
    """Go through the points in turn, again and again, and correct at each that is misread.

    Args:
        of: the points.
        most: how many corrections to make, unless nothing is misread before.

    Returns:
        The state before the first correction and after each.
    """
    w, b = of.start, 0.0
    made = [Correction(-1, w, b, int(misread(w, b, of).sum()))]
    i = 0
    while len(made) <= most and made[-1].wrong:
        place = i % len(of.x)
        if misread(w, b, of)[place]:
            w, b = w + of.y[place] * of.x[place], b + float(of.y[place])
            made.append(Correction(place, w, b, int(misread(w, b, of).sum())))
        i += 1
    return made


@demo("Rosenblatt's rule")
def rosenblatt_steps() -> Bundle:
    """Make one correction after the other, on data that a line can part and on XOR."""

    def draw(data: int, step: int) -> Picture:
        of, made = points(data), corrections(points(data))
        at = min(step, len(made) - 1)
        now, before = made[at], made[max(at - 1, 0)]
        fig, (left, right) = placed([(0.07, 0.15, 0.345, 0.755), (0.68, 0.15, 0.31, 0.755)], size=(8.2, 3.7))
        wrong = misread(now.w, now.b, of)
        kinds = [("XOR is 1", "XOR is 0"), ("noughts", "ones")][data == 0]
        for side, colour, mark, kind in ((1, BLUE, "o", kinds[0]), (-1, ORANGE, "s", kinds[1])):
            mine = of.y == side
            left.plot(*of.x[mine].T, mark, color=colour, markersize=7, alpha=0.75, label=kind)
        left.plot(*of.x[wrong].T, "x", color="black", markersize=9, label="misread now")
        if now.point >= 0:
            _border(left, before.w, before.b, FAINT, "before")
            left.plot(*of.x[now.point], "o", fillstyle="none", color=VERMILION, markersize=16, label="corrected at")
        _border(left, now.w, now.b, "black", "after" if at else "border")
        left.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=9)
        axis_names = [("input x₁", "input x₂"), ("ink in the middle (spreads)", "ink in all (spreads)")][data == 0]
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xlabel=axis_names[0], ylabel=axis_names[1])
        left.set(xticks=(-2, 0, 2), yticks=(-2, 0, 2))
        left.set_title(_told(of, now, before, at, at == len(made) - 1 and not now.wrong), fontsize=10)
        right.plot([each.wrong for each in made], "o-", color=FAINT, markersize=4, linewidth=1)
        right.plot(at, now.wrong, "o", color=VERMILION, markersize=10)
        right.set(xlabel="corrections made", ylabel="points misread", ylim=(-0.3, max(m.wrong for m in made) + 0.7))
        right.set(xlim=(-0.7, MOST + 0.7), yticks=range(0, max(m.wrong for m in made) + 1, 1 if data else 10))
        right.set_xticks(range(0, MOST + 1, 8))
        return picture(
            fig,
            "Left: points of two kinds, the border before and after a correction with its arrow of weights, and the "
            "misread point that turned it. Right: how many points are misread after each correction",
        )

    controls = {"data": choice("points", DATA), "step": slider("corrections", 0, MOST, 0)}
    return live(controls, draw, plain="Demo: Rosenblatt's rule, one correction at a time.", still={"step": 2})


def _told(of: Points, now: Correction, before: Correction, at: int, done: bool) -> str:
    if at == 0:
        return "before the first correction"
    x = of.x[now.point]
    scores = [f"{float(x @ state.w + state.b):.1f}".replace("-", "−") for state in (before, now)]
    side = "added" if of.y[now.point] > 0 else "taken away"
    return f"correction {at}: x {side}; its score {scores[0]} → {scores[1]}{'; all right' if done else ''}"


def _border(axes: "Axes", w: Floats, b: float, colour: str, name: str) -> None:
    """The line w·x + b = 0, and the weights as an arrow from it; weights of zero have neither."""
    size = float(w @ w)
    if size < 1e-12:
        return
    start = foot(w, b)
    across = np.array([-w[1], w[0]]) / np.sqrt(size) * 4 * REACH
    axes.plot(*zip(start - across, start + across, strict=True), color=colour, linewidth=2, label=name)
    arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": 2}
    axes.annotate("", tuple(start + w / np.sqrt(size)), tuple(start), arrowprops=arrow)
