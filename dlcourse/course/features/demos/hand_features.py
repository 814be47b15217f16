"""Be the engineer: choose two features made by hand, and see what they are worth beside others."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.course.features.descriptions import DESCRIPTIONS, Tables, anywhere, linear, one_scale, pixels, share_read
from dlcourse.course.features.twelve_features import TWELVE, Feature
from dlcourse.data import Labelled
from dlcourse.interact import Bundle, choice, demo, live
from dlcourse.plots import COLOURS, Picture, picture, placed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = NDArray[np.floating]

LABELS = (50, 300, 3000)  # how many labelled digits the engineer may have
TESTED = 1000
SHOWN = 90  # digits on the map: more would hide each other
ROWS, COLUMNS = 420, 460  # of the map, pixels
THUMB = 22  # pixels along each side of a digit on it
READ, MISREAD, LINE = (0.0, 0.45, 0.7), (0.84, 0.37, 0.0), 0.72

WORDS = (
    "Left: digits laid out by two numbers, and the straight borders of a linear classifier. Right: bars, the share of "
    "test digits read right from those two numbers, from two that a network learned, from all twelve, and from pixels "
    "and HOG, as they are and centred."
)


class Sets(NamedTuple):
    """What one number of labels makes possible: the digits, and the scores that the reader's choice does not change."""

    train: Labelled
    test: Labelled
    learned: Tables
    scores: dict[str, float]


@demo("be the engineer")
def be_the_engineer(features: Mapping[str, Feature] = TWELVE) -> Bundle:
    """Choose two features; see the test digits laid out by them, the borders between classes, and the score.

    Args:
        features: name → function from images (N, 28, 28) to one number per image (N,), two at least; the reader may
            add their own.

    Raises:
        ValueError: a feature does not give one finite number for each image.
    """
    names = list(features)
    measured: dict[tuple[str, int], Tables] = {}

    def columns(name: str, n: int) -> Tables:
        if (name, n) not in measured:
            train, test = sets_for(n)[:2]
            measured[name, n] = _column(name, features[name], train), _column(name, features[name], test)
        return measured[name, n]

    def draw(across: int, up: int, labels: int, whose: int) -> Picture:
        n = LABELS[labels]
        sets = sets_for(n)
        chosen = [names[across], names[up]]
        table, unseen = (np.stack(pair, axis=1) for pair in zip(*(columns(name, n) for name in chosen), strict=True))
        model = linear(one_scale(table, table)[0], sets.train.labels)
        bars = {"your two numbers": float(model.score(one_scale(table, unseen)[1], sets.test.labels)), **sets.scores}
        if whose == 1:
            (table, unseen), chosen = sets.learned, ["first learned number", "second learned number"]
            model = linear(one_scale(table, table)[0], sets.train.labels)
        fig, (left, right) = placed([(0.085, 0.115, 0.6, 0.825), (0.71, 0.115, 0.28, 0.825)], size=(8.6, 4.7))
        _map(left, model, table, unseen, sets)
        left.set(xlabel=chosen[0], ylabel=chosen[1])
        _bars(right, bars, n)
        return picture(fig, WORDS)

    for name in names:
        columns(name, LABELS[0])  # so that a feature of the reader's own that is none is an error here and now
    first, second = (names.index(name) if name in names else 0 for name in ("ink", "width"))
    controls = {
        "across": choice("First feature, across", names, value=first),
        "up": choice("Second feature, up", names, value=second),
        "labels": choice("Labelled digits to learn from", [f"{n:,}" for n in LABELS]),
        "whose": choice("The map is made of", ["your two numbers", "two numbers that a network learned"]),
    }
    return live(controls, draw, plain="Demo: choose two features made by hand, and see what they are worth.")


@lru_cache(maxsize=len(LABELS))
def sets_for(n: int) -> Sets:
    """Digits anywhere in the picture, to learn from and to be judged on, and what is read from each description.

    Args:
        n: labelled digits to learn from.
    """
    train, test = anywhere(n, seed=0), anywhere(TESTED, seed=1)
    sets = Sets(train, test, two_learned_numbers(train, test), {})
    sets.scores["two learned numbers"] = _score(*sets.learned, sets)
    sets.scores.update({name: share_read(name, train, test) for name in DESCRIPTIONS})
    return sets


