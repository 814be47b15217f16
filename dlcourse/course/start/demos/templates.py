"""How the templates of the smallest classifier emerge while it is trained, and what the seed of its start changes."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import handwriting, unseen_handwriting
from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import COLOURS, Picture, Place, picture, placed
from dlcourse.plots.tiles import wall

MOMENTS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 256)
RATE = 0.1  # tried: 0.03 is slow, from 0.3 on the score jumps about
SEEDS = 4
PLACES: list[Place] = [(0.01, 0.14, 0.56, 0.7), (0.59, 0.14, 0.017, 0.66), (0.755, 0.16, 0.225, 0.64)]


class Training(NamedTuple):
    """What a training looked like on the way."""

    steps: NDArray[np.int64]
    """(S,)"""
    templates: NDArray[np.float32]
    """(S, 10, 28, 28): one weight for each digit and pixel."""
    right: NDArray[np.float64]
    """(S,): share of unseen handwritten digits read right."""


@lru_cache(maxsize=SEEDS)
def templates_over_time(seed: int = 0) -> Training:
    """Train the smallest classifier, one weight a pixel and digit, and keep what it looks like on the way.

    Full-batch gradient descent on 1,300 handwritten digits; chapter 02 explains the model, chapter 03 the training.
    """
    examples = handwriting(1300, rotation=0, shear=0, scale=0, aspect=0, shift=0)
    unseen = unseen_handwriting()
    x, test = (images.reshape(len(images), 784) for images in (examples.images, unseen.images))
    weights = np.random.default_rng(seed).normal(0, 0.02, (784, 10)).astype(np.float32)
    target = np.eye(10, dtype=np.float32)[examples.labels]
    templates, right = [], []
    for step in range(MOMENTS[-1] + 1):
        if step in MOMENTS:
            templates.append(weights.T.reshape(10, 28, 28).copy())
            right.append(float(((test @ weights).argmax(1) == unseen.labels).mean()))
        scores = x @ weights
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        weights -= RATE * (x.T @ (chance - target)) / len(x)
    return Training(np.array(MOMENTS), np.array(templates), np.array(right))


@demo("scrub the training")
def scrub_training() -> Bundle:
    """Move through the training of the smallest classifier and see the templates emerge, from any of four starts.

    The seed alone decides the start: the same seed gives the same pictures again, another one changes only that.
    """

    def draw(moment: int, seed: int) -> Picture:
        steps, templates, right = templates_over_time(seed)
        fig, (left, key, curve) = placed(PLACES, size=(7.6, 3.2))
        reach = 0.12  # the same key throughout, so that growth is seen
        shown = left.imshow(wall(templates[moment], 5, gap=2), cmap="PuOr_r", vmin=-reach, vmax=reach)
        left.set(title="the templates of 0 … 4 and 5 … 9", xticks=[], yticks=[], frame_on=False)
        left.grid(False)
        fig.colorbar(shown, cax=key, ticks=[-reach, 0, reach])
        key.set_yticklabels(["against", "0", "for"], fontsize=9)
        curve.plot(range(len(steps)), right, color=COLOURS[0])
        curve.plot(moment, right[moment], "o", color=COLOURS[1])
        curve.set(xticks=[0, 4, 9], xticklabels=steps[[0, 4, 9]], ylim=(0, 1), xlabel="step", title="read right")
        fig.suptitle(f"seed {seed}, after {steps[moment]} steps", fontsize=12)
        words = "noise at the first step, patterns of votes for and against at the last"
        return picture(fig, f"Ten small pictures, one a digit, with a key to their colours: {words}")

    last = len(MOMENTS) - 1
    controls = {
        "moment": slider("moment of the training", 0, last, 0),
        "seed": choice("Start from seed", [str(seed) for seed in range(SEEDS)], value=0),
    }
    return live(controls, draw, plain="Demo: templates emerge while training.", still={"moment": last})
