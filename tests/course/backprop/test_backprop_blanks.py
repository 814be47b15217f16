"""The blanks of chapter 03, beyond what holds in every room: mistakes that readers make, and the loop of 03c."""

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.course.backprop import blanks
from dlcourse.interact import blank
from dlcourse.interact.blanks import MARK, find
from dlcourse.scratch import first


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    """What is told is printed, whatever other tests have started in this process."""
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


def one_sided(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


def without_clearing(weights, loss_of, x, y, size, rate, rng):
    losses = []
    for batch in blanks.batches(len(x), size, rng):
        loss = loss_of(weights, x[batch], y[batch])
        loss.backward()
        for w in weights:
            w.data = w.data - rate * w.grad
        losses.append(float(loss.data))
    return losses


def overwriting(ordered):
    slopes = {ordered[0]: 1.0}
    for node in ordered:
        for parent, local in node.parents:
            slopes[parent] = slopes[node] * local
    return [slopes[node] for node in ordered]


def without_order(end):
    found = [end]
    for node in found:
        found += [parent for parent, _ in node.parents if parent not in found]
    return found


def too_few(end):
    return first.order(end)[:-1]


def calling_itself(end):
    written, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent, _ in node.parents:
                visit(parent)
            written.append(node)

    visit(end)
    return written[::-1]


WRONG = [
    ("slope", one_sided, "for <ufunc 'exp'>, 0.5, 0.1 expected 1.6515, received 1.734"),
    ("product_slopes", lambda a, b: (a, b), "for 2, 5 expected [5., 2.], received [2., 5.]"),
    ("tanh_slope", lambda out: 1 - out, "for 0.6 expected 0.64, received 0.4"),
    ("gradients", overwriting, "for a list of 5 Values expected [ 1., 6., 6., 12., 9.], received [1. , 3. , 3. ,"),
    ("unbroadcast", lambda g, shape: g, "for an array of shape (3, 4), [4] expected shape (4,), received shape (3, 4)"),
    ("at_left", lambda g, b: g @ b, "it raised ValueError"),
    ("at_right", lambda a, g: g.T @ a, "expected shape (3, 2), received shape (2, 3)"),
    ("order", without_order, "for 'a short graph' at 'each before its parents': expected 'yes', received 'no'"),
    ("order", too_few, "for 'a short graph' at 'nodes': expected 6, received 5"),
    ("order", calling_itself, "for 'a long graph' it raised RecursionError"),
    ("logits_gradient", lambda p, labels: p - np.eye(3)[labels], "expected [[-0.15,"),
    (
        "softplus",
        lambda x: (np.maximum(x, 0), x > 0),
        "for [-3., -2., -1., 0., 1., 2., 3.] at [0, 0] expected 0.048587, received 0",
    ),
    ("step", lambda weight, gradient, rate: weight + rate * gradient, "expected [ 0.3, -0.6], received [ 0.7, -1.4]"),
    ("batches", lambda n, size, rng: [np.arange(n)], "expected 3 results, received"),
    ("epoch", without_clearing, "an array of shape (40, 6), an array of shape (40,), 16, 0.5, a Generator"),
    ("new_velocity", lambda v, g, momentum: momentum * (v + g), "expected [ 2.9, -4. ], received [ 2.7, -3.6]"),
]


@pytest.mark.parametrize(("name", "wrong", "why"), WRONG)
def test_a_wrong_one_is_told_input_expected_and_received(name, wrong, why, capsys):
    assert blank(f"backprop.{name}")(wrong) is find(f"backprop.{name}").version
    assert not hasattr(wrong, MARK)
    assert plain(why) in plain(capsys.readouterr().out)


def plain(words):
    return "".join(words.split()).lower()


def loss_of(weights, x, y):
    return first.cross_entropy(first.Tensor(x) @ weights[0] + weights[1], y)


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    y = rng.integers(3, size=50)
    x = rng.normal(size=(50, 6))
    x[np.arange(50), y] += 3
    return [first.Tensor(rng.normal(size=(6, 3))), first.Tensor(np.zeros(3))], x, y


def test_each_example_is_in_exactly_one_batch():
    found = blanks.batches(23, 5, np.random.default_rng(0))
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
    losses = blanks.epoch(weights, loss_of, x, y, 50, 0.3, np.random.default_rng(0))
    assert losses == [pytest.approx(float(loss.data))]
    for w, old, g in zip(weights, before, gradients, strict=True):
        np.testing.assert_allclose(w.data, old - 0.3 * g, rtol=1e-12)
        assert w.grad is None


def test_some_epochs_learn_the_problem(problem):
    weights, x, y = problem
    rng = np.random.default_rng(1)
    losses = [np.mean(blanks.epoch(weights, loss_of, x, y, 8, 0.3, rng)) for _ in range(20)]
    assert losses[-1] < 0.3 * losses[0]
