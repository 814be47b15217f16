"""The softmax desk: logits in, numbers that sum to one out, whatever the picture was."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import digits
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import BLUE, VERMILION, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats = NDArray[np.floating]

CLASSES = ("cat", "dog", "bird")
SHOWN = ("a digit", "noise", "black and white at random", "nothing")


def softmax(z: Floats) -> Floats:
    """(K,) → (K,), the largest logit taken away first."""
    powers = np.exp(z - z.max())
    return powers / powers.sum()


def naive_softmax(z: Floats) -> Floats:
    """The same in 32 bits with nothing taken away: too large a logit makes infinity over infinity."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        powers = np.exp(z.astype(np.float32))
        return powers / powers.sum()


@lru_cache(maxsize=1)
def linear_reader() -> Any:
    """A linear classifier of real handwritten digits, 8×8: its logits are those of the lower half of the desk."""
    from sklearn.linear_model import LogisticRegression

    known = digits("train")
    return LogisticRegression(C=10, max_iter=500).fit(known.images.reshape(-1, 64), known.labels)


def shown(what: int, number: int) -> Floats:
    """A picture (8, 8), values 0 … 1: a digit that the reader has not seen, or something that is none.

    Args:
        what: place in `SHOWN`.
        number: which one of its kind.
    """
    rng = np.random.default_rng([what, number])
    if what == 0:
        return digits("test").images[number]
    if what == 1:
        return rng.uniform(0, 1, (8, 8))
    return rng.integers(0, 2, (8, 8)).astype(float) if what == 2 else np.zeros((8, 8)) + 0.001 * number


@demo("softmax desk")
def softmax_desk() -> Bundle:
    """Three logits to set, and ten that a trained reader gives for a picture, through one softmax."""

    def draw(cat: float, dog: float, bird: float, shift: float, temperature: float, what: int, number: int) -> Picture:
        z = np.array([cat, dog, bird]) + shift
        image = shown(what, number)
        logits = linear_reader().decision_function(image.reshape(1, 64))[0] + shift
        fig, (screen,) = placed([(0.03, 0.07, 0.17, 0.33)], size=(8.4, 4.4))
        _naive(fig, z / temperature)
        screen.imshow(image, cmap="gray", vmin=0, vmax=1)
        screen.set_title("the picture", fontsize=11)
        screen.set_axis_off()
        for bottom, values, names in ((0.59, z, CLASSES), (0.07, logits, tuple("0123456789"))):
            _bars(fig.add_axes((0.27, bottom, 0.25, 0.33)), values, names, VERMILION, "logits z")
            p = softmax(values / temperature)
            shares = fig.add_axes((0.6, bottom, 0.37, 0.33))
            _bars(shares, p, names, BLUE, f"softmax(z / {temperature:.2g}): sums to {p.sum():.2f}")
            shares.set(ylim=(0, 1.15), yticks=[0, 0.5, 1])
            best = int(p.argmax())
            shares.text(best, p[best] + 0.02, f"{p[best]:.1%}", ha="center", va="bottom", fontsize=10)
        return picture(
            fig,
            "Above, three logits as bars and the three shares that softmax makes of them; below, a picture, the ten "
            "logits of a trained reader for it, and ten shares: both rows of shares sum to one",
        )

    controls = {
        "cat": slider("logit of cat", -5.0, 5.0, 2.0, step=0.5),
        "dog": slider("logit of dog", -5.0, 5.0, 1.0, step=0.5),
        "bird": slider("logit of bird", -5.0, 5.0, -1.0, step=0.5),
        "shift": slider("added to all logits", -120.0, 120.0, 0.0, step=10.0),
        "temperature": slider("temperature T", 0.1, 10.0, 1.0, log=True),
        "what": choice("The reader is shown", SHOWN, value=0),
        "number": slider("which one", 1, 40, 3),
    }
    still = {"what": 1, "number": 28}
    return live(controls, draw, plain="Demo: logits, softmax and temperature; a picture of noise.", still=still)


def _bars(axes: "Axes", values: Floats, names: tuple[str, ...], colour: str, title: str) -> None:
    axes.bar(range(len(values)), values, color=colour)
    axes.set_xticks([])
    for i, name in enumerate(names):  # plain text: ten ticks take five times as long to draw
        axes.text(i, -0.06, name, ha="center", va="top", fontsize=10, transform=axes.get_xaxis_transform())
    axes.locator_params(axis="y", nbins=4)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_title(title, fontsize=11)


def _naive(fig: "Figure", z: Floats) -> None:
    """What exponentials as the formula has them give, in 32 bits."""
    naive = naive_softmax(z)
    lines = ["as the formula", "stands, 32 bits:", *(f"{n}: {p:.3f}" for n, p in zip(CLASSES, naive, strict=True))]
    for i, line in enumerate(lines):
        colour = VERMILION if "nan" in line else "black"
        fig.text(0.03, 0.9 - 0.063 * i, line, fontsize=10.5, va="top", color=colour)
