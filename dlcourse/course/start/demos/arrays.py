"""How the shapes of two arrays meet, with the numbers in them."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, demo, live
from dlcourse.plots import BLACK, COLOURS, FAINT, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Shape = tuple[int, ...]

SHAPES: list[Shape] = [(), (3,), (4,), (3, 1), (4, 1), (1, 3), (4, 3), (2, 4, 3)]
GAP = 0.4  # between the tables of an array of three axes, in cells
TINT = ["#cfe4f3", "#f8dccb", "#cfeadf"]  # of A, B and their sum: pale forms of the course's first three colours


@demo("shape plumbing")
def shape_plumbing() -> Bundle:
    """Choose two shapes and see which axes meet: equal, stretched, or clashing; and the numbers that come out."""
    names = [f"`{shape}`" for shape in SHAPES]

    def draw(a: int, b: int) -> Picture:
        words = "Two arrays as tables of numbers, stretched until they fit, and their sum; or the axis that clashes"
        return picture(_pipes(SHAPES[a], SHAPES[b]), words)

    controls = {
        "a": choice("Shape of A", names, value=SHAPES.index((3, 1))),
        "b": choice("Shape of B", names, value=SHAPES.index((3,))),
    }
    return live(controls, draw, plain="Demo: how the shapes of two arrays are paired when they are added.")


def values(shape: Shape, first: int) -> NDArray[np.int64]:
    """The numbers of an array: multiples of ``first``, so that a sum shows where its parts came from."""
    return first * np.arange(1, int(np.prod(shape)) + 1).reshape(shape)


def _pipes(a: Shape, b: Shape) -> "Figure":
    """The pairing of two shapes, one column an axis, the last one on the right; below it the numbers."""
    n = max(len(a), len(b), 1)
    full = [(1,) * (n - len(shape)) + shape for shape in (a, b)]
    fits = [x == y or 1 in (x, y) for x, y in zip(*full, strict=True)]
    whole = tuple(max(x, y) for x, y in zip(*full, strict=True)) if a or b else ()
    verdict = f"A + B has shape {whole}" if all(fits) else "A + B is an error: two sizes differ, and neither is 1"
    # Placed by hand: finding room for each number anew would take most of the time to draw.
    fig, (axes,) = placed([(0.02, 0.66, 0.96, 0.26)], size=(7.2, 4.8))
    axes.set(xlim=(-1.0, 5), ylim=(-0.6, 2.5), title=f"A {a},  B {b}:  {verdict}")
    axes.set_axis_off()
    for row, (name, shape, padded) in enumerate(zip("AB", (a, b), full, strict=True)):
        axes.text(-0.9, 2 - 2 * row, name, va="center", fontsize=14, weight="bold", color=COLOURS[row])
        for column, size in enumerate(padded):
            real, largest = column >= n - len(shape), max(full[0][column], full[1][column])
            stretched = f" → {largest}" if fits[column] and size < largest else ""
            look: dict[str, Any] = {"fontsize": 15, "color": BLACK if real else FAINT}
            axes.text(column, 2 - 2 * row, f"{size if real else '(1)'}{stretched}", ha="center", va="center", **look)
    for column, fit in enumerate(fits):
        line: dict[str, Any] = {"color": COLOURS[2] if fit else COLOURS[1], "linestyle": "-" if fit else ":"}
        axes.plot([column, column], [0.45, 1.55], linewidth=3, **line)
        if not fit:
            axes.text(column + 0.1, 1, "clash", color=COLOURS[1], va="center", fontsize=12)
    _tables(fig, a, b, whole if all(fits) else None)
    return fig


def _tables(fig: "Figure", a: Shape, b: Shape, whole: Shape | None) -> None:
    """A, B and their sum as tables; copies that only stretching made are faint. ``whole`` is None if they clash."""
    first, second = values(a, 10), values(b, 1)
    total = first + second if whole is not None else None
    shown = [(first, a), (second, b)] if total is None else [(first, a), (second, b), (total, total.shape)]
    for place, (array, shape) in enumerate(shown):
        axes = fig.add_axes((0.02 + 0.34 * place, 0.01, 0.28, 0.58))
        stretched = array if whole is None else np.broadcast_to(array, whole)
        _table(axes, stretched, _originals(shape, stretched.shape), place)
        axes.set_title(["A", "B", "A + B"][place], color=COLOURS[place], loc="left", fontsize=12, pad=4)
        sign = "" if total is None else ["", "+", "="][place]
        axes.text(-0.55, _tall(stretched) / 2, sign, fontsize=18, ha="center", va="center", clip_on=False)
    if total is None:
        note = fig.add_axes((0.70, 0.01, 0.28, 0.58))
        note.text(0.0, 0.7, "no sum", fontsize=14, color=COLOURS[1])
        note.set_axis_off()


def _originals(shape: Shape, whole: Shape) -> NDArray[np.bool_]:
    """Which numbers of the stretched array are the array's own: the first along each axis that was stretched."""
    padded = (1,) * (len(whole) - len(shape)) + shape
    own = np.zeros(whole, bool)
    own[tuple(slice(0, size) for size in padded)] = True
    return own


def _table(axes: "Axes", array: NDArray, own: NDArray[np.bool_], place: int) -> None:
    """Numbers in cells; an array of three axes as one table below the other."""
    from matplotlib.patches import Rectangle

    layers = array.reshape((1,) * (3 - array.ndim) + array.shape)
    mine = own.reshape(layers.shape)
    rows = layers.shape[1]
    for (layer, row, column), number in np.ndenumerate(layers):
        x, y = column, layer * (rows + GAP) + row
        is_own = mine[layer, row, column]
        face, edge = (TINT[place], "white") if is_own else ("white", "#bbbbbb")
        style = "-" if is_own else ":"
        axes.add_patch(Rectangle((x, y), 0.96, 0.96, facecolor=face, edgecolor=edge, linestyle=style))
        look: dict[str, Any] = {"color": BLACK} if is_own else {"color": FAINT, "style": "italic"}
        axes.text(x + 0.48, y + 0.5, str(number), ha="center", va="center", fontsize=11, **look)
    axes.set(xlim=(-0.05, 4.05), ylim=(max(_tall(array), 4.1), -0.05))
    axes.set_axis_off()


def _tall(array: NDArray) -> float:
    """How many cells high its tables are, the gap between two of them included."""
    depth, rows, _ = (1,) * (3 - array.ndim) + array.shape
    return depth * (rows + GAP) - GAP
