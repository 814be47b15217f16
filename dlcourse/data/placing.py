"""Size and place of a drawing, changed one at a time: which of the two does a network mind?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.strokes import PEN, Drawing, render

LONG = 20 / 28  # of the canvas's side: the longer side of the ink once it is scaled, as MNIST's is
MIDDLE = 14  # pixel on which MNIST puts the centre of mass


def to_middle(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Move a picture (28, 28) by whole pixels until its centre of mass is on pixel (14, 14), or its ink at an edge.

    Nothing is scaled, and no ink is lost. A black picture stays as it is.
    """
    if not image.any():
        return image
    shift = []
    for axis in (0, 1):
        mass = image.sum(axis=1 - axis)
        inked = np.flatnonzero(mass)
        wanted = MIDDLE - round(float(mass @ np.arange(28) / mass.sum()))
        shift.append(int(np.clip(wanted, -inked[0], 27 - inked[-1])))
    return np.roll(image, shift, axis=(0, 1))


def at_its_place(drawing: Drawing, pen: float = PEN) -> NDArray[np.float32]:
    """Scale a drawing, and its pen, until its longer side is 20 pixels; its middle stays where it is.

    What then leaves the canvas is pushed back onto it, as little as that needs.

    Returns:
        float32 in 0 … 1, (28, 28).
    """
    points = np.concatenate([np.asarray(stroke, dtype=float) for stroke in drawing])
    low, high = points.min(0) - pen / 2, points.max(0) + pen / 2
    factor = LONG / (high - low).max()
    middle, half = (low + high) / 2, (high - low) / 2 * factor
    new_middle = np.clip(middle, half, 1 - half)
    scaled = [((np.asarray(stroke) - middle) * factor + new_middle).tolist() for stroke in drawing]
    return render(scaled, centred=False, pen=min(1.0, pen * factor))


def four_ways(drawings: Sequence[Drawing]) -> dict[str, NDArray[np.float32]]:
    """The same drawings as they stand, scaled only, moved only, and both; each (N, 28, 28)."""
    as_they_stand = np.stack([render(drawing, centred=False) for drawing in drawings])
    scaled = np.stack([at_its_place(drawing) for drawing in drawings])
    return {
        "as they stand": as_they_stand,
        "scaled, not moved": scaled,
        "moved, not scaled": np.stack([to_middle(image) for image in as_they_stand]),
        "scaled and moved": np.stack([to_middle(image) for image in scaled]),
    }
