"""Exercises on shapes: what broadcasts to what, and a linear layer."""

from collections.abc import Callable
from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call
from dlcourse.exercises.values import SHAPE, Known, Value, judge_values, take_values, value_cases

Shape = tuple[int, ...]
Sum = Shape | str

# Exercise start.broadcasts

ERROR = "error"
PAIRS: dict[str, tuple[Shape, Shape]] = {
    "sum_1": ((3,), (3, 1)),
    "sum_2": ((4, 3), (4,)),
    "sum_3": ((4, 3), (4, 1)),
    "sum_4": ((2, 3), (4, 3)),
    "sum_5": ((5, 28, 28), (5, 1, 1)),
    "sum_6": ((5, 1, 28), (28, 1)),
}


def _padded(a: Shape, b: Shape, *, left: bool = True) -> list[tuple[int, int]]:
    count = max(len(a), len(b))
    ones = [(1,) * (count - len(each)) for each in (a, b)]
    pairs = [each_ones + each if left else each + each_ones for each, each_ones in zip((a, b), ones, strict=True)]
    return list(zip(*pairs, strict=True))


def broadcast(a: Shape, b: Shape) -> Sum:
    """The shape of a sum, or ``"error"``."""
    fits = all(x == y or 1 in (x, y) for x, y in _padded(a, b))
    return tuple(x if y == 1 else y for x, y in _padded(a, b)) if fits else ERROR


def _left(a: Shape, b: Shape) -> Sum:
    fits = all(x == y or 1 in (x, y) for x, y in _padded(a, b, left=False))
    return tuple(x if y == 1 else y for x, y in _padded(a, b, left=False)) if fits else ERROR


def _copied(a: Shape, b: Shape) -> Sum:
    fits = all(max(x, y) % min(x, y) == 0 for x, y in _padded(a, b))
    return tuple(max(x, y) for x, y in _padded(a, b)) if fits else ERROR


BROADCAST_MISTAKES: list[tuple[Callable[[Shape, Shape], Sum], str, str]] = [
    (
        _left,
        "That comes out if the shapes are aligned on the left. Write them one below the other, flush **right**, and "
        "put 1 wherever the shorter one has nothing.",
        "start.aligned-left",
    ),
    (
        _copied,
        "Only a size of **1** is stretched. 2 does not become 4 by being copied twice: what would the copies mean?",
        "start.any-axis-copied",
    ),
    (
        lambda a, b: a,
        "The first shape does not stay as it is: where it has a 1, or nothing, and the other has more, it is "
        "stretched too. Go through the axes one by one, from the right.",
        "start.one-side-stretched",
    ),
    (
        lambda a, b: b,
        "The second shape does not stay as it is: where it has a 1, or nothing, and the first has more, it is "
        "stretched too. Go through the axes one by one, from the right.",
        "start.one-side-stretched",
    ),
    (
        lambda a, b: a if a == b else ERROR,
        "They need not be equal. Flush right, axis by axis: two sizes fit if they are equal, or if one of them is 1 "
        "or missing. Is there an axis in which they do not?",
        "start.only-equal-fits",
    ),
]


def _known(a: Shape, b: Shape) -> list[Known]:
    return [
        Known(answer(a, b), thought, id)
        for answer, thought, id in BROADCAST_MISTAKES
        if answer(a, b) != broadcast(a, b)
    ]


BROADCASTS = {
    name: Value(
        broadcast(a, b),
        f"the shape of a sum of `{a}` and `{b}`",
        "Write the two shapes one below the other, flush right. In each axis: equal, or is one of them 1 or missing? "
        "Then the larger size stands in the sum. If neither, it is an error.",
        form=f'{SHAPE}, or the text `"{ERROR}"`',
        known=_known(a, b),
        choices=(ERROR,),
    )
    for name, (a, b) in PAIRS.items()
}

