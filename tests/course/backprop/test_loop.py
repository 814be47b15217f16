"""The loop by hand takes each example once an epoch, steps as SGD does, and leaves no gradient behind."""

import numpy as np
import pytest

from dlcourse.course.backprop import loop
from dlcourse.scratch import first


def loss_of(weights, x, y):
    return first.cross_entropy(first.Tensor(x) @ weights[0] + weights[1], y)


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    y = rng.integers(3, size=50)
    x = rng.normal(size=(50, 6))
    x[np.arange(50), y] += 3
    return [first.Tensor(rng.normal(size=(6, 3))), first.Tensor(np.zeros(3))], x, y


def test_each_example_stands_in_exactly_one_batch():
    found = loop.batches(23, 5, np.random.default_rng(0))
    assert [len(batch) for batch in found] == [5, 5, 5, 5, 3]
    assert sorted(np.concatenate(found).tolist()) == list(range(23))
    assert np.concatenate(found).tolist() != list(range(23))


def test_an_epoch_of_one_batch_is_one_step_along_the_gradient(problem):
    weights, x, y = problem
    before = [w.data.copy() for w in weights]
    loss = loss_of(weights, x, y)
    loss.backward()
    gradients = [w.grad for w in weights]
    for w in weights:
        w.grad = None
    losses = loop.epoch(weights, loss_of, x, y, 50, 0.3, np.random.default_rng(0))
    assert losses == [pytest.approx(float(loss.data))]
    for w, old, g in zip(weights, before, gradients, strict=True):
        np.testing.assert_allclose(w.data, old - 0.3 * g, rtol=1e-12)
        assert w.grad is None


def test_some_epochs_learn_the_problem(problem):
    weights, x, y = problem
    rng = np.random.default_rng(1)
    losses = [np.mean(loop.epoch(weights, loss_of, x, y, 8, 0.3, rng)) for _ in range(20)]
    assert losses[-1] < 0.3 * losses[0]
