"""What a network sees of a drawing, and what it thinks of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import NDArray

from dlcourse.data import render, simulated_drawings, unseen_handwriting
from dlcourse.interact import Bundle, Canvas, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, figure, picture, placed
from dlcourse.plots.numbers import write_numbers
from dlcourse.rooms import result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import ListedColormap

Reads = Callable[[NDArray[np.float32]], NDArray]
Drawing = list[list[list[float]]]

PEN = 0.07
WAYS = ["uncropped", "cropped and centred"]


@lru_cache(maxsize=1)
def small_three() -> Drawing:
    """A simulated 3, small and off the middle: networks that learned centred digits misread it."""
    return simulated_drawings(300, seed=7)[0][130]


def opening() -> Picture:
    """The picture with which the course opens: a simulated drawing, and the ten bars that a stored run gave to it."""
    bars = (result("start.first_drawing") or {})["runs"][0]["value"]
    return journey(simulated_drawings(60, seed=7)[0][9], np.array([bars[str(digit)] for digit in range(10)]))


@lru_cache(maxsize=1)
def _means() -> NDArray[np.float32]:
    unseen = unseen_handwriting()
    return np.stack([unseen.images[unseen.labels == digit].mean(0) for digit in range(10)])


def by_mean_image(images: NDArray[np.float32]) -> NDArray[np.float64]:
    """A reader that learned nothing but averages: the nearer an image to a digit's mean, the more probable it is.

    Args:
        images: (N, 28, 28).

    Returns:
        Probabilities, (N, 10).
    """
    distance = ((images[:, None] - _means()) ** 2).sum((2, 3))
    weight = np.exp(-0.2 * (distance - distance.min(1, keepdims=True)))
    return weight / weight.sum(1, keepdims=True)


@demo("what it sees")
def what_it_sees(read: Reads = by_mean_image) -> Bundle:
    """Draw a digit, and see the picture that a network gets and what it thinks of it.

    Args:
        read: from images (N, 28, 28) to probabilities (N, 10).
    """
    example = small_three()
    canvas = Canvas(label="Draw a digit", strokes=example, pen=PEN, example=True)
    pen = slider("thickness of the pen", 0.03, 0.15, PEN, step=0.01)
    traitlets.dlink((pen, "value"), (canvas, "pen"))  # before the picture is redrawn: the ink follows the slider

    def draw(strokes: Drawing, prepared: int, pen: float) -> Picture:
        image = render(strokes, centred=bool(prepared), pen=pen)
        fig, (left, right) = placed([(0.03, 0.12, 0.36, 0.75), (0.52, 0.2, 0.46, 0.67)], size=(6.4, 2.8))
        _pixels(left, image)
        gets = "an example: draw your own" if canvas.example else "what it gets: 28 × 28"
        left.set_title(gets if strokes else "an empty picture")
        _bars(right, np.asarray(read(image[None]))[0])
        right.set_title("what it thinks" if strokes else "… and it answers all the same")
        return picture(fig, "Left the drawing as 28 by 28 pixels, right ten bars: how probable each digit is")

    demo = live(
        {"strokes": canvas, "prepared": choice("The drawing is", WAYS, value=1), "pen": pen},
        draw,
        plain="Demo: what the network sees of a drawing, and what it thinks.",
    )
    demo.still = readings(
        np.stack([render(example, centred=False), render(example)]),
        read,
        WAYS,
        "A small 3, drawn off the middle. Above uncropped, below cropped and centred; beside each, ten bars",
        drawing=example,
    ).html
    return demo


def readings(
    images: NDArray[np.float32], read: Reads, titles: Sequence[str], alt: str, *, drawing: Drawing | None = None
) -> Picture:
    """Pictures in a column, and beside each what a reader thinks of it, as ten bars.

    Args:
        images: (N, 28, 28).
        read: from images (N, 28, 28) to probabilities (N, 10).
        titles: one for each picture.
        alt: what is shown, without measured numbers.
        drawing: the strokes that the pictures were made of, shown on the left if given.
    """
    thinks = np.asarray(read(images))
    n, first = len(images), 0 if drawing is None else 1
    fig, axes = figure(
        n, 2 + first, size=(6.4, 2.3 * n), squeeze=False, gridspec_kw={"width_ratios": [1] * (1 + first) + [1.5]}
    )
    if drawing is not None:
        _strokes(axes[0, 0], drawing, PEN)
        for ax in axes[1:, 0]:
            ax.remove()
    for row, title in enumerate(titles):
        _pixels(axes[row, first], images[row])
        axes[row, first].set_title(title, fontsize=11)
        _bars(axes[row, first + 1], thinks[row])
        axes[row, first + 1].set_title(f"reads {thinks[row].argmax()}", fontsize=11)
    return picture(fig, alt)


def before_and_after(image: NDArray[np.float32], thinks: Mapping[int, NDArray]) -> Picture:
    """A picture, and the ten bars that a network gave to it after each of some numbers of training steps.

    Args:
        image: (28, 28).
        thinks: number of steps → probabilities (10,).
    """
    fig, axes = figure(1, 1 + len(thinks), size=(9.0, 2.3), gridspec_kw={"width_ratios": [1.1] + [1] * len(thinks)})
    _pixels(axes[0], image)
    axes[0].set_title("the picture", fontsize=11)
    for ax, (steps, bars) in zip(axes[1:], thinks.items(), strict=True):
        _bars(ax, bars)
        ax.set(ylabel="probability" if steps == min(thinks) else "", xticks=range(0, 10, 3), yticks=[0, 0.5, 1])
        ax.set_title("at the start" if not steps else f"{steps} step{'s' if steps > 1 else ''}", fontsize=11)
    alt = "A digit, and its ten bars: all alike at the start and for long after it, then one of them rises far above"
    return picture(fig, alt)


def everywhere(image: NDArray[np.float32], read: Reads, digit: int) -> Picture:
    """Move the ink of a picture to every place where none is lost, and write there what a reader makes of it.

    Args:
        image: (28, 28).
        read: from images (N, 28, 28) to probabilities (N, 10).
        digit: what it is.
    """
    inked = [np.flatnonzero(image.any(axis=1 - axis)) for axis in (0, 1)]
    down, right = (range(-int(each[0]), 28 - int(each[-1])) for each in inked)
    moved = np.stack([np.roll(image, (d, r), axis=(0, 1)) for d in down for r in right])
    says = np.asarray(read(moved)).argmax(1).reshape(len(down), len(right))
    below, across = ((int(each[0]) + int(each[-1])) // 2 - 14 for each in inked)  # of the middle, as it was drawn
    ys, xs = [d + below for d in down], [r + across for r in right]
    fig, (left, axes) = figure(1, 2, size=(8.4, 5.0), gridspec_kw={"width_ratios": [1, 3.4]})
    _pixels(left, image)
    left.set_title(f"the {digit}, as drawn", fontsize=11)
    reach = (xs[0] - 0.5, xs[-1] + 0.5, ys[-1] + 0.5, ys[0] - 0.5)
    axes.imshow(says == digit, cmap=_two_colours(), vmin=0, vmax=1, extent=reach)
    for (row, column), said in np.ndenumerate(says):
        look = {"color": "white", "weight": "bold"} if said == digit else {"color": "black"}
        axes.text(xs[column], ys[row], str(said), ha="center", va="center", fontsize=9, **look)
    axes.plot(0, 0, "+", color=COLOURS[3], markersize=22, markeredgewidth=2.5)
    axes.set(xlabel="pixels to the right of the middle", ylabel="pixels below the middle", title="what it reads there")
    axes.grid(False)
    return picture(fig, f"A map of places: around the middle the moved {digit} is read rightly, elsewhere as others")


def _two_colours() -> "ListedColormap":
    from matplotlib.colors import ListedColormap

    return ListedColormap(["#e6e6e6", COLOURS[0]])


def journey(drawing: Drawing, thinks: NDArray, *, pen: float = PEN) -> Picture:
    """From a drawing to 28 × 28 pixels, from pixels to numbers, from numbers to ten bars: the course's first picture.

    Args:
        drawing: strokes.
        thinks: probabilities (10,) that a network gave to it.
        pen: the width of the line.
    """
    image = render(drawing, pen=pen)
    fig, (paper, pixels, numbers, bars) = figure(1, 4, size=(7.4, 2.3), gridspec_kw={"width_ratios": [1, 1, 1, 1.2]})
    _strokes(paper, drawing, pen)
    paper.set_title("1  you draw")
    _pixels(pixels, image)
    pixels.set_title("2  it gets pixels")
    row, column, size = _busiest(image, 5)
    write_numbers(numbers, image[row : row + size, column : column + size], fontsize=9)
    numbers.set(xticks=[], yticks=[])
    numbers.set_title("3  that is: numbers")
    _zoom(pixels, numbers, row, column, size)
    _bars(bars, thinks)
    bars.set(ylabel="", yticks=[0, 0.5, 1])
    bars.set_xticks(range(10), range(10), fontsize=9)
    bars.set_title("4  and answers")
    words = "A digit is drawn; it becomes 28 by 28 pixels; each pixel is a number; a network gives each digit a bar"
    return picture(fig, words)


def _busiest(image: NDArray[np.float32], size: int) -> tuple[int, int, int]:
    """The part with the most greys, which shows best that pixels are numbers: row, column, size."""
    greys = np.minimum(image, 1 - image)
    places = [(r, c) for r in range(29 - size) for c in range(29 - size)]
    row, column = max(places, key=lambda place: greys[place[0] : place[0] + size, place[1] : place[1] + size].sum())
    return row, column, size


def _zoom(whole: "Axes", part: "Axes", row: int, column: int, size: int) -> None:
    """Frame a part of one axes and join it to the axes that shows it enlarged."""
    from matplotlib.patches import ConnectionPatch, Rectangle

    look: dict[str, Any] = {"color": COLOURS[3], "linewidth": 1.5}
    whole.add_patch(Rectangle((column - 0.5, row - 0.5), size, size, fill=False, **look))
    for from_row, to_row in ((row - 0.5, -0.5), (row + size - 0.5, size - 0.5)):
        corner = (column + size - 0.5, from_row)
        line = ConnectionPatch(corner, (-0.5, to_row), "data", "data", axesA=whole, axesB=part, **look)
        line.set_in_layout(False)
        whole.figure.add_artist(line)
    for spine in part.spines.values():
        spine.set(visible=True, **look)


def _strokes(axes: "Axes", drawing: Drawing, pen: float) -> None:
    """The canvas as it was drawn on: ink on paper."""
    from PIL import Image, ImageDraw

    side = 420
    paper = Image.new("L", (side, side), 255)
    ink = ImageDraw.Draw(paper)
    for stroke in drawing:
        points = [(x * side, y * side) for x, y in stroke]
        ink.line(points, fill=0, width=round(pen * side))
        for x, y in points:  # round ends and corners
            reach = pen * side / 2 - 0.5
            ink.ellipse([x - reach, y - reach, x + reach, y + reach], fill=0)
    axes.imshow(np.asarray(paper), cmap="gray", vmin=0, vmax=255, interpolation="antialiased")
    axes.set(xticks=[], yticks=[], title="the drawing")
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(True)


def _pixels(axes: "Axes", image: NDArray[np.float32]) -> None:
    axes.imshow(image, cmap="gray", vmin=0, vmax=1)
    axes.set_axis_off()


def _bars(axes: "Axes", thinks: NDArray) -> None:
    best = int(thinks.argmax())
    axes.bar(range(10), thinks, color=[COLOURS[1] if digit == best else COLOURS[0] for digit in range(10)])
    axes.set(xticks=range(10), ylim=(0, 1), xlabel="digit", ylabel="probability")
