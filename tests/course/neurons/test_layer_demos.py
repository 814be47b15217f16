"""The demos of lesson 02b compute what they say."""

from fractions import Fraction

import numpy as np
import pytest

from dlcourse.course.neurons.demos import kinks, softmax_desk
from dlcourse.course.neurons.demos.layers import (
    BUDGETS,
    SUMS,
    UNSOLVED,
    at_random,
    cases_right,
    depth_against_width,
    folded_picture,
    folding,
    parameters,
)
from dlcourse.metrics import corners, linear_pieces

EVEN = [(neurons, depth) for neurons, depths in BUDGETS.items() for depth in depths]


@pytest.mark.parametrize(("neurons", "depth"), EVEN)
def test_neurons_are_shared_out_evenly_and_parameters_are_counted(neurons, depth):
    assert neurons % depth == 0
    net = at_random(depth, neurons // depth, 1)
    count = sum(len(row) for weights, _ in net for row in weights) + sum(len(biases) for _, biases in net)
    assert count == parameters(depth, neurons // depth)
    assert sum(len(biases) for _, biases in net[:-1]) == neurons


@pytest.mark.parametrize(("depth", "width"), [(1, 5), (2, 4), (3, 3), (4, 2), (8, 2), (3, 4), (2, 1)])
def test_the_folded_network_has_the_pieces_that_the_demo_claims(depth, width):
    exact = [
        ([[Fraction(w).limit_denominator(100) for w in row] for row in weights],
         [Fraction(b).limit_denominator(100) for b in biases])
        for weights, biases in folding(depth, width)
    ]  # fmt: skip
    points = corners(exact)
    assert len(points) - 1 == width**depth
    assert [y for _, y in points] == [j % 2 for j in range(width**depth + 1)]


def test_equal_neurons_and_equal_parameters():
    assert parameters(8, 2) == parameters(1, 16) == 49
    assert parameters(100, 2) == parameters(1, 200) == 601


def test_one_layer_from_chance_bends_once_a_unit_at_most():
    assert all(linear_pieces(at_random(1, 16, start), 0.0, 1.0) <= 17 for start in range(1, 21))


def test_the_slider_of_layers_goes_to_the_nearest_depth():
    demo = depth_against_width()
    demo.controls["layers"].value = 8
    eight = demo.html
    demo.controls["layers"].value = 9
    assert demo.html == eight
    demo.controls["layers"].value = 24
    assert demo.html != eight


def state(sums, biases, v, c, activation="ReLU"):
    units = [{"sum": sum, "b": b} for sum, b in zip(sums, biases, strict=True)]
    return {"units": units, "activation": activation, "out": {"v": v, "c": c}}


def test_two_quite_different_folds_solve_xor_and_the_demo_begins_with_neither():
    both = state(["x₁ + x₂", "x₁ + x₂"], [0.0, -1.0], [1.0, -2.0], -0.5)
    differences = state(["x₁ − x₂", "x₂ − x₁"], [0.0, 0.0], [1.0, 1.0], -0.5)
    assert cases_right(**both) == cases_right(**differences) == 4
    assert cases_right(**{key: UNSOLVED[key] for key in both}) == 2
    pictures = {folded_picture(star=[0.5, 0.2], **each).png for each in (both, differences)}
    assert len(pictures) == 2


def test_without_a_bend_nothing_within_reach_solves_it():
    quarters = np.arange(-2, 2.25, 0.5).tolist()
    rng = np.random.default_rng(0)
    for _ in range(500):
        sums, biases = rng.choice([*SUMS], 2).tolist(), rng.choice(quarters, 2).tolist()
        v, c = (rng.integers(-6, 7, 2) / 2).tolist(), float(rng.choice(quarters))
        assert cases_right(**state(sums, biases, v, c, activation="none")) < 4


def test_kinks_at_the_corners_are_exact_and_least_squares_is_never_worse():
    zigzag = kinks.TARGETS["a zigzag with four corners"]
    at = kinks.CORNERS[1:-1, 0]
    assert kinks.off(kinks.joined(at, zigzag), zigzag) < 1e-12
    rng = np.random.default_rng(0)
    for target in kinks.TARGETS.values():
        for _ in range(10):
            at = np.round(rng.uniform(0.05, 0.95, 4), 2)
            best = kinks.off(kinks.least_squares(at, target), target)
            assert best <= kinks.off(kinks.joined(at, target), target) + 1e-9


def test_kinks_on_one_spot_break_nothing():
    target = kinks.TARGETS["a smooth wave"]
    for way in (kinks.joined, kinks.least_squares):
        assert np.isfinite(way(np.full(4, 0.5), target)).all()


def test_gradient_descent_misses_from_most_starts_what_five_units_could_do():
    zigzag = kinks.TARGETS["a zigzag with four corners"]
    errors = kinks.off(kinks.descended(0, 5), zigzag)
    assert errors.shape == (kinks.STARTS,)
    assert np.median(errors) > 0.05
    assert np.median(kinks.off(kinks.descended(0, 20), zigzag)) < np.median(errors)


def test_softmax_is_blind_to_a_shift_and_the_naive_one_is_not():
    z = np.array([2.0, 1.0, -1.0])
    np.testing.assert_allclose(softmax_desk.softmax(z + 100), softmax_desk.softmax(z))
    np.testing.assert_allclose(softmax_desk.naive_softmax(z), softmax_desk.softmax(z), rtol=1e-5)
    assert np.isnan(softmax_desk.naive_softmax(z + 100)).all()
    assert np.isnan(softmax_desk.naive_softmax(z - 120)).all()


def test_the_reader_is_sure_of_some_noise():
    z = [
        softmax_desk.linear_reader().decision_function(softmax_desk.shown(1, i).reshape(1, 64))[0] for i in range(1, 41)
    ]
    sure = np.array([softmax_desk.softmax(row).max() for row in z])
    np.testing.assert_allclose([softmax_desk.softmax(row).sum() for row in z], 1)
    assert (sure > 0.9).any()


def test_the_search_for_sure_noise_does_not_begin_at_its_end():
    def sure(number):
        z = softmax_desk.linear_reader().decision_function(softmax_desk.shown(1, number).reshape(1, 64))[0]
        return softmax_desk.softmax(z).max()

    assert sure(softmax_desk.softmax_desk().controls["number"].value) < 0.5
    assert sure(28) > 0.9  # the one in the still picture
