"""Six loss curves with something wrong, and treatments to try on each: what heals it was the matter with it."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dlcourse.course.backprop.small_network import Floats, first_weights, loss, shuffled_digits, train
from dlcourse.interact import Bundle, choice, demo, live
from dlcourse.plots import COLOURS, FAINT, Picture, figure, picture, placed

EVERY = 4
GUESSING = float(np.log(10))  # the loss of one who gives each of ten digits the same probability


@dataclass(frozen=True)
class Run:
    """How a network of one hidden layer is trained on 8×8 digits, in batches of 32.

    Args:
        rate: of learning.
        examples: how many to learn from.
        labels_fit: whether each picture has its own label; else they are shuffled among the pictures.
        clears: whether each step begins with a gradient of zero; else they add up.
        shuffles: whether the order changes with every epoch; else all 0s come first, then all 1s …
        steps: how many.
    """

    rate: float = 0.1
    examples: int = 800
    labels_fit: bool = True
    clears: bool = True
    shuffles: bool = True
    steps: int = 300


PATIENTS = {
    "A": Run(rate=0.001),
    "B": Run(shuffles=False, rate=0.2),
    "C": Run(examples=40, steps=600),
    "D": Run(rate=4.0),
    "E": Run(labels_fit=False, examples=120, rate=0.3, steps=600),
    "F": Run(clears=False, rate=0.1),
}
TREATMENTS = {
    "none": {},
    "rate × 30": {},
    "rate ÷ 30": {},
    "three times as long": {},
    "20 times the examples": {},
    "labels put right": {"labels_fit": True},
    "gradients cleared": {"clears": True},
    "shuffled": {"shuffles": True},
}


def treated(patient: Run, treatment: str) -> Run:
    """The same run with one thing changed.

    Args:
        patient: as it is.
        treatment: one of `TREATMENTS`.
    """
    if treatment == "rate × 30":
        return replace(patient, rate=patient.rate * 30)
    if treatment == "rate ÷ 30":
        return replace(patient, rate=patient.rate / 30)
    if treatment == "three times as long":
        return replace(patient, steps=3 * patient.steps)
    if treatment == "20 times the examples":
        return replace(patient, examples=min(20 * patient.examples, 800))
    return replace(patient, **TREATMENTS[treatment])


@lru_cache(maxsize=64)
def curves(run: Run) -> Floats:
    """(T, 2): the loss on the training examples and on 300 others, every `EVERY` steps.

    Args:
        run: how it is trained.
    """
    x, y = shuffled_digits()
    mine = slice(run.examples)
    held_out = slice(800, 1100)
    learned_x, learned_y = x[mine], y[mine]
    if not run.labels_fit:
        learned_y = np.random.default_rng(3).permutation(learned_y)
    if not run.shuffles:
        order = np.argsort(learned_y, kind="stable")
        learned_x, learned_y = learned_x[order], learned_y[order]
    some = slice(None, None, max(1, run.examples // 200))  # from all over, also where they are sorted
    with np.errstate(all="ignore"):  # some patients overflow; that is their complaint
        _, watched = train(
            first_weights((64, 32, 10), seed=0), learned_x, learned_y,
            size=32, steps=run.steps, rate=run.rate, seed=0, momentum=0.0 if run.clears else 1.0,
            shuffle=run.shuffles, every=EVERY,
            watch=lambda w: (loss(w, learned_x[some], learned_y[some]), loss(w, x[held_out], y[held_out])),
        )  # fmt: skip
    return np.nan_to_num(np.array(watched), nan=1e3, posinf=1e3)


@demo("curve clinic")
def curve_clinic() -> Bundle:
    """Six patients, eight treatments: find out what is the matter with each."""

    def draw(patient: int, treatment: int) -> Picture:
        letter, how = list(PATIENTS)[patient], list(TREATMENTS)[treatment]
        run = treated(PATIENTS[letter], how)
        fig, (left, right) = placed([(0.07, 0.17, 0.42, 0.71), (0.56, 0.17, 0.42, 0.71)], size=(8.6, 3.1))
        _curve(left, curves(Run()), "a healthy run")
        _curve(right, curves(run), f"patient {letter}" + (f", {how}" if treatment else ""))
        right.tick_params(labelleft=False)
        left.set_ylabel("loss")
        left.legend(loc="upper right", fontsize=9)
        return picture(fig, "Left: the two loss curves of a healthy run; right: those of the chosen patient, with the "
                            "treatment chosen")  # fmt: skip

    controls = {
        "patient": choice("Patient", list(PATIENTS)),
        "treatment": choice("Treatment", list(TREATMENTS)),
    }
    return live(controls, draw, plain="Demo: six loss curves with something wrong, and treatments.")


def curve_gallery() -> Picture:
    """All six patients in one picture, untreated."""
    fig, panels = figure(2, 3, size=(8.6, 4.6), sharey=True)
    for axes, (letter, run) in zip(panels.ravel(), PATIENTS.items(), strict=True):
        _curve(axes, curves(run), letter)
    panels[0, 0].legend(fontsize=8, loc="lower left")
    for axes in panels[:, 0]:
        axes.set_ylabel("loss")
    return picture(fig, "Six pairs of loss curves, lettered A to F: training and validation loss over the steps")


def _curve(axes, losses: Floats, title: str) -> None:  # type: ignore[no-untyped-def]
    steps = np.arange(len(losses)) * EVERY
    shown = np.minimum(losses, 100)  # what is above the frame leaves it: a flat line at its edge would look like rest
    axes.axhline(GUESSING, color=FAINT, linestyle=":", linewidth=1.2)
    axes.plot(steps, shown[:, 0], color=COLOURS[0], linewidth=1.6, label="training")
    axes.plot(steps, shown[:, 1], color=COLOURS[1], linewidth=1.6, linestyle="--", label="validation")
    axes.set(ylim=(0, 4.5), xlabel="step", title=title)
