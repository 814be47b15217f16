"""An exercise in finding faults: a training loop with four of them."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.how import How
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

BOTH = How(parts=("W", "b"))


def _runs(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, n, epochs, batch, shuffled, size in [
        ("one step, all examples", 6, 1, 6, False, 1),
        ("one epoch, three batches", 6, 1, 2, False, 1),
        ("one epoch, shuffled", 6, 1, 6, True, 1),
        ("three epochs, the last batch short", 7, 3, 3, True, 1),
        ("large inputs", 4, 2, 4, False, 1000),
    ]:
        orders = [rng.permutation(n) if shuffled else np.arange(n) for _ in range(epochs)]
        if shuffled:
            orders[0] = np.roll(np.arange(n), 1)  # whatever the seed, not in order
        arrays = {
            "x": rng.normal(size=(n, 2)) * size,
            "labels": np.arange(n) % 3,  # neighbours differ, so that a shift shows
            "W": rng.normal(size=(2, 3)) / 2,
            "b": rng.normal(size=3) / 2,
            "orders": np.array(orders),
            "rate": np.array(0.5 / size),
            "batch": np.array(batch),
        }
        cases |= {f"{case}/{name}": array for name, array in arrays.items()}
    return cases


def train(
    x: np.ndarray,
    labels: np.ndarray,
    W: np.ndarray,
    b: np.ndarray,
    orders: np.ndarray,
    rate: float,
    batch: int,
    faults: frozenset[str] = frozenset(),
) -> tuple[np.ndarray, np.ndarray]:
    """Train a linear model by stochastic gradient descent; the weights (D, K) and biases (K,) after it.

    Args:
        x: examples (N, D).
        labels: their classes (N,).
        W: weights to begin with (D, K).
        b: biases to begin with (K,).
        orders: for each epoch the order of the examples (E, N).
        rate: the learning rate.
        batch: how many examples a step uses.
        faults: names of `CLUES` that are left in, or others that `_mistakes` names.
    """
    W, b = W.copy(), b.copy()
    y = np.eye(len(b))[labels]
    dW, db = np.zeros_like(W), np.zeros_like(b)
    along, keep = 0 if "axis" in faults else 1, "axes" not in faults
    for order in orders:
        shuffled, targets = x[order], y if "labels" in faults else y[order]
        y = targets if faults & {"y again", "all again"} else y
        x = shuffled if "all again" in faults else x
        if "each epoch" in faults:
            dW, db = np.zeros_like(W), np.zeros_like(b)
        for start in range(0, len(x), int(batch)):
            xb, yb = shuffled[start : start + int(batch)], targets[start : start + int(batch)]
            sizes = {"all N": len(x), "batch N": int(batch)}  # each of them comes alone
            z = xb @ W + b
            powers = np.exp(z - z.max(axis=along, keepdims=keep))
            dz = (powers / powers.sum(axis=along, keepdims=keep) - yb) / sizes.get(next(iter(faults), ""), len(xb))
            if not faults & {"clear", "each epoch"}:
                dW, db = np.zeros_like(W), np.zeros_like(b)
            if "only W" in faults:
                dW = np.zeros_like(W)
            dW, db = dW + xb.T @ dz, db + (dz.mean(axis=0) if "mean" in faults else dz.sum(axis=0))
            W = W - rate * dW
            b = b + rate * db if "sign" in faults else b - rate * db
    return W, b


CLUES = {
    "axis": (
        "print `p.sum(axis=1)` inside the loop. Each example's shares should sum to 1. Which axis did the softmax "
        "take?",
        "outputs.softmax-over-images",
    ),
    "sign": (
        "follow the two lines that take the step. `W` goes down the slope. And `b`?",
        "loop.any-step-learns",
    ),
    "clear": (
        "print `dW` at the first and at the second batch. What of the first is still in the second? Look for where "
        "`dW` and `db` begin at zero, and how often that happens.",
        "training.clearing-is-tidiness",
    ),
    "labels": (
        "look at what is shuffled in an epoch, and at what is not. Does each example still meet its own label?",
        "loop.order-moves-all",
    ),
}
COUNTED = {1: "One of the four faults is", 2: "Two of the four faults are", 3: "Three of the four faults are"}


def _mistakes() -> Iterator[Mistake]:
    yield _left(
        {"each epoch"},
        "The gradients begin at zero once an epoch. That hides the fault as long as an epoch is one batch: each "
        "**batch** must begin at zero.",
        "training.clearing-is-tidiness",
    )
    yield _left(
        {"all N"},
        "A batch's gradient is divided by the number of all examples. It is the mean over the batch: a short last "
        "batch has fewer. This line was right before.",
        "backward.mean-brings-n",
    )
    yield _left(
        {"batch N"},
        "A batch's gradient is divided by `batch`. It is the mean over the examples that are there: a short last batch "
        "has fewer. This line needed no mending.",
        "backward.mean-brings-n",
    )
    yield _left(
        {"axes"},
        "The axis is right now. But along axis 1 the result has one number an example, (N,), and does not line up with "
        "(N, K): `keepdims=True` keeps it a column, (N, 1).",
        "start.kept-axes",
    )
    yield _left(
        {"mean"},
        "`db` is a mean over the batch now. The division by N is in `dz` already, so this line needed no mending: the "
        "parts of the examples add up.",
        "backward.mean-of-copies",
    )
    yield _left(
        {"y again"},
        "The labels were put into the order of the epoch under their old name. The next epoch shuffles the shuffled "
        "ones again, and the pictures only once. Give what belongs to an epoch a name of its own.",
        "loop.order-moves-all",
    )
    yield _left(
        {"all again"},
        "`x` and the labels stay together, but under their old names: the next epoch puts into order what is no longer "
        "as it was. Each row of `orders` counts from the examples as they came. Use new names.",
    )
    yield _left(
        {"clear", "only W"},
        "`dW` begins at zero for each batch now. `db` does not: it needs the same.",
        "training.clearing-is-tidiness",
    )
    for count in (1, 2, 3):
        for left in combinations(CLUES, count):
            clue, belief = CLUES[left[0]]
            first = "To find it" if count == 1 else "To find one of them"
            yield _left(set(left), f"{COUNTED[count]} still there. {first}, {clue}", belief)


def _left(faults: set[str], thought: str, misconception: str = "") -> Mistake:
    return Mistake(partial(train, faults=frozenset(faults)), thought, misconception)


BUGS = Exercise(
    id="loop.bugs",
    title="Four faults in one loop",
    can="find the faults in a training loop by what each of them does",
    points=5,
    minutes=15,
    difficulty=3,
    hints=(
        "The check tries the loop on small cases, each of which shows fewer faults than the next: one step with all "
        "examples; several batches; a shuffled epoch. Mend what the first failing case shows, then check again.",
        "Five pieces stand in any training loop: fetch a batch with its labels, go forward, compute the gradients of "
        "this batch alone, step against them, and begin anew. Hold each line against its piece.",
        "Look at: the axis of the softmax; the two signs of the step; where `dW` and `db` are set to zero; and which "
        "of the two, x and y, is put into the epoch's order. All else is right: leave it.",
    ),
    cases=_runs,
    probe=partial(call, "train", how=BOTH),
    judge=partial(judge_calls, name="train", right=train, mistakes=list(_mistakes()), how=BOTH),
    kind="bug",
)

EXERCISES = [BUGS]
