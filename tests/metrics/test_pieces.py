"""Straight pieces of ReLU networks: counted exactly."""

from fractions import Fraction

import numpy as np
import pytest

from dlcourse.metrics.pieces import corners, linear_pieces

HALF = Fraction(1, 2)


def tents(depth, number=Fraction):
    """The tent map, iterated: layers of two ReLUs."""
    fold = [[number(2), number(-4)], [number(2), number(-4)]]
    first = ([[number(1)], [number(1)]], [number(0), -number(1) / 2])
    hidden = [first] + [(fold, [number(0), -number(1) / 2])] * (depth - 1)
    return [*hidden, ([fold[0]], [number(0)])]


@pytest.mark.parametrize("depth", range(1, 9))
@pytest.mark.parametrize("number", [Fraction, float])
def test_every_fold_doubles(depth, number):
    assert linear_pieces(tents(depth, number)) == 2**depth


def test_the_corners_of_a_tent_map_are_exact():
    assert corners(tents(3)) == [(Fraction(j, 8), Fraction(j % 2)) for j in range(9)]


def test_one_layer_bends_once_a_unit_at_most():
    rng = np.random.default_rng(0)
    for _ in range(20):
        w, b, v = rng.normal(size=(3, 12))
        layers = [(w[:, None].tolist(), b.tolist()), ([v.tolist()], [0.0])]
        inside = ((-b / w > -9) & (-b / w < 9)).sum()
        assert linear_pieces(layers, -9.0, 9.0) == inside + 1


def test_the_graph_is_that_of_the_network():
    rng = np.random.default_rng(1)
    shapes = [(5, 1), (5, 5), (5, 5), (1, 5)]
    layers = [(rng.normal(size=shape), rng.normal(size=shape[0])) for shape in shapes]
    found = np.array(corners([(w.tolist(), b.tolist()) for w, b in layers], -2.0, 2.0))
    x = np.linspace(-2, 2, 1001)
    h = x[None]
    for w, b in layers[:-1]:
        h = np.maximum(0, w @ h + b[:, None])
    y = (layers[-1][0] @ h + layers[-1][1][:, None])[0]
    np.testing.assert_allclose(np.interp(x, *found.T), y, atol=1e-9)


def test_units_that_cancel_make_no_bend():
    twice = ([[Fraction(1)], [Fraction(1)]], [-HALF, -HALF])
    assert linear_pieces([twice, ([[Fraction(1), Fraction(-1)]], [Fraction(0)])]) == 1
    assert linear_pieces([twice, ([[Fraction(1), Fraction(1)]], [Fraction(0)])]) == 2


def test_no_layers_and_no_interval_are_refused():
    with pytest.raises(ValueError, match="at least one layer"):
        corners([])
    with pytest.raises(ValueError, match="at least one layer"):
        corners(tents(1), 1, 1)
