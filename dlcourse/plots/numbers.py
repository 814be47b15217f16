"""A picture as the numbers it is made of."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from dlcourse.plots.picture import Picture, picture
from dlcourse.plots.style import COLOURS, figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle


def number_table(image: ArrayLike, alt: str, *, row: int, column: int, size: int = 12) -> Picture:
    """A grey picture, and beside it one part of it enlarged, with each pixel's number written on it.

    Args:
        image: (H, W), values in 0 … 1, ink bright on dark.
        alt: what the picture is, for readers who cannot see it.
        row, column: upper left corner of the enlarged part.
        size: how many rows and columns it has.

    Raises:
        ValueError: the part reaches out of the picture.
    """
    whole = np.asarray(image, dtype=float)
    part = whole[row : row + size, column : column + size]
    if row < 0 or column < 0 or part.shape != (size, size):
        raise ValueError(f"{size} rows and columns from ({row}, {column}) do not lie inside {whole.shape}.")
    fig, (left, right) = figure(1, 2, size=(7.2, 4.5), gridspec_kw={"width_ratios": [1, 1.75]})
    left.imshow(whole, cmap="gray", vmin=0, vmax=1)
    left.add_patch(_frame(column, row, size))
    left.set_title(f"{whole.shape[0]} × {whole.shape[1]} pixels")
    left.set(xticks=[0, whole.shape[1] - 1], yticks=[0, whole.shape[0] - 1])
    left.grid(False)
    write_numbers(right, part, fontsize=8)
    right.set_title(f"the numbers in the frame, {size} × {size}")
    right.set_xticks(range(size), range(column, column + size), fontsize=8)
    right.set_yticks(range(size), range(row, row + size), fontsize=8)
    right.set(xlabel="column", ylabel="row")
    return picture(fig, alt)


def write_numbers(axes: "Axes", part: ArrayLike, *, fontsize: float) -> None:
    """Show a few pixels (H, W) with their numbers in them, two decimals, dark on bright and bright on dark."""
    pixels = np.asarray(part, dtype=float)
    axes.imshow(pixels, cmap="gray", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(pixels):
        # As a table of figures is read: 0 where there is nothing, no zero before the point.
        text = "0" if value < 0.005 else "1" if value > 0.995 else f"{value:.2f}"[1:]
        ink = "black" if value > 0.5 else "white"
        axes.text(column, row, text, ha="center", va="center", fontsize=fontsize, color=ink)
    axes.grid(False)


def _frame(column: int, row: int, size: int) -> "Rectangle":
    from matplotlib.patches import Rectangle

    return Rectangle((column - 0.5, row - 0.5), size, size, fill=False, ec=COLOURS[3], lw=2)
