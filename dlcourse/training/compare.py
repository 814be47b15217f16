"""A fair comparison: every method tunes its own setting on the same validation data, and is judged on the same test."""

import warnings
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

import torch
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from torch import nn

from dlcourse.data import Labelled
from dlcourse.training.fit import accuracy, fit

Setting = TypeVar("Setting")
Model = TypeVar("Model")
Features = Callable[[NDArray], NDArray]


class Parts(NamedTuple):
    """One set of data in three parts that share no example."""

    train: Labelled
    """To learn from."""
    validation: Labelled
    """To choose settings by."""
    test: Labelled
    """To judge by, once."""

    def described(self, features: Features) -> "Parts":
        """The same parts with features (N, D) in place of the images."""
        return Parts(*(Labelled(features(images), labels) for images, labels in self))


def flat(images: NDArray) -> NDArray:
    """The raw numbers as features: (N, …) to (N, D)."""
    return images.reshape(len(images), -1)


def choose(train: Callable[[Setting], Model], settings: Iterable[Setting], score: Callable[[Model], float]) -> Model:
    """Train once with each setting, and keep the model that scores highest; of equals the first.

    Args:
        train: from a setting, such as a learning rate, to a trained model.
        settings: at least one.
        score: on validation data, never on the test data that the model is judged by.

    Raises:
        ValueError: there are no settings.
    """
    tried = [train(setting) for setting in settings]
    if not tried:
        raise ValueError("There is nothing to choose from: give at least one setting.")
    return max(tried, key=score)


def linear_score(parts: Parts, strengths: Iterable[float]) -> float:
    """The share of the test part that logistic regression gets right.

    Args:
        parts: described by features (N, D).
        strengths: values of C to choose from; the smaller, the more it is held back from trusting single features.
    """
    with warnings.catch_warnings():
        # Stopped after a thousand rounds is good enough: what still moves then no longer shows in the score.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = choose(
            lambda C: LogisticRegression(C=C, max_iter=1000).fit(*parts.train),
            strengths,
            lambda model: model.score(*parts.validation),
        )
    return float(model.score(*parts.test))


def tuned_network(
    make: Callable[[], nn.Module], parts: Parts, *, steps: int, rates: Iterable[float], seed: int
) -> nn.Module:
    """A network trained at the rate that suits it best.

    Args:
        make: builds the network; called under the same seed for each rate, so that all start alike.
        parts: images and labels.
        steps: batches of 64.
        rates: highest learning rates of Adam's cycle to choose from.
        seed: decides the start and the order of the examples.
    """

    def trained(rate: float) -> nn.Module:
        torch.manual_seed(seed)
        model = make()
        fit(model, *parts.train, steps=steps, lr=rate, seed=seed)
        return model

    return choose(trained, rates, lambda model: accuracy(model, *parts.validation))
