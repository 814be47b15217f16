"""Three senses: draw, sing, type, and let one and the same kind of network answer."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from ipywidgets import Text
from numpy.typing import NDArray

from dlcourse.course.features.letter_pairs import letter_pairs
from dlcourse.course.features.loudness_bands import loudness_bands
from dlcourse.course.start.demos.drawing import by_mean_image
from dlcourse.data import VOWELS, render, snippets, vowels
from dlcourse.data.language_reference import CODES
from dlcourse.data.vowels import FORMANTS, RATE, synthesise
from dlcourse.interact import Bundle, Canvas, choice, demo, live, slider
from dlcourse.plots import COLOURS, Html, picture, placed, player

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Reads = Callable[[NDArray[np.float32]], NDArray]

FRAMES, SAMPLES = 20, 20  # 400 samples, 50 ms, as 20 vectors of 20
CHARACTERS = 32  # of the text that are looked at
EXAMPLE = "What is written here, and which way?"
SEVEN = [[[0.3, 0.25], [0.7, 0.25], [0.45, 0.8]]]
SPEECH = ["AH", "EH", "EE", "AW", "OO"]


def one_hot(codes: NDArray[np.int64]) -> NDArray[np.float32]:
    """Characters as vectors: codes (…, T) to (…, T, 128), a one at the code and zeros elsewhere."""
    return np.eye(CODES, dtype=np.float32)[codes]


def by_loudness_of_bands(frames: NDArray[np.float32]) -> NDArray:
    """Name vowels as a person would tell a machine to: compare how loud 40 bands of tones are with each vowel's mean.

    Args:
        frames: (N, 20, 20).

    Returns:
        Probabilities, (N, 5).
    """
    bands = loudness_bands(frames.reshape(len(frames), -1))
    distance = ((bands[:, None] - _band_means()) ** 2).sum(2)
    return _softmax(-0.2 * distance)


def by_letter_pairs(text: NDArray[np.float32]) -> NDArray:
    """Tell forwards from backwards by which pairs of characters are commoner in which order.

    Args:
        text: (N, T, 128).

    Returns:
        Probabilities of forwards and backwards, (N, 2).
    """
    codes = text.argmax(2)
    weight = _pair_weights()[codes[:, :-1], codes[:, 1:]].sum(1)
    return _softmax(np.stack([weight, -weight], axis=1) / 2)


def _softmax(scores: NDArray) -> NDArray:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


@lru_cache(maxsize=1)
def _band_means() -> NDArray:
    sounds, labels = vowels(1000)
    bands = loudness_bands(sounds)
    return np.stack([bands[labels == k].mean(0) for k in range(len(VOWELS))])


@lru_cache(maxsize=1)
def _pair_weights() -> NDArray:
    count = letter_pairs(snippets(4000, CHARACTERS)).sum(axis=0).reshape(CODES, CODES)
    return np.log((count + 1) / (count.T + 1))


EXPERTS: dict[str, Reads] = {"pixels": by_mean_image, "sound": by_loudness_of_bands, "text": by_letter_pairs}


@demo("three senses")
def three_senses(read: Mapping[str, Reads] = EXPERTS) -> Bundle:
    """Draw a digit, sing a vowel, type a line: what the readers get, and what they answer.

    Args:
        read: "pixels" from (N, 28, 28) to (N, 10), "sound" from (N, 20, 20) to (N, 5), "text" from (N, 32, 128) to
            (N, 2) forwards and backwards; probabilities. By default three readers made by hand, one for each.
    """

    def draw(strokes: list, vowel: int, pitch: int, throat: int, text: str, backwards: int) -> Html:
        resonances = FORMANTS[vowel] / (1 + throat / 100)  # as in an organ pipe: twice as long, half the frequency
        given = {
            "pixels": render(strokes or SEVEN)[None],
            "sound": synthesise(resonances, pitch, FRAMES * SAMPLES, start=0.3).reshape(1, FRAMES, SAMPLES),
            "text": one_hot(_typed(text, bool(backwards)))[None],
        }
        answers = {sense: np.asarray(read[sense](x))[0] for sense, x in given.items()}
        words = "Three grids of numbers from a drawing, a sound and a text; below each, bars for the possible answers"
        shown = picture(_figure(given, answers), words)
        heard = player(synthesise(resonances, pitch, RATE // 2)[0], RATE, "half a second of the vowel")
        return Html(f"{shown.html}<p>Hear it: {heard.html}</p>", plain=words)

    controls = {
        "strokes": Canvas(label="Draw a digit", size=220),
        "vowel": choice("Sing", [f"{v} ({s})" for v, s in zip(VOWELS, SPEECH, strict=True)]),
        "pitch": slider("pitch of the voice (Hz)", 60, 400, 120, step=10),
        "throat": slider("longer throat (%)", -30, 40, 0, step=5),
        "text": Text(EXAMPLE, description="Type", layout={"width": "min(100%, 440px)"}),
        "backwards": choice("The line is read", ["as typed", "from its end"]),
    }
    return live(controls, draw, plain="Demo: a drawing, a sound and a text, read by the same kind of network.")


def _typed(text: str, backwards: bool) -> NDArray[np.int64]:
    line = (text.strip() or EXAMPLE)[:CHARACTERS].ljust(CHARACTERS)
    codes = np.frombuffer(line.encode("ascii", errors="replace"), np.uint8).astype(np.int64)
    return codes[::-1] if backwards else codes


def _figure(given: Mapping[str, NDArray], answers: Mapping[str, NDArray]) -> "Figure":
    names = {
        "pixels": ("28 rows of 28 pixels", [*"0123456789"]),
        "sound": ("20 pieces of 20 samples", [*VOWELS]),
        "text": ("32 characters, each one of 128", ["forwards", "backwards"]),
    }
    lefts = [0.02 + 0.335 * column for column in range(3)]
    places = [place for x in lefts for place in ((x, 0.44, 0.3, 0.47), (x + 0.03, 0.1, 0.25, 0.27))]
    fig, axes = placed(places, size=(8.4, 4.2))
    for grid, bars, (sense, (title, options)) in zip(axes[::2], axes[1::2], names.items(), strict=True):
        grid.imshow(given[sense][0], cmap="gray", aspect="auto" if sense == "text" else "equal")
        grid.set_title(title, fontsize=11)
        grid.set_axis_off()
        _answers(bars, answers[sense], options)
    return fig


def _answers(axes: "Axes", probable: NDArray, options: list[str]) -> None:
    colours = [COLOURS[1] if k == probable.argmax() else COLOURS[0] for k in range(len(options))]
    axes.bar(range(len(options)), probable, color=colours)
    axes.set_xticks(range(len(options)), options)
    axes.set(ylim=(0, 1), yticks=[0, 1])
