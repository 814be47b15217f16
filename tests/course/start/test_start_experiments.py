"""The experiments of *Start here*, in sizes of a second: shapes, seeds, and differences that were planted."""

import numpy as np
import pytest
import torch

from dlcourse.course.start import experiments
from dlcourse.data import characters

FEW = characters(100, preset="centred", seed=0)


class BorderIsZero(torch.nn.Module):
    """Says 0 of a picture with ink in the three outermost rows or columns, and 1 of any other."""

    def __init__(self, sure=5.0):
        super().__init__()
        self.sure = torch.nn.Parameter(torch.tensor(sure))

    def forward(self, images):
        at_border = images.flatten(1).sum(1) > images[:, 3:-3, 3:-3].flatten(1).sum(1) + 1e-3
        scores = torch.zeros(len(images), 10)
        scores[torch.arange(len(images)), (~at_border).long()] = 1
        return self.sure * scores


def strokes_in_a_corner(n, seed):
    return [[[[0.05, 0.05], [0.05, 0.3 + 0.01 * i]]] for i in range(n)], np.ones(n, int)


def test_centring_has_a_figure_for_each_seed_and_the_same_ones_again():
    once, again = (experiments.centring(*FEW, [3, 4], steps=3, drawings=20) for _ in range(2))
    assert once.centred.shape == once.uncropped.shape == (2,)
    np.testing.assert_array_equal(once.centred, again.centred)
    np.testing.assert_array_equal(once.uncropped, again.uncropped)
    weights = [network.features[0].weight.detach().cpu().numpy() for network in (*once.networks, *again.networks)]
    np.testing.assert_array_equal(weights[:2], weights[2:])
    assert not np.allclose(weights[0], weights[1])


def test_centring_finds_a_difference_that_is_there(monkeypatch):
    monkeypatch.setattr(experiments, "SmallCNN", BorderIsZero)
    monkeypatch.setattr(experiments, "fit", lambda *_, **__: None)
    monkeypatch.setattr(experiments, "simulated_drawings", strokes_in_a_corner)
    found = experiments.centring(*FEW, [0, 1], steps=1, drawings=5)
    np.testing.assert_array_equal(found.centred - found.uncropped, [1, 1])


@pytest.mark.parametrize(("sure", "share"), [(9.0, 1.0), (1.0, 0.0)])
def test_only_what_is_misread_counts_as_sure_though_wrong(sure, share):
    pictures = np.zeros((3, 28, 28), np.float32)
    network = BorderIsZero(sure)
    assert experiments.sure_though_wrong(network, pictures, np.array([1, 1, 7])) == share
    assert np.isnan(experiments.sure_though_wrong(network, pictures, np.ones(3)))


def test_what_was_taught_reads_and_the_same_seeds_read_alike():
    images = np.zeros((40, 28, 28), np.float32)
    labels = np.arange(40) % 2
    images[labels == 1, :14] = 1
    once, again = (experiments.taught([784, 10], images, labels, [0, 1], steps=20) for _ in range(2))
    assert len(once) == 2
    for one, other in zip(once, again, strict=True):
        np.testing.assert_array_equal(one(images), labels)
        np.testing.assert_array_equal(one(FEW.images), other(FEW.images))


def test_place_is_told_from_size(monkeypatch):
    monkeypatch.setattr(experiments, "simulated_drawings", strokes_in_a_corner)
    shares = experiments.place_or_size([BorderIsZero()] * 2, [0, 1], drawings=4)
    assert {way: each.tolist() for way, each in shares.items()} == {
        "as they stand": [0, 0],
        "scaled, not moved": [0, 0],
        "moved, not scaled": [1, 1],
        "scaled and moved": [1, 1],
    }


def test_what_a_network_makes_of_a_picture_is_asked_at_each_of_the_steps(monkeypatch):
    seen = {}
    monkeypatch.setattr(experiments, "before_and_after", lambda image, thinks: seen.update(thinks))
    torch.manual_seed(0)
    network = experiments.SmallCNN()
    start = experiments.probabilities(network, FEW.images[:1])[0]
    experiments.after_steps(network, *FEW, FEW.images[0], (0, 1, 100), of=100)
    assert list(seen) == [0, 1, 100]
    np.testing.assert_array_equal(seen[0], start)
    assert seen[0].max() < 0.2
    assert seen[100].argmax() == FEW.labels[0]
    np.testing.assert_array_equal(seen[100], experiments.probabilities(network, FEW.images[:1])[0])
