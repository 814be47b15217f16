"""Place the kinks: a curve made of a few ReLUs, by hand, by least squares, and by gradient descent."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.floating]

X = np.linspace(0, 1, 201)
CORNERS = np.array([[0, 0.3], [0.15, 0.9], [0.4, 0.1], [0.7, 0.8], [0.85, 0.2], [1, 0.5]])
TARGETS = {
    "a zigzag with four corners": np.interp(X, *CORNERS.T),
    "a smooth wave": 0.5 + 0.3 * np.sin(2 * np.pi * X) + 0.15 * np.sin(6 * np.pi * X),
}
STARTS = 40
UNITS = (5, 10, 20)  # that gradient descent may have; by hand there are five
WAYS = ("joined by hand", "least squares", "gradient descent")
LOOK = (COLOURS[0], COLOURS[2], COLOURS[1])


def joined(kinks: Floats, target: Floats) -> Floats:
    """Straight lines from kink to kink, on the target at each: the slopes follow from the heights.

    Args:
        kinks: (U,), where the units switch on, in 0 … 1; one more is always at 0.
        target: heights at `X`, (201,).

    Returns:
        The curve at `X`, made of U + 1 ReLUs and a bias.
    """
    at = np.unique([0.0, *kinks, 1.0])
    heights = np.interp(at, X, target)
    slopes = np.diff(heights) / np.diff(at)
    jumps = np.diff(slopes, prepend=0.0)  # each unit adds the change of slope at its kink
    return heights[0] + np.maximum(0, X[:, None] - at[:-1]) @ jumps


def least_squares(kinks: Floats, target: Floats) -> Floats:
    """The best that any slopes can do with these kinks; arguments as for `joined`."""
    at = np.unique([0.0, *kinks])
    table = np.column_stack([np.ones_like(X), np.maximum(0, X[:, None] - at)])
    return table @ np.linalg.lstsq(table, target, rcond=None)[0]


@lru_cache(maxsize=len(TARGETS) * len(UNITS))
def descended(target: int, units: int) -> Floats:
    """What gradient descent makes of one hidden layer, from each of 40 random starts: curves at `X`, (40, 201)."""
    from dlcourse.course.neurons.many import Many, train_many

    y = list(TARGETS.values())[target]
    x = ((X - X.mean()) / X.std())[:, None]  # standardised, as any fair training would
    networks = train_many(Many(STARTS, [1, units, 1]), x, ((y - y.mean()) / y.std())[:, None], steps=800, lr=0.05)
    return networks.outputs(x)[..., 0] * y.std() + y.mean()


def off(curve: Floats, target: Floats) -> Floats:
    """How far a curve lies from the target: the root of the mean squared distance; the last axis runs along X."""
    return np.sqrt(((curve - target) ** 2).mean(axis=-1))


@demo("place the kinks")
def place_the_kinks() -> Bundle:
    """Place four kinks; compare with the best slopes for them, and with what gradient descent finds by itself."""

    def draw(k1: float, k2: float, k3: float, k4: float, goal: int, way: int, units: int, start: int) -> Picture:
        target = list(TARGETS.values())[goal]
        kinks = np.array([k1, k2, k3, k4])
        found = descended(goal, UNITS[units])
        curves = (joined(kinks, target), least_squares(kinks, target), found[start - 1])
        fig, (left, right) = placed([(0.07, 0.15, 0.5, 0.82), (0.66, 0.15, 0.32, 0.82)], size=(8.6, 3.7))
        left.plot(X, target, color="#999999", linewidth=5, alpha=0.6, label="wanted")
        left.plot(X, curves[way], color=LOOK[way], label=WAYS[way])
        if way < 2:
            left.plot(kinks, np.interp(kinks, X, curves[way]), "o", color=LOOK[way], markersize=8)
        left.set(xlabel="input", ylabel="output", xlim=(0, 1), ylim=(-0.15, 1.25), yticks=[0, 0.5, 1])
        left.legend(fontsize=9, loc="upper right", ncols=2)
        _errors(right, [float(off(curve, target)) for curve in curves], off(found, target), UNITS[units])
        return picture(
            fig,
            "Left a curve to be matched and one made of ReLUs; right how far off it is by hand, by least squares and "
            "by gradient descent, with a dot for each of forty random starts",
        )

    controls = {
        "goal": choice("Wanted", list(TARGETS)),
        "k1": slider("first kink", 0.05, 0.95, 0.2, step=0.05),
        "k2": slider("second kink", 0.05, 0.95, 0.4, step=0.05),
        "k3": slider("third kink", 0.05, 0.95, 0.6, step=0.05),
        "k4": slider("fourth kink", 0.05, 0.95, 0.8, step=0.05),
        "way": choice("Show", [f"{WAYS[0]} (5 units)", f"{WAYS[1]} for your kinks (5 units)", WAYS[2]]),
        "units": choice("Gradient descent may use", [f"{units} units" for units in UNITS]),
        "start": slider("from which random start", 1, STARTS, 1),
    }
    solved = {"k1": 0.15, "k3": 0.7, "k4": 0.85}
    return live(controls, draw, plain="Demo: place the kinks of five ReLUs by hand.", still=solved)


def _errors(axes: "Axes", errors: list[float], starts: Floats, units: int) -> None:
    names = [WAYS[0], WAYS[1], f"{WAYS[2]},\n{units} units"]
    for row, (error, colour) in enumerate(zip(errors, LOOK, strict=True)):
        axes.plot([0, error], [row, row], color=colour, linewidth=6, solid_capstyle="butt")
        axes.plot(error, row, "D", color=colour, markersize=7)
        axes.text(0.29, row - 0.17, f"{error:.3f}", ha="right", va="bottom", fontsize=10)
        axes.text(0, row - 0.17, names[row].replace("\n", " "), va="bottom", fontsize=10)
    axes.plot(starts, np.full(STARTS, 2.3), "|", color="black", markersize=9)
    axes.text(0, 2.46, "each of 40 random starts", va="top", fontsize=10)
    axes.set(
        ylim=(2.8, -0.55), xlim=(-0.005, 0.29), xlabel="off by (root mean square)", xticks=[0, 0.1, 0.2], yticks=[]
    )
