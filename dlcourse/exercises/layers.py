"""Exercises on layers: three linear ones merged into one, parameters counted and shapes followed."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.how import How
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call
from dlcourse.exercises.values import SHAPE, Known, Value, judge_values, take_values, value_cases

# Exercise layers.merge


def _stacks(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, widths in {
        "widths 2, 3, 4, 2": (2, 3, 4, 2),
        "all widths 3": (3, 3, 3, 3),
        "a narrow middle: 4, 1, 5, 3": (4, 1, 5, 3),
        "one input, one output": (1, 2, 3, 1),
    }.items():
        for n in (1, 2, 3):
            cases[f"{case}/W{n}"] = rng.integers(-3, 4, (widths[n - 1], widths[n])) / 2
            cases[f"{case}/b{n}"] = rng.integers(1, 7, widths[n]) / 2
    return cases


def merge(
    W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, W3: np.ndarray, b3: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The weights (D, K) and biases (K,) of one layer that does what three do."""
    return W1 @ W2 @ W3, (b1 @ W2 + b2) @ W3 + b3


TWO = How(parts=("W", "b"))

MERGE_MISTAKES = [
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W3 @ W2 @ W1, (b1 @ W2 + b2) @ W3 + b3),
        "The product is the wrong way round. With `x @ W1` the example comes first and meets `W1` first: (x @ W1) @ "
        "W2 = x @ (W1 @ W2). Where all widths are equal, the wrong order runs and says nothing.",
        "layers.order-is-nothing",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, b1 + b2 + b3),
        "The biases were added up as they are. But `b1` is added before the second layer, so it goes through `W2` and "
        "`W3` like everything else that arrives there. Write all three layers in one line and multiply out.",
        "layers.biases-add-up",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, b3),
        "The weights are right. Of the biases only the last is there: what `b1` and `b2` add travels on through the "
        "later layers and must arrive too.",
        "layers.biases-add-up",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, b1 @ W2 + b2 @ W3 + b3),
        "Nearly: `b1` was carried through the second layer and not through the third. The shapes fit only where the "
        "widths are equal.",
        "layers.biases-add-up",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, b1 @ W2 @ W3 + b2 + b3),
        "Nearly: `b2` was added without going through the third layer. The shapes fit only where the widths are equal.",
        "layers.biases-add-up",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, b1 @ W1 @ W2 @ W3 + b2 @ W2 @ W3 + b3 @ W3),
        "Each bias went through its own layer too. `b1` is added after `x @ W1`: it meets `W2` and `W3` only.",
        "layers.biases-add-up",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, b1 @ W2 @ W3 + b2 @ W3),
        "`b1` and `b2` are carried through; the last bias, `b3`, is missing.",
        "layers.no-biases",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 @ W2 @ W3, 0 * b3),
        "The weights are right; the biases were left out.",
        "layers.no-biases",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 + W2 + W3, b1 + b2 + b3),
        "Layers one after the other multiply their weights, they do not add them. Adding needs equal shapes, and is "
        "another function even then.",
        "layers.order-is-nothing",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: ((b1 @ W2 + b2) @ W3 + b3, W1 @ W2 @ W3),
        "Both are right, and exchanged: first the weights, then the biases.",
    ),
    Mistake(
        lambda W1, b1, W2, b2, W3, b3: (W1 * W2 * W3, (b1 @ W2 + b2) @ W3 + b3),
        "`*` multiplies number by number. The product of two layers mixes rows with columns: `@`.",
        "start.star-is-at",
    ),
]

MERGE = Exercise(
    id="layers.merge",
    title="Three layers that are one",
    can="show that layers without an activation between them are one layer",
    points=3,
    minutes=15,
    difficulty=2,
    hints=(
        "Write the three layers as one line, with brackets: ((x W1 + b1) W2 + b2) W3 + b3. Multiply out. What stands "
        "behind x is W; everything without x is b.",
        "The example is on the left, so the weights stay in the order in which it meets them. Check by shapes: W must "
        "be (inputs of the first layer, outputs of the last).",
        "Follow the first bias alone: it is added before layer two, so it goes through W2 and W3. The second goes "
        "through W3. The third goes through nothing. Add up what arrives.",
    ),
    cases=_stacks,
    probe=partial(call, "merge", how=TWO),
    judge=partial(judge_calls, name="merge", right=merge, mistakes=MERGE_MISTAKES, how=TWO),
)

# Exercise layers.count: numbers and shapes

LESS_BIASES = "These are the weights alone. Each unit of a layer that computes has one bias besides."
INPUTS_TOO = (
    "A bias was counted for each input too. An input is a number that is given; nothing is computed there, so it has "
    "none."
)

