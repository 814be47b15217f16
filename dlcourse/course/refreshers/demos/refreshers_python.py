"""The live pictures of the two refreshers on Python: shapes followed line by line, and the methods behind operators."""

from dataclasses import dataclass, field
from textwrap import fill
from typing import Any

import numpy as np

from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import BLUE, FAINT, GREEN, VERMILION, Picture, figure, picture

SLIPS = ["nothing", "weights not turned round", "one bias for each picture", "all pictures in one row"]


def shape_steps(n: int, slip: int) -> tuple[list[tuple[str, str]], str]:
    """Run five lines on n pictures with one of `SLIPS` in them.

    Returns:
        Each line that was reached or not, with the shape that it gave (empty: it gave none); and the error's last line,
        empty if there was no error.
    """
    values: dict[str, Any] = {
        "np": np,
        "weights": np.ones((10, 784) if slip == 1 else (784, 10)),
        "bias": np.ones(n if slip == 2 else 10),
    }
    lines = [
        f"pictures = np.ones(({n}, 28, 28))",
        "rows = pictures.reshape(-1)" if slip == 3 else f"rows = pictures.reshape({n}, 784)",
        "products = rows @ weights",
        "scores = products + bias",
        "guesses = scores.argmax(axis=1)",
    ]
    shapes, error = [""] * len(lines), ""
    for number, line in enumerate(lines):
        name, _, code = line.partition(" = ")
        try:
            values[name] = eval(code, values)
        except ValueError as trouble:  # NumPy's AxisError is one too
            error = f"{type(trouble).__name__}: {trouble}"
            break
        shapes[number] = str(values[name].shape)
    return list(zip(lines, shapes, strict=True)), error


@demo("follow the shapes")
def follow_shapes() -> Bundle:
    """Put one slip into five lines and see where, and whether, an error is raised."""

    def draw(n: int, slip: int) -> Picture:
        lines, error = shape_steps(n, slip)
        fig, axes = figure(size=(7.2, 3.3))
        axes.set(xlim=(0, 10), ylim=(-7.4, 0.6))
        axes.set_axis_off()
        broken = next((row for row, (_, shape) in enumerate(lines) if not shape), len(lines))
        for row, (line, shape) in enumerate(lines):
            colour = "black" if row < broken else VERMILION if row == broken else FAINT
            arrow = "→ " if row == broken else "  "
            axes.text(0, -row, arrow + line, family="monospace", fontsize=12, color=colour, va="center")
            told = shape if shape else "it breaks here" if row == broken else "not reached"
            axes.text(6.7, -row, told, family="monospace", fontsize=12, color=BLUE if shape else colour, va="center")
        weights, bias = "(10, 784)" if slip == 1 else "(784, 10)", f"({n},)" if slip == 2 else "(10,)"
        axes.set_title(f"weights {weights}, bias {bias}")
        if error:
            words = fill(error, 86)
        elif slip:
            words = f"No error, and yet wrong: the slip is there, and the sizes fit by chance when n is {n}."
        else:
            words = "No error: each axis meets the one that it was meant to meet."
        axes.text(0, -5.4, words, fontsize=10.5, color=VERMILION if error or slip else GREEN, va="top")
        return picture(fig, "Five lines of code, beside each the shape it gives, and below them what the error says")

    controls = {
        "slip": choice("The slip", SLIPS, value=1),
        "n": slider("n, how many pictures", 1, 12, 5),
    }
    return live(controls, draw, plain="Demo: follow the shapes through five lines until one breaks.")


@dataclass
class Telling:
    """A number that writes down which of its methods Python calls; so small a class that its code can be shown."""

    data: float
    name: str
    log: list["Telling"]
    call: str = ""
    parents: list["Telling"] = field(default_factory=list)

    def _made(self, method: str, other: "Telling | float", data: float) -> "Telling":
        parents = [self, other if isinstance(other, Telling) else Telling(other, "2", self.log)]
        call = f"{self.name}.{method}({parents[1].name})"
        made = Telling(data, f"t{len(self.log) + 1}", self.log, call, parents)
        self.log.append(made)
        return made

    def __add__(self, other: "Telling | float") -> "Telling":
        return self._made("__add__", other, self.data + _number(other))

    def __radd__(self, other: float) -> "Telling":
        return self._made("__radd__", other, other + self.data)

    def __mul__(self, other: "Telling | float") -> "Telling":
        return self._made("__mul__", other, self.data * _number(other))

    def __call__(self, other: "Telling") -> "Telling":  # noqa: D102
        return self._made("__call__", other, self.data * other.data)


def _number(value: "Telling | float") -> float:
    return value.data if isinstance(value, Telling) else value


EXPRESSIONS = ["a + b * c", "(a + b) * c", "a + 2", "2 + a", "f(a) + b"]


def calls(expression: str, a: float, b: float) -> list[Telling]:
    """What Python calls, in order, to work out an expression of a, b, c = 4 and f, which doubles."""
    log: list[Telling] = []
    eval(expression, {name: Telling(data, name, log) for name, data in {"a": a, "b": b, "c": 4, "f": 2}.items()})
    return log


@demo("what Python calls")
def what_python_calls() -> Bundle:
    """Choose an expression and see which methods Python calls, in which order, and what each gives back."""

    def draw(expression: int, a: int, b: int) -> Picture:
        log = calls(EXPRESSIONS[expression], a, b)
        fig, axes = figure(size=(7.2, 3.0))
        places: dict[str, tuple[float, float]] = {}
        for step, made in enumerate(log, start=1):
            for parent in made.parents:
                if parent.name not in places:
                    places[parent.name] = (0, -float(len([p for p in places if not p.startswith("t")])))
                    shown = {"f": "f, doubles", "2": "2"}.get(parent.name, f"{parent.name} = {parent.data:g}")
                    _box(axes, places[parent.name], shown, "white")
            heights = [places[parent.name][1] for parent in made.parents]
            places[made.name] = (2.2 * step, sum(heights) / 2)
            for parent in made.parents:
                (x, y), (to_x, to_y) = places[parent.name], places[made.name]
                axes.plot([x, to_x], [y, to_y], color=FAINT, linewidth=1.5, zorder=0)
            _box(axes, places[made.name], f"{made.name} = {made.data:g}", "#d7ecf7")
            x, y = places[made.name]
            axes.text(x, y - 0.42, f"{step}. {made.call}", ha="center", va="top", family="monospace", fontsize=11)
        lowest = min(y for _, y in places.values())
        axes.set(xlim=(-0.8, 6), ylim=(lowest - 0.9, 0.5), title=f"Python works out  {EXPRESSIONS[expression]}")
        axes.set_axis_off()
        return picture(fig, "The values of an expression as boxes, joined to the results that methods make of them")

    controls = {
        "expression": choice("Expression", [f"`{text}`" for text in EXPRESSIONS]),
        "a": slider("a", -3, 5, 2),
        "b": slider("b", -3, 5, 3),
    }
    return live(controls, draw, plain="Demo: which methods Python calls to work out an expression.")


def _box(axes: Any, place: tuple[float, float], text: str, ground: str) -> None:
    look = {"boxstyle": "round,pad=0.35", "facecolor": ground, "edgecolor": FAINT}
    axes.text(*place, text, ha="center", va="center", fontsize=12, bbox=look)
