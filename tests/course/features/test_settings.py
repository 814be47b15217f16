"""The two searches for settings of this room: each finds what suits best, on validation data and on no other."""

import numpy as np
import pytest
import torch
from sklearn.svm import SVC
from torch import nn

from dlcourse.course.features import tuning
from dlcourse.course.features.curved import curved_score
from dlcourse.course.features.tuning import rate_then_steps
from dlcourse.data import Labelled
from dlcourse.training.compare import Parts, linear_score


def rings(n, seed):
    """Points within a circle and around it: no straight border parts them."""
    rng = np.random.default_rng(seed)
    y = rng.integers(2, size=n)
    around, far = rng.uniform(0, 2 * np.pi, n), rng.uniform(0.6, 1, n) + y
    return Labelled(np.stack([far * np.cos(around), far * np.sin(around)], axis=1), y)


RINGS = Parts(*(rings(n, seed) for seed, n in enumerate((200, 100, 100))))


def test_curved_borders_part_what_straight_ones_cannot():
    assert curved_score(RINGS, [1.0], [1.0]) > 0.97
    assert linear_score(RINGS, [1.0]) < 0.7


def test_it_scores_as_the_machine_of_scikit_learn_does_whatever_the_scale():
    large = Parts(*(Labelled(10 * part.images, part.labels) for part in RINGS))
    train, _, test = large
    apart = ((train.images[:, None] - train.images) ** 2).sum(2).mean()
    for narrow in (0.01, 2.0, 1000.0):
        model = SVC(C=3.0, gamma=narrow / apart).fit(*train)
        assert curved_score(large, [3.0], [narrow]) == pytest.approx(model.score(*test))


def test_the_validation_part_chooses_and_the_test_part_does_not():
    train, validation, test = RINGS
    best = curved_score(RINGS, [1.0], [1.0])
    assert curved_score(RINGS, [1.0], [1e-6, 1.0]) == best
    turned = Parts(train, Labelled(validation.images, 1 - validation.labels), test)  # now the worst looks best
    assert curved_score(turned, [1.0], [1e-6, 1.0]) < best


def test_without_settings_there_is_nothing_to_choose_from():
    with pytest.raises(ValueError, match="at least one setting"):
        curved_score(RINGS, [], [1.0])


@pytest.fixture
def trials(monkeypatch):
    """A training that notes rate and steps, and a score read from a table of them."""
    tried = []

    def fit(model, images, labels, *, steps, lr, seed):
        tried.append((lr, steps))
        model.setting = (lr, steps)

    monkeypatch.setattr(tuning, "fit", fit)
    return tried


@pytest.mark.parametrize(
    ("scores", "best"),
    [
        ({(0.1, 5): 0.6, (0.2, 5): 0.7, (0.2, 50): 0.9}, (0.2, 50)),
        ({(0.1, 5): 0.6, (0.2, 5): 0.7, (0.2, 50): 0.5}, (0.2, 5)),
        ({(0.1, 5): 0.7, (0.2, 5): 0.7, (0.1, 50): 0.7}, (0.1, 5)),
    ],
)
def test_the_rate_is_chosen_first_and_then_the_steps_at_that_rate(trials, monkeypatch, scores, best):
    monkeypatch.setattr(tuning, "accuracy", lambda model, images, labels: scores[model.setting])
    empty = Labelled(np.zeros((1, 2)), np.zeros(1, int))
    parts = Parts(empty, empty, empty)
    chosen = rate_then_steps(lambda: nn.Linear(2, 2), parts, steps=(5, 50), rates=(0.1, 0.2), seed=0)
    assert chosen.setting == best
    assert trials == list(scores)


def test_every_trial_starts_alike():
    starts = []

    def make():
        model = nn.Linear(2, 2)
        starts.append(model.weight.detach().clone())
        return model

    points = Labelled(RINGS.train.images.astype(np.float32), RINGS.train.labels)
    rate_then_steps(make, Parts(points, points, points), steps=(1, 2), rates=(0.1, 0.2), seed=7)
    assert len(starts) == 3
    assert all(torch.equal(start, starts[0]) for start in starts)
