"""An exercise on what stands at the end of a network: a softmax that does not overflow."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise outputs.softmax


def _logit_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    return {
        "two images, three classes/logits": rng.integers(-20, 20, (2, 3)) / 10,
        # Equal sizes, so that no shape gives a wrong axis away.
        "as many images as classes/logits": rng.normal(size=(4, 4)),
        "whole numbers/logits": rng.integers(-3, 4, (3, 5)),
        "logits near a thousand/logits": 1000 + rng.normal(size=(2, 3)),
        "logits near minus a thousand/logits": rng.normal(size=(2, 3)) - 1000,
        "one row far below the other/logits": np.stack([rng.normal(size=3), rng.normal(size=3) - 2000]),
        "a wide row, single precision/logits": np.array([[-900, 0, rng.integers(1, 3)]], dtype=np.float32),
    }


def softmax(logits: np.ndarray) -> np.ndarray:
    """Each row positive and with sum 1, whatever its size: (N, K) to (N, K)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _shared(powers: np.ndarray, axis: int | None = 1) -> np.ndarray:
    return powers / powers.sum(axis=axis, keepdims=True)


SOFTMAX_MISTAKES = [
    Mistake(
        lambda logits: _shared(np.exp(logits)),
        "Right as long as the logits are small. `np.exp(1000)` is infinite, and `np.exp(-1000)` is 0: then ∞/∞ or 0/0 "
        "is left. What can you subtract from a whole row without changing the shares in it?",
        "layers.overflow-is-nan-data",
    ),
    Mistake(
        lambda logits: _shared(np.exp(logits - logits.max())),
        "One largest logit was taken from the whole table. The row that holds it is safe; a row far below it becomes "
        "0/0. Each row needs its own.",
        "outputs.one-shift-for-all",
    ),
    Mistake(
        lambda logits: _shared(np.exp(logits - logits.max(axis=0, keepdims=True))),
        "The largest of each column was subtracted. That shifts the logits of one row by unequal amounts, and so "
        "changes their shares; only one and the same shift for the whole row cancels.",
        "outputs.one-shift-for-all",
    ),
    Mistake(
        lambda logits: _shared(np.exp(logits - logits.max(axis=0, keepdims=True)), 0),
        "Here every column sums to 1: the images share a class among them. The classes are to share an image. The axis "
        "that you name is the one along which is added.",
        "outputs.softmax-over-images",
    ),
    Mistake(
        lambda logits: _shared(np.exp(logits - logits.max(axis=1, keepdims=True)), 0),
        "The shift is right, row by row; the sum ran down the columns. Each row is to sum to 1.",
        "outputs.softmax-over-images",
    ),
    Mistake(
        lambda logits: _shared(np.exp(logits - logits.max(axis=1, keepdims=True)), None),
        "Here the whole table sums to 1. Each row is to sum to 1: name the axis of the sum.",
        "start.one-mean-for-all",
    ),
    Mistake(
        lambda logits: np.exp(logits - logits.max(axis=1, keepdims=True)),
        "Nothing overflows now, and the largest of each row is 1. What is left is to divide each row by its sum.",
    ),
    Mistake(
        lambda logits: _shared(np.exp(logits / np.abs(logits).max(axis=1, keepdims=True))),
        "Dividing the logits keeps them small, but it changes the shares: it is a temperature. Subtracting does not.",
        "layers.scale-does-not-matter",
    ),
    Mistake(
        lambda logits: _shared(np.exp(np.clip(logits, -700, 700))),
        "Cutting the logits off at a limit makes 1000 and 1001 the same. Their difference is what softmax is about: "
        "shift them, do not cut them.",
        "layers.overflow-is-nan-data",
    ),
    Mistake(
        lambda logits: (
            logits
            - np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True))
            - logits.max(1, keepdims=True)
        ),
        "These are the logarithms of the shares. Wanted are the shares themselves.",
    ),
    Mistake(
        lambda logits: logits / logits.sum(axis=1, keepdims=True),
        "Each row sums to 1, but some of its numbers are negative: they are no shares. First `np.exp`, which makes "
        "every number positive.",
    ),
]

SOFTMAX = Exercise(
    id="outputs.softmax",
    title="A softmax that survives large numbers",
    can="write a softmax that neither overflows nor underflows",
    points=3,
    minutes=15,
    difficulty=2,
    hints=(
        "First the plain one: `np.exp` of every logit, then each row divided by its own sum. Then try it on "
        "`np.array([[1000.0, 1001.0]])` and look at what `np.exp` gives.",
        "If you subtract the same number from all logits of a row, each power is multiplied by the same factor, above "
        "and below the line: the shares stay. Choose the number so that the largest power is `np.exp(0)`.",
        "`logits.max(axis=1)` has the shape `(N,)`, which does not line up with `(N, K)`. With `keepdims=True` it is "
        "`(N, 1)`, one for each row. The sum needs the same care.",
    ),
    cases=_logit_cases,
    probe=partial(call, "softmax"),
    judge=partial(judge_calls, name="softmax", right=softmax, mistakes=SOFTMAX_MISTAKES),
)

EXERCISES = [SOFTMAX]
