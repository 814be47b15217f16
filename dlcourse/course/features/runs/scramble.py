"""Pictures cut into tiles that change places: who notices? Smaller and smaller tiles, one fixed order for all."""

from dlcourse.course.features.hog import hog
from dlcourse.data import Labelled, characters
from dlcourse.data.tiles import scrambled
from dlcourse.models.mlp import MLP
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Parts, linear_score, tuned_network
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

SIDES = (28, 14, 7, 4, 2, 1)  # pixels of a tile: from the picture as it is to every pixel moved
LABELS, STEPS = 3000, 400
RATES = (1e-3, 4e-3, 1.6e-2)
ARMS = ("HOG", "fully connected network", "convolutional network")


def run(seed: int) -> dict[str, float]:
    """The share that each arm reads right when it is trained and judged on scrambled pictures; ``side/arm``."""
    whole = [characters(n, seed=3 * seed + i) for i, n in enumerate((LABELS, 1000, 2000))]
    scores = {}
    for side in SIDES:
        parts = Parts(*(Labelled(scrambled(images, side, seed), labels) for images, labels in whole))
        scores[f"{side}/{ARMS[0]}"] = linear_score(parts.described(hog), (0.03, 0.3, 3.0))
        for arm, make in ((ARMS[1], fully_connected), (ARMS[2], SmallCNN)):
            network = tuned_network(make, parts, steps=STEPS, rates=RATES, seed=seed)
            scores[f"{side}/{arm}"] = accuracy(network, *parts.test)
    return scores


def fully_connected() -> MLP:
    """A network in which every number meets every other, and which knows of no neighbours."""
    return MLP([784, 256, 64, 10])


RECIPE = Recipe(
    name="features.scramble",
    what="HOG under logistic regression, a fully connected and a convolutional network on 3,000 cluttered printed "
    "digits, cut into tiles of 28 to 1 pixels that change places.",
    metric="share of 2,000 test pictures read right, by side of a tile/arm",
    published="none: these pictures are the course's own",
    run=run,
)
