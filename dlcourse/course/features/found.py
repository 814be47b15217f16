"""Pictures of what a network has found: its features for many images, and what the first numbers respond to."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import Labelled, spelled
from dlcourse.models.sequence_cnn import SequenceCNN
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.plots import Html, Picture, figure, m, picture, table


def bar_codes(network: SmallCNN, examples: Labelled, each: int = 3) -> Picture:
    """The network's features of a few images of each digit, one row an image; the brighter, the larger.

    Features that are 0 for nearly all images are left out. The others are scaled to the same range, and sorted by the
    digit for which they are largest.

    Args:
        network: describes images by features (N, 64).
        examples: images and labels 0 … 9, at least ``each`` of every digit.
        each: rows a digit.
    """
    codes = network.describe(examples.images)
    top = np.percentile(codes, 99, axis=0)
    used = codes[:, top > 0] / top[top > 0]
    of_digit = [np.flatnonzero(examples.labels == digit) for digit in range(10)]
    strongest_for = np.stack([used[rows].mean(axis=0) for rows in of_digit]).argmax(axis=0)
    shown = used[np.concatenate([rows[:each] for rows in of_digit])][:, strongest_for.argsort(kind="stable")]
    fig, axes = figure(size=(7.2, 3.6))
    axes.imshow(shown, cmap="cividis", aspect="auto", vmin=0, vmax=1)
    axes.hlines(np.arange(1, 10) * each - 0.5, -0.5, shown.shape[1] - 0.5, color="white", linewidth=1)
    axes.set(xlabel="the numbers that the network computes from a picture", ylabel="digit", xticks=[])
    axes.set_yticks(np.arange(10) * each + (each - 1) / 2, range(10))
    axes.grid(False)
    return picture(
        fig,
        f"{10 * each} rows of numbers as shades, {each} for each digit: the rows of a digit tend to be bright in the "
        "same places, and those of different digits in different places",
    )


def strokes_and_waves(
    networks: Mapping[str, SequenceCNN], examples: Mapping[str, NDArray[np.float32]], units: Sequence[int]
) -> Picture:
    """What makes some numbers of the first layer largest: the average of twenty pieces of pictures, and of sounds.

    Args:
        networks: "pixels" and "sound".
        examples: for the same names what they learned from, (N, T, D).
        units: which of the 48 numbers.
    """
    fig, axes = figure(2, len(units), size=(7.2, 2.6))
    for column, unit in enumerate(units):
        strokes = networks["pixels"].favourites(examples["pixels"], unit).mean(axis=0)
        wave = networks["sound"].favourites(examples["sound"], unit).mean(axis=0)
        axes[0, column].imshow(strokes, cmap="gray")
        axes[1, column].plot(wave.ravel(), linewidth=1.5)
        for row in range(2):
            axes[row, column].set_axis_off()
    axes[0, 0].set_title("pixels: five rows")
    axes[1, 0].set_title("sound: five pieces, 12.5 milliseconds")
    words = "Above, blurred strokes at different places; below, waves that swing at different speeds"
    return picture(fig, words)


def groups_of_letters(network: SequenceCNN, examples: NDArray[np.float32], units: Sequence[int]) -> Html:
    """What makes some numbers of the first layer largest: pieces of text, the strongest first.

    Args:
        network: the one for text.
        examples: what it learned from, (N, T, 128).
        units: which of the 48 numbers.
    """
    rows = []
    for unit in units:
        pieces = network.favourites(examples, unit, n=200).argmax(axis=2)
        different = dict.fromkeys(spelled(piece).replace(" ", "␣") for piece in pieces)
        rows.append([str(unit), m("   ".join(list(different)[:6]))])
    return table(["number", "largest for (␣ is a space)"], rows, "Text: five characters at a time.")
