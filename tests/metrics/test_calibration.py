"""Confidence beside accuracy, and the one number that brings them together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.metrics.calibration import expected_calibration_error, fit_temperature, reliability


def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def honest(n=20_000, classes=4, spread=2.0, seed=0):
    """Logits, and labels drawn from their own softmax."""
    rng = np.random.default_rng(seed)
    z = rng.normal(0, spread, (n, classes))
    labels = (softmax(z).cumsum(axis=1) < rng.random((n, 1))).sum(axis=1)
    return z, np.minimum(labels, classes - 1)


def test_by_hand():
    p = np.array([[0.9, 0.1], [0.9, 0.1], [0.35, 0.65], [0.4, 0.6]])
    table = reliability(p, [0, 1, 1, 1], bins=2)  # one bin holds all four: mean confidence 0.7625, three right
    np.testing.assert_allclose([*table.confidence, *table.accuracy, *table.share], [0.7625, 0.75, 1])
    assert expected_calibration_error(p, [0, 1, 1, 1], bins=2) == pytest.approx(0.0125)
    assert expected_calibration_error(p, [0, 1, 1, 1], bins=10) == pytest.approx((2 * 0.4 + 2 * 0.375) / 4)


def test_certain_and_right_is_zero_and_certain_and_wrong_is_one():
    assert expected_calibration_error(np.eye(3), [0, 1, 2]) == 0
    assert expected_calibration_error(np.eye(3), [1, 2, 0]) == 1


def test_who_draws_labels_from_their_own_softmax_is_calibrated():
    z, labels = honest()
    assert expected_calibration_error(softmax(z), labels) < 0.02
    assert fit_temperature(z, labels) == pytest.approx(1, abs=0.05)


@given(st.floats(0.2, 8))
def test_logits_blown_up_are_brought_back(times):
    z, labels = honest(4000)
    t = fit_temperature(times * z, labels)
    assert t == pytest.approx(times * fit_temperature(z, labels), rel=1e-6)


def test_the_temperature_is_the_best_of_a_grid():
    z, labels = honest(3000, seed=3)
    found = fit_temperature(3 * z, labels)

    def loss(t):
        return -np.log(softmax(3 * z / t)[np.arange(len(labels)), labels]).mean()

    assert all(loss(found) <= loss(t) for t in np.geomspace(0.5, 20, 200))


def test_all_right_wants_it_as_cold_and_all_wrong_as_hot_as_it_gets():
    assert fit_temperature([[5, 0], [0, 5]], [0, 1]) == pytest.approx(0.01)
    assert fit_temperature([[5, 0], [0, 5]], [1, 0]) == pytest.approx(100)


def test_a_shift_of_all_logits_changes_nothing():
    z, labels = honest(500)
    assert fit_temperature(z + 1000, labels) == pytest.approx(fit_temperature(z, labels))


@pytest.mark.parametrize(
    ("table", "labels"),
    [(np.zeros((0, 3)), []), (np.eye(2), [0]), (np.eye(2), [0, 2]), (np.eye(2), [-1, 0]), ([0.5, 0.5], [0])],
)
def test_what_does_not_fit_is_refused(table, labels):
    for measure in (expected_calibration_error, fit_temperature):
        with pytest.raises(ValueError, match=r"Wanted|Labels are"):
            measure(table, labels)


def test_logits_are_no_probabilities():
    with pytest.raises(ValueError, match="softmax"):
        reliability([[2.0, -1.0]], [0])
