"""How the shapes of two arrays meet, and what a matrix product mixes."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, live, slider
from dlcourse.plots import COLOURS, Picture, figure, picture

if TYPE_CHECKING:
    from ipywidgets import Widget
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, FAINT = "#000000", "#767676"


def shape_plumbing() -> Bundle:
    """Choose two shapes and see which axes meet: equal, stretched, or clashing."""

    def draw(**size: int) -> Picture:
        a, b = (tuple(size[f"{name}{axis}"] for axis in range(3) if size[f"{name}{axis}"]) for name in "ab")
        return picture(_pipes(a, b), "Two shapes written over each other from the right, and the shape they give")

    def axis(label: str, value: int) -> "Widget":
        return slider(label, 0, 4, value)

    names = ["first", "second", "last"]
    controls = {f"a{i}": axis(f"A, {names[i]} axis (0: none)", (0, 3, 1)[i]) for i in range(3)}
    controls |= {f"b{i}": axis(f"B, {names[i]} axis (0: none)", (0, 0, 3)[i]) for i in range(3)}
    return live(controls, draw, plain="Demo: how the shapes of two arrays are paired when they are added.")


def _pipes(a: tuple[int, ...], b: tuple[int, ...]) -> "Figure":
    """Draw the pairing of two shapes: one column an axis, the last one on the right."""
    n = max(len(a), len(b), 1)
    full = [(1,) * (n - len(shape)) + shape for shape in (a, b)]
    fits = [x == y or 1 in (x, y) for x, y in zip(*full, strict=True)]
    fig, axes = figure(size=(6.4, 2.6))
    for column, fit in enumerate(fits):
        colour, line = (COLOURS[2], "-") if fit else (COLOURS[1], ":")
        axes.plot([column, column], [0.35, 1.65], color=colour, linewidth=3, linestyle=line)
        largest = max(full[0][column], full[1][column])
        for row, shape in enumerate((a, b)):
            size, real = full[row][column], column >= n - len(shape)
            stretched = f" → {largest}" if fit and size < largest else ""
            text = f"{size if real else '(1)'}{stretched}"
            axes.text(column, 2 - 2 * row, text, ha="center", va="center", fontsize=15, color=INK if real else FAINT)
        if not fit:
            axes.text(column + 0.06, 1, "clash", color=COLOURS[1], va="center", fontsize=12)
    whole = tuple(max(x, y) for x, y in zip(*full, strict=True)) if a or b else ()
    verdict = f"A + B has shape {whole}" if all(fits) else "A + B is an error: two sizes differ, and neither is 1"
    axes.set(xlim=(-1.2, n - 0.2), ylim=(-0.6, 2.6), title=f"A {a},  B {b}:  {verdict}")
    for row, name in enumerate("AB"):
        axes.text(-0.9, 2 - 2 * row, name, va="center", fontsize=15, weight="bold")
    axes.set_axis_off()
    return fig


def matrix_product() -> Bundle:
    """Change one row of A and see the same row of A @ B as a mixture of B's rows."""
    b = np.array([[1, 0, 2], [0, 3, 1]])

    def draw(left: int, right: int, view: int) -> Picture:
        a = np.array([[left, right], [1, -1]])
        fig, axes = figure(1, 3, size=(7.2, 2.7), gridspec_kw={"width_ratios": [2, 3, 3]})
        product = a @ b if view < 2 else a[:, :1] * b[:1]
        for ax, matrix, name in zip(axes, (a, b, product), ("A (2, 2)", "B (2, 3)", "A @ B (2, 3)"), strict=True):
            _numbers(ax, matrix, name)
        frames: list[tuple[int | None, int | None] | None]
        if view == 0:
            frames = [(0, None), (None, 1), (0, 1)]
            words = f"{left}·{b[0, 1]} + {right}·{b[1, 1]} = {product[0, 1]}"
        elif view == 1:
            frames = [(0, None), None, (0, None)]
            words = f"{left} of B's first row + {right} of its second"
        else:
            axes[2].set_title("first step: column · row")
            frames = [(None, 0), (0, None), None]
            words = "A's first column times B's first row: every pair"
        for ax, frame in zip(axes, frames, strict=True):
            if frame:
                _frame(ax, *frame)
        fig.suptitle(words, fontsize=12)
        return picture(fig, "Matrices A and B and their product as tables of numbers, with frames around what meets")

    controls = {
        "left": slider("A[0, 0]", -3, 3, 2),
        "right": slider("A[0, 1]", -3, 3, 1),
        "view": choice("Seen as", ["row · column", "a mixture of rows", "a sum of column · row"], value=1),
    }
    return live(controls, draw, plain="Demo: one matrix product, seen in three ways.")


def _numbers(axes: "Axes", matrix: NDArray, name: str) -> None:
    axes.imshow(np.zeros(matrix.shape), cmap="Greys", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(matrix):
        axes.text(column, row, f"{value}", ha="center", va="center", fontsize=14)
    axes.set(title=name, xticks=[], yticks=[])
    axes.grid(False)


def _frame(axes: "Axes", row: int | None, column: int | None) -> None:
    """Put a frame around a row, a column, or the entry where both meet."""
    from matplotlib.patches import Rectangle

    (rows, columns) = np.shape(np.asarray(axes.images[0].get_array()))
    x, width = (-0.5, columns) if column is None else (column - 0.5, 1)
    y, height = (-0.5, rows) if row is None else (row - 0.5, 1)
    frame = Rectangle((x + 0.04, y + 0.04), width - 0.08, height - 0.08, fill=False, lw=3, ec=COLOURS[1])
    axes.add_patch(frame)
