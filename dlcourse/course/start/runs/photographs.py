"""What EfficientNet-Lite0 takes five photographs for: the guesses that are shown on a machine that does not have it."""

import time

from dlcourse.course.start.photographs import NETWORK, PHOTOGRAPHS, reader_in
from dlcourse.data import get_pretrained
from dlcourse.training.recipes import Recipe


def run(seed: int) -> dict[str, float]:
    """The five best guesses for each photograph, as ``photograph: class``, and the seconds that one photograph takes.

    Nothing in it is random, so the seed changes nothing.
    """
    reader = reader_in(get_pretrained(NETWORK))
    photographs = {each.name: each.pixels for each in PHOTOGRAPHS}
    reader(photographs["chelsea"])  # the first call of a network takes longer than all others
    began = time.perf_counter()
    guesses = {name: reader(pixels) for name, pixels in photographs.items()}
    seconds = (time.perf_counter() - began) / len(photographs)
    values = {f"{name}: {guess}": p for name, each in guesses.items() for guess, p in each}
    return {**values, "seconds per photograph": seconds}


RECIPE = Recipe(
    name="start.photographs",
    what="EfficientNet-Lite0 with the weights that Google trained on ImageNet, on five photographs of scikit-image.",
    metric="probability of each of the five best guesses, by photograph",
    published="75.1 % of ImageNet's 50,000 validation photographs right at the first guess (TensorFlow TPU, 2020)",
    run=run,
    seeds=(0,),
)
