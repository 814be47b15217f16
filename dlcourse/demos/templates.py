"""How the templates of the smallest classifier emerge while it is trained."""

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import digits
from dlcourse.interact import Bundle, live, slider
from dlcourse.plots import COLOURS, Picture, figure, picture


def templates_over_time(seed: int = 0) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Train the smallest classifier, one weight a pixel and digit, and keep what it looks like on the way.

    Full-batch gradient descent on scikit-learn's digits; chapter 02 explains the model, chapter 03 the training.

    Returns:
        steps (S,), templates (S, 10, 8, 8), share of unseen digits read right (S,).
    """
    x, y = digits("train")
    unseen, truth = digits("test")
    x, unseen = x.reshape(len(x), -1), unseen.reshape(len(unseen), -1)
    weights = np.random.default_rng(seed).normal(0, 0.02, (64, 10))
    target = np.eye(10)[y]
    moments = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    templates, right = [], []
    for step in range(moments[-1] + 1):
        if step in moments:
            templates.append(weights.T.reshape(10, 8, 8).copy())
            right.append(float(((unseen @ weights).argmax(1) == truth).mean()))
        scores = x @ weights
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        weights -= 1.0 * x.T @ (chance - target) / len(x)
    return np.array(moments), np.array(templates), np.array(right)


def scrub_training() -> Bundle:
    """Move through the training of the smallest classifier and see one template a digit emerge."""
    steps, templates, right = templates_over_time()

    def draw(moment: int) -> Picture:
        fig, (left, curve) = figure(1, 2, size=(7.2, 2.9), gridspec_kw={"width_ratios": [5, 2]})
        # One picture in place of ten: five times as quick to draw.
        gaps = np.full((10, 9, 9), np.nan)
        gaps[:, :8, :8] = templates[moment]
        rows = gaps.reshape(2, 5, 9, 9).transpose(0, 2, 1, 3).reshape(18, 45)
        reach = np.abs(templates[moment]).max()
        left.imshow(rows, cmap="PuOr_r", vmin=-reach, vmax=reach)
        left.set(title="the templates of 0 … 4 and 5 … 9", xticks=[], yticks=[], frame_on=False)
        left.grid(False)
        curve.plot(range(len(steps)), right, color=COLOURS[0])
        curve.plot(moment, right[moment], "o", color=COLOURS[1])
        curve.set(xticks=[0, 5, 10], xticklabels=steps[[0, 5, 10]], ylim=(0, 1), xlabel="step", title="read right")
        fig.suptitle(f"after {steps[moment]} steps", fontsize=12)
        words = "noise at the first step, patterns of votes for and against at the last"
        return picture(fig, f"Ten small pictures, one a digit: {words}")

    last = len(steps) - 1
    controls = {"moment": slider("moment of the training", 0, last, 0)}
    return live(controls, draw, plain="Demo: templates emerge while training.", still={"moment": last})
