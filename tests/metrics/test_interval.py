"""Wilson's interval holds what it promises, at the ends too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.metrics import interval


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_stays_in_range_and_is_symmetric(counts):
    right, n = counts
    low, high = interval(right, n)
    assert 0 <= low <= right / n <= high <= 1
    assert interval(n - right, n) == pytest.approx((1 - high, 1 - low))


def test_a_known_value():
    assert interval(45, 50) == pytest.approx((0.7864, 0.9565), abs=5e-4)  # by hand from Wilson's formula
    assert interval(0, 10)[0] == 0 < interval(0, 10)[1]


def test_it_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(0)
    for truth in (0.5, 0.9):
        ends = np.array([interval(right, 50) for right in rng.binomial(50, truth, 4000)])
        covered = ((ends[:, 0] <= truth) & (truth <= ends[:, 1])).mean()
        assert 0.93 < covered < 0.98


@pytest.mark.parametrize(("right", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(right, n):
    with pytest.raises(ValueError, match="right"):
        interval(right, n)
