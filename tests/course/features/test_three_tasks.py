"""The tasks for one network: reversed lines are reversed, and no set of one seed has what another has."""

import numpy as np

from dlcourse.course.features import three_tasks
from dlcourse.course.features.three_tasks import lines, sung, typed
from dlcourse.data import snippets


def test_the_lines_that_are_said_to_be_reversed_are_and_the_others_are_not():
    codes, backwards = lines(50, 3, "train")
    whole = snippets(50, 32, seed=3, split="train")
    assert 10 < backwards.sum() < 40
    np.testing.assert_array_equal(codes[backwards == 0], whole[backwards == 0])
    np.testing.assert_array_equal(codes[backwards == 1], whole[backwards == 1, ::-1])


def test_training_and_test_differ_within_a_seed_and_between_seeds(monkeypatch):
    monkeypatch.setattr(three_tasks, "TRAIN", 6)
    monkeypatch.setattr(three_tasks, "TEST", 4)
    for task, shape in ((sung, (400,)), (typed, (32,))):
        sets = [part.images for seed in (0, 1) for part in task(seed)]
        assert [part.shape for part in sets] == [(6, *shape), (4, *shape)] * 2
        every = np.concatenate(sets)
        assert len(np.unique(every, axis=0)) == len(every)
