"""The experiments of this room's lessons: their loops over seeds, methods and widths.

A lesson passes in what its reader has written (a rule, a step, a softmax) and shows what comes back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcourse.course.neurons.demos.kinks import TARGETS, X, joined, least_squares, off
from dlcourse.course.neurons.digit_tasks import pairs, threes_and_eights
from dlcourse.course.neurons.many import Many, train_many
from dlcourse.course.neurons.mlp_reader import Reader, trained
from dlcourse.data import characters, handwriting
from dlcourse.data.labelled import Labelled
from dlcourse.interact import Progress
from dlcourse.metrics import expected_calibration_error, fit_temperature

Floats = NDArray[np.floating]
Rule = Callable[..., tuple[Floats, float, list[int]]]
"""(x (N, D), sides (N,), rng, rounds=…) → weights (D,), bias, corrections made in each round."""
Step = Callable[[Floats, float, Floats, Floats, float], tuple[Floats, float]]
"""(w (D,), b, x (N, D), y (N,), rate) → w and b, one step further downhill."""
Softmax = Callable[[Floats], Floats]
"""Logits (N, K) → shares (N, K)."""


# ── One neuron


def share_right(w: Floats, b: float, x: Floats, y: Floats) -> float:
    """The share of inputs x (N, D) whose score is on the side y = ±1, (N,), where it should be."""
    return ((x @ w + b > 0) == (y > 0)).mean()


def rule_and_averages(seeds: Sequence[int], rule: Rule, new_x: Floats, new_y: Floats) -> Floats:
    """Let a rule learn from 300 threes and eights, others for each seed, and compare with the template of averages.

    Args:
        seeds: each decides the pictures and the order in which the rule sees them.
        rule: learns weights.
        new_x, new_y: strangers' digits, (N, 784) and (N,).

    Returns:
        Shares read right (seeds, 3): by the rule of its own 300, by the rule of the strangers', by the averages of
        the strangers'.
    """
    rows = []
    for seed in seeds:
        x, y = threes_and_eights(handwriting(2000, seed=seed), 300)
        three, eight = x[y < 0].mean(axis=0), x[y > 0].mean(axis=0)
        averages = eight - three, -(eight - three) @ (eight + three) / 2
        w, b, _ = rule(x, y, np.random.default_rng(seed))
        rows.append([share_right(w, b, x, y), share_right(w, b, new_x, new_y), share_right(*averages, new_x, new_y)])
    return np.array(rows)


@dataclass(frozen=True)
class OnScales:
    """What learning took on one scale of pixels or another."""

    corrections: dict[str, NDArray[np.integer]]
    """Of the rule until it makes no mistake, (seeds,), by the name of the scale."""
    errors: dict[str, Floats]
    """The squared error on the training pictures after the steps downhill, (seeds,), by the name of the scale."""


def on_scales(seeds: Sequence[int], rule: Rule, step: Step, pictures: int = 300, steps: int = 100) -> OnScales:
    """Learn the same threes and eights on four scales: pixels of 0 to 1, of 0 to 255, centred, standardised.

    Args:
        seeds: each decides the pictures and the order in which the rule sees them.
        rule: corrects until no training picture is misread; on all four scales.
        step: goes downhill; from 0 to 1 and standardised, each at the best of thirteen rates.
        pictures: how many to learn from.
        steps: how many downhill.
    """
    corrections: dict[str, list[int]] = {}
    errors: dict[str, list[float]] = {}
    for seed in Progress.over(seeds, "seeds"):
        x, y = threes_and_eights(handwriting(2000, seed=seed), pictures)
        centred = x - x.mean(axis=0)
        standardised = centred / (x.std(axis=0) + 0.1)
        scales = {"0 to 1": x, "0 to 255": 255 * x, "centred": centred, "standardised": standardised}
        for name, values in scales.items():
            made = rule(values, y, np.random.default_rng(seed))[2]
            corrections.setdefault(name, []).append(sum(made))
            if name in ("0 to 1", "standardised"):
                errors.setdefault(name, []).append(_error_after(steps, step, values, y))
    return OnScales(
        {name: np.array(counts) for name, counts in corrections.items()},
        {name: np.array(each) for name, each in errors.items()},
    )


def _error_after(steps: int, step: Step, x: Floats, y: Floats) -> float:
    """The squared error on x and y after so many steps down, with the best out of thirteen rates."""
    errors = []
    for rate in 10 ** np.arange(-4, -0.9, 0.25):
        w: Floats = np.zeros(x.shape[1])
        b = 0.0
        for _ in range(steps):
            w, b = step(w, b, x, y, rate)
            if abs(b) > 1e3:  # it has leapt out of the valley
                break
        errors.append(((x @ w + b - y) ** 2).mean())
    return min(errors)


def same_or_not(
    seeds: Sequence[int],
    rule: Rule,
    by_hand: tuple[Floats, float],
    train: Labelled,
    others: Labelled,
    n: int = 1000,
    rounds: int = 20,
) -> Floats:
    """Ask one neuron whether two digits side by side are the same: one that a rule trains, and one set by hand.

    Args:
        seeds: each decides the pairs and the order in which the rule sees them.
        rule: learns from n pairs, less their mean.
        by_hand: weights (1568,) and bias.
        train, others: the digits that training pairs and new pairs are drawn from.
        n: how many pairs of each.
        rounds: of the rule, at most.

    Returns:
        Shares right (seeds, 3): the rule on its training pairs, the rule on new pairs, by hand on new pairs.
    """
    rows = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        x, y = pairs(train, n, rng)
        new_x, new_y = pairs(others, n, rng)
        on_hand = share_right(*by_hand, new_x, new_y)
        x, new_x = x - x.mean(axis=0), new_x - x.mean(axis=0)
        w, b, _ = rule(x, y, rng, rounds=rounds)
        rows.append([share_right(w, b, x, y), share_right(w, b, new_x, new_y), on_hand])
    return np.array(rows)


# ── Layers and depth: many small networks from random starts


def share_solved(
    x: ArrayLike,
    y: ArrayLike,
    activations: Sequence[str],
    widths: Sequence[int],
    seeds: Sequence[int],
    starts: int = 200,
    steps: int = 500,
) -> dict[tuple[str, int], Floats]:
    """Train networks of one hidden layer to say yes or no, and count the starts from which all cases come out right.

    Args:
        x: the cases, (N, D).
        y: 1 for yes, 0 for no, (N,).
        activations: of the hidden layer. ReLU is tried with all seeds, the others with the first.
        widths: of the hidden layer.
        seeds: each decides the random starts.
        starts: how many for each activation, width and seed.
        steps: of training.

    Returns:
        By activation and width, the share of the starts from which all is right: (seeds,) for ReLU, else (1,).
    """
    wanted = np.asarray(y)

    def share(activation: str, width: int, seed: int) -> float:
        networks = Many(starts, [np.shape(x)[1], width, 1], activation, seed)
        train_many(networks, x, wanted[:, None], steps=steps, lr=0.05, loss="cross-entropy")
        said = networks.outputs(x)[..., 0] > 0  # (starts, N)
        return (said == wanted).all(axis=1).mean()

    shares = {}
    for activation, width in Progress.over([(a, w) for a in activations for w in widths], "widths"):
        chosen = seeds if activation == "ReLU" else seeds[:1]
        shares[activation, width] = np.array([share(activation, width, seed) for seed in chosen])
    return shares


@dataclass(frozen=True)
class WaveErrors:
    """How far networks of one hidden layer stay off the smooth wave of *place the kinks*, root mean square."""

    joined: list[float]
    """Kinks evenly, joined by hand: one error for each width."""
    least_squares: list[float]
    """Kinks evenly, the best slopes for them: one error for each width."""
    trained: Floats
    """From random starts, (widths, starts)."""


def off_the_wave(widths: Sequence[int], steps: int, starts: int = 10) -> WaveErrors:
    """Match the smooth wave by hand, by least squares, and by training from random starts.

    Args:
        widths: of the hidden layer.
        steps: of training.
        starts: how many for each width.
    """
    wave = TARGETS["a smooth wave"]
    x = ((X - X.mean()) / X.std())[:, None]  # standardised, (201, 1)
    y = ((wave - wave.mean()) / wave.std())[:, None]
    by_hand, best_slopes, trained_ones = [], [], []
    for n in Progress.over(widths, "widths"):
        kinks = np.arange(1, n) / n
        by_hand.append(float(off(joined(kinks, wave), wave)))
        best_slopes.append(float(off(least_squares(kinks, wave), wave)))
        networks = train_many(Many(starts, [1, n, 1], seed=n), x, y, steps=steps, lr=0.1)
        curves = networks.outputs(x)[..., 0] * wave.std() + wave.mean()  # (starts, 201)
        trained_ones.append(off(curves, wave))
    return WaveErrors(by_hand, best_slopes, np.array(trained_ones))


def left_of_tents(folds: int, widths: Sequence[int], seed: int, starts: int, steps: int = 400) -> Floats:
    """Train networks on the tent map, iterated.

    Args:
        folds: how often the map is iterated.
        widths: of all layers, from input to output.
        seed: decides the random starts.
        starts: how many.
        steps: of training.

    Returns:
        What each leaves of the error on 257 points, as a share of what the best constant leaves, (starts,).
    """
    grid = np.linspace(0, 1, 257)
    wanted = grid.copy()
    for _ in range(folds):
        wanted = np.minimum(2 * wanted, 2 - 2 * wanted)
    x, y = (((a - a.mean()) / a.std())[:, None] for a in (grid, wanted))
    networks = train_many(Many(starts, widths, seed=seed), x, y, steps=steps, lr=0.03)
    return ((networks.outputs(x) - y) ** 2).mean(axis=(1, 2))


def deep_and_wide_tents(seeds: Sequence[int], steps: int = 400) -> dict[tuple[int, str], Floats]:
    """Learn the tent map, iterated twice, three and eight times, by layers of two and by one layer of as many units.

    Args:
        seeds: each decides ten random starts on the eightfold map, on which the lesson's statement rests.
        steps: of training.

    Returns:
        By number of folds and kind (deep, wide), what `left_of_tents` says of each start: (30,), for eight (seeds, 10).
    """
    left = {}
    for folds in Progress.over((2, 3, 8), "maps"):
        shapes = {"deep": [1, *[2] * folds, 1], "wide": [1, 2 * folds, 1]}
        for kind, widths in shapes.items():
            if folds < 8:  # thirty starts side by side
                left[folds, kind] = left_of_tents(folds, widths, 0, 30, steps)
            else:
                left[folds, kind] = np.array([left_of_tents(folds, widths, seed, 10, steps) for seed in seeds])
    return left


def steps_to_half(strengths: Floats, depth: int, seeds: Sequence[int], lr: float = 0.02) -> Floats:
    """Learn a linear map by one linear layer or by two, downhill, and see which of its directions come first.

    Args:
        strengths: of the map's directions, (D,).
        depth: 1 or 2 layers, without activation.
        seeds: each decides the map's directions and the random start.
        lr: the learning rate.

    Returns:
        The steps, out of 1,000, during which less than half of each direction is learned, (seeds, D).
    """
    D = len(strengths)
    rows = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        U, V = (np.linalg.qr(rng.normal(size=(D, D)))[0] for _ in range(2))
        wanted = (U * strengths) @ V.T  # (D, D)
        Ws, waited = [0.05 * rng.normal(size=(D, D)) for _ in range(depth)], np.zeros(D)
        for _ in range(1000):
            whole = Ws[0] if depth == 1 else Ws[1] @ Ws[0]
            waited += np.diag(U.T @ whole @ V) < strengths / 2
            slope = whole - wanted  # of half the squared error, for standardised inputs without correlation
            slopes = [slope] if depth == 1 else [Ws[1].T @ slope, slope @ Ws[0].T]
            Ws = [W - lr * each for W, each in zip(Ws, slopes, strict=True)]
        rows.append(waited)
    return np.array(rows)


# ── Layers and depth: how sure a classifier is


@dataclass(frozen=True)
class Calibrations:
    """How sure networks were, and how often right; the arrays hold one number a seed, (seeds,)."""

    by_heart: Floats
    """Share right of the pictures learned."""
    right: Floats
    """Share right of new ones, as are all that follow."""
    sure: Floats
    """Mean confidence, as trained."""
    sure_after: Floats
    """The same, divided by T."""
    T: Floats
    """The temperature."""
    ece: Floats
    """Expected calibration error, as trained."""
    ece_after: Floats
    """The same, divided by T."""
    reader: Reader
    """The last seed's network."""
    test: Labelled
    """Its new pictures."""
    before: Floats
    """Its shares of those, as trained, (N, 10)."""
    after: Floats
    """The same, divided by T."""


