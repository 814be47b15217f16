"""The figures behind the demos of lesson 02a. That each control moves its picture, test_demos.py sees to."""

from itertools import pairwise

import numpy as np
import pytest

from dlcourse.course.neurons.demos.neuron import (
    ACTIVATIONS,
    error,
    foot,
    middle,
    neuron_picture,
    noughts_and_ones,
    output,
    path,
    slope,
)
from dlcourse.course.neurons.demos.rosenblatt import MOST, corrections, misread, points, rosenblatt_steps


def weights_at(angle, length):
    return length * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])


@pytest.mark.parametrize("angle", [-180, -130, -45, 0, 30, 90, 170])
@pytest.mark.parametrize("bias", [-3.0, 0.0, 1.5])
def test_along_the_border_the_score_is_zero_and_along_the_arrow_it_rises(angle, bias):
    w = weights_at(angle, 1.4)
    start = foot(w, bias)
    along = np.array([-w[1], w[0]])
    assert output(start + np.outer([-2.0, 0.0, 3.0], along), w, bias, "none") == pytest.approx(0, abs=1e-12)
    assert output(start + w, w, bias, "none") > 0


def test_weights_and_bias_doubled_give_the_same_border():
    np.testing.assert_allclose(foot(weights_at(30, 1.4), -1.0), foot(weights_at(30, 2.8), -2.0))


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "GELU"])
def test_all_but_gelu_never_fall(name):
    assert (np.diff(ACTIVATIONS[name](np.linspace(-8, 8, 2001))) >= 0).all()


def test_gelu_falls_and_then_rises():
    change = np.diff(ACTIVATIONS["GELU"](np.linspace(-4, 4, 801)))
    assert (change < 0).any()
    assert (change > 0).any()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_still_can_be_drawn_in_every_state(activation):
    pictures = {neuron_picture([1.2, 0.7], b, activation).png for b in (-1.0, 2.0)}
    assert len(pictures) == 2


def test_the_slope_is_that_of_the_error():
    task = noughts_and_ones()
    for w in (-8.0, -1.0, 0.0, 2.0, 9.0):
        a = 1 / (1 + np.exp(-w * task.x))
        assert slope(w, task) == pytest.approx(np.mean(2 * (a - task.y) * a * (1 - a) * task.x), abs=1e-6)


def test_the_plateau_is_high_and_flat():
    task = noughts_and_ones()
    assert error(-9.0, task) > 0.8 > error(-1.0, task)
    assert abs(slope(-9.0, task)) < abs(slope(-1.0, task)) / 10


def test_small_steps_go_down_and_huge_ones_leap_over_the_valley():
    task = noughts_and_ones()
    heights = error(np.array(path(-2.0, 5.0, 20, task)), task)
    assert (np.diff(heights) < 0).all()
    assert path(-2.0, 200.0, 1, task)[-1] > 10


def test_the_middle_of_a_nought_is_emptier():
    task = noughts_and_ones()
    assert task.x[task.y == 1].mean() > 0.5 > task.x[task.y == 0].mean()
    image = np.zeros((1, 28, 28))
    image[0, 10:18, 11:17] = 1
    assert middle(image) == 1


@pytest.mark.parametrize("data", [0, 1])
def test_only_misread_points_are_corrected_and_each_correction_moves_their_score_the_right_way(data):
    of, made = points(data), corrections(points(data))
    for before, after in pairwise(made):
        x, y = of.x[after.point], of.y[after.point]
        assert misread(before.w, before.b, of)[after.point]
        gained = y * ((x @ after.w + after.b) - (x @ before.w + before.b))
        assert gained == pytest.approx(x @ x + 1)


def test_it_ends_on_real_digits_and_goes_round_in_a_circle_on_xor():
    digits, xor = corrections(points(0), 200), corrections(points(1), 200)
    assert digits[-1].wrong == 0
    assert len(digits) > 5
    assert any(after.wrong > before.wrong for before, after in pairwise(digits))
    assert len(xor) == 201
    assert min(state.wrong for state in xor) >= 1
    states = {(state.point, *state.w.tolist(), state.b) for state in xor[1:]}
    assert len(states) < 20


def test_the_last_picture_stays_when_nothing_is_left_to_correct():
    demo = rosenblatt_steps()
    last = len(corrections(points(0))) - 1
    demo.controls["step"].value = last
    shown = demo.html
    demo.controls["step"].value = last + 3
    assert demo.html == shown


def test_on_real_digits_one_correction_is_not_always_enough():
    of = points(0)
    assert any(misread(state.w, state.b, of)[state.point] for state in corrections(of)[1:])
    assert corrections(of, MOST)[-1].wrong == 0  # within what the slider reaches
