"""What the cells of *Start here* run over several seeds, so that a cell reads as its experiment."""

import contextlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from dlcourse.course.start.demos.drawing import before_and_after
from dlcourse.course.start.ladder import Reader, most_probable
from dlcourse.data import render_all, simulated_drawings
from dlcourse.data.placing import four_ways
from dlcourse.interact import Progress
from dlcourse.models.mlp import MLP
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.plots import Picture
from dlcourse.training.fit import accuracy, fit, probabilities


class Centring(NamedTuple):
    """Networks that learned centred digits, and how many drawings each read, prepared in two ways."""

    networks: list[SmallCNN]
    """One for each seed."""
    centred: NDArray[np.float64]
    """Share read right of the drawings cropped and centred, (seeds,)."""
    uncropped: NDArray[np.float64]
    """Share read right of the same drawings uncropped, (seeds,)."""


def centring(
    images: NDArray, labels: NDArray, seeds: Sequence[int], *, steps: int = 1000, drawings: int = 600
) -> Centring:
    """Train a network for each seed, and let it read the same simulated drawings centred and uncropped.

    Args:
        images: (N, 28, 28), to learn from.
        labels: (N,), the digits meant.
        seeds: each decides a network's start, the order of its examples, and its drawings.
        steps: of training, 64 images each.
        drawings: how many each network reads; those of seed s are ``simulated_drawings(drawings, seed=1000 + s)``.
    """
    networks, centred, uncropped = [], [], []
    with Progress(steps * len(seeds), "training") as bar:
        for seed in seeds:
            torch.manual_seed(seed)
            network = SmallCNN()
            fit(network, images, labels, steps=steps, lr=5e-3, seed=seed, on_step=lambda *_: bar.step())
            drawn, truth = simulated_drawings(drawings, seed=1000 + seed)
            networks.append(network)
            centred.append(accuracy(network, render_all(drawn), truth))
            uncropped.append(accuracy(network, render_all(drawn, centred=False), truth))
    return Centring(networks, np.array(centred), np.array(uncropped))


class _Seen(Exception):
    """Ends a training of which enough has been seen."""


def after_steps(
    model: SmallCNN,
    images: NDArray,
    labels: NDArray,
    picture: NDArray,
    steps: Sequence[int],
    *,
    of: int,
    lr: float = 5e-3,
) -> Picture:
    """Begin a training, and draw what the model makes of one picture before it and after some of its steps.

    Args:
        model: trained in place, up to the last of the steps.
        images: (N, 28, 28), to learn from.
        labels: (N,), the digits meant.
        picture: (28, 28), what it is asked about.
        steps: after which to ask, rising, from 0.
        of: how many steps the whole training would have; the learning rate follows its plan.
        lr: the highest learning rate.
    """
    thinks = {0: probabilities(model, picture[None])[0]}

    def ask(step: int, _loss: float) -> None:
        if step in steps:
            thinks[step] = probabilities(model, picture[None])[0]
            model.train()
        if step == steps[-1]:
            raise _Seen

    with contextlib.suppress(_Seen):
        fit(model, images, labels, steps=of, lr=lr, on_step=ask)
    return before_and_after(picture, {step: thinks[step] for step in steps})


def sure_though_wrong(network: torch.nn.Module, pictures: NDArray, truth: NDArray, above: float = 0.9) -> float:
    """Of the pictures (N, 28, 28) that a network misreads, the share that it gives a bar above a probability.

    NaN if it misreads none.
    """
    given = probabilities(network, pictures)
    missed = given.argmax(axis=1) != truth
    return float((given.max(axis=1)[missed] > above).mean()) if missed.any() else float("nan")


def taught(
    sizes: Sequence[int], images: NDArray, labels: NDArray, seeds: Sequence[int], *, steps: int = 1000
) -> list[Reader]:
    """Train fully connected networks, one for each seed, and give back the readers that they make.

    Args:
        sizes: numbers in each layer, from the pixels to the digits: ``[784, 10]`` is a linear model.
        images: (N, 28, 28), to learn from.
        labels: (N,), the digits meant.
        seeds: each decides a network's start and the order of its examples.
        steps: of training, 64 images each.
    """
    readers = []
    for seed in Progress.over(seeds, " → ".join(map(str, sizes))):
        torch.manual_seed(seed)
        model = MLP(list(sizes))
        fit(model, images, labels, steps=steps, lr=1e-2, seed=seed)
        readers.append(most_probable(model))
    return readers


def place_or_size(
    networks: Sequence[torch.nn.Module], seeds: Sequence[int], *, drawings: int = 200
) -> dict[str, NDArray[np.float64]]:
    """Let each network read new drawings as they stand, scaled, moved, and both.

    Args:
        networks: one for each seed, from images (N, 28, 28) to scores (N, 10).
        seeds: those of seed s are ``simulated_drawings(drawings, seed=2000 + s)``.
        drawings: how many each network reads.

    Returns:
        For each of the four ways of `four_ways` the share that each network read right, (seeds,).
    """
    shares: dict[str, list[float]] = {}
    for seed, network in zip(seeds, networks, strict=True):
        drawn, truth = simulated_drawings(drawings, seed=2000 + seed)
        for way, pictures in four_ways(drawn).items():
            shares.setdefault(way, []).append(accuracy(network, pictures, truth))
    return {way: np.array(each) for way, each in shares.items()}
