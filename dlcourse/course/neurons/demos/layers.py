"""What a hidden layer does to the plane, and what many layers do to a line."""

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, demo, explorable, live, slider
from dlcourse.metrics import linear_pieces
from dlcourse.plots import COLOURS, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.floating]

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
SUMS: dict[str, tuple[float, float]] = {"x₁ + x₂": (1, 1), "x₁ − x₂": (1, -1), "x₂ − x₁": (-1, 1), "x₁": (1, 0)}
EDGE = (-0.35, 1.35)  # of the input plane that is shown
NO, YES, PROBE = COLOURS[3], COLOURS[0], COLOURS[5]

# As it opens: two of the four cases right.
UNSOLVED: dict[str, Any] = {
    "star": [0.5, 0.2],
    "units": [{"sum": "x₁ + x₂", "b": 0.0}, {"sum": "x₁ − x₂", "b": 0.0}],
    "activation": "ReLU",
    "out": {"v": [1.0, -1.0], "c": -0.5},
}


def hidden(x: Floats, units: list[dict[str, Any]], activation: str) -> Floats:
    """Where two units, each with its sum and its bias, move points x (N, 2): to (N, 2)."""
    weights = np.array([SUMS[unit["sum"]] for unit in units])
    z = x @ weights.T + np.array([unit["b"] for unit in units])
    return np.maximum(z, 0) if activation == "ReLU" else z


def output(h: Floats, out: dict[str, Any]) -> Floats:
    """What the output answers (N,) to points h (N, 2) of the hidden plane; above 0 is a yes."""
    return h @ np.array(out["v"]) + out["c"]


def cases_right(units: list[dict[str, Any]], activation: str, out: dict[str, Any]) -> int:
    """How many of the four cases of XOR such a network gets right."""
    return int(((output(hidden(CORNERS, units, activation), out) > 0) == XOR).sum())


@demo("fold the plane")
def fold_the_plane() -> Bundle:
    """Two hidden units and one output, set by hand: the four cases of XOR, and one free point, in both planes."""
    plain = "Demo: two hidden units fold the plane; solve XOR by hand."
    return explorable("neurons.fold_the_plane", UNSOLVED, still=folded_picture(**UNSOLVED), plain=plain)


def folded_picture(star: list[float], units: list[dict[str, Any]], activation: str, out: dict[str, Any]) -> Picture:
    """The live picture, in one state."""

    def lands(x: Floats) -> Floats:
        return hidden(x, units, activation)

    def says(h: Floats) -> Floats:
        return output(h, out)

    fig, (left, right) = placed([(0.07, 0.12, 0.4, 0.8), (0.57, 0.12, 0.4, 0.8)], size=(8.6, 4.3))
    _input_plane(left, lands, says)
    _hidden_plane(right, lands, says)
    here = np.array([star])
    for axes, place in ((left, here), (right, lands(here))):
        axes.plot(*place[0], "*", color=PROBE, markersize=17, markeredgecolor="black", zorder=5)
    left.set_title(f"input plane: {cases_right(units, activation, out)} of 4 cases right", fontsize=11)
    right.set_title("hidden plane: where they land", fontsize=11)
    return picture(
        fig,
        "Left, the input plane with the four cases of XOR and a star; right, the same points and grid after the "
        "hidden layer, folded along two creases, with the line of the output",
    )


def _input_plane(axes: "Axes", hidden, output) -> None:  # type: ignore[no-untyped-def]
    side = np.linspace(*EDGE, 121)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    says = (output(hidden(grid)) > 0).reshape(121, 121)
    colours = np.where(says[..., None], (0.81, 0.91, 0.97), (0.98, 0.92, 0.8))
    axes.imshow(colours, extent=(*EDGE, *EDGE), origin="lower", aspect="equal")
    _mesh(axes, _lines())
    _cases(axes, CORNERS, (0.06, 0.04))
    axes.set(xlabel="x₁", ylabel="x₂", xlim=EDGE, ylim=EDGE, xticks=[0, 1], yticks=[0, 1])
    axes.grid(False)


