"""Histograms of oriented gradients: an image described by which way its edges run, and roughly where.

The same numbers as scikit-image's `hog` with its L2-Hys norm, for many images at once. No part of it is learned: it is
what a pipeline had in the place of a network's first layers.

Source: Dalal & Triggs 2005, doi:10.1109/CVPR.2005.177. As in scikit-image, a pixel's vote goes to one cell and one
bin; the paper shares it out among neighbouring ones.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

CLIPPED = 0.2  # no direction may make up more than this of a block: one glaring edge must not drown the rest
TINY = 1e-5  # added under the root, so that an empty block stays zero


def hog(images: ArrayLike, *, bins: int = 9, cell: int = 4, block: int = 2) -> NDArray[np.float32]:
    """Describe each image by its histograms of oriented gradients.

    Args:
        images: (N, H, W), brightness.
        bins: directions that half a turn is divided into.
        cell: pixels along each side of a cell; H and W are multiples of it.
        block: cells along each side of the blocks that are normalised together.

    Returns:
        float32 (N, D), each value 0 … 1; D = (H/cell − block + 1) · (W/cell − block + 1) · block² · bins, which is 1296
        for 28×28 images.

    Raises:
        ValueError: see `cell_histograms`; or the image has fewer cells than a block.
    """
    blocks = normalised_blocks(cell_histograms(images, bins=bins, cell=cell), block)
    return blocks.reshape(len(blocks), np.prod(blocks.shape[1:], dtype=int)).astype(np.float32)


def gradients(images: ArrayLike) -> tuple[Floats, Floats]:
    """How strongly brightness changes at each pixel, and in which direction.

    Args:
        images: (N, H, W), brightness.

    Returns:
        Strength (N, H, W), brightness per two pixels; and direction (N, H, W), degrees in 0 … 180, from left to right
        towards top to bottom: an edge and the same edge with bright and dark exchanged have the same.

    Raises:
        ValueError: images is not (N, H, W).
    """
    # In float64: rounding must not carry a direction from just below 180° to 180° itself, which no bin holds.
    x = np.asarray(images, dtype=np.float64)
    if x.ndim != 3:
        raise ValueError(f"images must be (N, H, W); got {x.shape}. For one image pass image[None].")
    across, down = np.zeros_like(x), np.zeros_like(x)
    across[:, :, 1:-1] = x[:, :, 2:] - x[:, :, :-2]
    down[:, 1:-1] = x[:, 2:] - x[:, :-2]
    return np.hypot(across, down), np.rad2deg(np.arctan2(down, across)) % 180


def cell_histograms(images: ArrayLike, *, bins: int = 9, cell: int = 4) -> Floats:
    """For each cell of each image: how much edge runs in each direction.

    Args:
        images: (N, H, W), brightness.
        bins: directions that half a turn is divided into.
        cell: pixels along each side of a cell.

    Returns:
        (N, H/cell, W/cell, bins): strength of the gradients in that direction, summed and divided by the cell's pixels.

    Raises:
        ValueError: images is not (N, H, W), or H or W is no multiple of cell.
    """
    strength, direction = gradients(images)
    n, height, width = strength.shape
    if height % cell or width % cell:
        raise ValueError(f"Cells of {cell}×{cell} do not fill an image of {height}×{width}: choose a divisor of both.")
    rows, columns = height // cell, width // cell
    place = (np.arange(height) // cell)[:, None] * columns + np.arange(width) // cell
    which = (direction * (bins / 180)).astype(np.int64) % bins
    slot = (np.arange(n)[:, None, None] * (rows * columns) + place) * bins + which
    sums = np.bincount(slot.ravel(), strength.ravel(), minlength=n * rows * columns * bins)
    return sums.reshape(n, rows, columns, bins) / cell**2


def normalised_blocks(histograms: Floats, block: int = 2) -> Floats:
    """Divide each block of neighbouring cells by its length, so that contrast and lighting drop out.

    Args:
        histograms: (N, rows, columns, bins) from `cell_histograms`.
        block: cells along each side of a block; blocks overlap, each is one cell further.

    Returns:
        (N, rows − block + 1, columns − block + 1, block² · bins), each last axis of length 1, or 0 where nothing is.

    Raises:
        ValueError: the image has fewer cells than a block.
    """
    if block > min(histograms.shape[1:3]):
        raise ValueError(f"A block of {block}×{block} cells does not fit into {histograms.shape[1:3]} cells.")
    windows = np.lib.stride_tricks.sliding_window_view(histograms, (block, block), axis=(1, 2))
    n, rows, columns, bins = windows.shape[:4]
    blocks = windows.transpose(0, 1, 2, 4, 5, 3).reshape(n, rows, columns, block * block * bins)
    return _unit(np.minimum(_unit(blocks), CLIPPED))


def _unit(blocks: Floats) -> Floats:
    return blocks / np.sqrt((blocks**2).sum(axis=-1, keepdims=True) + TINY**2)
