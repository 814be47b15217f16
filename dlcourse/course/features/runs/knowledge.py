"""Features by hand against learned ones, when both may use what people know: bent copies of the labelled pictures."""

from dlcourse.course.features.bending import with_bent_copies
from dlcourse.course.features.curved import curved_score
from dlcourse.course.features.hog import hog
from dlcourse.course.features.tuning import rate_then_steps
from dlcourse.data import Labelled, characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.compare import Parts, linear_score
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

LABELS = (100, 200, 500, 1000, 3000)
# Labelled pictures and their bent copies together. A kernel compares each picture with each other, so it gets fewer.
MANY, MANY_FOR_A_KERNEL = 30_000, 6000
RATES = (4e-3, 8e-3, 1.6e-2)
STEPS, STEPS_BENT = (300, 1200), (800, 2400)
ARMS = ("HOG, straight", "HOG, curved", "HOG, curved, bent copies", "network", "network, bent copies")


def run(seed: int) -> dict[str, float]:
    """Every arm with every number of labels; named ``labels/arm``."""
    return {f"{n}/{arm}": score for n in LABELS for arm, score in one_size(n, seed).items()}


def one_size(n: int, seed: int) -> dict[str, float]:
    """The share of 2,000 new pictures that each arm reads, after n labels and 1,000 pictures to tune by."""
    train, validation, test = (characters(size, seed=3 * seed + i) for i, size in enumerate((n, 1000, 2000)))
    parts = Parts(train, validation, test)
    fewer_bent, bent = (
        Parts(Labelled(*with_bent_copies(*train, many // n - 1, seed)), validation, test)
        for many in (MANY_FOR_A_KERNEL, MANY)
    )
    return {
        ARMS[0]: linear_score(parts.described(hog), (0.03, 0.3, 3.0)),
        ARMS[1]: curved_score(parts.described(hog), (3.0, 30.0), (0.5, 1.0, 2.0, 4.0)),
        ARMS[2]: curved_score(fewer_bent.described(hog), (3.0, 30.0), (0.5, 1.0, 2.0, 4.0)),
        ARMS[3]: accuracy(rate_then_steps(SmallCNN, parts, steps=STEPS, rates=RATES, seed=seed), *test),
        ARMS[4]: accuracy(rate_then_steps(SmallCNN, bent, steps=STEPS_BENT, rates=RATES, seed=seed), *test),
    }


RECIPE = Recipe(
    name="features.knowledge",
    what="HOG under a linear classifier and under a support vector machine, and a small CNN, on cluttered printed "
    "digits, with 100 to 3,000 labels; the last two also with bent copies of the labelled pictures.",
    metric="share of 2,000 test pictures read right, by labels/arm",
    published="none: these pictures are the course's own",
    run=run,
)