def _hidden_plane(axes: "Axes", hidden, output) -> None:  # type: ignore[no-untyped-def]
    lines = [hidden(line) for line in _lines()]
    low = min(min(float(line.min()) for line in lines), 0) - 0.35
    high = max(max(float(line.max()) for line in lines), 1) + 0.35
    side = np.linspace(low, high, 121)
    says = (output(np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)) > 0).reshape(121, 121)
    colours = np.where(says[..., None], (0.81, 0.91, 0.97), (0.98, 0.92, 0.8))
    axes.imshow(colours, extent=(low, high, low, high), origin="lower", aspect="equal")
    _mesh(axes, lines)
    _cases(axes, hidden(CORNERS), (0.05 * (high - low), 0.03 * (high - low)))
    axes.set(xlabel="h₁", ylabel="h₂", xlim=(low, high), ylim=(low, high))
    axes.locator_params(nbins=4)
    axes.grid(False)


def _mesh(axes: "Axes", lines: list[Floats]) -> None:
    from matplotlib.collections import LineCollection

    axes.add_collection(LineCollection(lines, colors="#999999", linewidths=0.6))


def _lines() -> list[Floats]:
    """A grid over the input plane, as lines (61, 2)."""
    along = np.linspace(*EDGE, 61)
    at = np.linspace(*EDGE, 9)
    return [np.stack(pair, axis=1) for a in at for pair in ((along, np.full(61, a)), (np.full(61, a), along))]


def _cases(axes: "Axes", places: Floats, off: tuple[float, float]) -> None:
    """The four cases; what lands on the same spot shares one label."""
    spots: dict[tuple[float, float], list[str]] = {}
    for place, case, answer in zip(places, CORNERS.astype(int), XOR, strict=True):
        shape, colour = ("s", YES) if answer else ("o", NO)
        axes.plot(*place, shape, color=colour, markersize=10, markeredgecolor="black", zorder=4)
        spots.setdefault((round(float(place[0]), 6), round(float(place[1]), 6)), []).append(f"{case[0]}{case[1]}")
    for (x, y), names in spots.items():
        axes.text(x + off[0], y + off[1], ", ".join(names), fontsize=10, zorder=6)


BUDGETS = {12: (1, 2, 3, 4, 6, 12), 16: (1, 2, 4, 8, 16), 24: (1, 2, 3, 4, 6, 8, 12, 24)}
"""Neurons → numbers of layers into which they can be shared out evenly."""


def parameters(depth: int, width: int) -> int:
    """How many weights and biases a network of one input and one output has."""
    return 2 * width + (depth - 1) * (width * width + width) + width + 1


def folding(depth: int, width: int) -> list[tuple[list[list[float]], list[float]]]:
    """Weights by hand: each layer is a zigzag of ``width`` pieces from 0 to 1 and back, laid on top of the last."""
    bends = [-i / width for i in range(width)]
    heights = [width * (1.0 if i == 0 else 2.0 * (-1) ** i) for i in range(width)]
    first = ([[1.0]] * width, bends)
    return [first, *[([heights] * width, bends)] * (depth - 1), ([heights], [0.0])]


@lru_cache(maxsize=64)
def at_random(depth: int, width: int, start: int) -> list[tuple[list[list[float]], list[float]]]:
    """Weights from chance: normal, of a spread that keeps signals alive (He), biases that put bends into 0 … 1."""
    rng = np.random.default_rng([depth, width, start])
    sizes = [1, *[width] * depth, 1]
    layers = []
    for inputs, outputs in pairwise(sizes):
        weights = rng.normal(0, (2 / inputs) ** 0.5, (outputs, inputs))
        middle = rng.uniform(0, 1, outputs) if inputs == 1 else rng.normal(0, 0.3, outputs)
        layers.append((weights.tolist(), (-middle * weights[:, 0] if inputs == 1 else middle).tolist()))
    return layers


