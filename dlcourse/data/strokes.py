"""A drawing and what a network is shown of it.

With this module you can turn the strokes of a drawing into the 28×28 picture that MNIST would have held, into the
8×8 counts that scikit-learn's digits hold, or into the canvas shrunk as it stands.

A drawing is a list of strokes, a stroke a list of ``[x, y]`` points: positions on a square canvas whose side is 1,
x to the right and y *downwards*. It is plain JSON. What lies outside the square is not seen.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Drawing = Sequence[Sequence[Sequence[float]]]

PEN = 0.07  # of the canvas's side: a medium felt pen; about two pixels of 28 once a usual drawing is cropped
FINE = 8  # fine dots along each side of a pixel: an edge is placed within a sixteenth of a pixel
THIN = 1.5  # dots of a bitmap: a thinner line would cover half of no dot where it runs between two
FAR = 1e6  # a position beyond this is as good as this, and its square still fits a float


def render(drawing: Drawing, *, like: str = "mnist", centred: bool = True, pen: float = PEN) -> NDArray[np.float32]:
    """Draw the strokes as a small picture, ink bright on dark.

    Args:
        drawing: strokes of [x, y] points in 0…1, y downwards. No stroke at all gives a black picture; a stroke of one
            point is a dot, which fills the whole box when it is ``centred``.
        like: ``"mnist"`` for 28×28 greys, ``"digits"`` for the 8×8 counts of scikit-learn's set.
        centred: crop the ink and put it where that set has it (below); ``False`` shrinks the canvas as it stands.
        pen: width of the line, as a fraction of the canvas's side; above 0, at most 1.

    Returns:
        float32 in 0…1, (28, 28) or (8, 8).

        Centred like MNIST: the longer side of the ink is scaled to 20 pixels, then the centre of mass is put on pixel
        (14, 14) (MNIST moves by whole pixels, here it is put there exactly); ink that would leave the picture keeps
        it inside instead. Centred like scikit-learn's: scaled to 32 rows and at most 20 columns (a wide drawing is
        squeezed) of a 32×32 bitmap, whose dots are then counted in blocks of 4×4, divided by 16.

    Raises:
        ValueError: a point is not two finite numbers, or ``like`` or ``pen`` is not one of the above.

    Source: http://yann.lecun.com/exdb/mnist; E. Alpaydin & C. Kaynak 1998, doi:10.24432/C50P49 (digits).
    """
    if like == "digits":
        blocks = bitmap(drawing, centred=centred, pen=pen).reshape(8, 4, 8, 4)
        return (blocks.sum(axis=(1, 3)) / 16).astype(np.float32)
    if like != "mnist":
        raise ValueError(f"like={like!r} is not known; choose 'mnist' (28×28) or 'digits' (8×8)")
    lines = _lines(drawing, pen)
    if not len(lines):
        return np.zeros((28, 28), np.float32)
    if not centred:
        return _shrunk(_ink(lines * 28, pen * 28, (28, 28)))
    corner, size = _box(lines, pen)
    scale = 20 / size.max()
    ink = _ink((lines - corner) * scale, pen * scale, np.ceil(size * scale - 1e-9)[::-1])
    canvas = np.zeros((28 * FINE, 28 * FINE), bool)
    at = [_start(ink, axis, len(canvas)) for axis in (0, 1)]
    canvas[at[0] : at[0] + ink.shape[0], at[1] : at[1] + ink.shape[1]] = ink
    return _shrunk(canvas)


def render_all(
    drawings: Sequence[Drawing], *, like: str = "mnist", centred: bool = True, pen: ArrayLike = PEN
) -> NDArray[np.float32]:
    """Render many drawings; see :func:`render`.

    Args:
        drawings: N drawings.
        like: as in `render`.
        centred: as in `render`.
        pen: one width for all, or one for each drawing, shape (N,).

    Returns:
        float32 in 0…1, (N, 28, 28) or (N, 8, 8).

    Raises:
        ValueError: as `render` does, or ``pen`` has another number of widths than there are drawings.
    """
    side = 8 if like == "digits" else 28
    pens = np.asarray(pen, dtype=float)
    if pens.shape not in ((), (len(drawings),)):
        raise ValueError(f"{len(drawings)} drawings need one pen or {len(drawings)}, not an array of {pens.shape}")
    pens = np.broadcast_to(pens, len(drawings))
    pictures = [render(d, like=like, centred=centred, pen=float(p)) for d, p in zip(drawings, pens, strict=True)]
    return np.stack(pictures) if pictures else np.zeros((0, side, side), np.float32)


def bitmap(drawing: Drawing, *, centred: bool = True, pen: float = PEN) -> NDArray[np.bool_]:
    """The 32×32 bitmap whose dots scikit-learn's digits count: on where ink covers half of it; see :func:`render`.

    Args:
        drawing: strokes of [x, y] points in 0…1.
        centred: scale the ink to 32 rows and at most 20 columns, in the middle; ``False``: the canvas as it stands.
        pen: width of the line, as a fraction of the canvas's side.

    Returns:
        (32, 32), True where there is ink.

    Raises:
        ValueError: a point is not two finite numbers, or the pen is not above 0 and at most 1.
    """
    lines = _lines(drawing, pen)
    if not len(lines):
        return np.zeros((32, 32), bool)
    scale, shift = np.array([32.0, 32.0]), np.zeros(2)
    if centred:
        corner, size = _box(lines, pen)
        scale[1] = 32 / size[1]
        scale[0] = min(scale[1], 20 / size[0])
        shift = np.array([(32 - size[0] * scale[0]) / 2, 0]) - corner * scale
    wide = np.maximum(pen * scale, THIN)
    return _shrunk(_ink(lines * scale + shift, wide, (32, 32))) >= 0.5


def _lines(drawing: Drawing, pen: float) -> NDArray[np.float64]:
    """Straight pieces (M, 2 ends, 2) inside the square; a dot is a piece of no length."""
    if not (np.isfinite(pen) and 0 < pen <= 1):
        raise ValueError(f"pen={pen!r} is not a width: a fraction of the canvas's side, above 0 and at most 1")
    pieces = []
    for number, stroke in enumerate(drawing):
        if not len(stroke):
            continue
        points = _points(stroke, number)
        ends = points[1:] if len(points) > 1 else points
        pieces.append(np.stack([points[: len(ends)], ends], axis=1))
    if not pieces:
        return np.zeros((0, 2, 2))
    return _inside(np.concatenate(pieces))


def _points(stroke: Sequence[Sequence[float]], number: int) -> NDArray[np.float64]:
    try:
        points = np.asarray(stroke, dtype=np.float64)
    except (TypeError, ValueError):
        points = np.zeros(0)
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"stroke {number} of the drawing is not a list of [x, y] points: {str(stroke)[:60]}")
    bad = np.flatnonzero(~np.isfinite(points).all(axis=1))
    if len(bad):
        raise ValueError(
            f"point {bad[0]} of stroke {number} is {points[bad[0]].tolist()}: x and y must be finite numbers, "
            "0…1 on the canvas"
        )
    return points.clip(-FAR, FAR)


def _inside(lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cut each piece where it leaves the square (Liang & Barsky 1984); pieces wholly outside go."""
    start, step = lines[:, 0], lines[:, 1] - lines[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        walls = np.stack([-start / step, (1 - start) / step])  # where along the piece each wall stands
    along = (start >= 0) & (start <= 1)  # a piece that runs along an axis meets none of that axis's walls
    still = step == 0
    enter = np.where(still, np.where(along, 0.0, 2.0), walls.min(axis=0)).max(axis=1).clip(min=0)
    leave = np.where(still, 1.0, walls.max(axis=0)).min(axis=1).clip(max=1)
    seen = enter <= leave
    cut = np.stack([enter, leave], axis=1)[seen, :, None]
    return (start[seen, None] + cut * step[seen, None]).clip(0, 1)


def _box(lines: NDArray[np.float64], pen: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Upper left corner and size (width, height) of the ink, the pen's breadth included."""
    low, high = lines.min(axis=(0, 1)) - pen / 2, lines.max(axis=(0, 1)) + pen / 2
    return low, high - low


def _ink(lines: NDArray[np.float64], pen: ArrayLike, pixels: ArrayLike) -> NDArray[np.bool_]:
    """Ink on a fine grid, FINE dots to a pixel: every dot that is within half a pen of a line.

    The distance is taken to dots along the lines, all at once, so its cost hardly depends on how many points a
    drawing has, and corners and ends come out round. ``lines`` and ``pen`` are in pixels; ``pen`` may have two
    widths, (across, down), for a picture that is squeezed.
    """
    from scipy.ndimage import distance_transform_edt

    rows, columns = (np.asarray(pixels) * FINE).astype(int)
    across, down = np.broadcast_to(np.asarray(pen, dtype=float), 2) * FINE / 2
    gap = max(1.0, min(across, down) / 4)  # between dots along a line: the edge waves by less than a tenth of a dot
    fine = lines * FINE - 0.5  # a dot's middle has a whole number
    steps = (np.abs(fine[:, 1] - fine[:, 0]).max(axis=1) / gap).astype(int) + 2
    piece = np.repeat(np.arange(len(fine)), steps)
    first = np.cumsum(steps) - steps
    along = (np.arange(len(piece)) - first[piece]) / (steps - 1)[piece]
    dots = np.rint(fine[piece, 0] + along[:, None] * (fine[piece, 1] - fine[piece, 0])).astype(int)
    blank = np.ones((rows, columns), bool)
    blank[dots[:, 1].clip(0, rows - 1), dots[:, 0].clip(0, columns - 1)] = False
    return np.asarray(distance_transform_edt(blank, sampling=(across / down, 1.0)) <= across)


def _start(ink: NDArray[np.bool_], axis: int, side: int) -> int:
    """Where the ink begins so that its centre of mass lies in the middle of pixel 14, and none is cut off."""
    length = ink.shape[axis]
    mass = ink.sum(axis=1 - axis)
    centre = float(mass @ (np.arange(length) + 0.5)) / float(mass.sum())
    return int(np.clip(round(14.5 * FINE - centre), 0, side - length))


def _shrunk(fine: NDArray[np.bool_]) -> NDArray[np.float32]:
    rows, columns = np.array(fine.shape) // FINE
    return fine.reshape(rows, FINE, columns, FINE).mean(axis=(1, 3)).astype(np.float32)
