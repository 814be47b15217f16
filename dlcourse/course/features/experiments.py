"""What the cells of the two lessons on features run over several seeds, so that a cell reads as its experiment."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from dlcourse.course.features.descriptions import DESCRIPTIONS, anywhere, share_read
from dlcourse.course.features.hog import hog
from dlcourse.data import Labelled, characters
from dlcourse.interact import Progress
from dlcourse.rooms import result

if TYPE_CHECKING:  # torch is imported where a network is trained: Features by hand needs none
    from dlcourse.models.sequence_cnn import SequenceCNN

Name = TypeVar("Name", bound=Hashable)
Floats = NDArray[np.float64]

# ── Features by hand


def anywhere_in_the_picture(seeds: Sequence[int], *, labels: int = 50, test: int = 1000) -> dict[str, Floats]:
    """What a linear classifier reads from each of five descriptions of digits that may stand anywhere.

    Args:
        seeds: each with digits of its own, to learn from and to be judged on.
        labels: how many digits it learns from.
        test: how many it is judged on.

    Returns:
        For each of the `DESCRIPTIONS` the share read right, (seeds,).
    """
    sets = [(anywhere(labels, seed=700 + 2 * seed), anywhere(test, seed=701 + 2 * seed)) for seed in seeds]
    return {name: np.array([share_read(name, *pair) for pair in sets]) for name in DESCRIPTIONS}


def coins(chosen_on: slice, seeds: Sequence[int], *, noise: int = 5000, kept: int = 20) -> Floats:
    """Predict a hundred coin tosses from features that have nothing to do with them.

    A linear model is trained on the first hundred of two hundred tosses and judged on the second hundred.

    Args:
        chosen_on: the tosses on which the features are chosen: those that differ most between heads and tails.
        seeds: each decides the tosses and the features.
        noise: features to choose from, all of them random.
        kept: how many are chosen.

    Returns:
        The share of the second hundred that was predicted correctly, (seeds,).
    """
    shares = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        features, toss = rng.normal(size=(200, noise)), rng.integers(2, size=200)
        seen, outcome = features[chosen_on], toss[chosen_on]
        heads, tails = seen[outcome == 1].mean(axis=0), seen[outcome == 0].mean(axis=0)
        best = np.argsort(abs(heads - tails))[-kept:]
        model = LogisticRegression().fit(features[:100, best], toss[:100])
        shares.append(model.score(features[100:, best], toss[100:]))
    return np.array(shares)


class Splits(NamedTuple):
    """The share of test images that a nearest neighbour misreads, (seeds,), after two ways to split a set."""

    at_random: Floats
    by_person: Floats


def two_splits(
    images: NDArray, labels: NDArray, person: NDArray, seeds: Sequence[int], *, persons: int = 4, n: int = 514
) -> Splits:
    """Split a set at random, and so that nobody has written on both sides.

    Args:
        images: (N, H, W).
        labels: (N,).
        person: (N,), who wrote it, counted from 0.
        seeds: each decides both splits.
        persons: how many are tested on, when the split is by person.
        n: how many images are tested on, when it is at random.
    """
    x = images.reshape(len(images), -1)

    def misread(is_test: NDArray) -> float:
        model = KNeighborsClassifier(1).fit(x[~is_test], labels[~is_test])
        return float(1 - model.score(x[is_test], labels[is_test]))

    at_random, by_person = [], []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        at_random.append(misread(rng.permutation(len(labels)) < n))
        by_person.append(misread(np.isin(person, rng.choice(person.max() + 1, size=persons, replace=False))))
    return Splits(np.array(at_random), np.array(by_person))


def examples(seed: int, *, train: int = 1000, test: int = 2000) -> tuple[Labelled, Labelled]:
    """A training and a test set of cluttered printed digits, none of which another seed has."""
    return characters(train, seed=10 + 2 * seed), characters(test, seed=11 + 2 * seed)


def tried_settings(
    score: Callable[[Any, Any, Labelled, Labelled], float],
    features: Mapping[Name, Any],
    model: Callable[[float], Any],
    settings: Sequence[float],
) -> dict[Name, list[float]]:
    """Try settings of a model on validation images, which no seed of `contest` has.

    Args:
        score: from features, a model, a training set and a validation set to the share read right.
        features: name → features.
        model: from a setting to a model.
        settings: those to try.

    Returns:
        For each kind of features the share read right with each of the settings.
    """
    tuning, validation = characters(1000, seed=1000), characters(2000, seed=1001)
    return {
        name: [score(each, model(setting), tuning, validation) for setting in settings]
        for name, each in Progress.over(features.items(), "features")
    }


def contest(
    score: Callable[[Any, Any, Labelled, Labelled], float],
    pipelines: Mapping[Name, tuple[Any, Any]],
    seeds: Sequence[int],
    **sizes: int,
) -> dict[Name, Floats]:
    """Judge pipelines on the same images: for each seed all are trained on one set and tested on another.

    Args:
        score: from features, a model, a training set and a test set to the share read right.
        pipelines: name → features and model.
        seeds: each with `examples` of its own.
        sizes: of those sets, ``train`` and ``test``.

    Returns:
        For each pipeline the share read right, (seeds,).
    """
    shares: dict[Name, list[float]] = {name: [] for name in pipelines}
    for seed in Progress.over(seeds, "seeds"):
        train, test = examples(seed, **sizes)
        for name, (features, model) in pipelines.items():
            shares[name].append(score(features, model, train, test))
    return {name: np.array(each) for name, each in shares.items()}


# ── Features by learning


class Setting(NamedTuple):
    """What suits the two sides of the contest at one number of labels."""

    C: float
    """How large the weights of the linear classifier on HOG may get."""
    steps: int
    """Batches of 64 images that the network is trained on."""


class HandOrLearned(NamedTuple):
    """The share read right by either side: for each number of labels one figure a seed, (seeds,)."""

    hog: dict[int, Floats]
    network: dict[int, Floats]


def hand_or_learned(settings: Mapping[int, Setting], seeds: Sequence[int], *, test: int = 2000) -> HandOrLearned:
    """HOG with a linear classifier against a small network trained from scratch, on the same images.

    Args:
        settings: number of labels → what suits either side then.
        seeds: each with cluttered printed digits of its own, to learn from and to be judged on.
        test: how many images both are judged on.
    """
    import torch

    from dlcourse.models.small_cnn import SmallCNN
    from dlcourse.training.fit import accuracy, fit

    by_hand: dict[int, list[float]] = {labels: [] for labels in settings}
    learned: dict[int, list[float]] = {labels: [] for labels in settings}
    for seed in Progress.over(seeds, "seeds"):
        judged_on = characters(test, seed=1000 + seed)
        for labels, (C, steps) in settings.items():
            train = characters(labels, seed=2000 + seed)
            model = LogisticRegression(C=C, max_iter=1000).fit(hog(train.images), train.labels)
            by_hand[labels].append(model.score(hog(judged_on.images), judged_on.labels))
            torch.manual_seed(seed)
            network = SmallCNN()
            fit(network, train.images, train.labels, steps=steps, lr=1e-2, seed=seed)
            learned[labels].append(accuracy(network, judged_on.images, judged_on.labels))
    return HandOrLearned(*({labels: np.array(each) for labels, each in side.items()} for side in (by_hand, learned)))


Task = Callable[[int], tuple[tuple[NDArray, NDArray], tuple[NDArray, NDArray]]]
"""From a seed to sequences (N, T, D) and their labels (N,): to learn from, and new ones to be judged on."""


class Senses(NamedTuple):
    """One network class on several tasks, beside a linear classifier: for each task, by its name, …"""

    networks: dict[str, "SequenceCNN"]
    """… the network of the last seed,"""
    examples: dict[str, NDArray]
    """what it learned from, (N, T, D),"""
    network: dict[str, Floats]
    """the share that the networks read right, (seeds,),"""
    linear: dict[str, Floats]
    """and the share that the linear classifier reads right from the same numbers in one list, (seeds,)."""


def senses(tasks: Mapping[str, Task], seeds: Sequence[int], *, steps: int = 400) -> Senses:
    """Train one network class with one setting on each task and seed, and a linear classifier beside it.

    Args:
        tasks: name → task.
        seeds: each decides a task's examples, a network's start, and the order of its examples.
        steps: of training, 64 sequences each.
    """
    import torch

    from dlcourse.models.sequence_cnn import SequenceCNN
    from dlcourse.training.fit import accuracy, fit

    networks, learned_from = {}, {}
    network: dict[str, list[float]] = {task: [] for task in tasks}
    linear: dict[str, list[float]] = {task: [] for task in tasks}
    for seed in Progress.over(seeds, "seeds"):
        for task, make in tasks.items():
            (x, y), (new_x, new_y) = make(seed)
            torch.manual_seed(seed)
            trained = SequenceCNN(dimensions=x.shape[2], classes=y.max() + 1)
            fit(trained, x, y, steps=steps, lr=1e-2, seed=seed)
            networks[task], learned_from[task] = trained, x
            network[task].append(accuracy(trained, new_x, new_y))
            model = LogisticRegression(C=0.03, max_iter=1000).fit(x.reshape(len(x), -1), y)
            linear[task].append(model.score(new_x.reshape(len(new_x), -1), new_y))
    shares = ({task: np.array(each) for task, each in kind.items()} for kind in (network, linear))
    return Senses(networks, learned_from, *shares)


def by_experts(
    tasks: Mapping[str, Task], features: Mapping[str, Callable[[NDArray], Any]], seed: int
) -> dict[str, float]:
    """The share of each task that a linear classifier reads right from an expert's features.

    Args:
        tasks: name → task.
        features: name of a task → from sequences (N, T, D) to the expert's numbers (N, …).
        seed: decides the examples.
    """
    shares = {}
    for task, describe in features.items():
        (x, y), (new_x, new_y) = tasks[task](seed)
        model = LogisticRegression(C=1, max_iter=1000).fit(describe(x), y)
        shares[task] = float(model.score(describe(new_x), new_y))
    return shares


def stored_difference(recipe: str, one: str, other: str) -> Floats:
    """What one arm of a stored run scored above another, a figure for each of its seeds, (seeds,).

    Args:
        recipe: such as ``features.random_layers``.
        one: the arm's name in that run, such as ``1000/all learned``.
        other: that of the arm it is compared with.

    Raises:
        KeyError: the run has no such arm.
        ValueError: nothing is stored of it.
    """
    stored = result(recipe)
    if stored is None:
        raise ValueError(f"{recipe} has not been run yet: python -m dlcourse.course.run {recipe}")
    runs = [run["value"] for run in stored["runs"]]
    return np.array([run[one] - run[other] for run in runs])
