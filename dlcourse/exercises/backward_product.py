"""An exercise on the way back through a matrix product: its two transposes, and the axis of a batch."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.how import How
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise backward.matmul

SIZES = {
    "all sizes differ": ((2, 3), (3, 4)),
    "square": ((3, 3), (3, 3)),
    "one example": ((1, 4), (4, 2)),
    "a batch of tables, one W": ((5, 2, 3), (3, 4)),
    "a batch of squares, one W": ((3, 3, 3), (3, 3)),
}


def _products(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, (x, w) in SIZES.items():
        cases[f"{case}/g"] = rng.integers(-4, 5, (*x[:-1], w[1])) / 2
        cases[f"{case}/x"] = rng.integers(-4, 5, x) / 2
        cases[f"{case}/W"] = rng.integers(-4, 5, w) / 2
    return cases


def matmul_backward(g: np.ndarray, x: np.ndarray, W: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradients at x and at W, each of its own shape; W is used once for every table of a batch."""
    rows, outputs = x.reshape(-1, x.shape[-1]), g.reshape(-1, g.shape[-1])
    return g @ W.T, rows.T @ outputs


def _turned(x: np.ndarray) -> np.ndarray:
    return x.swapaxes(-1, -2)


BOTH = How(parts=("grad_x", "grad_W"))

MATMUL_MISTAKES = [
    Mistake(
        lambda g, x, W: (g @ W, _turned(x) @ g if x.ndim == 2 else (_turned(x) @ g).sum(0)),
        "`g @ W` lacks a transpose. Where `W` is square it runs, and is wrong. `g` is (…, K) and x is (…, D): what "
        "takes K to D?",
        "backward.product-by-squares",
    ),
    Mistake(
        lambda g, x, W: (g @ W, x.T @ g),
        "`g @ W` lacks a transpose. `g` is (N, K) and `W` is (D, K): two axes that meet in a product have to be the "
        "same one. Which order of `W`'s axes takes K to D?",
        "backward.product-by-squares",
    ),
    Mistake(
        lambda g, x, W: (g @ W, x @ g),
        "No transpose at all: where the sizes are equal it runs, and is wrong. Write the shapes down: g is (N, K), W "
        "is (D, K), and the gradient at x is to be (N, D).",
        "backward.product-by-squares",
    ),
    Mistake(
        lambda g, x, W: (g @ W.T, _turned(x) @ g),
        "Right for one table. In a batch the same `W` is used by every table, so it gets a part from each: their sum, "
        "of `W`'s own shape.",
        "backward.batch-keeps-its-axis",
    ),
    Mistake(
        lambda g, x, W: (g @ W.T, _turned(x) @ g if x.ndim == 2 else (_turned(x) @ g).mean(0)),
        "The parts of the batch were averaged. `W` moves every table's result, so the parts add up. (If the loss is a "
        "mean, that is in `g` already.)",
        "backward.mean-of-copies",
    ),
    Mistake(
        lambda g, x, W: (g @ W.T, x.T @ g),
        "`x.T` turns all the axes round, the batch's too. With more than two axes say which two: `x.swapaxes(-1, "
        "-2)`; or lay all examples out as the rows of one table first.",
        "backward.batch-keeps-its-axis",
    ),
    Mistake(
        lambda g, x, W: (g @ W.T, _turned(g) @ x if x.ndim == 2 else (_turned(g) @ x).sum(0)),
        "The gradient at `W` came out turned round, (K, D). Where `W` is square nothing shows it but the numbers. "
        "Which of the two is transposed, x or g?",
        "backward.product-by-squares",
    ),
    Mistake(
        lambda g, x, W: (_sum_of_batch(_turned(x) @ g), g @ W.T),
        "Both are right, and exchanged: first the gradient at x, then the one at W.",
    ),
    Mistake(
        lambda g, x, W: (W @ _turned(g), _sum_of_batch(_turned(x) @ g)),
        "The gradient at x came out turned round. Keep the examples in front: g first, then W's transpose.",
        "backward.product-by-squares",
    ),
]


def _sum_of_batch(table: np.ndarray) -> np.ndarray:
    return table if table.ndim == 2 else table.sum(axis=0)


MATMUL = Exercise(
    id="backward.matmul",
    title="The way back through a matrix product",
    can="write the backward rule of a matrix product from the shapes, a batch included",
    points=4,
    minutes=15,
    difficulty=3,
    hints=(
        "Write the shapes under each other: x (N, D), W (D, K), g (N, K). The gradient at x is (N, D), made of g and "
        "W; the one at W is (D, K), made of x and g. With one transpose each there is one way only that fits.",
        "With a batch, x is (B, N, D) and g is (B, N, K), but there is one W, (D, K), used B times. Its gradient is "
        "the sum of the B parts.",
        "For W a batch of tables is one long table: `x.reshape(-1, D)` has all examples as its rows, and so has g "
        "with K columns. Then the rule for one table does the summing by itself.",
    ),
    cases=_products,
    probe=partial(call, "matmul_backward", how=BOTH),
    judge=partial(judge_calls, name="matmul_backward", right=matmul_backward, mistakes=MATMUL_MISTAKES, how=BOTH),
)

EXERCISES = [MATMUL]
