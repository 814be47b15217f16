"""What a network sees of a drawing, and what it thinks of it."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import render, unseen_handwriting
from dlcourse.interact import Bundle, Canvas, choice, live, slider
from dlcourse.plots import COLOURS, Picture, figure, picture

Reads = Callable[[NDArray[np.float32]], NDArray]

# A 4 in the lower right corner, as large as a small drawing: for the still and before anybody has drawn.
SMALL_FOUR = [[[0.66, 0.62], [0.58, 0.82], [0.78, 0.82]], [[0.72, 0.7], [0.72, 0.94]]]


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


def what_it_sees(read: Reads = by_mean_image) -> Bundle:
    """Draw a digit, and see the picture that a network gets and what it thinks of it.

    Args:
        read: from images (N, 28, 28) to probabilities (N, 10).
    """

    def draw(strokes: list, prepared: int, pen: float) -> Picture:
        image = render(strokes or SMALL_FOUR, centred=bool(prepared), pen=pen)
        thinks = np.asarray(read(image[None]))[0]
        fig, (left, right) = figure(1, 2, size=(6.4, 2.8))
        left.imshow(image, cmap="gray", vmin=0, vmax=1)
        left.set_title("what it gets: 28 × 28" if strokes else "an example: draw your own")
        left.set_axis_off()
        right.bar(range(10), thinks, color=[COLOURS[1] if d == thinks.argmax() else COLOURS[0] for d in range(10)])
        right.set(xticks=range(10), ylim=(0, 1), xlabel="digit", ylabel="probability", title="what it thinks")
        return picture(fig, "Left the drawing as 28 by 28 pixels, right ten bars: how probable each digit is")

    controls = {
        "strokes": Canvas(label="Draw a digit"),
        "prepared": choice("The drawing is", ["shrunk as it stands", "cropped and centred"], value=1),
        "pen": slider("thickness of the pen", 0.03, 0.15, 0.07, step=0.01),
    }
    return live(controls, draw, plain="Demo: what the network sees of a drawing, and what it thinks.")
