import re

import numpy as np
import pytest

from dlcourse.interact.quiz import draw
from dlcourse.models.hog import hog
from dlcourse.questions import hand_features

MAKERS = [*hand_features.QUESTIONS, *hand_features.PLACES]


@pytest.mark.parametrize("seed", range(20))
def test_every_seed_gives_well_formed_questions(seed):
    assert len(draw(MAKERS, seed)) == len(MAKERS)


def test_a_new_seed_asks_something_new():
    first, second = (draw(hand_features.QUESTIONS, seed) for seed in (0, 1))
    assert [question.text for question in first] != [question.text for question in second]


@pytest.mark.parametrize("seed", range(8))
def test_the_numbers_of_hog_are_counted_right(seed):
    question = hand_features.how_many_numbers(np.random.default_rng(seed))
    cell, bins = (int(re.search(pattern, question.text)[1]) for pattern in (r"cells of (\d+)", r"(\d+) directions"))
    (right,) = (option.text for option in question.options if option.right)
    assert int(right.replace(",", "")) == hog(np.zeros((1, 28, 28)), cell=cell, bins=bins).shape[1]


@pytest.mark.parametrize("seed", range(8))
def test_the_differences_are_all_of_one_sign(seed):
    text = hand_features.real_or_luck(np.random.default_rng(seed)).text
    a, b = (np.array(row.split(", "), int) for row in re.findall(r"reads ([\d, ]+) %", text))
    assert ((b - a) >= 1).all()
    assert np.mean(b - a) == 2
    assert a.max() > b.min()
