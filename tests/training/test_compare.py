"""A fair comparison: settings are chosen on the validation part, and the test part has no say."""

import numpy as np
import pytest
import torch
from torch import nn

from dlcourse.data import Labelled
from dlcourse.training.compare import Parts, choose, flat, linear_score, tuned_network


def two_classes(n, seed):
    rng = np.random.default_rng(seed)
    labels = rng.integers(2, size=n)
    images = rng.normal(0, 1, (n, 2, 3)).astype(np.float32)
    images[:, 0, 0] += 4 * labels
    return Labelled(images, labels)


PARTS = Parts(two_classes(200, 0), two_classes(100, 1), two_classes(300, 2))


def test_the_best_on_validation_is_kept_and_of_equals_the_first():
    assert choose(lambda setting: setting, [3, 1, 2], score=lambda model: -abs(model - 1)) == 1
    assert choose(lambda setting: setting, "abc", score=len) == "a"
    with pytest.raises(ValueError, match="nothing to choose"):
        choose(lambda setting: setting, [], score=len)


def test_features_replace_the_images_of_all_parts_and_keep_the_labels():
    described = PARTS.described(flat)
    assert [part.images.shape for part in described] == [(200, 6), (100, 6), (300, 6)]
    assert all(np.array_equal(new.labels, old.labels) for new, old in zip(described, PARTS, strict=True))


def test_the_linear_classifier_separates_what_a_line_can():
    assert linear_score(PARTS.described(flat), [0.1, 1.0]) > 0.93


def test_the_labels_of_the_test_part_change_the_score_and_not_the_model():
    turned = PARTS._replace(test=Labelled(PARTS.test.images, 1 - PARTS.test.labels))
    score, against = (linear_score(parts.described(flat), [0.001, 1.0]) for parts in (PARTS, turned))
    assert score + against == pytest.approx(1)


def test_a_network_is_trained_at_each_rate_from_the_same_start_and_the_best_is_kept():
    starts = []

    def make():
        network = nn.Sequential(nn.Flatten(), nn.Linear(6, 2))
        starts.append(network[1].weight.detach().clone())
        return network

    network = tuned_network(make, PARTS, steps=60, rates=[1e-6, 0.1], seed=3)
    assert len(starts) == 2
    assert torch.equal(*starts)
    # At the lower rate it would still stand where it started.
    assert not torch.allclose(network[1].weight, starts[0], atol=1e-2)
