"""What a matrix product mixes, seen in five ways."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import BLUE, FAINT, VERMILION, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

B = np.array([[1, 0, 2], [0, 3, 1]])
VIEWS = ["row · column", "by row", "by column", "as a sum of tables", "`@` beside `*`"]
Frame = tuple[int | None, int | None, str]
"""Row, column and colour of what is framed; None is all of them."""


@demo("matrix product")
def matrix_product() -> Bundle:
    """Change one row of A and see how the same product comes about in each of five ways."""

    def draw(left: int, right: int, view: int) -> Picture:
        a = np.array([[left, right], [1, -1]])
        fig = [_entry, _by_row, _by_column, _by_tables, _beside_star][view](a)
        return picture(fig, "Matrices A and B and their product as tables of numbers, with frames around what meets")

    controls = {
        "left": slider("A[0, 0]", -3, 3, 2),
        "right": slider("A[0, 1]", -3, 3, 1),
        "view": choice("Seen", VIEWS, value=0),
    }
    return live(controls, draw, plain="Demo: one matrix product, seen in five ways.", still={"view": 1})


def _entry(a: NDArray) -> "Figure":
    words = f"{_n(a[0, 0])}·{_n(B[0, 2])} + {_n(a[0, 1])}·{_n(B[1, 2])} = {(a @ B)[0, 2]}: one number of the product"
    return _three(a, (0, None), (None, 2), (0, 2), words)


def _by_row(a: NDArray) -> "Figure":
    words = f"the product's first row: {_n(a[0, 0])} of B's first row + {_n(a[0, 1])} of B's second, a mixture"
    return _three(a, (0, None), None, (0, None), words)


def _by_column(a: NDArray) -> "Figure":
    words = f"the product's last column: {_n(B[0, 2])} of A's first column + {_n(B[1, 2])} of A's second, a mixture"
    return _three(a, None, (None, 2), (None, 2), words)


def _three(a: NDArray, left: tuple | None, right: tuple | None, product: tuple | None, words: str) -> "Figure":
    frames: list[list[Frame]] = [[(*place, VERMILION)] if place else [] for place in (left, right, product)]
    panels = zip(("A (2, 2)", "B (2, 3)", "A @ B (2, 3)"), (a, B, a @ B), frames, strict=True)
    return _panels(list(panels), "@=", words)


def _by_tables(a: NDArray) -> "Figure":
    first, second = (a[:, k : k + 1] * B[k : k + 1] for k in range(2))
    words = "each column of A with the same row of B, every pair multiplied: two tables, added up"
    panels: list[tuple[str, NDArray, list[Frame]]] = [
        ("A", a, [(None, 0, VERMILION), (None, 1, BLUE)]),
        ("B", B, [(0, None, VERMILION), (1, None, BLUE)]),
        ("orange pairs", first, [(None, None, VERMILION)]),
        ("blue pairs", second, [(None, None, BLUE)]),
        ("A @ B", a @ B, []),
    ]
    return _panels(panels, "@=+=", words)


def _beside_star(a: NDArray) -> "Figure":
    words = "@ multiplies a row with a column and adds up (orange); * goes number by number (blue)"
    panels: list[tuple[str, NDArray, list[Frame]]] = [
        ("A", a, [(0, None, VERMILION), (0, 1, BLUE)]),
        ("A once more", a, [(None, 1, VERMILION), (0, 1, BLUE)]),
        ("A @ A", a @ a, [(0, 1, VERMILION)]),
        ("A * A", a * a, [(0, 1, BLUE)]),
    ]
    return _panels(panels, " :  ", words)


def _n(number: int) -> str:
    """A number as it is written after a sign: negative ones in brackets."""
    return f"({number})" if number < 0 else str(number)


def _panels(panels: list[tuple[str, NDArray, list[Frame]]], signs: str, words: str) -> "Figure":
    """Matrices side by side, a sign between each two of them, and a sentence above."""
    widths = [matrix.shape[1] for _, matrix, _ in panels]
    gap = 0.9  # of a cell, for the sign
    cell = 0.98 / (sum(widths) + gap * len(panels))
    starts = [0.01 + cell * (sum(widths[:number]) + gap * number) for number in range(len(panels))]
    places = [(x, 0.05, cell * width, 0.62) for x, width in zip(starts, widths, strict=True)]
    fig, axes = placed(places, size=(7.6, 2.4))
    for number, (ax, (name, matrix, frames)) in enumerate(zip(axes, panels, strict=True)):
        _numbers(ax, matrix, name)
        for nested, frame in enumerate(frames):
            _frame(ax, *frame, inset=0.06 + 0.08 * nested)
        if number < len(signs):
            fig.text(
                starts[number] + cell * (widths[number] + gap / 2),
                0.36,
                signs[number],
                fontsize=16,
                ha="center",
                va="center",
            )
    fig.text(0.01, 0.93, words, fontsize=11.5, va="center")
    return fig


def _numbers(axes: "Axes", matrix: NDArray, name: str) -> None:
    axes.imshow(np.zeros(matrix.shape), cmap="Greys", vmin=0, vmax=1, aspect="auto")
    for (row, column), value in np.ndenumerate(matrix):
        axes.text(column, row, f"{value}", ha="center", va="center", fontsize=14)
    axes.set(xticks=[], yticks=[])
    axes.set_title(name, fontsize=11)
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set(visible=True, color=FAINT)


def _frame(axes: "Axes", row: int | None, column: int | None, colour: str, inset: float) -> None:
    """Put a frame around a row, a column, or the entry where both meet; a second one inside the first."""
    from matplotlib.patches import Rectangle

    (rows, columns) = np.shape(np.asarray(axes.images[0].get_array()))
    x, width = (-0.5, columns) if column is None else (column - 0.5, 1)
    y, height = (-0.5, rows) if row is None else (row - 0.5, 1)
    size = (width - 2 * inset, height - 2 * inset)
    axes.add_patch(Rectangle((x + inset, y + inset), *size, fill=False, lw=2.5, ec=colour))
