"""An exercise that derives: the gradient of cross-entropy at the logits, with a temperature."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call


def _shares(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, n, k, temperature in [
        ("three images, two classes", 3, 2, 1.0),
        ("one image", 1, 4, 1.0),
        ("as many images as classes", 4, 4, 1.0),
        ("a temperature of 2", 2, 3, 2.0),
        ("a temperature of a quarter", 5, 3, 0.25),
    ]:
        powers = rng.integers(1, 9, (n, k)).astype(float)
        cases |= {f"{case}/p": powers / powers.sum(axis=1, keepdims=True), f"{case}/labels": rng.integers(0, k, n)}
        cases[f"{case}/temperature"] = np.array(temperature)
    return cases


def _excess(p: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """p − y, y being 1 at the right class and 0 elsewhere: (N, K)."""
    return p - np.eye(p.shape[1])[labels]


def logits_gradient(p: np.ndarray, labels: np.ndarray, temperature: float) -> np.ndarray:
    """The gradient of the mean cross-entropy at the logits: (N, K)."""
    return _excess(p, labels) / (len(p) * temperature)


def _in_place(p: np.ndarray, labels: np.ndarray, temperature: float) -> np.ndarray:
    p[np.arange(len(p)), labels] -= 1
    return p / (len(p) * temperature)


def _colon(p: np.ndarray, labels: np.ndarray) -> np.ndarray:
    p = p.copy()
    p[:, labels] -= 1
    return p


MISTAKES = [
    Mistake(
        lambda p, labels, temperature: _excess(p, labels) / temperature,
        "The loss is the mean over N images: each of them counts for 1/N, in the gradient too.",
        "backward.mean-brings-n",
    ),
    Mistake(
        lambda p, labels, temperature: -logits_gradient(p, labels, temperature),
        "The sign is turned round: this is (y − p). Raising the right logit lowers the loss, so its gradient must be "
        "negative.",
        "backward.any-sign",
    ),
    Mistake(
        lambda p, labels, temperature: -_excess(p, labels) / temperature,
        "Two things: the sign is turned round (raising the right logit lowers the loss), and the mean over N images "
        "brings 1/N.",
        "backward.any-sign",
    ),
    Mistake(
        lambda p, labels, temperature: _excess(p, labels) / len(p),
        "Right where the temperature is 1. Otherwise each logit is divided by it before the softmax: by the chain "
        "rule, how far does logit/T move per unit of the logit?",
        "backward.formula-by-heart",
    ),
    Mistake(
        lambda p, labels, temperature: _excess(p, labels) * temperature / len(p),
        "The temperature is on the wrong side. The logits are divided by it, so a nudge of a logit arrives smaller by "
        "that factor.",
        "backward.formula-by-heart",
    ),
    Mistake(
        lambda p, labels, temperature: _excess(p, labels),
        "This is p − y, for one image at temperature 1. Two factors are missing: the mean over N images, and the "
        "division of the logits by the temperature.",
        "backward.mean-brings-n",
    ),
    Mistake(
        lambda p, labels, temperature: _excess(p, labels) / (p.size * temperature),
        "Divided by N times K. There are N terms in the mean, one for each image.",
        "backward.mean-brings-n",
    ),
    Mistake(
        lambda p, labels, temperature: p / (len(p) * temperature),
        "Only log Σ exp was differentiated. The loss is that minus the right logit, which brings −1 at the right "
        "class.",
        "backward.half-the-loss",
    ),
    Mistake(
        lambda p, labels, temperature: (_excess(p, labels) * np.eye(p.shape[1])[labels]) / (len(p) * temperature),
        "Only the right class's logit has a gradient here. The others stand in the sum below the line: raising any of "
        "them takes from the right one's share.",
        "backward.half-the-loss",
    ),
    Mistake(
        lambda p, labels, temperature: (
            -np.eye(p.shape[1])[labels] / np.where(np.eye(p.shape[1])[labels] > 0, p, 1) / (len(p) * temperature)
        ),
        "This is the gradient at the shares, −1/p at the right class. One link is missing, from the shares back to the "
        "logits: through the softmax.",
        "backward.local-is-all",
    ),
    Mistake(
        lambda p, labels, temperature: _colon(p, labels) / (len(p) * temperature),
        "`[:, labels]` takes the columns of *all* labels in every row. One a row takes an index for the row too: "
        "`[np.arange(N), labels]`.",
        "outputs.colon-picks-one",
    ),
    Mistake(
        lambda p, labels, temperature: (p - labels[:, None]) / (len(p) * temperature),
        "The class's *number* was subtracted from every share. What belongs there is y: 1 at the right class and 0 "
        "elsewhere, a row of K for each image.",
    ),
    Mistake(
        lambda p, labels, temperature: (p / temperature - np.eye(p.shape[1])[labels]) / len(p),
        "`p` was divided by the temperature, and y was not. `p` came out of the division and the softmax: it stays as "
        "it is. The division is one more link of the chain, and multiplies all of p − y.",
        "backward.formula-by-heart",
    ),
    Mistake(
        _in_place,
        "The 1 was subtracted in `p` itself, which belongs to the caller and is changed now. Work on a copy: "
        "`p.copy()`.",
        "start.in-place",
    ),
]

DERIVED = Exercise(
    id="backward.logits",
    title="Derive it, then write it",
    can="derive the gradient of cross-entropy at the logits, and spot a factor that is missing",
    points=4,
    minutes=20,
    difficulty=3,
    hints=(
        "Take one image and temperature 1: the loss is log Σ exp(z) − z_right. Differentiate by one logit z_j. The "
        "first term gives exp(z_j) / Σ exp(z): you know that number. The second gives −1 if j is the right class, "
        "else 0.",
        "So for one image it is p − y, y being 1 at the right class and 0 elsewhere. Now follow the links on either "
        "side: the loss is a mean over N such terms, and what goes into the softmax is z / T.",
        "Each link multiplies: 1/N from the mean, 1/T from the division. For y, `np.eye(K)[labels]` makes a table "
        "with a 1 at each row's label; `p` itself stays as it is.",
    ),
    cases=_shares,
    probe=partial(call, "logits_gradient"),
    judge=partial(judge_calls, name="logits_gradient", right=logits_gradient, mistakes=MISTAKES),
)

EXERCISES = [DERIVED]