def calibrations(
    seeds: Sequence[int], softmax: Softmax, learned: int = 1000, new: int = 2000, steps: int = 1000
) -> Calibrations:
    """Let a network learn a few printed digits by heart, see how sure it is of new ones, and fit a temperature.

    Args:
        seeds: each decides the pictures, the first weights and the batches.
        softmax: makes shares of logits.
        learned: how many pictures to learn.
        new: how many others to fit the temperature on, and how many again to judge on.
        steps: of training.
    """
    judged = []
    with Progress(steps * len(seeds), "training") as bar:
        for seed in seeds:
            known, held_out, test = (
                characters(n, preset="mid", seed=3 * seed + i) for i, n in enumerate((learned, new, new))
            )
            reader = trained(known, steps, seed, on_step=lambda *_: bar.step())
            z = reader(test.images)
            T = fit_temperature(reader(held_out.images), held_out.labels)
            before, after = softmax(z), softmax(z / T)
            known_right = (reader(known.images).argmax(axis=1) == known.labels).mean()
            test_right = (z.argmax(axis=1) == test.labels).mean()
            errors = (expected_calibration_error(p, test.labels) for p in (before, after))
            judged.append((known_right, test_right, before.max(axis=1).mean(), after.max(axis=1).mean(), T, *errors))
    by_heart, right, sure, sure_after, temperature, ece, ece_after = np.array(judged).T
    return Calibrations(by_heart, right, sure, sure_after, temperature, ece, ece_after, reader, test, before, after)


def how_sure(reader: Reader, softmax: Softmax, pictures: Labelled, noise: ArrayLike) -> tuple[float, float, float]:
    """The share of pictures read right, the mean confidence on them, and the mean confidence on noise.

    Args:
        reader: pictures to logits.
        softmax: makes shares of logits.
        pictures: to read.
        noise: more pictures (N, 28, 28), of nothing.
    """
    shares = softmax(reader(pictures.images))
    right = (shares.argmax(axis=1) == pictures.labels).mean()
    return right, shares.max(axis=1).mean(), softmax(reader(noise)).max(axis=1).mean()
