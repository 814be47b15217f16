"""Exercise on features made by hand: the votes of a cell."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise features.votes


def _cells(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    shapes = {"a small cell": (2, 2), "a cell of 4 × 4 pixels": (4, 4), "an oblong cell": (3, 8)}
    for case, shape in shapes.items():
        # Never on the border of two bins, where rounding would decide.
        direction = 20 * rng.integers(0, 9, shape) + rng.integers(1, 20, shape)
        cases |= {f"{case}/strength": rng.integers(1, 100, shape) / 100, f"{case}/direction": direction.astype(float)}
    one_way = np.full((4, 4), 35.0)
    cases |= {"all in one direction/strength": rng.random((4, 4)), "all in one direction/direction": one_way}
    turn = rng.uniform(1, 19, (2, 3)) + 20 * rng.integers(1, 8, (2, 3))
    turn[0, 0] = 180.0
    cases |= {"one direction is 180° sharp/strength": rng.uniform(0.3, 1, (2, 3))}
    cases |= {"one direction is 180° sharp/direction": turn}
    return cases | {"an empty cell/strength": np.zeros((4, 4)), "an empty cell/direction": np.zeros((4, 4))}


def _length(votes: np.ndarray) -> float:
    return float(np.sqrt((votes**2).sum())) or 1.0


def _summed(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    which = (direction / 20).astype(int) % 9
    return np.bincount(which.ravel(), weights=strength.ravel(), minlength=9)


def votes(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """One cell: strength summed in nine directions, divided by its length: (H, W) twice to (9,)."""
    summed = _summed(strength, direction)
    return summed / _length(summed)


def _counted(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    counts = _summed(np.ones(strength.shape), direction)
    return counts / _length(counts)


def _open_ended(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    which = (direction / 20).astype(int)
    summed = np.bincount(which.ravel(), weights=strength.ravel(), minlength=9)
    return summed / _length(summed)


def _last_bin(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    return votes(strength, np.minimum(direction, 179))


def _over_zero(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    summed = _summed(strength, direction)
    with np.errstate(all="ignore"):
        return summed / np.sqrt((summed**2).sum())


def _by_sum(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    summed = _summed(strength, direction)
    return summed / (summed.sum() or 1)


def _by_largest(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    summed = _summed(strength, direction)
    return summed / (summed.max() or 1)


def _rounded(strength: np.ndarray, direction: np.ndarray) -> np.ndarray:
    return votes(strength, 20 * np.round(direction / 20))


VOTES_MISTAKES = [
    Mistake(
        _counted,
        "Here each pixel has one vote. It is to vote with its strength: or the flat ground, all noise, outvotes the "
        "edge.",
        "features.pixels-have-one-vote-each",
    ),
    Mistake(
        _open_ended,
        "A direction of 180° sharp made a tenth bin. Half a turn closes on itself: after the ninth bin comes the "
        "first again. What is left over from 9?",
        "features.angles-have-ends",
    ),
    Mistake(
        _last_bin,
        "A direction of 180° sharp went into the last bin, beside 170°. It is 0° again, and belongs into the first.",
        "features.angles-have-ends",
    ),
    Mistake(
        _over_zero,
        "Right for every cell but the empty one. Its length is 0, and 0 / 0 is not a number. Leave its votes at 0.",
        "features.there-is-always-an-edge",
    ),
    Mistake(
        _summed,
        "The votes are right, and not yet divided by their length: a cell in fog would have smaller ones.",
    ),
    Mistake(
        lambda strength, direction: _summed(strength, direction) / strength.size,
        "These are divided by the number of pixels. Fog would still show: divide by the length of the nine votes.",
    ),
    Mistake(
        _by_sum,
        "Here the votes sum to 1. The length is wanted, as Pythagoras has it: square, sum up, take the root.",
    ),
    Mistake(
        _by_largest,
        "Here the largest vote is 1. The length is wanted, as Pythagoras has it: square, sum up, take the root.",
    ),
    Mistake(
        _rounded,
        "The directions were rounded to the nearest border of a bin. A bin begins at its border: 15° is in the "
        "first, 0° … 20°. Cut off what comes after the point.",
    ),
]

VOTES = Exercise(
    id="features.votes",
    title="A cell takes a vote",
    can="turn the gradients of a cell into a histogram that fog and borders cannot spoil",
    points=4,
    minutes=20,
    difficulty=3,
    hints=(
        "Three steps: the number of each pixel's bin, 0 … 8; the strengths summed bin by bin; the nine sums divided "
        "by their length.",
        "`(direction / 20).astype(int)` is the number of the bin, but for 180°, which comes out as 9. `np.bincount` "
        "adds up `weights=…`; with `minlength=9` there are nine sums, whatever happens.",
        "`% 9` sends bin 9 back to bin 0. The length is `np.sqrt((sums ** 2).sum())`; if it is 0, so are all nine "
        "sums, and you can return them as they are.",
    ),
    cases=_cells,
    probe=partial(call, "votes"),
    judge=partial(judge_calls, name="votes", right=votes, mistakes=VOTES_MISTAKES),
)

EXERCISES = [VOTES]
