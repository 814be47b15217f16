"""The demos of lesson 03c do what they say: the ball's limit is 2/λ, windows even out, each patient has one cure."""

import numpy as np
import pytest

from dlcourse.course.backprop import small_network
from dlcourse.course.backprop.demos import curve_clinic
from dlcourse.course.backprop.demos.curve_clinic import PATIENTS, Run, treated
from dlcourse.course.backprop.demos.descent import cut, roll, stand_in
from dlcourse.course.backprop.demos.step_windows import STEPS, share_rising, validation_losses


@pytest.fixture(scope="module")
def plane():
    return cut(*stand_in())


@pytest.fixture
def tiny():
    rng = np.random.default_rng(0)
    return small_network.first_weights((5, 4, 3), seed=1), rng.normal(size=(12, 5)), rng.integers(3, size=12)


def test_the_gradient_is_the_slope_of_the_loss(tiny):
    weights, x, y = tiny
    g = small_network.flat(small_network.gradient(weights, x, y))
    way = np.random.default_rng(2).normal(size=len(g))
    here = small_network.flat(weights)
    ahead, behind = (small_network.unflat(here + h * way, weights) for h in (1e-5, -1e-5))
    rise = (small_network.loss(ahead, x, y) - small_network.loss(behind, x, y)) / 2e-5
    assert g @ way == pytest.approx(rise, rel=1e-6)


def test_training_leaves_the_weights_given_as_they_are_and_watches_each_step(tiny):
    weights, x, y = tiny
    before = small_network.flat(weights).copy()
    trained, watched = small_network.train(
        weights, x, y, size=4, steps=60, rate=0.3, seed=0, watch=lambda w: small_network.loss(w, x, y), every=2
    )
    np.testing.assert_array_equal(small_network.flat(weights), before)
    assert len(watched) == 31
    assert watched[-1] < watched[0]
    assert watched[-1] == small_network.loss(trained, x, y)


def test_momentum_one_is_a_loop_that_never_clears_its_gradients(tiny):
    weights, x, y = tiny
    by_momentum, _ = small_network.train(weights, x, y, size=12, steps=5, rate=0.1, seed=0, momentum=1.0)
    here, total = [w.copy() for w in weights], [np.zeros_like(w) for w in weights]
    for _ in range(5):
        for t, g in zip(total, small_network.gradient(here, x, y), strict=True):
            t += g
        for w, t in zip(here, total, strict=True):
            w -= 0.1 * t
    np.testing.assert_allclose(small_network.flat(by_momentum), small_network.flat(here), rtol=1e-10)


def test_the_slice_is_cut_along_the_direction_that_bends_most(plane):
    assert plane.sharp @ plane.back == pytest.approx(0, abs=1e-8)
    h, here = 1e-2, plane.height(np.zeros(2))
    bends = [(plane.height(h * way) + plane.height(-h * way) - 2 * here) / h**2 for way in np.eye(2)]
    assert bends[0] == pytest.approx(plane.bend, rel=0.1)
    assert bends[0] > 5 * bends[1]


def test_plain_steps_settle_below_two_over_lambda_and_not_beyond(plane):
    below, beyond = (roll(plane, share * 2 / plane.bend, 0.0, 0) for share in (0.7, 1.3))
    assert abs(below[-1, 0]) < 0.1 * abs(below[0, 0])
    assert abs(beyond[-1, 0]) > abs(beyond[0, 0])


def test_momentum_overshoots_where_plain_steps_do_not(plane):
    plain, heavy = (roll(plane, 0.05, momentum, 0)[:, 0] for momentum in (0.0, 0.9))
    assert plain.min() > -0.05 < 0 < -heavy.min()
    assert heavy.min() < -0.05


def test_a_small_rate_gets_less_far_in_as_many_steps(plane):
    ends = [plane.height(roll(plane, rate, 0.0, 0)[-1]) for rate in (0.003, 0.03, 0.3)]
    assert ends[0] > ends[1] > ends[2]


def test_shares_of_rising_windows_are_counted_right():
    losses = np.array([4.0, 5.0, 3.0, 3.5, 2.0, 9.0])
    assert share_rising(losses, 1) == pytest.approx(3 / 5)
    assert share_rising(losses, 2) == 0
    assert share_rising(losses, 5) == 1


def test_single_steps_rise_and_windows_fall():
    losses = validation_losses(32, 0.06)
    assert losses.shape == (STEPS + 1,)
    assert share_rising(losses, 1) > 0.1
    assert share_rising(losses, 50) == 0


@pytest.mark.parametrize(
    ("patient", "cure"),
    [
        ("A", "rate × 30"),
        ("B", "shuffled"),
        ("C", "20 times the examples"),
        ("D", "rate ÷ 30"),
        ("E", "labels put right"),
        ("F", "gradients cleared"),
    ],
)
def test_every_patient_is_cured_by_the_right_treatment(patient, cure):
    run = PATIENTS[patient]
    ill, cured = (curve_clinic.curves(each)[-1, 1] for each in (run, treated(run, cure)))
    assert cured < 0.6 * ill
    assert curve_clinic.curves(Run())[-1, 1] < 0.4


def test_longer_training_cures_neither_overfitting_nor_wrong_labels():
    for patient in ("C", "E"):
        run = PATIENTS[patient]
        longer = curve_clinic.curves(treated(run, "three times as long"))[-1, 1]
        assert longer > 0.9 * curve_clinic.curves(run)[-1, 1]
