"""One neuron: its border and level lines, and one weight of it that goes down its error by hand.

Each picture's figures come from a function that runs without it.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import handwriting
from dlcourse.interact import Bundle, demo, explorable, live, slider
from dlcourse.plots import BLUE, FAINT, VERMILION, Picture, numeral, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.floating]

REACH = 3.0  # the plane is drawn from −3 to 3 in both directions
FEW = (-3, -1.5, 0, 1.5, 3)  # each number at an axis costs more than a millisecond


def gelu(s: Floats) -> Floats:
    """s times the share of a normal distribution below s; any shape. Source: Hendrycks & Gimpel, arXiv:1606.08415."""
    from scipy.special import ndtr

    return s * ndtr(s)


def sigmoid(s: Floats) -> Floats:
    """1 / (1 + e⁻ˢ), of any shape, without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(s)))


ACTIVATIONS: dict[str, Callable[[Floats], Floats]] = {
    "none": lambda s: s,
    "step": lambda s: (s > 0).astype(float),
    "sigmoid": sigmoid,
    "ReLU": lambda s: np.maximum(s, 0),
    "GELU": gelu,
}


def foot(w: Floats, b: float) -> Floats:
    """The point (2,) of the border w·x + b = 0 that lies nearest to the origin."""
    return -b * w / (w @ w)


def output(x: Floats, w: Any, b: float, activation: str) -> Floats:
    """What the neuron answers to inputs x (…, 2): an array of shape (…)."""
    return ACTIVATIONS[activation](x @ np.asarray(w) + b)


@demo("one neuron")
def one_neuron() -> Bundle:
    """Drag the weights of a neuron with two inputs and its border, choose its activation."""
    state: dict[str, Any] = {"w": [1.2, 0.7], "b": -1.0, "activation": "sigmoid"}
    plain = "Demo: one neuron with two inputs, its weights, its bias, its border."
    return explorable("neurons.one_neuron", state, still=neuron_picture(**state), plain=plain)


def neuron_picture(w: list[float], b: float, activation: str) -> Picture:
    """The live picture, in one state: weights (2,), a bias, the name of an activation."""
    ticks = np.linspace(-REACH, REACH, 61)
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1)  # (61, 61, 2)
    fig, (left, right) = placed([(0.075, 0.15, 0.47, 0.755), (0.61, 0.15, 0.37, 0.755)], size=(7.8, 3.7))
    _map_of(left, output(plane, w, b, activation), np.array(w), b)
    along = np.linspace(-REACH, REACH, 241)
    length = float(np.hypot(w[0], w[1]))
    right.plot(along, ACTIVATIONS[activation](along * length + b), color=BLUE)
    right.axvline(-b / length, color="black", linewidth=2.5)
    right.axhline(0, color=FAINT, linewidth=0.8)
    right.set(xlim=(-REACH, REACH), xticks=FEW, xlabel="how far along the arrow")
    ends, marks = ((-0.1, 1.1), (0, 0.5, 1)) if activation in ("step", "sigmoid") else ((-3.3, 6), (-3, 0, 3, 6))
    right.set(ylim=ends, yticks=marks)
    right.set_title(f"output ({activation})", fontsize=11)
    left.set_title(f"score = {numeral(w[0], '.1f')}·x₁ {_signed(w[1])}·x₂ {_signed(b)}", fontsize=11)
    return picture(
        fig,
        "Left: the plane of two inputs, coloured by the output, with straight parallel level lines and the border "
        "at right angles to the arrow of the weights. Right: the output along the arrow's direction",
    )


def _signed(number: float) -> str:
    return f"{'−' if round(number, 1) < 0 else '+'} {abs(number):.1f}"


def _map_of(axes: "Axes", output: Floats, w: Floats, b: float) -> None:
    """Output as colour, level lines of the score, the border, and the weights as an arrow from the origin."""
    low, high = min(0.0, float(output.min())), max(1.0, float(output.max()))
    axes.imshow(output, origin="lower", extent=(-REACH, REACH) * 2, cmap="Blues", vmin=low, vmax=high * 1.3, alpha=0.8)
    size = np.linalg.norm(w)
    across = np.array([-w[1], w[0]]) / size * 3 * REACH
    # Where the score is k: the border moved by k/size along the arrow. One pen stroke for all, broken by nan.
    levels = [foot(w, b - k) for k in range(-14, 15) if k]
    broken = [spot for level in levels for spot in (level - across, level + across, np.full(2, np.nan))]
    axes.plot(*np.transpose(broken), color=FAINT, linewidth=0.7)
    start = foot(w, b)
    axes.plot(*np.transpose([start - across, start + across]), color="black", linewidth=2.5)
    arrow = {"arrowstyle": "-|>", "color": VERMILION, "linewidth": 3}
    axes.annotate("", tuple(w), (0, 0), arrowprops=arrow)
    axes.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xlabel="input x₁", ylabel="input x₂")
    axes.set(xticks=FEW, yticks=FEW)
    axes.grid(False)


