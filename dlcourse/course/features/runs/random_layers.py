"""One network, trained whole, or with its first layer or all of its convolutions left as chance made them."""

from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from dlcourse.data import characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Parts, tuned_network
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

STEPS = {50: 150, 1000: 300, 8000: 600}  # number of labels: batches to learn from
RATES = (1e-3, 4e-3, 1.6e-2)
# Number of entries of `SmallCNN.features`, from the first on, that stay as they are.
ARMS = {"all learned": 0, "first convolution random": 1, "all convolutions random": 8}
WIDER, WIDE_LABELS = 8, 1000  # times as many random features; with so many labels only
WIDE = f"all convolutions random, {WIDER} times as wide"


def run(seed: int) -> dict[str, float]:
    """The share of 2,000 new characters that each arm reads; named ``labels/arm``."""
    scores = {}
    for n, steps in STEPS.items():
        for arm, left in ARMS.items():
            parts = parts_for(n, seed)
            network = tuned_network(partial(network_with, left), parts, steps=steps, rates=RATES, seed=seed)
            scores[f"{n}/{arm}"] = accuracy(network, *parts.test)
    return scores | {f"{WIDE_LABELS}/{WIDE}": wide_score(seed)}


def parts_for(n: int, seed: int) -> Parts:
    """Cluttered printed digits: n to learn from, others to tune by and to be judged on."""
    return Parts(*(characters(size, seed=3 * seed + i) for i, size in enumerate((n, 1500, 2000))))


def network_with(left: int) -> SmallCNN:
    """The network, with the first so many entries of its features never to be changed; the rest learns."""
    model = SmallCNN()
    model.features[:left].requires_grad_(False)
    return model


def wide_score(seed: int) -> float:
    """The share that the last two layers read when the convolutions before them are wider, and random."""
    torch.manual_seed(seed)
    random = wide_convolutions()
    # Described once, since what is random never changes: that is many times quicker than at each step.
    parts = parts_for(WIDE_LABELS, seed).described(partial(described_by, random))
    many = parts.train.images.shape[1]
    head = tuned_network(partial(last_two, many), parts, steps=STEPS[WIDE_LABELS], rates=RATES, seed=seed)
    return accuracy(head, *parts.test)


def wide_convolutions() -> nn.Sequential:
    """The convolutions of `SmallCNN`, each of them so many times as wide."""
    first, second = 8 * WIDER, 32 * WIDER
    return nn.Sequential(
        nn.Conv2d(1, first, 5, stride=2, padding=2),
        nn.ReLU(),
        nn.Conv2d(first, second, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(second, second, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
    )


def last_two(many: int) -> nn.Sequential:
    """The two layers that `SmallCNN` ends with, for so many features."""
    return nn.Sequential(nn.Linear(many, 64), nn.ReLU(), nn.Linear(64, 10))


@torch.no_grad()
def described_by(convolutions: nn.Sequential, images: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features of images: (N, 28, 28) to (N, D)."""
    batches = torch.as_tensor(images).unsqueeze(1).split(200)
    return np.concatenate([convolutions(batch).numpy() for batch in batches])


RECIPE = Recipe(
    name="features.random_layers",
    what="A small CNN on cluttered printed digits, trained whole, with its first convolution random, or with all three "
    "random; 50, 1,000 and 8,000 labels. With 1,000 labels also one whose random convolutions are eight times as wide.",
    metric="share of 2,000 test pictures read right, by labels/arm",
    published="none: these pictures are the course's own",
    run=run,
    seeds=(0, 1, 2, 3, 4),
)