def two_learned_numbers(train: Labelled, test: Labelled) -> Tables:
    """Two numbers per picture, found by a small network that may pass no more than two on to its last layers.

    Args:
        train: what it learns from, n pictures.
        test: what it is then asked about, m pictures.

    Returns:
        (n, 2) and (m, 2), on one scale.
    """
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    rounds = 40 if len(train.images) > 1000 else 100
    network = MLPClassifier((100, 2, 30), activation="tanh", max_iter=rounds, learning_rate_init=3e-3, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of rounds is fixed on purpose
        network.fit(pixels(train.images), train.labels)
    (w1, w2), (b1, b2) = network.coefs_[:2], network.intercepts_[:2]
    return one_scale(*(np.tanh(pixels(each.images) @ w1 + b1) @ w2 + b2 for each in (train, test)))


def _column(name: str, feature: Feature, digits: Labelled) -> Floats:
    column = np.asarray(feature(digits.images), dtype=float)
    n = len(digits.images)
    if column.shape != (n,):
        raise ValueError(f"{name!r} must give one number per image, shape ({n},); it gives shape {column.shape}.")
    if not np.isfinite(column).all():
        raise ValueError(f"{name!r} gives a number that is not finite. Is something divided by zero?")
    return column


def _score(table: Floats, unseen: Floats, sets: Sets) -> float:
    return float(linear(table, sets.train.labels).score(unseen, sets.test.labels))


def _map(axes: "Axes", model: Any, table: Floats, unseen: Floats, sets: Sets) -> None:
    """Digits at their places, blue where the model reads them right; its borders, and what it says in each region."""

    def says(places: Floats) -> NDArray[np.int64]:
        return model.predict(one_scale(table, places)[1])

    shown = unseen + _apart(unseen)
    low, high = np.quantile(shown, [0.02, 0.98], axis=0)
    margin = 0.1 * (high - low) + 1e-3
    low, high = low - margin, high + margin
    x, y = np.linspace(low[0], high[0], COLUMNS), np.linspace(high[1], low[1], ROWS)  # row 0 on top
    region = says(np.stack([each.ravel() for each in np.meshgrid(x, y)], axis=1)).reshape(ROWS, COLUMNS)
    canvas = np.ones((ROWS, COLUMNS, 3), np.float32)
    canvas[1:][region[1:] != region[:-1]] = LINE
    canvas[:, 1:][region[:, 1:] != region[:, :-1]] = LINE

    inside = np.flatnonzero(((shown > low) & (shown < high)).all(axis=1))[:SHOWN]
    right = says(unseen[inside]) == sets.test.labels[inside]
    share = (shown[inside] - low) / (high - low)
    corners = np.stack([(1 - share[:, 1]) * ROWS, share[:, 0] * COLUMNS], axis=1) - THUMB / 2
    corners = np.clip(corners, 0, [ROWS - THUMB, COLUMNS - THUMB]).astype(int)
    for (row, column), i, verdict in zip(corners, inside, right, strict=True):
        _stamp(canvas[row : row + THUMB, column : column + THUMB], sets.test.images[i], bool(verdict))
    axes.imshow(canvas, extent=(low[0], high[0], low[1], high[1]), aspect="auto", interpolation="antialiased")
    for digit in np.unique(region):
        rows, columns = np.nonzero(region == digit)
        if len(rows) > ROWS * COLUMNS / 200:
            middle = np.argmin((rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2)
            at = x[columns[middle]], y[rows[middle]]
            axes.text(*at, str(digit), ha="center", va="center", fontsize=26, alpha=0.28, weight="bold")
    axes.grid(False)
    axes.set_title("blue: read right, orange: misread, grey: what it says there", fontsize=10)


def _apart(places: Floats) -> Floats:
    """How far each digit is moved so that none hides another: far where a feature takes few values, else hardly."""
    moves = np.random.default_rng(0).uniform(-1, 1, places.shape)
    for column, values in enumerate(map(np.unique, places.T)):
        few = 1 < len(values) < 10
        moves[:, column] *= 0.35 * np.diff(values).min() if few else 0.01 * np.ptp(values)
    return moves


def _stamp(canvas: Floats, image: Floats, right: bool) -> None:
    """Ink in the colour of the verdict on what is there already; in place."""
    from PIL import Image

    small = np.asarray(Image.fromarray(image).resize((THUMB, THUMB), Image.Resampling.BOX))[..., None]
    canvas *= 1 - small
    canvas += small * np.array(READ if right else MISREAD, np.float32)


def _bars(axes: "Axes", scores: dict[str, float], n: int) -> None:
    places = np.arange(len(scores))
    colours = [COLOURS[2], *(COLOURS[0 if name.endswith("centred") else 4] for name in list(scores)[1:])]
    axes.barh(places, list(scores.values()), color=colours, height=0.5)
    for place, (name, score) in enumerate(scores.items()):
        axes.text(0.01, place - 0.3, name, va="bottom", fontsize=10)
        axes.text(score + 0.015, place, f"{score:.0%}", va="center", fontsize=10)
    axes.set(xlim=(0, 1.12), ylim=(len(scores) - 0.5, -0.75), yticks=[])
    axes.set(xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"], xlabel="share of test digits read right")
    axes.set_title(f"learned from {n:,} labels", fontsize=10)
