"""Losses: classes as indices and as probabilities, weights, smoothing, ignored examples, and every reduction."""

import numpy as np
import pytest
from parity import agree, both_refuse

REDUCTIONS = ["mean", "sum", "none"]
N, K = 6, 4
RNG = np.random.default_rng(0)
LOGITS, OTHER = RNG.standard_normal((N, K)), RNG.standard_normal((N, K))
CLASSES = np.array([0, 3, 1, 1, 2, 0])
SHARES = np.exp(OTHER) / np.exp(OTHER).sum(1, keepdims=True)
WEIGHT = np.array([0.5, 1.0, 2.0, 0.25])


def weights(t, x):
    return t.tensor(WEIGHT, dtype=x.dtype)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("name", ["mse_loss", "l1_loss", "smooth_l1_loss"])
def test_distances(name, reduction):
    agree(lambda t, a, b: getattr(t.nn.functional, name)(a, b, reduction=reduction), LOGITS, OTHER)
    agree(lambda t, a: getattr(t.nn.functional, name)(a, a * 1, reduction=reduction), LOGITS)


def test_smooth_l1_width():
    agree(lambda t, a, b: t.nn.functional.smooth_l1_loss(a, b, beta=0.3), LOGITS, OTHER)
    agree(lambda t, a, b: t.nn.functional.smooth_l1_loss(a, b, beta=0.0), LOGITS, OTHER)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("ignore", [-100, 1])
def test_cross_entropy_of_classes(reduction, smoothing, weighted, ignore):
    def loss(t, x):
        return t.nn.functional.cross_entropy(
            x,
            t.tensor(CLASSES),
            weight=weights(t, x) if weighted else None,
            ignore_index=ignore,
            reduction=reduction,
            label_smoothing=smoothing,
        )

    agree(loss, LOGITS)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("weighted", [False, True])
def test_cross_entropy_of_probabilities(reduction, smoothing, weighted):
    def loss(t, x, p):
        return t.nn.functional.cross_entropy(
            x, p, weight=weights(t, x) if weighted else None, reduction=reduction, label_smoothing=smoothing
        )

    agree(loss, LOGITS, SHARES)


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_cross_entropy_of_pictures_and_of_one(reduction):
    pixels = RNG.standard_normal((2, K, 3, 2))
    target = RNG.integers(0, K, (2, 3, 2))
    agree(lambda t, x: t.nn.functional.cross_entropy(x, t.tensor(target), reduction=reduction), pixels)
    agree(lambda t, x, p: t.nn.functional.cross_entropy(x, p, reduction=reduction), pixels, np.abs(pixels))
    agree(lambda t, x: t.nn.functional.cross_entropy(x, t.tensor(2), reduction=reduction), LOGITS[0])
    agree(lambda t, x, p: t.nn.functional.cross_entropy(x, p, reduction=reduction), LOGITS[0], SHARES[0])


def test_cross_entropy_where_the_softmax_would_overflow():
    agree(lambda t, x: t.nn.functional.cross_entropy(x, t.tensor(CLASSES)), LOGITS * 1e4)


def test_all_ignored_is_not_a_number():
    agree(lambda t, x: t.nn.functional.cross_entropy(x, t.tensor(CLASSES * 0), ignore_index=0), LOGITS, gradients=False)


@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("ignore", [-100, 1])
def test_nll(reduction, ignore):
    def loss(t, x):
        return t.nn.functional.nll_loss(
            t.log_softmax(x, 1), t.tensor(CLASSES), weight=weights(t, x), ignore_index=ignore, reduction=reduction
        )

    agree(loss, LOGITS)


@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_binary_cross_entropy(reduction):
    def loss(t, x, p, **settings):
        return t.nn.functional.binary_cross_entropy_with_logits(x, p, reduction=reduction, **settings)

    agree(loss, LOGITS, SHARES)
    agree(loss, LOGITS * 1e3, SHARES)
    agree(lambda t, x, p: loss(t, x, p, pos_weight=weights(t, x)), LOGITS, SHARES)
    agree(lambda t, x, p: loss(t, x, p, weight=weights(t, x)), LOGITS, SHARES)


@pytest.mark.filterwarnings("ignore:reduction")
@pytest.mark.parametrize("reduction", [*REDUCTIONS, "batchmean"])
def test_kl(reduction):
    agree(lambda t, q, p: t.nn.functional.kl_div(t.log_softmax(q, 1), p, reduction=reduction), LOGITS, SHARES)
    agree(
        lambda t, q, p: t.nn.functional.kl_div(
            t.log_softmax(q, 1), t.log_softmax(p, 1), reduction=reduction, log_target=True
        ),
        LOGITS,
        OTHER,
    )
    sure = np.eye(K)[CLASSES]
    agree(lambda t, q: t.nn.functional.kl_div(q, t.tensor(sure, dtype=q.dtype), reduction=reduction), LOGITS)


@pytest.mark.filterwarnings("ignore:reduction")
@pytest.mark.parametrize("name", ["MSELoss", "L1Loss", "SmoothL1Loss", "BCEWithLogitsLoss", "KLDivLoss"])
def test_layers_of_pairs(name):
    agree(lambda t, a, b: getattr(t.nn, name)()(a, b), LOGITS, SHARES)
    agree(lambda t, a, b: getattr(t.nn, name)(reduction="sum")(a, b), LOGITS, SHARES)


@pytest.mark.parametrize("name", ["CrossEntropyLoss", "NLLLoss"])
def test_layers_of_classes(name):
    agree(lambda t, a: getattr(t.nn, name)()(a, t.tensor(CLASSES)), LOGITS)
    agree(lambda t, a: getattr(t.nn, name)(weight=weights(t, a), ignore_index=1)(a, t.tensor(CLASSES)), LOGITS)


def test_refused():
    def cross(target):
        return lambda t, x: t.nn.functional.cross_entropy(x, t.tensor(target))

    both_refuse(cross(CLASSES[:-1]), LOGITS, saying="[5]")
    both_refuse(cross(CLASSES + 1), LOGITS, saying="0 … 3")
    both_refuse(cross(CLASSES[:, None]), LOGITS, saying="[6, 1]")
    both_refuse(cross(SHARES[:, :2]), LOGITS, saying="[6, 2]")
    both_refuse(lambda t, x: t.nn.functional.mse_loss(x, x, reduction="average"), LOGITS, saying="average")