BROADCAST = Exercise(
    id="start.broadcasts",
    title="Six sums, predicted",
    can="say before running it which shape a sum of two arrays has, or that it has none",
    points=3,
    minutes=10,
    difficulty=2,
    kind="predict",
    hints=(
        "Write both shapes one below the other, flush right, as numbers are written that are to be added.",
        "Where the shorter one has nothing, put a 1. Now each axis has two sizes: do they fit?",
        "They fit if they are equal or one is 1, and the sum has the larger one. If in a single axis neither holds, "
        "the whole sum is an error.",
    ),
    cases=partial(value_cases, BROADCASTS),
    probe=take_values,
    judge=partial(judge_values, questions=BROADCASTS),
)

# Exercise start.linear


def _linear_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    sizes = {
        "two examples, three numbers, four outputs": (2, 3, 4),
        "a square W": (2, 3, 3),
        "as many examples as outputs": (4, 3, 4),
        "all sizes equal": (3, 3, 3),
        "a single example": (1, 5, 2),
    }
    return {
        f"{case}/{name}": np.round(rng.normal(size=shape), 1)
        for case, (n, d, k) in sizes.items()
        for name, shape in {"x": (n, d), "W": (k, d), "b": (k,)}.items()
    }


def linear(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A linear layer: (N, D), (K, D), (K,) to (N, K)."""
    return x @ W.T + b


LINEAR_MISTAKES = [
    Mistake(
        lambda x, W, b: x @ W + b,
        "`W` has one row for each output, `(K, D)`, but `x @ W` needs D rows. With a square `W` it runs, and is "
        "wrong all the same: the weights are used the wrong way round. Turn it round first.",
        "start.transpose-ignored",
    ),
    Mistake(
        lambda x, W, b: np.dot(x, W) + b,
        "`W` has one row for each output, `(K, D)`, but `np.dot(x, W)` needs D rows. With a square `W` it runs, and "
        "is wrong all the same. Turn `W` round first.",
        "start.transpose-ignored",
    ),
    Mistake(
        lambda x, W, b: x * W + b,
        "`*` multiplies number by number. Here each output is a row of `W` against a row of `x`, multiplied and "
        "summed: `@`.",
        "start.star-is-at",
    ),
    Mistake(
        lambda x, W, b: x * W.T + b,
        "`*` multiplies number by number, transposed or not. The product that multiplies and sums is `@`.",
        "start.star-is-at",
    ),
    Mistake(
        lambda x, W, b: x @ W.T + b[:, None],
        "There is one bias for each output, `(K,)`, and here it is turned into a column that runs along the "
        "examples. As it comes, `(K,)` meets the K outputs of `(N, K)`.",
        "start.bias-along-n",
    ),
    Mistake(
        lambda x, W, b: W @ x.T + b[:, None],
        "The numbers are right, but the outputs stand in the rows, `(K, N)`. Examples come first: `(N, K)`.",
    ),
    Mistake(
        lambda x, W, b: x @ W.T,
        "The product is right. Where is the bias?",
    ),
    Mistake(
        lambda x, W, b: x @ W.T - b,
        "The bias is to be added; here it is subtracted.",
    ),
]

LINEAR = Exercise(
    id="start.linear",
    title="A linear layer",
    can="write a linear layer, the most common piece of any network, and say which axis meets which",
    points=3,
    minutes=10,
    difficulty=2,
    hints=(
        "Write the shapes down: `(N, D)` and `(K, D)` are to make `(N, K)`. Which size must meet itself and vanish?",
        "In `A @ B` the last axis of `A` meets the first of `B`. `W` has D last. `W.T` turns its axes round.",
        "The product is `(N, K)`. Then add `b`, shape `(K,)`: aligned on the right it meets the K outputs without "
        "help.",
    ),
    cases=_linear_cases,
    probe=partial(call, "linear"),
    judge=partial(judge_calls, name="linear", right=linear, mistakes=LINEAR_MISTAKES),
)

EXERCISES = [BROADCAST, LINEAR]
