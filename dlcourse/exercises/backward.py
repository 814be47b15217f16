"""An exercise on the way back through arrays: what was copied by broadcasting is added up."""

from collections.abc import Callable
from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise backward.unbroadcast

SHAPES = {
    "a row, copied for each example": ((4, 3), (3,)),
    "a column, copied along its row": ((2, 3), (2, 1)),
    "a single number": ((2, 3), ()),
    "nothing was copied": ((2, 3), (2, 3)),
    "both at once": ((4, 2, 3), (2, 1)),
    "equal sizes, a row": ((3, 3), (1, 3)),
    "equal sizes, a column": ((3, 3), (3, 1)),
    "a size of 1 on both sides": ((2, 1, 3), (1, 3)),
    "ones all over": ((2, 3), (1, 1)),
}


def _copied(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, (big, small) in SHAPES.items():
        cases[f"{case}/g"] = rng.permuted(np.arange(1, np.prod(big) + 1)).reshape(big) / 2
        cases[f"{case}/shape"] = np.array(small, dtype=int)
    cases["both at once/g"] = rng.normal(size=SHAPES["both at once"][0])
    return cases


def _added(shape: np.ndarray, g: np.ndarray, how: Callable[..., np.ndarray] = np.sum) -> np.ndarray:
    front = g.ndim - len(shape)
    copied = tuple(range(front)) + tuple(front + i for i, size in enumerate(shape) if size == 1)
    return how(g, axis=copied, keepdims=True).reshape(shape) if copied else g


def unbroadcast(g: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """The gradient at the array that was broadcast: summed over its copies, of its own shape."""
    return np.array(_added(shape, g))


def _front_only(g: np.ndarray, shape: np.ndarray) -> np.ndarray:
    return g.sum(axis=tuple(range(g.ndim - len(shape))))


def _size_one_lost(g: np.ndarray, shape: np.ndarray) -> np.ndarray:
    g = _front_only(g, shape)
    return g.sum(axis=tuple(i for i, size in enumerate(shape) if size == 1))


def _ones_only(g: np.ndarray, shape: np.ndarray) -> np.ndarray:
    return g.sum(axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


UNBROADCAST_MISTAKES = [
    Mistake(
        _front_only,
        "The axes in front were summed away, rightly. But an axis of size 1 was stretched too: its copies send "
        "gradients back as well. Sum along it, and keep it with size 1.",
        "backward.leading-axes-only",
    ),
    Mistake(
        _size_one_lost,
        "The sums are right, but a summed axis of size 1 is gone. The gradient has the shape of the array that it "
        "belongs to: `keepdims=True` leaves the axis in place.",
        "start.kept-axes",
    ),
    Mistake(
        _ones_only,
        "The axes of size 1 were summed along. Axes that the array did not have at all were put in front of it, and "
        "their copies are to be added up too; these axes vanish.",
        "backward.leading-axes-only",
    ),
    Mistake(
        lambda g, shape: _added(shape, g, np.mean),
        "This is the mean over the copies. Moving the number moves every copy, so their gradients add up: the sum.",
        "backward.mean-of-copies",
    ),
    Mistake(
        lambda g, shape: g,
        "This is the gradient of the result, handed on as it came. Where an array was copied, the gradient has to come "
        "back to the shape that was copied.",
        "backward.copies-need-nothing",
    ),
    Mistake(
        lambda g, shape: _first(g, shape),
        "One of the copies was picked, the first. Each copy is a use of the same number: their parts add up.",
        "backward.overwrites",
    ),
    Mistake(
        lambda g, shape: g[(0,) * (g.ndim - len(shape))],
        "Only the first copy along the axes in front was kept. Each copy is a use of the same number: their parts add "
        "up, along axes of size 1 too.",
        "backward.overwrites",
    ),
    Mistake(
        lambda g, shape: g.sum(axis=tuple(i for i in range(g.ndim) if i >= len(shape) or shape[i] == 1)).reshape(shape),
        "The two shapes were lined up on the left. Broadcasting lines them up on the **right**: the axes that the "
        "array lacks are those in front.",
        "backward.lined-up-left",
    ),
    Mistake(
        lambda g, shape: np.broadcast_to(g.sum(), shape),
        "Everything was added up into one number. Only the axes along which the array was copied are to be summed.",
        "start.one-mean-for-all",
    ),
]


def _first(g: np.ndarray, shape: np.ndarray) -> np.ndarray:
    front = g.ndim - len(shape)
    return g[(0,) * front + tuple(slice(0, int(size)) for size in shape)]


UNBROADCAST = Exercise(
    id="backward.unbroadcast",
    title="What was copied is added up",
    can="bring a gradient back to the shape that was broadcast",
    points=4,
    minutes=15,
    difficulty=3,
    hints=(
        "Put the two shapes under each other, aligned on the right. Along which axes was the small array copied? "
        "There are two kinds: axes that it does not have, in front, and axes where it has size 1.",
        "Sum `g` over both kinds. Those in front should vanish; those of size 1 should stay, with size 1. `sum` takes "
        "a tuple of axes, and `keepdims=True`.",
        "`extra = g.ndim - len(shape)` is how many axes are in front: their numbers are `range(extra)`. After they "
        "are gone the axes of `g` are numbered as those of `shape`; sum those where `shape[i]` is 1 with "
        "`keepdims=True`.",
    ),
    cases=_copied,
    probe=partial(call, "unbroadcast"),
    judge=partial(judge_calls, name="unbroadcast", right=unbroadcast, mistakes=UNBROADCAST_MISTAKES),
)

EXERCISES = [UNBROADCAST]
