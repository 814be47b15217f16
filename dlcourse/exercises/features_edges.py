"""Exercise on features made by hand: the direction of an edge."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise features.orientation


def _pictures(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    ramp = np.add.outer(np.arange(4), 3 * np.arange(4)) / 10
    flat = rng.integers(0, 9, (5, 5)) / 10
    flat[:3, :3] = 0.5  # around the pixel (1, 1) nothing changes
    return {
        "a slope, brighter to the right/image": ramp + rng.integers(1, 9) / 10,
        "noise/image": rng.random((5, 4)),
        "a flat patch/image": flat,
        "whole numbers, 0 … 255/image": rng.integers(0, 256, (4, 5)).astype(np.uint8),
        "float32, seen through a transpose/image": rng.random((6, 4), dtype=np.float32).T,
    }


def _changes(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x = image.astype(float)
    return x[1:-1, 2:] - x[1:-1, :-2], x[2:, 1:-1] - x[:-2, 1:-1]


def orientation(image: np.ndarray) -> np.ndarray:
    """Which way brightness changes at each inner pixel: (H, W) to (H - 2, W - 2), degrees in 0 … 180."""
    across, down = _changes(image)
    return np.rad2deg(np.arctan2(down, across)) % 180


def _angle(image: np.ndarray) -> np.ndarray:
    across, down = _changes(image)
    return np.rad2deg(np.arctan2(down, across))


def _swapped(image: np.ndarray) -> np.ndarray:
    across, down = _changes(image)
    return np.rad2deg(np.arctan2(across, down)) % 180


def _own_type(image: np.ndarray) -> np.ndarray:
    across, down = image[1:-1, 2:] - image[1:-1, :-2], image[2:, 1:-1] - image[:-2, 1:-1]
    return np.rad2deg(np.arctan2(down, across)) % 180


def _ratio(image: np.ndarray) -> np.ndarray:
    across, down = _changes(image)
    with np.errstate(all="ignore"):
        return np.rad2deg(np.arctan(down / across)) % 180


def _with_border(image: np.ndarray) -> np.ndarray:
    x = image.astype(float)
    across, down = np.zeros_like(x), np.zeros_like(x)
    across[:, 1:-1], down[1:-1] = x[:, 2:] - x[:, :-2], x[2:] - x[:-2]
    return np.rad2deg(np.arctan2(down, across)) % 180


ORIENTATION_MISTAKES = [
    Mistake(
        _swapped,
        "The two are swapped: where brightness grows to the right only, the direction is to be 0°, and here it is "
        "90°. `np.arctan2` takes the change *downwards* first.",
        "features.angle-of-x-y",
    ),
    Mistake(
        _angle,
        "These angles have a sign: they run from −180° to 180°. An edge from dark to bright and one from bright to "
        "dark are to be the same. What brings −170° to 10°, and 10° to 10°?",
        "features.an-edge-has-a-sign",
    ),
    Mistake(
        lambda image: _angle(image) % 360,
        "These run through the whole turn, 0° … 360°. An edge has no front and no back: half a turn is enough.",
        "features.an-edge-has-a-sign",
    ),
    Mistake(
        lambda image: np.abs(_angle(image)),
        "The sign was dropped, and so −30° became 30°: the mirror image of the edge. Turned by half a turn, −30° is "
        "150°.",
        "features.an-edge-has-a-sign",
    ),
    Mistake(
        _own_type,
        "Right for fractions. In the picture of whole numbers, type `uint8`, there is nothing below 0: `3 - 5` comes "
        "out as 254. Turn the picture into floats before you subtract.",
        "features.small-types-grow",
    ),
    Mistake(
        lambda image: -_angle(image) % 180,
        "These are upside down. Rows are counted from the top: *downwards* is the lower neighbour less the upper one.",
    ),
    Mistake(
        _ratio,
        "Where nothing changes, this divides 0 by 0. `np.arctan2(a, b)` takes the two apart and knows what to do "
        "with zeros.",
    ),
    Mistake(
        lambda image: np.deg2rad(_angle(image)) % np.pi,
        "These are radians, from 0 to π. Degrees are wanted.",
    ),
    Mistake(
        lambda image: np.deg2rad(_angle(image)) % 180,
        "`np.arctan2` gives radians. Make degrees of them before you take what is left over from 180.",
    ),
    Mistake(
        _with_border,
        "The inner pixels are right, but the border is there too, and has no neighbour on one side. Leave it out: "
        "`(H - 2, W - 2)`.",
    ),
]

ORIENTATION = Exercise(
    id="features.orientation",
    title="Which way an edge runs",
    can="compute the direction of the gradient at each pixel of a picture, of any type of numbers",
    points=3,
    minutes=15,
    difficulty=2,
    hints=(
        "Two pictures of differences, both `(H - 2, W - 2)`: right neighbour less left one, lower less upper one. "
        "Slices make them: `x[1:-1, 2:]` are the right neighbours of all inner pixels.",
        "`np.arctan2(down, across)` gives an angle in radians, with a sign; `np.rad2deg` makes degrees of it.",
        "Two things remain. `% 180` brings both ways across an edge together. And `image.astype(float)` at the very "
        "beginning: in `uint8` no difference can be negative.",
    ),
    cases=_pictures,
    probe=partial(call, "orientation"),
    judge=partial(judge_calls, name="orientation", right=orientation, mistakes=ORIENTATION_MISTAKES),
)

EXERCISES = [ORIENTATION]
