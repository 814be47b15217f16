import re

import numpy as np
import pytest

from dlcourse.course.start.ladder import _rung, ladder, most_probable, nearest
from dlcourse.plots import figure


def share(guesses, truth):
    return float((guesses == truth).mean())


def test_the_nearest_example_is_named():
    examples = np.stack([np.zeros((28, 28)), np.ones((28, 28))])
    read = nearest(examples, [3, 8])
    np.testing.assert_array_equal(read(np.stack([examples[1] * 0.9, examples[0] + 0.1])), [8, 3])


def test_a_model_says_what_it_finds_most_probable():
    import torch

    class Always(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.scores = torch.nn.Parameter(torch.tensor([0.0, 2.0, 1.0]))

        def forward(self, images):
            return self.scores.expand(len(images), 3)

    np.testing.assert_array_equal(most_probable(Always())(np.zeros((2, 28, 28), np.float32)), [1, 1])


def test_a_rung_shows_mean_seeds_and_an_interval_around_the_mean():
    _, axes = figure()
    _rung(axes, 0, [0.8, 0.9], 100)
    bar, (line, dots) = axes.patches[0], axes.lines
    assert bar.get_width() == np.mean([0.8, 0.9])
    low, high = line.get_xdata()
    assert low < 0.85 < high
    assert list(dots.get_xdata()) == [0.8, 0.9]
    assert re.search(r"8[45]%", axes.texts[0].get_text())


def test_a_ladder_has_a_place_for_a_stored_test():
    images, truth = np.zeros((4, 28, 28)), np.array([1, 1, 2, 3])
    always = [lambda pictures: np.ones(len(pictures))]
    one = ladder({"always 1": always}, {"here": (images, truth)}, share, {"stored": {"always 1": 0.11}}, 1000)
    two = ladder({"always 1": always}, {"here": (images, truth)}, share, {"stored": {"always 1": 0.99}}, 1000)
    assert one.png != two.png


def test_a_stored_score_that_belongs_to_no_reader_is_not_left_out_in_silence():
    always = [lambda images: np.ones(len(images))]
    here = {"here": (np.zeros((3, 28, 28)), np.ones(3))}
    with pytest.raises(ValueError, match="The stored run has CNN, but the readers are always 1"):
        ladder({"always 1": always}, here, lambda a, b: 1.0, {"stored": {"CNN": 0.9}}, 1000)
