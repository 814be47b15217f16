"""What the first network of the course thinks of one drawing: the picture with which the course opens."""

import numpy as np
import torch

from dlcourse.data import characters, handwriting, render, simulated_drawings
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.fit import fit, probabilities
from dlcourse.training.recipes import Recipe


def run(seed: int) -> dict[str, float]:
    """The ten bars that the network of lesson 00, trained as it is there, gives to one simulated drawing of a 3."""
    printed, written = characters(6000, preset="centred", seed=0), handwriting(6000, seed=0)
    images, labels = (np.concatenate(pair) for pair in zip(printed, written, strict=True))
    torch.manual_seed(seed)
    network = SmallCNN()
    fit(network, images, labels, steps=1000, lr=5e-3, seed=seed)
    bars = probabilities(network, render(simulated_drawings(60, seed=7)[0][9])[None])[0]
    return {str(digit): float(bar) for digit, bar in enumerate(bars)}


RECIPE = Recipe(
    name="start.first_drawing",
    what="The network of lesson 00 and a drawing that it has not seen: the tenth of sixty simulated with seed 7, a 3.",
    metric="probability, by digit",
    published="none: the drawing is ours",
    run=run,
)
