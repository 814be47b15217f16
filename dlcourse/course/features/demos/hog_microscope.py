"""HOG under the microscope: what happens to pixels and to histograms of gradients while a picture changes."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcourse.course.features.hog import cell_histograms, hog
from dlcourse.data import Labelled, characters
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, Place, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.floating]

CELLS = (4, 7, 14)
PLACES: list[Place] = [(0.01, 0.05, 0.31, 0.85), (0.335, 0.05, 0.31, 0.85), (0.68, 0.16, 0.31, 0.74)]
WORDS = (
    "Left: a digit, and the same digit changed, each with a star of lines in every cell that shows which way its edges "
    "run. Right: two bars, how far the change moved it in pixels and in HOG; a line marks the nearest other digit."
)


@demo("HOG under the microscope")
def hog_microscope() -> Bundle:
    """Move, turn, fog or invert a digit, and compare how far it has moved as pixels and as HOG."""

    def draw(digit: int, shift: int, turn: int, fog: float, inverted: int, cell: int) -> Picture:
        side = CELLS[cell]
        before = _digits().images[_example(digit)]
        after = changed(before, shift=shift, turn=turn, fog=fog, inverted=bool(inverted))
        moved = {"pixels": _moved(before, after, 0, digit), "HOG": _moved(before, after, side, digit)}
        fig, (left, right, bars) = placed(PLACES, size=(8.6, 3.2))
        for axes, image, title in ((left, before, "before"), (right, after, "after")):
            axes.imshow(image, cmap="gray", vmin=0, vmax=1)
            draw_stars(axes, cell_histograms(image[None], cell=side)[0], side)
            axes.set_title(title)
            axes.set_axis_off()
        _bars(bars, moved)
        return picture(fig, WORDS)

    controls = {
        "digit": slider("digit", 0, 9, 3),
        "shift": slider("move to the right (pixels)", -6, 6, 0),
        "turn": slider("turn (degrees)", -45, 45, 0, step=5),
        "fog": slider("fog (0 none, 0.9 thick)", 0.0, 0.9, 0.0, step=0.1),
        "inverted": choice("Ink and ground", ["as they are", "exchanged"]),
        "cell": choice("Cells of", [f"{side} × {side} pixels" for side in CELLS]),
    }
    still = {"fog": 0.7}
    return live(controls, draw, plain="Demo: how far a change moves a digit, as pixels and as HOG.", still=still)


def changed(image: Floats, *, shift: int = 0, turn: float = 0, fog: float = 0, inverted: bool = False) -> Floats:
    """The same picture, treated.

    Args:
        image: (H, W), 0 … 1.
        shift: pixels to the right.
        turn: degrees, clockwise.
        fog: how far each pixel goes towards mid grey, 0 … 1.
        inverted: bright and dark exchanged.
    """
    from scipy.ndimage import affine_transform

    angle = np.deg2rad(turn)
    back = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])  # from new (row, column) to old
    middle = (np.array(image.shape) - 1) / 2
    moved = affine_transform(image, back, offset=middle - back @ (middle + np.array([0, shift])), order=1)
    seen = 1 - moved if inverted else moved
    return (1 - fog) * seen + fog * 0.5


def draw_stars(axes: "Axes", histograms: ArrayLike, cell: int, colour: str = COLOURS[3]) -> None:
    """Draw one star a cell: a line for each direction in which its edges run, the longer the more of them run so.

    Each star is drawn on its own scale; cells with hardly any edge get none.

    Args:
        axes: where an image of the same size is shown, or nothing.
        histograms: (rows, columns, bins), from `dlcourse.course.features.hog.cell_histograms`.
        cell: pixels along each side of a cell.
        colour: of the lines.
    """
    from matplotlib.collections import LineCollection

    votes = np.asarray(histograms, dtype=float)
    rows, columns, bins = votes.shape
    # An edge runs across the direction in which brightness changes.
    along = np.deg2rad((np.arange(bins) + 0.5) * 180 / bins + 90)
    arm = np.stack([np.cos(along), np.sin(along)], axis=1) * cell / 2  # (bins, 2): x, y
    strongest = votes.max(axis=-1, keepdims=True)
    length = np.where(strongest > 0.05 * votes.max(), votes / np.maximum(strongest, 1e-9), 0)
    y, x = np.mgrid[:rows, :columns] * cell + (cell - 1) / 2
    middle = np.stack([x, y], axis=-1)[:, :, None]
    reach = arm * length[..., None]
    lines = np.stack([middle - reach, middle + reach], axis=-2)[length > 0.1]
    axes.add_collection(LineCollection(list(lines), colors=colour, linewidths=1.4))
    axes.set(xlim=(-0.5, columns * cell - 0.5), ylim=(rows * cell - 0.5, -0.5))


@lru_cache(maxsize=1)
def _digits() -> Labelled:
    return characters(400, seed=5, preset="centred")


def _example(digit: int) -> int:
    return int(np.flatnonzero(_digits().labels == digit)[1])


@lru_cache(maxsize=len(CELLS) + 1)
def _numbers(cell: int) -> Floats:
    return _described(_digits().images, cell)


def _described(images: Floats, cell: int) -> Floats:
    """HOG with cells of that size; with 0 the pixels themselves. (N, D)."""
    return hog(images, cell=cell) if cell else images.reshape(len(images), -1)


def _moved(before: Floats, after: Floats, cell: int, digit: int) -> float:
    """How far the change moved it, in units of the distance to the nearest picture of another digit."""
    first, second = _described(np.stack([before, after]), cell)
    others = _numbers(cell)[_digits().labels != digit]
    nearest = np.sqrt(((others - first) ** 2).sum(axis=1)).min()
    return float(np.sqrt(((second - first) ** 2).sum()) / nearest)


def _bars(axes: "Axes", moved: dict[str, float]) -> None:
    longest = 2.5
    for place, (name, far) in enumerate(moved.items()):
        axes.barh(place, min(far, longest), color=COLOURS[1] if far > 1 else COLOURS[0], height=0.45)
        axes.text(0.02, place - 0.3, f"{name}: {far:.2f}", va="bottom", fontsize=11)
    axes.axvline(1, color="black", linestyle="--", linewidth=1.2)
    axes.text(1.04, 1.4, "1: the nearest picture\nof another digit", fontsize=9, va="top")
    axes.set(xlim=(0, longest), ylim=(1.95, -0.7), yticks=[], xticks=[0, 1, 2], title="How far has it moved?")
    axes.set_xlabel("distance from before")
