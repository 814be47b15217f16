"""Exercises on arrays: averaging along axes, one scale for all columns, accuracy from scores."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise start.mean


def _image_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    return {
        "two small images/images": rng.integers(1, 10, (2, 2, 3)) / 10,
        "four images/images": rng.random((4, 5, 3), dtype=np.float32),
        "a single image/images": rng.random((1, 3, 4)),
        # Equal sizes, so that no shape gives a wrong axis away.
        "three images, 3 × 3/images": rng.normal(size=(3, 3, 3)),
        # Seen through a transpose: the numbers do not lie in memory as the axes say.
        "a transposed array/images": rng.normal(size=(6, 4, 5)).transpose(1, 2, 0),
    }


def image_means(images: np.ndarray) -> np.ndarray:
    """The mean of each image: (N, H, W) to (N,)."""
    return images.mean(axis=(1, 2))


MEAN_MISTAKES = [
    Mistake(
        lambda images: images.mean(axis=0),
        "The axis that you name is the one that vanishes. Axis 0 counts the images, so this is the mean over all "
        "images, once for each pixel. Which axes lie inside an image?",
        "start.axis-stays",
    ),
    Mistake(
        lambda images: images.mean(),
        "This is one mean for everything: where no axis is named, all of them vanish, that of the images too.",
        "start.one-mean-for-all",
    ),
    Mistake(
        lambda images: images.mean(axis=(1, 2), keepdims=True),
        "The numbers are right. `keepdims=True` leaves the averaged axes in place with size 1; here they are to go.",
        "start.kept-axes",
    ),
    Mistake(
        lambda images: images.mean(axis=1),
        "Axis 1 runs down the rows of an image, so this is one mean for each column. An image has a second axis, and "
        "it must vanish too.",
        "start.one-axis-enough",
    ),
    Mistake(
        lambda images: images.mean(axis=2),
        "Axis 2 runs along the columns of an image, so this is one mean for each row. An image has another axis, and "
        "it must vanish too.",
        "start.one-axis-enough",
    ),
    Mistake(
        lambda images: images.mean(axis=(0, 1)),
        "Axis 0 counts the images and should stay; axis 2 is inside an image and should vanish.",
        "start.axis-stays",
    ),
    Mistake(
        lambda images: images.mean(axis=(0, 2)),
        "Axis 0 counts the images and should stay; axis 1 is inside an image and should vanish.",
        "start.axis-stays",
    ),
    Mistake(
        lambda images: images.sum(axis=(1, 2)),
        "These are the sums. The right axes vanish; now divide by how many pixels an image has.",
    ),
]

MEAN = Exercise(
    id="start.mean",
    title="The mean of each image",
    can="average an array along the axes that you choose",
    points=2,
    minutes=5,
    difficulty=1,
    hints=(
        "Write the shapes down first: what goes in is `(N, H, W)`, what comes out is `(N,)`. Two of the three axes "
        "must vanish. Which?",
        "`array.mean(axis=…)` averages along the axis that you name, and that axis vanishes. To average along "
        "several, name them all, in round brackets.",
        "The axes are counted from 0: the images are axis 0, the rows axis 1, the columns axis 2. Name the two that "
        "are not the images.",
    ),
    cases=_image_cases,
    probe=partial(call, "image_means"),
    judge=partial(judge_calls, name="image_means", right=image_means, mistakes=MEAN_MISTAKES),
)

# Exercise start.standardise


def _table_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    scales = np.array([0.1, 1.0, 50.0])
    constant = rng.normal(3, 2, (5, 3))
    constant[:, 1] = 4.0
    whole = rng.integers(0, 100, (6, 2))
    whole[:2] = [[0, 1], [7, 90]]  # never constant, whatever the seed
    return {
        "metres and kilograms/table": np.stack([[1.5, 1.7, 1.9], 50 + rng.integers(1, 20, 3).cumsum()], axis=1),
        "columns of very different sizes/table": rng.normal(10 * scales, scales, (7, 3)),
        "as many rows as columns/table": rng.normal(5, 3, (4, 4)),
        "whole numbers/table": whole,
        "a column that is constant/table": constant,
    }


def standardise(table: np.ndarray) -> np.ndarray:
    """Each column with mean 0 and standard deviation 1, constant ones 0: (N, D) to (N, D)."""
    spread = table.std(axis=0)
    return (table - table.mean(axis=0)) / np.where(spread == 0, 1, spread)


def _in_whole_numbers(table: np.ndarray) -> np.ndarray:
    result = table.copy()
    result[:] = standardise(table)
    return result


def _scaled(table: np.ndarray, spread: np.ndarray) -> np.ndarray:
    return (table - table.mean(axis=0)) / np.where(spread == 0, 1, spread)


STANDARDISE_MISTAKES = [
    Mistake(
        lambda table: (table - table.mean()) / table.std(),
        "Here all columns share one mean and one spread. Metres and kilograms are not on one scale: each column needs "
        "its own.",
        "start.one-spread-for-all",
    ),
    Mistake(
        lambda table: _scaled(table, table.std()),
        "Each column has its own mean here, but all share one spread. Each column needs its own spread too.",
        "start.one-spread-for-all",
    ),
    Mistake(
        lambda table: (table - table.mean(axis=0)) / table.std(axis=0),
        "Right for every column but the constant one. Its spread is 0, and 0 / 0 is not a number. Put something "
        "harmless in the place of a spread of 0.",
        "start.constant-column",
    ),
    Mistake(
        _in_whole_numbers,
        "The result was written into an array of whole numbers, and everything after the point was lost. Let the "
        "division make a new array.",
        "start.integers-truncate",
    ),
    Mistake(
        lambda table: standardise(table.T).T,
        "These are the rows, standardised. The axis that you name is the one that vanishes: for one mean a column, the "
        "rows must vanish.",
        "start.axis-stays",
    ),
    Mistake(
        lambda table: _scaled(table, table.std(axis=0, ddof=1)),
        "Here the spread divides by N - 1. That is a fair choice too (`ddof=1`); the question asks for the plain one, "
        "as `table.std(axis=0)` computes it.",
    ),
    Mistake(
        lambda table: _scaled(table, table.var(axis=0)),
        "This divides by the variance. The spread is its square root: `std`.",
    ),
    Mistake(
        lambda table: table - table.mean(axis=0),
        "The means are 0 now; the spreads are not yet 1. Divide.",
    ),
    Mistake(
        lambda table: table / np.where(table.std(axis=0) == 0, 1, table.std(axis=0)),
        "The spreads are 1 now; the means are not yet 0. Subtract each column's mean before dividing.",
    ),
]

STANDARDISE = Exercise(
    id="start.standardise",
    title="All columns on one scale",
    can="standardise a table of data, constant columns included",
    points=4,
    minutes=15,
    difficulty=2,
    hints=(
        "Two steps: subtract something from the table, then divide by something. Both have one number for each column, "
        "shape `(D,)`, and `(N, D)` meets `(D,)` as you need it, without a loop.",
        "`table.mean(axis=0)` and `table.std(axis=0)` are those numbers. Then print the spreads of a table with a "
        "constant column: what will you be dividing by?",
        "`np.where(condition, a, b)` takes from `a` where the condition is true, and from `b` elsewhere. Use it to put "
        "1 in the place of every spread that is 0: the constant column minus its mean is 0, and 0 / 1 is 0.",
    ),
    cases=_table_cases,
    probe=partial(call, "standardise"),
    judge=partial(judge_calls, name="standardise", right=standardise, mistakes=STANDARDISE_MISTAKES),
)

# Exercise start.accuracy


SIZES = [("four images, three classes", 4, 3, 3), ("as many images as classes", 5, 5, 3), ("forty images", 40, 10, 23)]


def _score_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, n, k, hits in SIZES:
        scores = rng.permuted(np.arange(n * k)).reshape(n, k) / 10  # no two alike: there is no tie
        labels = scores.argmax(axis=1)
        labels[hits:] = (labels[hits:] + rng.integers(1, k, n - hits)) % k
        order = rng.permutation(n)
        cases |= {f"{case}/scores": scores[order], f"{case}/labels": labels[order]}
    below = -1 - rng.permuted(np.arange(12)).reshape(4, 3) / 10
    return cases | {"all right, scores below 0/scores": below, "all right, scores below 0/labels": below.argmax(1)}


def accuracy(scores: np.ndarray, labels: np.ndarray) -> float:
    """The share of images whose highest score is at the right class: (N, K) and (N,) to a number in 0 … 1."""
    return float((scores.argmax(axis=1) == labels).mean())


ACCURACY_MISTAKES = [
    Mistake(
        lambda scores, labels: np.mean(scores.argmax(axis=0) == labels),
        "`argmax(axis=0)` runs down the images and finds, for each class, the image with the highest score. You want "
        "it the other way round: for each image, the class with the highest score.",
        "start.argmax-over-examples",
    ),
    Mistake(
        lambda scores, labels: np.sum(scores.argmax(axis=1) == labels),
        "This is how many are right. Accuracy is the share: between 0 and 1, and comparable between large and small "
        "sets.",
        "start.count-is-share",
    ),
    Mistake(
        lambda scores, labels: np.sum(scores.argmax(axis=1) == labels) / scores.shape[1],
        "The count is right, and divided by the number of classes. Divide by the number of images.",
        "start.count-is-share",
    ),
    Mistake(
        lambda scores, labels: 100 * np.mean(scores.argmax(axis=1) == labels),
        "This is in percent. The question asks for a share between 0 and 1.",
    ),
    Mistake(
        lambda scores, labels: np.mean(scores.argmax(axis=1) != labels),
        "This is the share that is wrong, the error rate. Accuracy is the share that is right.",
    ),
    Mistake(
        lambda scores, labels: np.mean(scores.argmin(axis=1) == labels),
        "`argmin` finds the lowest score. The network's answer is the class with the highest.",
    ),
    Mistake(
        lambda scores, labels: np.mean(scores.max(axis=1) == labels),
        "`max` gives the highest score itself; the labels are to be compared with where it stands: `argmax`.",
    ),
    Mistake(
        lambda scores, labels: scores.argmax(axis=1) == labels,
        "This says for each image whether it is right. What remains is to make one number of it.",
    ),
]

ACCURACY = Exercise(
    id="start.accuracy",
    title="How many did it get right?",
    can="turn a network's scores into its accuracy",
    points=3,
    minutes=10,
    difficulty=2,
    hints=(
        "Three steps: the answer for each image, right or wrong for each image, the share of the right ones. Write "
        "down the shape after each step: `(N,)`, `(N,)`, a single number.",
        "`scores.argmax(axis=…)` says where the highest score stands. The axis that you name vanishes, and what must "
        "remain is one answer for each image.",
        "Comparing two arrays of shape `(N,)` with `==` gives N times true or false. True counts as 1 and false as 0, "
        "so the mean of these is the share that is true.",
    ),
    cases=_score_cases,
    probe=partial(call, "accuracy"),
    judge=partial(judge_calls, name="accuracy", right=accuracy, mistakes=ACCURACY_MISTAKES),
)

EXERCISES = [MEAN, STANDARDISE, ACCURACY]
