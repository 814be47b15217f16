"""The figures behind the refreshers' pictures. That each control moves its picture, test_demos.py sees to."""

import numpy as np
import pytest

from dlcourse.course.refreshers.demos.refreshers import (
    CURVES,
    A,
    W,
    X,
    arrow_at,
    in_words,
    intervals,
    moved,
    two_methods,
)
from dlcourse.course.refreshers.demos.refreshers_python import EXPRESSIONS, SLIPS, calls, shape_steps


def silent(slip):
    """For which n the slip raises no error."""
    return [n for n in range(1, 13) if not shape_steps(n, SLIPS.index(slip))[1]]


def test_without_a_slip_each_picture_gets_a_guess():
    for n in (1, 5, 10):
        steps, error = shape_steps(n, 0)
        assert not error
        assert [shape for _, shape in steps] == [f"({n}, 28, 28)", f"({n}, 784)", *[f"({n}, 10)"] * 2, f"({n},)"]


def test_a_bias_of_the_wrong_kind_is_silent_at_one_picture_and_at_ten():
    assert silent("one bias for each picture") == [1, 10]
    assert silent("weights not turned round") == []
    assert silent("all pictures in one row") == []


def test_the_line_that_breaks_and_those_behind_it_give_no_shape():
    steps, error = shape_steps(5, SLIPS.index("weights not turned round"))
    assert [bool(shape) for _, shape in steps] == [True, True, False, False, False]
    assert "size 10 is different from 784" in error
    assert "AxisError" in shape_steps(1, SLIPS.index("all pictures in one row"))[1]


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("a + b * c", ["b.__mul__(c)", "a.__add__(t1)"]),
        ("(a + b) * c", ["a.__add__(b)", "t1.__mul__(c)"]),
        ("a + 2", ["a.__add__(2)"]),
        ("2 + a", ["a.__radd__(2)"]),
        ("f(a) + b", ["f.__call__(a)", "t1.__add__(b)"]),
    ],
)
def test_the_calls_are_pythons_own(expression, told):
    assert expression in EXPRESSIONS
    log = calls(expression, a=-3, b=5)
    assert [made.call for made in log] == told
    assert log[-1].data == eval(expression, {"a": -3, "b": 5, "c": 4, "f": lambda x: 2 * x})


@pytest.mark.parametrize("angle", [-180, -150, -90, 0, 40, 90, 175])
def test_the_arrow_has_the_length_and_the_angle_that_are_said(angle):
    b = arrow_at(angle, 1.5)
    assert np.linalg.norm(b) == pytest.approx(1.5)
    assert A @ b == pytest.approx(1.5 * np.sqrt(5) * np.cos(np.deg2rad(angle)))
    assert A[0] * b[1] - A[1] * b[0] == pytest.approx(1.5 * np.sqrt(5) * np.sin(np.deg2rad(angle)), abs=1e-9)


SLOPES = [lambda x: 2 * x, lambda x: 2 * np.cos(2 * x), lambda x: -0.5]


@pytest.mark.parametrize(("curve", "slope"), list(enumerate(SLOPES)))
def test_the_ratio_settles_on_the_derivative(curve, slope):
    assert len(CURVES) == 3
    for x in (-2.0, 0.0, 1.3):
        off = [abs(moved(curve, x, nudge) / nudge - slope(x)) for nudge in (1.0, 0.01, 0.001)]
        assert off[2] < 0.005
        assert off[2] <= off[1] + 1e-9


def test_pairing_helps_as_far_as_the_luck_is_shared():
    for n in (3, 8, 20):
        _, apart, paired = intervals(*two_methods(n, luck=6, better=2))
        assert paired < apart / 2
    _, apart, paired = intervals(*two_methods(20, luck=0, better=2))
    assert paired > 0.8 * apart


def test_the_intervals_are_those_of_scipys_t_tests():
    from scipy import stats

    a, b = two_methods(8, luck=3, better=1)
    mean, apart, paired = intervals(a, b)
    for half, test in ((paired, stats.ttest_rel(b, a)), (apart, stats.ttest_ind(b, a))):
        low, high = test.confidence_interval(0.95)
        np.testing.assert_allclose((mean - half, mean + half), (low, high))


def test_the_words_are_those_of_numpy():
    for i in range(1, 6):
        assert in_words(0, i).endswith(f"= {X[:i].sum()}")
        assert in_words(1, i).replace("−", "-").endswith(f"= {(W[:i] * X[:i]).sum()}")
        assert f"(in Python: {X[:i].argmax()})" in in_words(2, i)
        nudged = W.astype(float)
        nudged[i - 1] += 0.1
        assert f"moves by {(nudged - W) @ X:.1f}, so ∂ is {X[i - 1]}" in in_words(3, i)
