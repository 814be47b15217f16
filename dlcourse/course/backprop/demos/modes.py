"""What each way of finding gradients costs, and what broadcasting does on the way back."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, figure, picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WAYS = ("numeric: nudge each weight", "forward mode", "reverse mode")


def passes(weights: int, outputs: int) -> tuple[int, int, int]:
    """How often the computation is gone through to get every slope of every output by every weight.

    Numeric: once as it stands, once a weight. Forward mode: once a weight, values and slopes together. Reverse mode:
    once back for each output; the one way forward before it is common to all and not counted.
    """
    return weights + 1, weights, outputs


@demo("mode race")
def mode_race() -> Bundle:
    """Set the number of weights and of results and see how many passes each way needs."""

    def draw(weights: float, outputs: float) -> Picture:
        n, k = round(weights), round(outputs)
        counts = passes(n, k)
        fig, axes = figure(size=(7.4, 2.7))
        colours = (COLOURS[3], COLOURS[4], COLOURS[0])
        axes.barh(range(3), counts, color=colours, height=0.62, left=0.5)
        for row, count in enumerate(counts):
            text = f" {count:,} {'pass' if count == 1 else 'passes'}, {_time(count)}"
            outside = count < 3e4
            axes.text(count + 0.5 if outside else 0.7, row, text, va="center", ha="left", fontsize=10)
        axes.set(xscale="log", xlim=(0.5, 3e8), yticks=range(3), yticklabels=WAYS, ylim=(2.6, -0.6))
        axes.set_xlabel("passes (each mark ten times as many), at a millisecond each")
        results = "one result, the loss" if k == 1 else f"{k:,} results"
        axes.set_title(f"{n:,} weight{'s' if n > 1 else ''}, {results}", fontsize=11)
        return picture(fig, "Passes that numeric, forward and reverse differentiation need, as three bars")

    controls = {
        "weights": slider("weights", 1, 10_000_000, 100, step=0.25, log=True),
        "outputs": slider("results whose slopes are wanted", 1, 1000, 1, step=0.5, log=True),
    }
    return live(controls, draw, plain="Demo: passes needed by each mode.", still={"weights": 10_000})


def _time(count: int) -> str:
    seconds = count / 1000
    for limit, unit, size in ((1, "milliseconds", 0.001), (120, "seconds", 1), (7200, "minutes", 60)):
        if seconds < limit:
            return f"{seconds / size:.3g} {unit if seconds / size != 1 else unit[:-1]}"
    return f"{seconds / 3600:.1f} hours"


BIG = (3, 4)
SHAPES: tuple[tuple[int, ...], ...] = ((4,), (1, 4), (3, 1), (1, 1), ())
VALUES = np.array([[2, -1, 3, 1], [4, 0, -2, 5], [1, 3, 2, -3]])  # arrives from the loss


def sums(shape: tuple[int, ...]) -> NDArray[np.int64]:
    """The gradient of an array of this shape that was added to a (3, 4) array whose sum has the gradient VALUES."""
    front = VALUES.sum(axis=tuple(range(2 - len(shape))))
    return front.sum(axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


@demo("un-broadcast")
def unbroadcast() -> Bundle:
    """Choose a shape that broadcasts to (3, 4) and one of its numbers: where it is copied to, what comes back."""

    def draw(shape: int, place: int, way: int) -> Picture:
        small = SHAPES[shape]
        numbers = np.arange(1, math.prod(small) + 1).reshape(small) * 10
        index = place % numbers.size
        marked = (np.arange(numbers.size) == index).reshape(small)
        copies = np.broadcast_to(marked, BIG)
        fig, (left, right) = figure(1, 2, size=(7.6, 3.0), gridspec_kw={"width_ratios": [1, 1]})
        if way == 0:
            _grid(left, numbers, marked, f"b, shape {small}")
            _grid(right, np.broadcast_to(numbers, BIG), copies, "as it is added: (3, 4)")
            words = f"{numbers.flat[index]} is copied {copies.sum()} times"
        else:
            _grid(left, sums(small), marked, f"gradient of b, shape {small}")
            _grid(right, VALUES, copies, "gradient that arrives: (3, 4)")
            parts = " + ".join(f"({v})" if v < 0 else str(v) for v in VALUES[copies].tolist())
            words = f"{parts} = {sums(small).flat[index]}".replace("-", "−")
        fig.suptitle(f"{'forward, copies fan out: ' if way == 0 else 'backward, sums fan in: '}{words}", fontsize=12)
        return picture(fig, "A small array and the large one it is broadcast to; a number and its copies are marked")

    controls = {
        "shape": choice("Shape of b in a + b, where a has shape (3, 4)", [f"`{shape}`" for shape in SHAPES], value=0),
        "place": slider("which number of b", 0, 3, 1),
        "way": choice("The way", ["forward: values", "backward: gradients"], value=0),
    }
    return live(controls, draw, plain="Demo: copies fan out, sums fan in.", still={"way": 1})


def _grid(axes: "Axes", numbers: NDArray[np.int64], marked: NDArray[np.bool_], title: str) -> None:
    from matplotlib.patches import Rectangle

    table, lit = np.atleast_2d(numbers), np.atleast_2d(marked)
    for (row, column), value in np.ndenumerate(table):
        on = bool(lit[row, column])
        look: dict[str, Any] = {"facecolor": COLOURS[3] if on else "white", "linewidth": 2.5 if on else 1.0}
        axes.add_patch(Rectangle((column, -row - 1), 1, 1, edgecolor="#444444", **look))
        text = str(value).replace("-", "−")
        axes.text(column + 0.5, -row - 0.5, text, ha="center", va="center", fontsize=13)
    axes.set(xlim=(-0.1, 4.1), ylim=(-3.1, 0.1), aspect="equal")
    axes.set_title(title, fontsize=11)
    axes.set_axis_off()