def middle(images: Floats) -> Floats:
    """Mean brightness (N,) of the middle 8 × 6 pixels of images (N, 28, 28)."""
    return images[:, 10:18, 11:17].mean(axis=(1, 2)).astype(float)


class Task(NamedTuple):
    """One number for each of some pictures, and what a neuron should answer."""

    x: Floats
    """(N,), on the scale of mean 0 and spread 1."""
    y: Floats
    """(N,), 1 for a nought, 0 for a one."""


@lru_cache(maxsize=1)
def noughts_and_ones() -> Task:
    """Forty real handwritten noughts and ones, and how empty the middle of each is."""
    drawn = handwriting(400, seed=4)
    chosen = np.flatnonzero(drawn.labels < 2)[:40]
    x = 1 - middle(drawn.images[chosen])
    return Task((x - x.mean()) / x.std(), (drawn.labels[chosen] == 0).astype(float))


def error(w: Any, task: Task) -> Any:
    """Mean squared error of the neuron sigmoid(w·x), for one weight or for an array of them: its shape."""
    wrong = sigmoid(np.multiply.outer(w, task.x)) - task.y
    return (wrong**2).mean(axis=-1)


def slope(w: float, task: Task, nudge: float = 1e-4) -> float:
    """How far the error moves for each bit that w moves: measured, by a nudge to either side."""
    return float((error(w + nudge, task) - error(w - nudge, task)) / (2 * nudge))


def path(start: float, rate: float, steps: int, task: Task) -> list[float]:
    """The weights that are passed in going down: ``steps`` + 1 of them."""
    ws = [start]
    for _ in range(steps):
        ws.append(ws[-1] - rate * slope(ws[-1], task))
    return ws


@demo("one weight downhill")
def descend() -> Bundle:
    """Choose where one weight starts and how far it goes for its slope, then take step after step down the error."""
    task = noughts_and_ones()
    grid = np.linspace(-10, 10, 241)
    heights = error(grid, task)
    inputs = np.linspace(-3, 3, 121)

    def draw(start: float, rate: float, steps: int) -> Picture:
        ws = path(start, rate, steps, task)
        w, tilt = ws[-1], slope(ws[-1], task)
        fig, (left, right) = placed([(0.085, 0.165, 0.5, 0.735), (0.65, 0.165, 0.335, 0.735)], size=(7.8, 3.4))
        left.plot(grid, heights, color=FAINT)
        left.plot(ws, error(np.array(ws), task), "o-", color=BLUE, markersize=5, linewidth=1)
        touch = np.array([w - 1.5, w + 1.5])
        left.plot(touch, error(w, task) + tilt * (touch - w), color=VERMILION, linewidth=3, label="its slope here")
        edge = min(max(w, -9.7), 9.7)
        left.plot(edge, error(w, task), "o" if edge == w else ">" if w > 0 else "<", color=VERMILION, markersize=10)
        if edge != w:
            towards = "right" if w > 0 else "left"
            left.text(edge, error(w, task) + 0.1, "out of the picture", color=VERMILION, ha=towards)
        left.set(xlim=(-10, 10), ylim=(-0.05, 1.0), xlabel="weight w", ylabel="mean squared error")
        left.set(xticks=range(-10, 11, 5), yticks=(0, 0.25, 0.5, 0.75, 1))
        told = f"w = {numeral(w, '.2f')}: error {error(w, task):.3f}, slope {numeral(tilt, '+.3f')}"
        left.set_title(told, fontsize=11)
        left.legend(loc="upper right", fontsize=9)
        right.plot(inputs, sigmoid(w * inputs), color=VERMILION)
        for answer, mark, name in ((1, "o", "noughts"), (0, "|", "ones")):
            of = task.y == answer
            right.plot(task.x[of], task.y[of], mark, color=BLUE, markersize=8, fillstyle="none", label=name)
        right.set(xlim=(-3, 3), ylim=(-0.1, 1.1), xlabel="how empty the middle is")
        right.set(xticks=FEW, yticks=(0, 0.5, 1))
        right.set_title(f"the neuron after {steps} step{'' if steps == 1 else 's'}", fontsize=11)
        right.legend(loc="center right", fontsize=9)
        return picture(
            fig,
            "Left: the error against the one weight, a valley with a plateau on its left; a ball with its slope, and "
            "the way it came. Right: the neuron's answer to each input, among real noughts and ones",
        )

    controls = {
        "start": slider("start at w", -9.0, 9.0, -2.0, step=0.5),
        "rate": slider("learning rate", 1.0, 200.0, 5.0, log=True, step=0.1),
        "steps": slider("steps taken", 0, 20, 1),
    }
    still = {"steps": 6}
    return live(controls, draw, plain="Demo: one weight goes down its error, step by step.", still=still)
