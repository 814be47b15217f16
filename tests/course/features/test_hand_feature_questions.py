import re

import numpy as np
import pytest

from dlcourse.course.features.hog import hog
from dlcourse.interact.questions import maker


@pytest.mark.parametrize("seed", range(8))
def test_the_numbers_of_hog_are_counted_right(seed):
    question = maker("features.how_many_numbers")(np.random.default_rng(seed))
    cell, bins = (int(re.search(pattern, question.text)[1]) for pattern in (r"cells of (\d+)", r"(\d+) directions"))
    (right,) = (option.text for option in question.options if option.right)
    assert int(right.replace(",", "")) == hog(np.zeros((1, 28, 28)), cell=cell, bins=bins).shape[1]


@pytest.mark.parametrize("seed", range(8))
def test_the_differences_are_all_of_one_sign(seed):
    text = maker("features.real_or_luck")(np.random.default_rng(seed)).text
    a, b = (np.array(row.split(", "), int) for row in re.findall(r"reads ([\d, ]+) %", text))
    assert ((b - a) >= 1).all()
    assert np.mean(b - a) == 2
    assert a.max() > b.min()
