"""Features learned on some characters, put to use on ten others that the network has never seen."""

import warnings
from itertools import product

import numpy as np
import torch
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from dlcourse.course.features.hog import hog
from dlcourse.data import Labelled, characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Features, Parts, choose, flat, linear_score
from dlcourse.training.fit import accuracy, fit
from dlcourse.training.recipes import Recipe

# All are drawn equally high, so of each pair that would then look alike (o O 0, s S, l 1 I …) one is left out.
POOL = "0123456789ABDEFGHJKLMNPQRTUYabdefghijkmnqrty&@#%?"
NEW = 10
IMAGES = 8000  # to learn the features from, whatever the number of characters
PER_CHARACTER = (5, 20, 100)  # labels of the new ones
STRENGTHS = (0.001, 0.01, 0.1, 1.0)  # of a linear classifier on any features
# Rates and steps to choose from, by the new characters: the best reader of its own need not have the best features.
SETTINGS = ((4e-3, 600), (1.6e-2, 600), (4e-3, 2000))
HOG, PIXELS, MANY, FEW = "HOG", "raw pixels", "learned on 39 others", "learned on 10 others"
DIRECTIONS = "HOG, directions learned on 39 others"
ARMS = (PIXELS, HOG, DIRECTIONS, FEW, MANY)


def run(seed: int) -> dict[str, float]:
    """The share of 2,000 pictures read right; named ``labels a character/features``, or ``own task/network``."""
    order = np.random.default_rng(seed).permutation(list(POOL))
    new, others = "".join(order[:NEW]), "".join(order[NEW:])
    described: dict[str, Features] = {PIXELS: flat, HOG: hog, DIRECTIONS: directions_for(others, seed)}
    networks = {FEW: networks_for(others[:NEW], seed), MANY: networks_for(others, seed)}
    validation, test = (characters(n, new, seed=1000 + 2 * seed + i) for i, n in enumerate((1000, 2000)))
    scores = {
        f"own task/{arm}": own_score(networks[arm], alphabet, seed)
        for arm, alphabet in ((MANY, others), (FEW, others[:NEW]))
    }
    for each in PER_CHARACTER:
        parts = Parts(few(each, new, seed), validation, test)
        for arm, features in described.items():
            scores[f"{each}/{arm}"] = linear_score(parts.described(features), STRENGTHS)
        for arm, tried in networks.items():
            scores[f"{each}/{arm}"] = best_score(tried, parts)
    return scores


def few(each: int, alphabet: str, seed: int) -> Labelled:
    """Pictures with labels, this many of each character."""
    many = characters(2 * each * len(alphabet) + 200, alphabet, seed=2000 + seed)
    chosen = np.concatenate([np.flatnonzero(many.labels == k)[:each] for k in range(len(alphabet))])
    return Labelled(many.images[chosen], many.labels[chosen])


def learned_from(alphabet: str, seed: int) -> tuple[Labelled, Labelled]:
    """Pictures of the characters that features are learned from, and others to tune by."""
    return characters(IMAGES, alphabet, seed=3000 + 2 * seed), characters(1000, alphabet, seed=3001 + 2 * seed)


def networks_for(alphabet: str, seed: int) -> list[SmallCNN]:
    """Networks that have learned to tell these characters apart, one with each of the settings."""
    train, _ = learned_from(alphabet, seed)
    networks = []
    for rate, steps in SETTINGS:
        torch.manual_seed(seed)
        networks.append(SmallCNN(len(alphabet)))
        fit(networks[-1], *train, steps=steps, lr=rate, seed=seed)
    return networks


def own_score(networks: list[SmallCNN], alphabet: str, seed: int) -> float:
    """The share of new pictures of its own characters that the network reads which does so best."""
    _, validation = learned_from(alphabet, seed)
    best = choose(lambda network: network, networks, lambda network: accuracy(network, *validation))
    return accuracy(best, *characters(2000, alphabet, seed=5000 + seed))


def best_score(networks: list[SmallCNN], parts: Parts) -> float:
    """What a linear classifier reads from the features of one of the networks: of the one that suits it best."""
    described = [parts.described(network.describe) for network in networks]

    def trained(setting: tuple[int, float]) -> tuple[Parts, LogisticRegression]:
        which, C = setting
        return described[which], LogisticRegression(C=C, max_iter=1000).fit(*described[which].train)

    settings = product(range(len(networks)), STRENGTHS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped after a thousand rounds, as in `linear_score`
        features, model = choose(trained, settings, lambda pair: pair[1].score(*pair[0].validation))
    return float(model.score(*features.test))


def directions_for(alphabet: str, seed: int) -> Features:
    """HOG, seen along those directions only in which these characters differ most from one another.

    Source: Fisher's linear discriminant (Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x).
    """
    train, _ = learned_from(alphabet, seed)
    model = LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto").fit(hog(train.images), train.labels)
    return lambda images: model.transform(hog(images))


RECIPE = Recipe(
    name="features.unseen_characters",
    what="A small CNN learns features on 39 characters, or on 10 of them, from 8,000 pictures; linear discriminant "
    "analysis learns from the 39, in the same pictures, which directions of HOG count. Logistic regression on these, "
    "on HOG and on raw pixels then learns ten new characters from 5, 20 or 100 labels each.",
    metric="share of 2,000 pictures of the new characters read right, by labels a character/features; own task: of new "
    "pictures of the characters that it was trained on",
    published="none: these pictures are the course's own",
    run=run,
    seeds=tuple(range(8)),
)
