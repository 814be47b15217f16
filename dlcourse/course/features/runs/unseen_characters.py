"""Features learned on some characters, put to use on ten others that the network has never seen."""

import numpy as np

from dlcourse.course.features.hog import hog
from dlcourse.data import Labelled, characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Features, Parts, flat, linear_score, tuned_network
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

# All are drawn equally high, so of each pair that would then look alike (o O 0, s S, l 1 I …) one is left out.
POOL = "0123456789ABDEFGHJKLMNPQRTUYabdefghijkmnqrty&@#%?"
NEW = 10
IMAGES, STEPS = 8000, 600  # to learn the features from, whatever the number of characters
PER_CHARACTER = (5, 20, 100)  # labels of the new ones
RATES = (1e-3, 4e-3, 1.6e-2)
ARMS = ("HOG", "learned on 39 others", "learned on 10 others", "raw pixels")


def run(seed: int) -> dict[str, float]:
    """The share of 2,000 pictures read right; named ``labels a character/features``, or ``own task/network``."""
    order = np.random.default_rng(seed).permutation(list(POOL))
    new, others = "".join(order[:NEW]), "".join(order[NEW:])
    many, few_of_them = network_for(others, seed), network_for(others[:NEW], seed)
    described: dict[str, Features] = dict(zip(ARMS, (hog, many.describe, few_of_them.describe, flat), strict=True))
    validation, test = (characters(n, new, seed=1000 + 2 * seed + i) for i, n in enumerate((1000, 2000)))
    scores = {
        "own task/" + ARMS[1]: accuracy(many, *characters(2000, others, seed=5000 + seed)),
        "own task/" + ARMS[2]: accuracy(few_of_them, *characters(2000, others[:NEW], seed=5000 + seed)),
    }
    for each in PER_CHARACTER:
        parts = Parts(few(each, new, seed), validation, test)
        for arm, features in described.items():
            scores[f"{each}/{arm}"] = linear_score(parts.described(features), (0.001, 0.01, 0.1, 1.0))
    return scores


def few(each: int, alphabet: str, seed: int) -> Labelled:
    """Pictures with labels, this many of each character."""
    many = characters(2 * each * len(alphabet) + 200, alphabet, seed=2000 + seed)
    chosen = np.concatenate([np.flatnonzero(many.labels == k)[:each] for k in range(len(alphabet))])
    return Labelled(many.images[chosen], many.labels[chosen])


def network_for(alphabet: str, seed: int) -> SmallCNN:
    """A network that has learned to tell these characters apart, at the rate at which it does so best."""
    train, validation = (characters(n, alphabet, seed=3000 + 2 * seed + i) for i, n in enumerate((IMAGES, 1000)))
    network = tuned_network(
        lambda: SmallCNN(len(alphabet)), Parts(train, validation, validation), steps=STEPS, rates=RATES, seed=seed
    )
    assert isinstance(network, SmallCNN)
    return network


RECIPE = Recipe(
    name="features.unseen_characters",
    what="A small CNN learns features on 39 characters, or on 10 of them, from 8,000 pictures; logistic regression on "
    "them, on HOG and on raw pixels then learns ten new characters from 5, 20 or 100 labels each.",
    metric="share of 2,000 pictures of the new characters read right, by labels a character/features; own task: of new "
    "pictures of the characters that it was trained on",
    published="none: these pictures are the course's own",
    run=run,
    seeds=tuple(range(16)),
)