@demo("depth against width")
def depth_against_width() -> Bundle:
    """Share a budget of neurons out over layers, and count the straight pieces of what they compute."""

    def draw(budget: int, layers: float, weights: int, start: int, zoom: float) -> Picture:
        neurons = list(BUDGETS)[budget]
        depths = BUDGETS[neurons]
        depth = min(depths, key=lambda d: abs(d - layers))
        width = neurons // depth
        net = folding(depth, width) if weights == 0 else at_random(depth, width, start)
        pieces = width**depth if weights == 0 else _random_pieces(depth, width, start)
        end = 1 / zoom  # the corners of the built network lie at multiples of 1/pieces
        fine = np.union1d(np.linspace(0, end, 1501), np.arange(pieces + 1) / pieces)
        fine = fine[fine <= end]
        fig, (left, right) = placed([(0.075, 0.15, 0.5, 0.76), (0.68, 0.15, 0.3, 0.76)], size=(8.6, 3.6))
        left.plot(fine, _through(net, fine), linewidth=1.2)
        left.set(xlabel="input", ylabel="output", xlim=(0, end))
        shape = f"{depth} layer{'s' if depth > 1 else ''} of {width}: {parameters(depth, width)} parameters"
        left.set_title(f"{shape}, {pieces:,} piece{'s' if pieces > 1 else ''} between 0 and 1", fontsize=11)
        _counts(right, neurons, depth, weights, start)
        return picture(fig, "Left the curve that the network computes, right its number of pieces for each depth")

    controls = {
        "budget": choice("Neurons to share out", [str(n) for n in BUDGETS], value=1),
        "layers": slider("layers", 1, 24, 1),
        "weights": choice("Weights", ["set by hand, to fold", "from chance"]),
        "start": slider("which chance", 1, 20, 1),
        "zoom": slider("zoom", 1.0, 64.0, 1.0, log=True),
    }
    return live(controls, draw, plain="Demo: a budget of neurons, in few or many layers.", still={"layers": 8})


def _through(net: list[tuple[list[list[float]], list[float]]], x: Floats) -> Floats:
    h = x[None]
    for weights, biases in net[:-1]:
        h = np.maximum(0, np.array(weights) @ h + np.array(biases)[:, None])
    return (np.array(net[-1][0]) @ h + np.array(net[-1][1])[:, None])[0]


@lru_cache(maxsize=256)
def _random_pieces(depth: int, width: int, start: int) -> int:
    return linear_pieces(at_random(depth, width, start), 0.0, 1.0)


def _counts(axes: "Axes", neurons: int, depth: int, weights: int, start: int) -> None:
    depths = BUDGETS[neurons]
    built = [(neurons // d) ** d for d in depths]
    chance = [_random_pieces(d, neurons // d, start) for d in depths]
    at = range(len(depths))  # evenly spaced, or their labels would run into each other
    axes.plot(at, built, "o-", color=COLOURS[0], label="set by hand")
    axes.plot(at, chance, "s--", color=COLOURS[1], label="from chance")
    chosen = depths.index(depth)
    axes.plot(chosen, (built, chance)[weights][chosen], "o", markersize=14, fillstyle="none", color="black")
    axes.set(yscale="log", xlabel="layers", ylabel="straight pieces", ylim=(0.7, 3e5))
    axes.set_xticks(at, [str(d) for d in depths])
    # Ticks as plain words, and none between: powers of ten as formulas would double the time to draw.
    axes.set_yticks([1, 10, 100, 1000, 10_000, 100_000], ["1", "10", "100", "1,000", "10,000", "100,000"], fontsize=9)
    axes.minorticks_off()
    axes.set_title(f"{neurons} neurons in all", fontsize=11)
    axes.legend(fontsize=9, loc="upper right")
