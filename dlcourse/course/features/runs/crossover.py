"""Features by hand against learned ones: over numbers of labels, clutter, and how well the characters are centred."""

from itertools import product

from dlcourse.course.features.hog import hog
from dlcourse.data import characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Parts, flat, linear_score, tuned_network
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

CLUTTER = (0, 1, 2, 3)  # other characters that reach into the picture
SHIFT = (0, 3)  # pixels, to either side
STEPS = {100: 150, 300: 250, 1000: 300, 3000: 400, 10_000: 600}  # number of labels: batches to learn from
RATES = (1e-3, 4e-3, 1.6e-2)
ARMS = ("raw pixels", "HOG", "network", "network, rate not tuned")


def run(seed: int) -> dict[str, float]:
    """Every arm in every setting; named ``clutter/shift/labels/arm``."""
    return {
        f"{clutter}/{shift}/{n}/{arm}": score
        for clutter, shift, n in product(CLUTTER, SHIFT, STEPS)
        for arm, score in one_setting(clutter, shift, n, seed).items()
    }


def one_setting(clutter: int, shift: float, n: int, seed: int) -> dict[str, float]:
    """The share of 2,000 new pictures that each arm reads, after n labels and 1,000 pictures to tune by."""
    parts = Parts(
        *(characters(size, seed=3 * seed + i, clutter=clutter, shift=shift) for i, size in enumerate((n, 1000, 2000)))
    )
    network, untuned = (
        tuned_network(SmallCNN, parts, steps=STEPS[n], rates=rates, seed=seed) for rates in (RATES, RATES[:1])
    )
    return {
        ARMS[0]: linear_score(parts.described(flat), (0.003, 0.03, 0.3)),
        ARMS[1]: linear_score(parts.described(hog), (0.03, 0.3, 3.0)),
        ARMS[2]: accuracy(network, *parts.test),
        ARMS[3]: accuracy(untuned, *parts.test),
    }


RECIPE = Recipe(
    name="features.crossover",
    what="Raw pixels and HOG under logistic regression, and a small CNN, on printed digits: 4 amounts of clutter, "
    "centred or shifted by up to 3 pixels, 100 to 10,000 labels.",
    metric="share of 2,000 test pictures read right, by clutter/shift/labels/arm",
    published="none: these pictures are the course's own",
    run=run,
)
