"""One network, trained whole, or with its first layer or all of its convolutions left as chance made them."""

from functools import partial

from dlcourse.data import characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Parts, tuned_network
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

STEPS = {50: 150, 1000: 300, 8000: 600}  # number of labels: batches to learn from
RATES = (1e-3, 4e-3, 1.6e-2)
# Number of entries of `SmallCNN.features`, from the first on, that stay as they are.
ARMS = {"all learned": 0, "first convolution random": 1, "all convolutions random": 8}


def run(seed: int) -> dict[str, float]:
    """The share of 2,000 new characters that each arm reads; named ``labels/arm``."""
    scores = {}
    for n, steps in STEPS.items():
        parts = Parts(*(characters(size, seed=3 * seed + i) for i, size in enumerate((n, 1500, 2000))))
        for arm, left in ARMS.items():
            network = tuned_network(partial(network_with, left), parts, steps=steps, rates=RATES, seed=seed)
            scores[f"{n}/{arm}"] = accuracy(network, *parts.test)
    return scores


def network_with(left: int) -> SmallCNN:
    """The network, with the first so many entries of its features never to be changed; the rest learns."""
    model = SmallCNN()
    model.features[:left].requires_grad_(False)
    return model


RECIPE = Recipe(
    name="features.random_layers",
    what="A small CNN on cluttered printed digits, trained whole, with its first convolution random, or with all three "
    "random; 50, 1,000 and 8,000 labels.",
    metric="share of 2,000 test pictures read right, by labels/arm",
    published="none: these pictures are the course's own",
    run=run,
    seeds=(0, 1, 2, 3, 4),
)
