"""The readers of chapter 00 on strangers' hands: MNIST, whose writers and pens they have never met."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.neighbors import KNeighborsClassifier
from torch import nn

from dlcourse.data import characters, handwriting, mnist
from dlcourse.models.mlp import MLP
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.fit import accuracy, fit
from dlcourse.training.recipes import Recipe


def run(seed: int) -> dict[str, float]:
    """The share of MNIST's 10,000 test images that each reader of the lesson gets right, trained as it is there."""
    test, truth = mnist("test")
    test = (test / 255).astype(np.float32)
    plain = handwriting(6000, rotation=0, shear=0, scale=0, aspect=0, shift=0)
    averages = np.stack([plain.images[plain.labels == digit].mean(axis=0) for digit in range(10)])
    scores = {"nearest average": _nearest(averages, np.arange(10), test, truth)}
    scores["nearest example"] = _nearest(plain.images, plain.labels, test, truth)
    printed, written = characters(6000, preset="centred", seed=0), handwriting(6000, seed=0)
    images, labels = (np.concatenate(pair) for pair in zip(printed, written, strict=True))
    scores["nearest of all 12,000"] = _nearest(images, labels, test, truth)
    both = (images, labels)
    models: dict[str, tuple[Callable[[], nn.Module], float, tuple[NDArray, NDArray]]] = {
        "linear, handwriting": (lambda: MLP([784, 10]), 1e-2, plain),
        "linear model": (lambda: MLP([784, 10]), 1e-2, both),
        "one hidden layer": (lambda: MLP([784, 128, 10]), 1e-2, both),
        "CNN": (SmallCNN, 5e-3, both),
    }
    for name, (model, lr, learned_from) in models.items():
        torch.manual_seed(seed)
        trained = model()
        fit(trained, *learned_from, steps=1000, lr=lr, seed=seed)
        scores[name] = accuracy(trained, test, truth)
    return scores


def _nearest(examples: np.ndarray, names: np.ndarray, test: np.ndarray, truth: np.ndarray) -> float:
    neighbour = KNeighborsClassifier(1).fit(examples.reshape(len(examples), 784), names)
    return float(neighbour.score(test.reshape(len(test), 784), truth))


RECIPE = Recipe(
    name="start.strangers",
    what="The readers of lesson 00, trained on printed digits and 1,287 enlarged ones by hand, never on MNIST.",
    metric="share of MNIST's 10,000 test images read right, by reader",
    published="none: nobody else trains on this mixture; trained on MNIST itself, LeNet-5 reads 99.05 % (1998)",
    run=run,
)
