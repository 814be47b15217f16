"""The questions on rates in a row and on likelihood: the right answers are right whatever the seed."""

import math
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
        text = question.text.replace("−", "-")
        yield text, float(NUMBER.search(right.replace("−", "-"))[0])


def numbers(text):
    return [float(number) for number in NUMBER.findall(text)]


def test_rates_multiply():
    for text, right in asked(maker("refreshers.rates_in_a_row")):
        first, second, nudge = numbers(text)
        assert right == pytest.approx(first * second * nudge)


def test_the_second_rate_is_taken_at_u():
    for text, right in asked(maker("refreshers.at_which_place")):
        k = float(re.search(r"u = (\d+)·x", text)[1])
        x = float(re.search(r"x = (\d+)`, how", text)[1])
        nudge = 1e-6
        assert right == pytest.approx(((k * (x + nudge)) ** 3 - (k * x) ** 3) / nudge, rel=1e-4)


def test_ways_add_up():
    for text, right in asked(maker("refreshers.two_ways")):
        assert right == sum(numbers(text))


def test_logarithms_add_up():
    for text, right in asked(maker("refreshers.log_of_product")):
        p, factors = float(re.search(r"ln ([\d.]+) is", text)[1]), int(re.search(r"(\d+) factors", text)[1])
        assert right == pytest.approx(math.log(p**factors), abs=0.006)


def test_the_best_guess_is_the_share():
    for text, right in asked(maker("refreshers.best_guess")):
        heads, throws = (int(each) for each in re.search(r"heads (\d+) times out of (\d+)", text).groups())
        guesses = np.arange(1, 1000) / 1000
        sums = heads * np.log(guesses) + (throws - heads) * np.log(1 - guesses)
        assert right == pytest.approx(guesses[np.argmax(sums)])


def test_the_cost_is_a_difference_of_logarithms():
    for text, right in asked(maker("refreshers.cost_of_being_sure")):
        p, less = (float(each) for each in re.search(r"probability ([\d.]+), network B ([\d.]+)\.", text).groups())
        assert right == pytest.approx(math.log(p) - math.log(less), abs=0.06)
