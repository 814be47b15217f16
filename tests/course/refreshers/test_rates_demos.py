"""The figures behind the refreshers on rates and on likelihood."""

import numpy as np
import pytest

from dlcourse.course.refreshers.demos.refreshers_rates import (
    FIRST,
    HEADS,
    SECOND,
    THROWS,
    likelihood,
    log_likelihood,
    rates,
)


@pytest.mark.parametrize("first", range(len(FIRST)))
@pytest.mark.parametrize("second", range(len(SECOND)))
def test_the_product_of_the_rates_is_what_a_nudge_measures(first, second):
    def both(x):
        return float(SECOND[second][1](FIRST[first][1](x)))

    for x in (-1.7, -0.3, 0.6, 1.9):  # none of them at ReLU's kink
        du, dy = rates(first, second, x)
        assert du * dy == pytest.approx((both(x + 1e-6) - both(x - 1e-6)) / 2e-6, abs=1e-5)


def test_the_sum_is_the_logarithm_of_the_product_while_there_is_one():
    for p in (0.2, 0.5, 0.7):
        assert log_likelihood(p, THROWS[0]) == pytest.approx(np.log(likelihood(p, THROWS[0])))


def test_with_many_throws_the_product_is_nought_for_every_guess():
    guesses = np.linspace(0.02, 0.98, 97)
    assert not any(likelihood(p, THROWS[-1]) for p in guesses.tolist())
    assert np.isfinite(log_likelihood(guesses, THROWS[-1])).all()


def test_the_best_guess_is_the_share_of_heads():
    guesses = np.arange(1, 100) / 100
    for throws in THROWS:
        assert guesses[np.argmax(log_likelihood(guesses, throws))] == HEADS
