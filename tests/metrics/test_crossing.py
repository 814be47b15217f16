"""Where one curve overtakes another for good, on a logarithmic axis."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.metrics import crossing


def test_halfway_on_a_logarithmic_axis():
    assert crossing([100, 10_000], [0.6, 0.6], [0.5, 0.7]) == pytest.approx(1000)
    assert crossing([1, 10, 100], [0.5, 0.5, 0.5], [0.2, 0.4, 0.8]) == pytest.approx(10**1.25)


def test_the_last_crossing_counts():
    assert crossing([1, 10, 100, 1000], [0, 0, 0, 0], [-1, 1, -1, 1]) == pytest.approx(100 * np.sqrt(10))


def test_ahead_throughout_and_never():
    assert crossing([30, 100], [0.1, 0.2], [0.2, 0.3]) == 30
    assert crossing([30, 100], [0.2, 0.3], [0.1, 0.3]) == np.inf


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=8))
def test_it_lies_where_the_curves_meet(ahead):
    sizes = 2.0 ** np.arange(len(ahead))
    found = crossing(sizes, np.zeros(len(ahead)), ahead)
    if ahead[-1] > 0:
        assert sizes[0] <= found <= sizes[-1]
        later = sizes > found * (1 + 1e-9)
        assert all(value > 0 for value in np.array(ahead)[later])
    else:
        assert found == np.inf


@pytest.mark.parametrize("sizes", [[], [0, 1], [2, 1], [1, 2, 3]])
def test_curves_that_are_none_are_refused(sizes):
    with pytest.raises(ValueError, match="sizes rise"):
        crossing(sizes, [0.5, 0.5], [0.5, 0.6])
