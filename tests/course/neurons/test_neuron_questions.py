"""The questions of lesson 02a: their right answers are right whatever the seed."""

import re

import numpy as np
import pytest

from dlcourse.interact.questions import maker

SEEDS = range(60)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def asked(make):
    for seed in SEEDS:
        question = make(np.random.default_rng(seed))
        (right,) = (option.text for option in question.options if option.right)
        yield question.text.replace("−", "-"), right.replace("−", "-").replace(",", "")


def numbers(text):
    return [float(number) for number in NUMBER.findall(text)]


def test_the_score_is_right():
    for text, right in asked(maker("neurons.score")):
        w1, w2, b, x1, x2 = numbers(text)
        assert float(right) == max(w1 * x1 + w2 * x2 + b, 0)


def test_the_numbers_to_learn_are_counted_right():
    for text, right in asked(maker("neurons.how_many_weights")):
        side, other = numbers(text)
        assert side == other
        assert float(right) == 3 * side**2 + 1


def test_the_correction_is_rosenblatts():
    for text, right in asked(maker("neurons.correction")):
        w1, w2, b, x1, x2 = numbers(text)
        assert w1 * x1 + w2 * x2 + b > 0
        assert numbers(right) == [w1 - x1, w2 - x2, b - 1]


def test_the_step_goes_against_the_slope():
    for text, right in asked(maker("neurons.slope_of_error")):
        w, tilt, rate = numbers(text)
        assert tilt < 0
        assert numbers(right)[0] == pytest.approx(w - rate * tilt)