COUNTS = {
    "one_neuron": Value(
        785,
        "how many parameters one neuron has that looks at a grey picture of 28 × 28 pixels",
        otherwise="One weight for each number that comes in, and what besides?",
        known=[
            Known(784, LESS_BIASES, "layers.no-biases"),
            Known(29, "A picture of 28 × 28 has 28 · 28 numbers, not 28.", "neuron.weight-a-class"),
            Known(57, "28 · 28 numbers come in, not 28 + 28.", "neuron.weight-a-class"),
            Known(2, "It has a weight for each of its inputs.", "neuron.weight-a-class"),
        ],
    ),
    "colour": Value(
        3073,
        "how many parameters one neuron has that looks at a colour picture of 32 × 32 pixels",
        otherwise="How many numbers describe one coloured pixel?",
        known=[
            Known(1025, "A coloured pixel is three numbers: red, green, blue.", "neuron.colour-is-one"),
            Known(3072, LESS_BIASES, "layers.no-biases"),
            Known(3075, "The three colours share the neuron, and a neuron has one bias.", "neuron.weight-a-class"),
        ],
    ),
    "network": Value(
        784 * 64 + 64 + 64 * 10 + 10,
        "how many parameters the net 784 → 64 → 10 has",
        otherwise="Layer by layer: inputs times units, and a bias for each unit. What comes into the second layer is "
        "what the first gives out.",
        known=[
            Known(784 * 64 + 64 * 10, LESS_BIASES, "layers.no-biases"),
            Known(784 * 64 + 64 * 10 + 784 + 64 + 10, INPUTS_TOO, "layers.inputs-are-neurons"),
            Known(784 + 64 + 10, "These are the units. Each is joined to every unit before it.", "layers.units-add-up"),
            Known(784 * 64 * 10, "The layers were multiplied. Count each by itself, then add.", "layers.units-add-up"),
            Known(784 * 64 + 64, "This is the first layer. The second has weights and biases too."),
        ],
    ),
    "three_layers": Value(
        3 * 5 + 5 + 5 * 5 + 5 + 5 * 2 + 2,
        "how many parameters the net 3 → 5 → 5 → 2 has",
        otherwise="There are three layers that compute. For each: inputs times units, and a bias for each unit.",
        known=[
            Known(50, LESS_BIASES, "layers.no-biases"),
            Known(65, INPUTS_TOO, "layers.inputs-are-neurons"),
            Known(15, "These are the units. Each is joined to every unit before it.", "layers.units-add-up"),
            Known(32, "One layer is missing, that from 5 to 5: equal widths make a layer too."),
        ],
    ),
    "hidden": Value(
        (32, 64),
        "the shape of the hidden layer's values, when a batch of 32 pictures goes through 784 → 64 → 10",
        otherwise="The examples stay along the first axis; what changes from layer to layer is the last one.",
        form=SHAPE,
        known=[
            Known((784, 64), "That is the shape of the weights. The values are rows, one for each picture."),
            Known((64,), "That is one picture's. All 32 go through at once, a row each."),
            Known((64, 32), "Exchanged: in this course the examples are the rows, along axis 0."),
            Known((32, 784), "That is what goes into the layer."),
            Known((32, 10), "That is what comes out at the end, one layer further."),
        ],
    ),
    "weights": Value(
        (784, 64),
        "the shape of the first layer's `W` in `x @ W + b`, for 784 → 64 → 10 and a batch of 32 pictures",
        otherwise="In `x @ W` the inner sizes meet and vanish. `x` is (32, 784); the result is to be (32, 64).",
        form=SHAPE,
        known=[
            Known((64, 784), "For `x @ W` the inputs come first. (PyTorch stores it like this, and turns it round.)"),
            Known((32, 784), "That is the batch. The weights do not know how many pictures there are."),
            Known((32, 64), "That is the result. The weights do not know how many pictures there are."),
            Known((784, 10), "That would be a net without its hidden layer."),
        ],
    ),
    "twice_as_wide": Value(
        784 * 128 + 128 + 128 * 10 + 10,
        "how many parameters 784 → 128 → 10 has",
        otherwise="Count anew: inputs times units, and a bias for each unit, for both layers.",
        known=[
            Known(
                2 * (784 * 64 + 64 + 64 * 10 + 10),
                "Nearly twice as many, but not quite: which biases do not double with the hidden width?",
                "layers.units-add-up",
            ),
            Known(784 * 128 + 128 * 10, LESS_BIASES, "layers.no-biases"),
            Known(784 * 128 + 128 * 10 + 784 + 128 + 10, INPUTS_TOO, "layers.inputs-are-neurons"),
        ],
    ),
}

COUNT = Exercise(
    id="layers.count",
    title="How many parameters, which shapes?",
    can="count the parameters of any fully connected network and name every shape in it",
    points=4,
    minutes=15,
    difficulty=2,
    hints=(
        "Draw the widths in a row and an arrow between each two neighbours. Each arrow is a layer that computes; the "
        "inputs are given and have no arrow before them.",
        "An arrow from D to K is `x @ W + b`: x is (N, D), W is (D, K), b is (K,). N, the number of examples, is in "
        "none of the parameters.",
        "So an arrow has D·K + K parameters: (D + 1)·K. A grey picture of H × W pixels is H·W inputs, a coloured one "
        "three times as many. Add up the arrows.",
    ),
    cases=partial(value_cases, COUNTS),
    probe=take_values,
    judge=partial(judge_values, questions=COUNTS),
    kind="count",
)

EXERCISES = [MERGE, COUNT]
