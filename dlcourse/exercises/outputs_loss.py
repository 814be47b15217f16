"""An exercise on the loss: cross-entropy from logits, right even where the softmax is stored as 0."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.outputs import softmax
from dlcourse.exercises.probe import call

# Exercise outputs.cross_entropy


def _labelled_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, n, k in [("two images, three classes", 2, 3), ("as many images as classes", 4, 4), ("an image", 1, 5)]:
        logits = rng.integers(-30, 30, (n, k)) / 10
        cases |= {f"{case}/logits": logits, f"{case}/labels": (logits.argmax(1) + rng.integers(1, k, n)) % k}
    large = np.array([[1000, 999, 990], [-1003, -1000, -1001]]) + rng.random((2, 3))
    cases |= {"large logits/logits": large, "large logits/labels": rng.integers(0, 3, 2)}
    sure = np.array([[0, 800, 5], [-900, 3, 1.5]]) + rng.random((2, 3))
    cases |= {"very sure, and wrong/logits": sure, "very sure, and wrong/labels": np.array([0, 0])}
    single = rng.normal(size=(6, 3)).astype(np.float32)
    return cases | {"single precision/logits": single, "single precision/labels": rng.integers(0, 3, 6)}


def _surprises(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """−log of the right class's share, for each image: (N,)."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(shifted).sum(axis=1)) - _picked(shifted, labels)


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> float:
    """The mean of −log of the right class's share: (N, K) and (N,) to a number."""
    return float(_surprises(logits, labels).mean())


def _picked(table: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return table[np.arange(len(labels)), labels]


def _unshifted(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return np.log(np.exp(logits).sum(axis=1)) - _picked(logits, labels)


CROSS_ENTROPY_MISTAKES = [
    Mistake(
        lambda logits, labels: cross_entropy(softmax(logits), labels),
        "Softmax was applied twice: once to the logits, and once more inside the loss. Then a share of 1 is still read "
        "as a logit of 1, and the loss never comes near 0. What goes into a cross-entropy that does its own softmax?",
        "layers.softmax-twice",
    ),
    Mistake(
        lambda logits, labels: np.mean(-np.log(softmax(logits)[:, labels])),
        "`[:, labels]` takes, for each image, the columns of all labels: `(N, N)`. To take one number a row, name the "
        "row too: one index for the row, one for the column.",
        "outputs.colon-picks-one",
    ),
    Mistake(
        lambda logits, labels: np.mean(
            np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True))
            - (logits - logits.max(1, keepdims=True))[:, labels]
        ),
        "`[:, labels]` takes, for each image, the columns of all labels: `(N, N)`. To take one number a row, name the "
        "row too: one index for the row, one for the column.",
        "outputs.colon-picks-one",
    ),
    Mistake(
        lambda logits, labels: _surprises(logits, labels).sum(),
        "This is the sum over the images. The question asks for the mean: it does not grow with the size of the batch, "
        "and one learning rate then serves all sizes.",
        "outputs.sum-is-mean",
    ),
    Mistake(
        lambda logits, labels: np.mean(_surprises(logits, labels)) / np.log(2),
        "Counted in bits: the logarithm is to the base 2. The course, like PyTorch, takes the natural one, `np.log`.",
    ),
    Mistake(
        lambda logits, labels: -np.mean(np.log(_picked(softmax(logits), labels))),
        "Right until a share is so small that it is stored as 0: its logarithm is minus infinity, where the true loss "
        "is about 800. Do not take the logarithm of the softmax. Write log(share) out first: it is a logit minus "
        "something.",
        "outputs.log-after-softmax",
    ),
    Mistake(
        lambda logits, labels: np.mean(-np.log(_picked(softmax(logits), labels) + 1e-12)),
        "A small number was added before the logarithm. It hides the infinity, and says 28 where the loss is 800: "
        "worse mistakes no longer cost more. Work the logarithm out before it meets a 0.",
        "outputs.log-after-softmax",
    ),
    Mistake(
        lambda logits, labels: np.mean(_unshifted(logits, labels)),
        "The formula is right; `np.exp(1000)` is not a number that a computer holds. Subtract each row's largest logit "
        "first, from all of the row: the loss does not change.",
        "layers.overflow-is-nan-data",
    ),
    Mistake(
        lambda logits, labels: -np.mean(_surprises(logits, labels)),
        "The size is right, the sign is not: a share is below 1, its logarithm negative, and a loss is to be positive.",
    ),
    Mistake(
        lambda logits, labels: _surprises(logits, labels),
        "This is the loss of each image. What remains is to make one number of it: their mean.",
    ),
    Mistake(
        lambda logits, labels: -np.mean(_picked(logits, labels)),
        "This is minus the right logit alone. How large it is means nothing without the others: the logarithm of their "
        "powers' sum is missing.",
        "outputs.logit-alone",
    ),
    Mistake(
        lambda logits, labels: np.mean(_surprises(logits, logits.argmax(axis=1))),
        "This is the loss of the class that the network prefers. The loss asks for the right class, which `labels` "
        "names.",
        "outputs.loss-of-the-answer",
    ),
    Mistake(
        lambda logits, labels: _surprises(logits, labels).sum() / logits.size,
        "Divided by N times K. Each image has one right class, so there are N terms: divide by N.",
        "outputs.sum-is-mean",
    ),
]

CROSS_ENTROPY = Exercise(
    id="outputs.cross_entropy",
    title="Cross-entropy, straight from the logits",
    can="write a cross-entropy that is right even where the softmax is stored as 0",
    points=4,
    minutes=20,
    difficulty=3,
    hints=(
        "Write it on paper for one image. The share is exp(z_right) / Σ exp(z). Take −log of that fraction: it "
        "becomes a difference of two terms, and one of them has no exponential left in it.",
        "−log share = log Σ exp(z) − z_right. As in the softmax, subtract the row's largest logit from the whole row "
        "first; neither term overflows then, and their difference is what it was.",
        "One number from each row: `table[rows, columns]` with two index arrays of shape `(N,)` pairs them up. The "
        "rows are 0, 1, … N − 1, which `np.arange(N)` gives; the columns are the labels. Then average over the images.",
    ),
    cases=_labelled_cases,
    probe=partial(call, "cross_entropy"),
    judge=partial(judge_calls, name="cross_entropy", right=cross_entropy, mistakes=CROSS_ENTROPY_MISTAKES),
)

EXERCISES = [CROSS_ENTROPY]
