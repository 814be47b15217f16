"""Exercises by hand: the weights and the bias of a neuron for simple regions, and XOR with two hidden ReLUs."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.regions import Region, Told, judge_regions
from dlcourse.exercises.values import use

CORNERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])

# Exercise neuron.gates: three neurons, each (w1, w2, b)


def _both(x: np.ndarray) -> np.ndarray:
    return (x == 1).all(axis=1)


def _any(x: np.ndarray) -> np.ndarray:
    return (x == 1).any(axis=1)


def _always(x: np.ndarray) -> np.ndarray:
    return np.ones(len(x), bool)


def _never(x: np.ndarray) -> np.ndarray:
    return np.zeros(len(x), bool)


REGIONS = {
    "AND": Region(
        "both inputs are 1",
        _both,
        (
            Told(
                _always,
                "It always says yes. The bias is added to the sum: a positive one helps it over 0, so to be strict it "
                "must be negative.",
                "neuron.bias-sign",
            ),
            Told(
                _any,
                "This is OR: one input alone is enough. Make the bias so negative that one weight cannot lift the sum "
                "above 0, but two can.",
            ),
            Told(_never, "It never says yes: the bias outweighs both weights together.", "neuron.bias-sign"),
            Told(
                lambda x: ~_both(x), "Yes and no are exchanged: turn all three signs round.", "neuron.w-is-the-border"
            ),
        ),
    ),
    "NAND": Region(
        "not both inputs are 1",
        lambda x: ~_both(x),
        (
            Told(
                _never,
                "It never says yes. With negative weights the inputs speak against it; the bias has to speak for it, "
                "so it must be positive.",
                "neuron.bias-sign",
            ),
            Told(
                _both,
                "This is AND. NAND is its opposite everywhere: turn the signs of all three round, the bias's too.",
                "neuron.bias-sign",
            ),
            Told(
                lambda x: ~_any(x),
                "This is NOR: one input alone already says no. Make the bias so large that only both together bring "
                "the sum below 0.",
            ),
            Told(_always, "It always says yes: the bias outweighs both weights together.", "neuron.bias-sign"),
        ),
    ),
    "GREATER": Region(
        "x1 is greater than x2",
        lambda x: x[:, 0] > x[:, 1],
        (
            Told(
                lambda x: x[:, 0] < x[:, 1],
                "This is x1 < x2. The weights point to the side that says yes: towards larger x1, and smaller x2.",
                "neuron.w-is-the-border",
            ),
            Told(
                lambda x: x[:, 0] > 0,
                "This asks whether x1 is above 0 and does not look at x2. Bring x2 over to the other side: x1 − x2 > "
                "0.",
            ),
            Told(
                lambda x: x.sum(axis=1) > 0,
                "Equal weights ask for the sum of the two. What has to be above 0 is their difference.",
                "neuron.w-is-the-border",
            ),
        ),
    ),
}


# Points at which x1 > x2, x1 > 0 and x1 + x2 > 0 disagree.
TELLING = np.array([[-3.0, -5], [3, 5], [5, -7], [-2, 4]])


def _points(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    near = rng.permutation(np.arange(-8, 9))[:6] / 2
    # Some just to the one side of the line and some just to the other: a bias that shifts it shows.
    gaps = rng.permutation([-2.0, -1.0, -0.1, 0.1, 1.0, 2.0])
    return {
        "AND/x": CORNERS,
        "NAND/x": CORNERS,
        "GREATER/x": np.vstack([np.stack([near + gaps, near], axis=1), TELLING]),
    }


def neuron_sum(x: np.ndarray, neuron: np.ndarray) -> np.ndarray:
    """w1·x1 + w2·x2 + b for each point: (N, 2) and (3,) to (N,)."""
    return x @ neuron[:2] + neuron[2]


GATES = Exercise(
    id="neuron.gates",
    title="Three neurons by hand",
    can="set a neuron's weights and bias by hand for a simple region",
    points=2,
    minutes=10,
    difficulty=1,
    hints=(
        "The neuron says yes where w1·x1 + w2·x2 + b is above 0. Write that as an inequality for each of the four "
        "corners: at (0, 0), say, only b is left.",
        "For AND take w1 = w2 = 1. Then the sum is b, 1 + b, 1 + b and 2 + b at the four corners. Only the last may "
        "be above 0: between which two numbers must b lie?",
        "NAND says yes exactly where AND says no: what happens to the sign of a sum when all three numbers change "
        "theirs? And x1 > x2 is the same as x1 − x2 > 0: read the two weights and the bias off.",
    ),
    cases=_points,
    probe=partial(use, neuron_sum, {name: {name: (3,)} for name in REGIONS}),
    judge=partial(judge_regions, regions=REGIONS),
    kind="by hand",
)

# Exercise neuron.xor: two hidden ReLUs and an output

XOR = Region(
    "exactly one input is 1",
    lambda x: _any(x) & ~_both(x),
    (
        Told(
            lambda x: ~_any(x) | _both(x),
            "Yes and no are exchanged at every corner. The folding is right: turn the signs of `v` and `c` round.",
            "neuron.bias-sign",
        ),
        Told(
            _any,
            "This is OR: three of four, as a single neuron gets. At (1, 1) the second hidden unit has to pull harder "
            "than the first one lifts.",
            "neuron.xor-two",
        ),
        Told(
            lambda x: ~_both(x),
            "This is NAND: three of four, as a single neuron gets. At (0, 0) the sum must not be above 0: look at "
            "`c`, for there the inputs add nothing.",
            "neuron.xor-two",
        ),
        Told(_always, "It always says yes. Is `c` negative?", "neuron.bias-sign"),
        Told(_never, "It never says yes: what pulls down is stronger than what lifts, at every corner.", ""),
    ),
)


def folding_sums(x: np.ndarray, W: np.ndarray, b: np.ndarray, v: np.ndarray, c: np.ndarray) -> np.ndarray:
    """The two hidden sums and the output's, for each point: (N, 2) to (N, 3)."""
    hidden = x @ W + b
    return np.column_stack([hidden, np.maximum(hidden, 0) @ v + c])


XOR_BY_HAND = Exercise(
    id="neuron.xor",
    title="Exclusive or, by hand",
    can="fold the plane with two hidden ReLUs so that one straight border is enough",
    points=4,
    minutes=20,
    difficulty=3,
    hints=(
        "XOR depends on s = x1 + x2 alone: it is 0, 1 or 2, and yes is wanted at 1 only. Let both hidden units see s, "
        "and draw the curve over s that you need: up, then down.",
        "Give both columns of `W` the weights 1 and 1. With bias 0 the first unit is s. With which bias does the "
        "second one come to life only between s = 1 and s = 2?",
        "With hidden values 0, 1, 2 and 0, 0, 1 at s = 0, 1, 2, subtract the second as often as needed to bring s = 2 "
        "back to where s = 0 is. Then `c` puts the border half-way between those and the value at s = 1.",
    ),
    cases=lambda seed: {"XOR/x": CORNERS[np.random.default_rng(seed).permutation(4)]},
    probe=partial(use, folding_sums, {"XOR": {"W": (2, 2), "b": (2,), "v": (2,), "c": ()}}),
    judge=partial(judge_regions, regions={"XOR": XOR}),
    kind="by hand",
)

EXERCISES = [GATES, XOR_BY_HAND]
