"""The loop learns, tells what goes wrong, and gives the same run twice."""

import numpy as np
import pytest
import torch
from torch import nn

from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training import accuracy, device, fit, probabilities


def one_batch():
    rng = np.random.default_rng(0)
    return rng.random((32, 28, 28), dtype=np.float32), rng.integers(0, 10, 32)


def trained(**keywords):
    torch.manual_seed(0)
    model = SmallCNN()
    return model, fit(model, *one_batch(), **{"steps": 60, "lr": 5e-3, "batch_size": 32, **keywords})


def test_it_can_learn_one_batch_by_heart():
    model, losses = trained(steps=150)
    assert losses[-1] < 0.05 < losses[0]
    assert accuracy(model, *one_batch()) == 1


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    first, second, other = (trained(steps=5, seed=seed)[1] for seed in (0, 0, 1))
    assert first == second != other


def test_the_callback_sees_every_step():
    seen = []
    _, losses = trained(steps=4, on_step=lambda step, loss: seen.append((step, loss)))
    assert seen == list(zip([1, 2, 3, 4], losses, strict=True))


def test_probabilities_are_probabilities_whatever_the_batches():
    model, _ = trained(steps=2)
    images, _ = one_batch()
    whole = probabilities(model, images)
    assert whole.shape == (32, 10)
    np.testing.assert_allclose(whole.sum(1), 1, atol=1e-5)
    np.testing.assert_allclose(probabilities(model, images, batch_size=5), whole, atol=1e-5)


def test_images_without_labels_are_refused():
    images, labels = one_batch()
    with pytest.raises(ValueError, match="32 images and 31 labels"):
        fit(SmallCNN(), images, labels[:-1], steps=1, lr=1e-3)
    with pytest.raises(ValueError, match="0 images"):
        fit(SmallCNN(), images[:0], labels[:0], steps=1, lr=1e-3)


def test_a_run_away_loss_is_told():
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    images, labels = one_batch()
    images[0, 0, 0] = np.inf
    with pytest.raises(RuntimeError, match="training ran away"):
        fit(model, images, labels, steps=50, lr=1e-3, batch_size=256)


def test_the_device_is_a_choice_with_clear_errors(monkeypatch):
    monkeypatch.delenv("DLCOURSE_DEVICE", raising=False)
    assert device().type == ("cuda" if torch.cuda.is_available() else "cpu")
    monkeypatch.setenv("DLCOURSE_DEVICE", "cpu")
    assert device() == torch.device("cpu")
    for name, told in [("gpu", "cpu, cuda or mps"), ("cuda:99", "99"), ("meta", "cpu, cuda or mps")]:
        monkeypatch.setenv("DLCOURSE_DEVICE", name)
        with pytest.raises(ValueError, match=told):
            device()
