"""Many small images in one picture."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from dlcourse.plots.picture import Picture, picture
from dlcourse.plots.style import figure


def tiles(images: ArrayLike, alt: str, *, labels: Sequence[object] | None = None, columns: int = 10) -> Picture:
    """Show grey images side by side, ink bright on dark, each with its label above it.

    Args:
        images: (N, H, W), values in 0 … 1; N at least 1.
        alt: what the images are, for readers who cannot see them.
        labels: (N,), written above each; none when left out.
        columns: how many in a row.

    Raises:
        ValueError: there are no images, or labels are more or fewer than the images.
    """
    shown = np.asarray(images, dtype=float)
    if shown.ndim != 3 or not len(shown):
        raise ValueError(f"tiles shows images of shape (N, H, W), at least one; got shape {shown.shape}.")
    if labels is not None and len(labels) != len(shown):
        raise ValueError(f"Each image needs its label: there are {len(shown)} images and {len(labels)} labels.")
    columns = min(columns, len(shown))
    rows = -(-len(shown) // columns)
    n, height, width = shown.shape
    gap = max(1, width // 9)
    head = height // 2 if labels is not None else 0
    # One image for all of them: a hundred times as quick to draw as an axes for each.
    wall = np.full((rows, columns, head + height + gap, width + gap), np.nan)
    wall.reshape(rows * columns, *wall.shape[2:])[:n, head : head + height, :width] = shown
    wall = wall.transpose(0, 2, 1, 3).reshape(rows * wall.shape[2], columns * wall.shape[3])
    inches = 7.2
    fig, axes = figure(size=(inches, inches * wall.shape[0] / wall.shape[1]))
    axes.imshow(wall, cmap="gray", vmin=0, vmax=1)
    for i, label in enumerate(labels if labels is not None else ()):
        row, column = divmod(i, columns)
        middle = (column * (width + gap) + width / 2, row * (head + height + gap) + head * 0.75)
        axes.text(*middle, str(label), ha="center", va="bottom", fontsize=10)
    axes.set_axis_off()
    return picture(fig, alt)
