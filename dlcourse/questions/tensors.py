"""Questions on the way back through arrays, on what it costs, and on how it is proved."""

import numpy as np
from numpy.random import Generator

from dlcourse.interact import Option, Question


def gradient_of_a_bias(rng: Generator) -> Question:
    """Un-broadcasting a row."""
    n, k = int(rng.choice([32, 64, 128])), int(rng.choice([5, 10, 20]))
    return Question(
        f"`out = x + b`, shapes `({n}, {k})` and `({k},)`. The gradient `g` at `out` has shape `({n}, {k})`. "
        "What is the gradient at `b`?",
        [
            Option("`g.sum(axis=0)`", True, f"Each number of `b` was copied into {n} rows; their slopes add up."),
            Option("`g`", False, f"`b` has {k} numbers.", "backward.copies-need-nothing"),
            Option("`g.mean(axis=0)`", False, f"Moving `b` moves all {n} rows.", "backward.mean-of-copies"),
            Option("`g.sum()`", False, "Each number has a slope of its own.", "backward.shape-of-the-loss"),
        ],
    )


def gradient_of_a_column(rng: Generator) -> Question:
    """Un-broadcasting an axis of size one."""
    n, k = int(rng.choice([3, 6, 8])), int(rng.choice([4, 5, 10]))
    return Question(
        f"`c` has shape `({n}, 1)`, and `out = a - c` shape `({n}, {k})`. From `g` at `out`, what is it at `c`?",
        [
            Option("`-g.sum(axis=1, keepdims=True)`", True, f"The shape is `({n}, 1)` again, and the minus stays."),
            Option("`-g.sum(axis=0)`", False, f"That has shape `({k},)`.", "backward.copies-need-nothing"),
            Option("`-g.mean(axis=1, keepdims=True)`", False, "Each copy counts.", "backward.mean-of-copies"),
            Option("`-g`", False, f"`c` has only {n} numbers.", "backward.shape-of-the-loss"),
        ],
    )


def gradient_of_a_product(rng: Generator) -> Question:
    """Which transpose goes where."""
    n, d, k = (int(size) for size in rng.choice([5, 8, 20, 30], 3, replace=False))
    return Question(
        f"`out = x @ w` with shapes `({n}, {d})`, `({d}, {k})`. The gradient `g` at `out` has shape `({n}, {k})`. "
        "What is it at `w`?",
        [
            Option("`x.T @ g`", True, f"`({d}, {n}) @ ({n}, {k})`: the shape of `w`, summed over the examples."),
            Option("`g @ w.T`", False, "That is the gradient at `x`.", "backward.product-by-squares"),
            Option("`g.T @ x`", False, f"That has shape `({k}, {d})`.", "backward.product-by-squares"),
            Option("`x * g`", False, "Those shapes do not even fit.", "backward.copies-need-nothing"),
        ],
    )


def gradient_of_the_logits(rng: Generator) -> Question:
    """(p − y)/N with numbers."""
    p = np.array([[0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.6, 0.1, 0.3]][rng.integers(3)])
    n, label = 10, int(rng.integers(1, 3))
    y = np.eye(3)[label]

    def row(numbers: np.ndarray) -> str:
        return "`(" + ", ".join(f"{number:.2f}".replace("-", "−") for number in numbers) + ")`"

    return Question(
        f"One of {n} examples: softmax gives {row(p)}, the label is {label}. What is the gradient of the mean "
        "cross-entropy at its three logits?",
        [
            Option(row((p - y) / n), True, f"p − y, and a tenth of it, since the loss is the mean of {n}."),
            Option(row((y - p) / n), False, "The right logit should be raised.", "backward.any-sign"),
            Option(row(p - y), False, f"The mean of {n} brings a factor.", "backward.any-sign"),
            Option(row(p / n), False, "The label does not even occur.", "backward.any-sign"),
        ],
    )


def price(rng: Generator) -> Question:
    """What one backward pass costs."""
    layers = int(rng.choice([4, 8, 16]))
    return Question(
        f"A fully connected network of {layers} layers. Compared with one forward pass, what does one backward pass "
        "need?",
        [
            Option("Up to twice the multiplications, all values kept", True, "Two products a layer."),
            Option(f"About {layers} times the multiplications", False, "Each layer once.", "backward.pass-per-weight"),
            Option("Up to twice the multiplications, and no memory", False, "It keeps a lot.", "backward.free"),
            Option("As many passes as there are weights", False, "Just one.", "backward.pass-per-weight"),
        ],
    )


def prove_it(rng: Generator) -> Question:
    """How a backward rule is proved."""
    name = str(rng.choice(["sin", "sqrt", "sigmoid"]))
    return Question(
        f"You gave your engine a new operation, `{name}`. What shows that its backward rule is right?",
        [
            Option("Two nudged forward passes give the same slopes", True, "They use no backward rule at all."),
            Option("A network that uses it learns", False, "Wrong slopes often do too.", "backward.numeric-is-proof"),
            Option("The shapes are right", False, "So are those of wrong numbers.", "backward.product-by-squares"),
            Option("Two calls give the same", False, "A mistake repeats itself.", "backward.numeric-is-proof"),
        ],
    )


def slope_of_zero(rng: Generator) -> Question:
    """A gradient of zero."""
    size = int(rng.choice([2, 3, 4]))
    return Question(
        f"A weight of {size} in a trained network has gradient 0. What follows?",
        [
            Option("A tiny nudge of it changes the loss by next to nothing", True, "That is all a slope of 0 says."),
            Option("The network does not need it", False, "At the bottom every slope is 0.", "backward.share-of-blame"),
            Option("It never gets another value", False, "At another place the slope differs.", "backward.is-the-step"),
            Option("The engine lost it", False, "A slope of 0 is a slope.", "backward.gradient-is-value"),
        ],
    )


QUESTIONS = [
    gradient_of_a_bias,
    gradient_of_a_column,
    gradient_of_a_product,
    gradient_of_the_logits,
    price,
    slope_of_zero,
    prove_it,
]
