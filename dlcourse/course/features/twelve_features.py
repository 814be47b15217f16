"""Twelve numbers that a person might measure on a character: features made by hand, at their plainest.

Each takes images (N, H, W) with bright ink on dark and gives one number per image, (N,). They were chosen by looking at
digits and thinking, not by any score; some turn out to be of no use, and that is part of the story.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Feature = Callable[[Floats], Floats]

INK = 0.5  # what is brighter counts as ink
SPECK = 3  # pixels: a smaller dark patch inside ink is a flaw of the print, not a hole


def ink(images: Floats) -> Floats:
    """Mean brightness: how much ink there is."""
    return images.mean(axis=(1, 2))


def holes(images: Floats) -> Floats:
    """Patches of ground that ink closes in: none in a 1, one in a 0, two in an 8."""
    from scipy.ndimage import label

    # A margin all round, so that the ground outside is one patch.
    ground = np.pad(images <= INK, ((0, 0), (1, 1), (1, 1)), constant_values=True)
    patches = [np.bincount(label(each)[0].ravel())[1:] for each in ground]
    return np.array([float((sizes >= SPECK).sum() - 1) for sizes in patches])


def width(images: Floats) -> Floats:
    """Width of the ink over its height."""
    across, down = _reach(images, 1), _reach(images, 2)
    return (across[1] - across[0] + 1) / (down[1] - down[0] + 1)


def balance_across(images: Floats) -> Floats:
    """Where the centre of the ink lies, from its left end (0) to its right end (1)."""
    return _balance(images, 1)


def balance_up(images: Floats) -> Floats:
    """Where the centre of the ink lies, from its lower end (0) to its upper end (1): high up in a 7, low in a 4."""
    return 1 - _balance(images, 2)


def mirror_across(images: Floats) -> Floats:
    """Likeness to itself with left and right exchanged, 0 … 1."""
    images = centred(images)
    return _likeness(images, images[:, :, ::-1])


def mirror_down(images: Floats) -> Floats:
    """Likeness to itself with top and bottom exchanged, 0 … 1."""
    images = centred(images)
    return _likeness(images, images[:, ::-1])


def half_turn(images: Floats) -> Floats:
    """Likeness to itself upside down, 0 … 1."""
    images = centred(images)
    return _likeness(images, images[:, ::-1, ::-1])


def strokes_in_row(images: Floats) -> Floats:
    """Strokes that a row through the middle of the ink cuts."""
    return _strokes(centred(images)[:, images.shape[1] // 2])


def strokes_in_column(images: Floats) -> Floats:
    """Strokes that a column through the middle of the ink cuts: two in a 7, three in an 8."""
    return _strokes(centred(images)[:, :, images.shape[2] // 2])


def flat_edges(images: Floats) -> Floats:
    """Share of its edges that lie flat: high in a 2 or 7, low in a 1."""
    down, across = (np.abs(np.diff(images, axis=axis)).sum(axis=(1, 2)) for axis in (1, 2))
    return down / np.maximum(down + across, 1e-9)


def slant(images: Floats) -> Floats:
    """How far the ink leans: pixels to the right for each pixel down."""
    mass = np.maximum(images.sum(axis=(1, 2)), 1e-9)
    rows, columns = np.mgrid[: images.shape[1], : images.shape[2]]
    down = rows - ((images * rows).sum(axis=(1, 2)) / mass)[:, None, None]
    across = columns - ((images * columns).sum(axis=(1, 2)) / mass)[:, None, None]
    return (images * across * down).sum(axis=(1, 2)) / np.maximum((images * down**2).sum(axis=(1, 2)), 1e-9)


def centred(images: Floats) -> Floats:
    """Move each image by whole pixels, so that the box around its ink is in the middle: (N, H, W) to (N, H, W)."""
    moves = [(images.shape[3 - axis] - 1 - sum(_reach(images, axis))) // 2 for axis in (2, 1)]
    return np.stack([np.roll(image, move, axis=(0, 1)) for image, *move in zip(images, *moves, strict=True)])


TWELVE: dict[str, Feature] = {
    "ink": ink,
    "holes": holes,
    "width": width,
    "balance ↔": balance_across,
    "balance ↕": balance_up,
    "mirror ↔": mirror_across,
    "mirror ↕": mirror_down,
    "half turn": half_turn,
    "strokes, row": strokes_in_row,
    "strokes, column": strokes_in_column,
    "flat edges": flat_edges,
    "slant": slant,
}


def _reach(images: Floats, axis: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last place with ink, looking along `axis`: 1 for columns, 2 for rows. Without ink, all of it."""
    there: NDArray[np.bool_] = np.any(images > INK, axis=axis)
    return there.argmax(axis=1), there.shape[1] - 1 - there[:, ::-1].argmax(axis=1)


def _balance(images: Floats, axis: int) -> Floats:
    first, last = _reach(images, axis)
    along = images.sum(axis=axis)
    middle = along @ np.arange(along.shape[1]) / np.maximum(along.sum(axis=1), 1e-9)
    return (middle - first) / np.maximum(last - first, 1)


def _likeness(images: Floats, others: Floats) -> Floats:
    """Cosine of the angle between the two lists of pixels; 0 for an empty image."""
    product = (images * others).sum(axis=(1, 2))
    return product / np.maximum((images**2).sum(axis=(1, 2)), 1e-9)


def _strokes(lines: Floats) -> Floats:
    """How often each line of pixels (N, L) enters ink."""
    there = np.pad(lines > INK, ((0, 0), (1, 0)))
    return (there[:, 1:] & ~there[:, :-1]).sum(axis=1).astype(float)
