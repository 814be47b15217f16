"""Raw pixels, features by hand and learned features on the real MNIST, from a hundred labels to fifty thousand."""

import numpy as np

from dlcourse.course.features.hog import hog
from dlcourse.data import Labelled, mnist
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Parts, flat, linear_score, tuned_network
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

STEPS = {100: 150, 1000: 300, 10_000: 1000, 50_000: 4000}  # number of labels: batches to learn from
RATES = (1e-3, 4e-3, 1.6e-2)
VALIDATION = 5000  # of the 60,000 training images; the most that is learned from are 50,000 of the rest
ARMS = ("raw pixels", "HOG", "network")


def run(seed: int) -> dict[str, float]:
    """Every arm with every number of labels; named ``labels/arm``."""
    return {f"{n}/{arm}": score for n in STEPS for arm, score in one_size(n, seed).items()}


def one_size(n: int, seed: int) -> dict[str, float]:
    """The share of the 10,000 test images that each arm reads, after n labels and 5,000 images to tune by."""
    images, labels = mnist("train")
    images, order = (images / 255).astype(np.float32), np.random.default_rng(seed).permutation(len(labels))
    test_images, test_labels = mnist("test")
    chosen, tuned_by = order[VALIDATION : VALIDATION + n], order[:VALIDATION]
    parts = Parts(
        Labelled(images[chosen], labels[chosen]),
        Labelled(images[tuned_by], labels[tuned_by]),
        Labelled((test_images / 255).astype(np.float32), test_labels),
    )
    network = tuned_network(SmallCNN, parts, steps=STEPS[n], rates=RATES, seed=seed)
    return {
        ARMS[0]: linear_score(parts.described(flat), (0.003, 0.03, 0.3)),
        ARMS[1]: linear_score(parts.described(hog), (0.03, 0.3, 3.0)),
        ARMS[2]: accuracy(network, *parts.test),
    }


RECIPE = Recipe(
    name="features.features_on_mnist",
    what="Raw pixels and HOG under logistic regression, and a small CNN without augmentation, on 100 to 50,000 images "
    "of MNIST.",
    metric="share of the 10,000 test images read right, by labels/arm",
    published="a linear classifier on pixels 12.0 % error, LeNet-5 .95 % (LeCun, Bottou, Bengio & Haffner 1998); HOG "
    "with cells of several sizes under an SVM .64 % (Khan 2017, doi:10.4236/jilsa.2017.92003)",
    run=run,
)
