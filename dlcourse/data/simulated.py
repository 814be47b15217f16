"""Simulated drawings: what a test can draw when nobody is there to hold the pen.

Nineteen templates, each a digit in one of the ways that people write it, bent and turned at random. They are no
handwriting: they know a few habits (a barred seven, an open four) and none of the others, so a network that reads
all of them may still misread a stranger. Use them to try a canvas, not to judge a reader.
"""

import numpy as np
from numpy.typing import NDArray

Points = list[list[float]]

STEPS = 4  # pieces that each side of a template is cut into, so that its corners bend as a hand bends them
EDGE = 0.05  # of the canvas that stays free all round


def _arc(x: float, y: float, wide: float, high: float, start: float, end: float, points: int = 12) -> Points:
    """Part of an ellipse around (x, y), in turns from the top: 0 → 1 runs clockwise."""
    turn = 2 * np.pi * np.linspace(start, end, points)
    return np.stack([x + wide * np.sin(turn), y - high * np.cos(turn)], axis=1).tolist()


# Strokes in a box one high and about .6 wide, y downwards.
TEMPLATES: list[tuple[int, list[Points]]] = [
    (0, [_arc(0.3, 0.5, 0.3, 0.5, 0.0, -1.02, 20)]),
    (0, [_arc(0.3, 0.5, 0.2, 0.5, 0.1, -0.95, 20)]),
    (1, [[[0.3, 0.0], [0.3, 1.0]]]),
    (1, [[[0.1, 0.25], [0.35, 0.0], [0.35, 1.0]]]),
    (1, [[[0.1, 0.25], [0.35, 0.0], [0.35, 1.0]], [[0.1, 1.0], [0.6, 1.0]]]),
    (2, [[*_arc(0.3, 0.28, 0.28, 0.28, -0.2, 0.4), [0.02, 1.0], [0.6, 1.0]]]),
    (2, [[*_arc(0.3, 0.28, 0.28, 0.28, -0.2, 0.4), *_arc(0.12, 0.9, 0.11, 0.1, 0.55, 1.2), [0.6, 1.0]]]),
    (3, [[*_arc(0.28, 0.25, 0.27, 0.25, -0.2, 0.5), *_arc(0.28, 0.73, 0.3, 0.27, 0.02, 0.72)]]),
    (3, [[[0.05, 0.0], [0.55, 0.0], [0.25, 0.4], *_arc(0.25, 0.7, 0.32, 0.3, 0.05, 0.7)]]),
    (4, [[[0.45, 1.0], [0.45, 0.0], [0.0, 0.65], [0.65, 0.65]]]),
    (4, [[[0.1, 0.0], [0.05, 0.55], [0.6, 0.5]], [[0.5, 0.1], [0.45, 1.0]]]),
    (5, [[[0.55, 0.0], [0.1, 0.0], [0.07, 0.42], *_arc(0.27, 0.69, 0.3, 0.31, -0.07, 0.7)]]),
    (5, [[[0.1, 0.0], [0.07, 0.42], *_arc(0.27, 0.69, 0.3, 0.31, -0.07, 0.7)], [[0.1, 0.0], [0.6, 0.02]]]),
    (6, [[[0.45, 0.0], [0.2, 0.25], [0.04, 0.6], *_arc(0.31, 0.73, 0.28, 0.27, -0.25, -1.22, 16)]]),
    (7, [[[0.0, 0.0], [0.6, 0.0], [0.25, 1.0]]]),
    (7, [[[0.0, 0.05], [0.6, 0.0], [0.2, 1.0]], [[0.15, 0.5], [0.6, 0.48]]]),
    (8, [[*_arc(0.3, 0.24, 0.24, 0.24, 0.12, -0.5), *_arc(0.3, 0.74, 0.29, 0.26, 0.0, 1.0, 16), [0.5, 0.12]]]),
    (9, [[*_arc(0.28, 0.28, 0.28, 0.28, 0.2, -0.8, 16), [0.54, 0.3], [0.5, 1.0]]]),
    (9, [[*_arc(0.28, 0.28, 0.28, 0.28, 0.2, -0.8, 16), [0.56, 0.7], *_arc(0.3, 0.75, 0.26, 0.25, 0.3, 0.65)]]),
]


def simulated_drawings(n: int, seed: int) -> tuple[list[list[Points]], NDArray[np.int64]]:
    """Draw digits from templates, each bent, turned, slanted, resized and placed anywhere on the canvas.

    Args:
        n: how many; every template is as likely as any other of its digit, and every digit as likely as the others.
        seed: the same one gives the same drawings.

    Returns:
        The drawings, strokes of [x, y] points in 0…1 (see :mod:`dlcourse.data.strokes`), 38 to 85 % of the canvas
        high where they fit, and their labels, int64 (n,).

    Raises:
        ValueError: n is negative.
    """
    if n < 0:
        raise ValueError(f"n={n}: the number of drawings cannot be negative")
    rng = np.random.default_rng(seed)
    labels = rng.integers(10, size=n)
    styles = [[strokes for digit, strokes in TEMPLATES if digit == label] for label in range(10)]
    return [_drawn(styles[label][rng.integers(len(styles[label]))], rng) for label in labels], labels


def _drawn(template: list[Points], rng: np.random.Generator) -> list[Points]:
    bent = [_bent(np.array(stroke), rng) for stroke in template]
    turn, slant = rng.uniform(-0.21, 0.21), rng.uniform(-0.3, 0.3)  # ±12°, and x moved by ±.3 of the height
    wide = np.exp(rng.uniform(-0.25, 0.25))
    lean = np.array([[wide, -slant], [0, 1]])
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    turned = [stroke @ (rotation @ lean).T for stroke in bent]
    everything = np.concatenate(turned)
    low, size = everything.min(axis=0), np.ptp(everything, axis=0)
    scale = min(rng.uniform(0.38, 0.85) / size[1], (1 - 2 * EDGE) / size[0])
    room = np.maximum(1 - 2 * EDGE - size * scale, 0)  # rounding may leave a hair less than none
    corner = EDGE + room * rng.random(2)
    return [((stroke - low) * scale + corner).round(4).tolist() for stroke in turned]


def _bent(corners: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Move the corners a little, then join them by a curve that passes through each (Catmull & Rom 1974)."""
    corners = corners + rng.normal(0, 0.012, corners.shape) + _wave(corners, rng)
    before, after = np.concatenate([corners[:1], corners[:-1]]), np.concatenate([corners[1:], corners[-1:]])
    lean = (after - before) * 0.25  # half the usual slope keeps corners, and does not overshoot at unequal spacing
    t = np.linspace(0, 1, STEPS, endpoint=False)[:, None, None]
    curve = (
        (2 * t**3 - 3 * t**2 + 1) * corners[:-1]
        + (t**3 - 2 * t**2 + t) * lean[:-1]
        + (3 * t**2 - 2 * t**3) * corners[1:]
        + (t**3 - t**2) * lean[1:]
    )
    return np.concatenate([curve.swapaxes(0, 1).reshape(-1, 2), corners[-1:]])


def _wave(points: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """A slow bend across the whole figure: neighbours move together, as they do under a hand."""
    size, phase = rng.normal(0, 0.035, 2), rng.uniform(0, 2 * np.pi, 2)
    return size * np.sin(points[:, ::-1] * 2 * np.pi * rng.uniform(0.4, 1.0) + phase)
