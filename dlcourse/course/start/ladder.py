"""Several readers on several tests, the simplest first: what each rung adds, and how sure one can be of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.neighbors import KNeighborsClassifier

from dlcourse.metrics import interval
from dlcourse.plots import COLOURS, Picture, figure, picture
from dlcourse.training.fit import probabilities

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Reader = Callable[[NDArray], NDArray]
"""From images (N, 28, 28) to the digits read, (N,)."""
Share = Callable[[NDArray, NDArray], float]
"""From guesses and truth, both (N,), to the share that is right."""


def nearest(examples: NDArray, names: Sequence[int] | NDArray) -> Reader:
    """A reader that says the name of the example (M, 28, 28) nearest to an image, pixel by pixel."""
    neighbour = KNeighborsClassifier(1).fit(examples.reshape(len(examples), 784), names)
    return lambda images: neighbour.predict(images.reshape(len(images), 784))


def most_probable(model: torch.nn.Module) -> Reader:
    """A reader that says what a trained model finds most probable."""
    return lambda images: probabilities(model, images).argmax(axis=1)


def ladder(
    readers: Mapping[str, Sequence[Reader]],
    tests: Mapping[str, tuple[NDArray, NDArray]],
    share: Share,
    stored: Mapping[str, Mapping[str, float]],
    stored_n: int,
) -> Picture:
    """Let each reader read each test, and draw the shares with their intervals.

    Args:
        readers: name → one reader for each seed, from the simplest to the last.
        tests: name → images (N, 28, 28) and labels (N,).
        share: guesses and truth to the share that is right.
        stored: name of a further test → reader → its share, from a stored run.
        stored_n: how many images that further test has.

    Raises:
        ValueError: the stored run names a reader that is not among those.
    """
    rows = list(readers)
    strange = {reader for shares in stored.values() for reader in shares} - set(rows)
    if strange:
        raise ValueError(
            f"The stored run has {', '.join(sorted(strange))}, but the readers are {', '.join(rows)}. "
            "If this notebook is older than the course, `dlcourse update` in a terminal brings today's."
        )
    fig, axes = figure(1, len(tests) + len(stored), size=(7.6, 0.9 + 0.42 * len(rows)), sharey=True)
    for ax, (name, (images, truth)) in zip(axes, tests.items(), strict=False):
        for row, reader in enumerate(rows):
            scores = [share(read(images), truth) for read in readers[reader]]
            _rung(ax, row, scores, len(truth))
        ax.set_title(name, fontsize=11)
    for ax, (name, shares) in zip(axes[len(tests) :], stored.items(), strict=True):
        for row, reader in enumerate(rows):
            if reader in shares:
                _rung(ax, row, [shares[reader]], stored_n)
        ax.set_title(name, fontsize=11)
    axes[0].set(yticks=range(len(rows)), yticklabels=rows, ylim=(len(rows) - 0.5, -0.5))
    for ax in axes:
        ax.set(xlim=(0, 1.3), xticks=[0, 0.5, 1], xticklabels=["0", "50 %", "100 %"])
    fig.supxlabel("share read right", fontsize=11)
    words = (
        "Readers from the simplest to the network, and the share that each reads right in three tests, with intervals"
    )
    return picture(fig, words)


def _rung(axes: "Axes", row: int, scores: Sequence[float], n: int) -> None:
    """The mean as a bar and a figure, the 95 % interval that n examples leave as a line, and one dot a seed."""
    mean = float(np.mean(scores))
    low, high = interval(round(mean * n), n)
    axes.barh(row, mean, height=0.62, color=COLOURS[4], alpha=0.6)
    axes.plot([low, high], [row, row], color="black", linewidth=2, solid_capstyle="butt")
    axes.plot(scores, [row] * len(scores), "o", color=COLOURS[1], markersize=3)
    axes.text(high + 0.03, row, f"{mean:.0%}", va="center", fontsize=9)
