import numpy as np
import pytest

from dlcourse.interact.quiz import draw
from dlcourse.questions import start


@pytest.mark.parametrize("seed", range(20))
def test_every_seed_gives_well_formed_questions(seed):
    assert len(draw(start.QUESTIONS, seed)) == len(start.QUESTIONS)


def test_the_longest_answer_gives_nothing_away():
    longest_is_right = []
    for maker in start.QUESTIONS:
        options = maker(np.random.default_rng(0)).options
        longest_is_right.append(max(options, key=lambda option: len(option.text)).right)
    assert sum(longest_is_right) <= len(longest_is_right) / 3
