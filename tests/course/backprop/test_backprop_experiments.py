"""The experiments of chapter 03 at tiny sizes: shapes, seeds, and that each finds a difference that was planted."""

import inspect
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from dlcourse.course.backprop import engine_trial, experiments, speed
from dlcourse.scratch import first
from dlcourse.scratch.first import pieces

# An engine as a notebook has it: its order and its ways back through a product are found among the notebook's names.
NAMES = {"at_left": pieces.at_left, "at_right": pieces.at_right}
SOURCE = inspect.getsource(first.tensor).replace("from .scalar", "from dlcourse.scratch.first.scalar")
for written, called in [
    ("g @ b.data.swapaxes(-1, -2)", "at_left(g, b.data)"),
    ("a.data.swapaxes(-1, -2) @ g", "at_right(a.data, g)"),
    ("x.swapaxes(-1, -2) @ g", "at_right(x, g)"),
]:
    assert written in SOURCE
    SOURCE = SOURCE.replace(written, called)
exec(SOURCE, NAMES)
ENGINE = SimpleNamespace(Tensor=NAMES["Tensor"], cross_entropy=NAMES["cross_entropy"])


@pytest.mark.parametrize("layers", [1, 2, 5])
def test_the_way_back_is_one_product_short_of_twice_the_way_forward(layers):
    cost = engine_trial.cost(ENGINE, NAMES, layers, width=4, batch=3)
    assert cost.forward == layers * 3 * 4 * 4
    assert cost.back * layers == cost.forward * (2 * layers - 1)
    assert cost.weights == layers * 16
    assert min(cost.there, cost.there_and_back) > 0
    assert NAMES["at_left"] is pieces.at_left


def test_numbers_kept_grow_with_the_layers_and_those_needed_at_a_time_do_not():
    shallow, deep = (engine_trial.kept_numbers(ENGINE, first.order, layers, width=4) for layers in (2, 8))
    assert deep[0] > 3 * shallow[0]
    assert deep[1] == shallow[1]


def test_a_broken_part_is_complained_of_and_put_back():
    def overwriting(self):
        arrived = {self: np.ones_like(self.data)}
        for node in first.order(self):
            node.grad = arrived[node]
            for parent, back in node.parents:
                arrived[parent] = back(node.grad)

    whole = ENGINE.Tensor.backward
    assert "c moves 4 per unit of a, not 1" in engine_trial.complaint(ENGINE, NAMES, backward=overwriting)
    assert ENGINE.Tensor.backward is whole
    assert engine_trial.complaint(ENGINE, NAMES) == "no fault found"


def test_a_broken_function_is_exchanged_among_the_notebooks_names():
    backwards = lambda end: first.order(end)[::-1]  # noqa: E731
    assert "a node comes twice in its order" in engine_trial.complaint(ENGINE, NAMES, order=backwards)
    assert NAMES["order"] is first.order


def test_removing_a_weight_costs_what_the_loss_says():
    rng = np.random.default_rng(0)
    w1, w2 = rng.normal(size=(5, 4)), rng.normal(size=(4, 3))
    w2[1, 2] = 0
    images, labels = rng.normal(size=(20, 5)), rng.integers(3, size=20)
    found = experiments.removals(first, first.Tensor(w1), first.Tensor(w2), images, labels)
    assert found.gradient.shape == found.cost.shape == (4, 3)
    assert found.cost[1, 2] == 0

    def loss(w2):
        return float(
            first.cross_entropy((first.Tensor(images) @ first.Tensor(w1)).relu() @ first.Tensor(w2), labels).data
        )

    without = w2.copy()
    without[2, 0] = 0
    assert found.cost[2, 0] == pytest.approx(loss(without) - loss(w2))
    np.testing.assert_allclose(found.gradient, pieces.two_point(loss, w2), atol=1e-6)


def test_rankings_that_agree_and_that_do_not():
    cost = np.arange(6.0).reshape(2, 3)
    assert experiments.rank_correlation(cost**3, cost) == pytest.approx(1)
    assert experiments.rank_correlation(-cost, cost) == pytest.approx(-1)
    assert experiments.shared_top(cost**3, cost, top=2) == 1
    assert experiments.shared_top(-cost, cost, top=2) == 0


def first_weights(*widths, seed):
    rng = np.random.default_rng(seed)
    return [
        first.Tensor(array)
        for d, k in pairwise(widths)
        for array in (rng.normal(0, (2 / d) ** 0.5, (d, k)), np.zeros(k))
    ]


def scores(weights, x):
    out = first.Tensor(x)
    for i in range(0, len(weights), 2):
        out = (out.relu() if i else out) @ weights[i] + weights[i + 1]
    return out


NETWORK = experiments.Network(
    first_weights,
    lambda weights, x, y: first.cross_entropy(scores(weights, x), y),
    lambda weights, x, y: (scores(weights, x).data.argmax(axis=1) == y).mean(),
)


def split(seed, n=96, d=64):
    """An easy task: two of three examples to learn from, the label is the place of the largest of the first ten."""
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(n, d)), rng.integers(10, size=n)
    x[np.arange(n), y] += 6
    return x[: 2 * n // 3], y[: 2 * n // 3], x[2 * n // 3 :], y[2 * n // 3 :]


def test_a_rate_too_small_learns_less_and_the_same_call_gives_the_same():
    good, small = (experiments.loss_after(NETWORK, split(0), 16, rate, epochs=3) for rate in (0.1, 1e-6))
    assert good < 0.8 * small
    assert good == experiments.loss_after(NETWORK, split(0), 16, 0.1, epochs=3)


def test_larger_batches_point_more_nearly_the_way_of_all():
    x, y, _, _ = split(0)
    weights = first_weights(64, 8, 10, seed=0)
    one, many, everybody = (
        experiments.cosines(NETWORK, weights, x, y, size, np.random.default_rng(0), times=6) for size in (1, 32, len(x))
    )
    assert one.shape == (6,)
    assert one.mean() < many.mean()
    np.testing.assert_allclose(everybody, 1)


def test_the_mean_gradient_of_equal_batches_is_that_of_all():
    x, y, _, _ = split(0)
    weights = first_weights(64, 8, 10, seed=0)
    halves = [experiments.gradient_of(NETWORK, weights, x[part], y[part]) for part in (slice(32), slice(32, 64))]
    np.testing.assert_allclose(np.mean(halves, axis=0), experiments.gradient_of(NETWORK, weights, x, y), atol=1e-12)


def test_every_step_is_watched_and_all_examples_go_down_more_surely_than_one():
    found = experiments.every_step(NETWORK, split, [0, 3], sizes=(1, 64), steps=12)
    assert {size: losses.shape for size, losses in found.items()} == {1: (2, 13), 64: (2, 13)}
    rising = {size: (np.diff(losses) > 0).mean() for size, losses in found.items()}
    assert rising[64] == 0 < rising[1]
    again = experiments.every_step(NETWORK, split, [3], sizes=(1,), steps=12)
    assert np.array_equal(again[1][0], found[1][1])
    assert not np.array_equal(found[1][0], found[1][1])


def test_momentum_lengthens_the_step():
    settings = [(0.01, 0.0), (0.01, 0.9)]
    found = experiments.with_momentum(NETWORK, split, [0, 1], settings, steps=30)
    assert {setting: losses.shape for setting, losses in found.items()} == dict.fromkeys(settings, (2, 6))
    assert (found[0.01, 0.9][:, -1] < found[0.01, 0.0][:, -1]).all()


def test_a_few_examples_with_labels_by_lot_are_learned_by_heart():
    rng = np.random.default_rng(0)
    few = rng.normal(size=(16, 64)), rng.integers(10, size=16), rng.normal(size=(50, 64)), rng.integers(10, size=50)
    found = experiments.by_heart(NETWORK, few, (64, 32, 10), epochs=60, rate=0.2)
    assert found.shape == (60, 4)
    training, validation, learned, others = found[-1]
    assert training < 0.3 < 2.3 < validation
    assert learned == 1
    assert others < 0.5


def test_reading_trains_each_model_on_each_task_with_its_own_seed(monkeypatch):
    monkeypatch.setattr(
        experiments, "characters", lambda n, seed: SimpleNamespace(images=np.zeros((4, 28, 28)), labels=seed)
    )
    asked = []

    def train(x, y, widths, rate, epochs, seed):
        asked.append((x.shape[1], widths, rate, seed))
        return len(widths)

    right = experiments.Network(None, None, lambda layers, x, y: layers / 10 + len(x) / 1000)
    found = experiments.reading(right, train, split, (np.zeros((7, 64)), np.zeros(7, int)), [0, 5])
    assert set(asked) == {
        (d, widths, rate, seed)
        for seed in (0, 5)
        for d, widths, rate in [
            (64, (64, 32, 10), 0.3),
            (64, (64, 10), 1.0),
            (784, (784, 64, 10), 0.3),
            (784, (784, 10), 0.1),
        ]
    }
    assert found["network"].new_hands == pytest.approx([0.307] * 2)
    assert found["linear"].same_hands == pytest.approx([0.232] * 2)
    assert found["linear"].cluttered == pytest.approx([0.204] * 2)


def test_each_trick_is_timed_with_and_without():
    found = speed.tricks(inputs=12, hidden=5, classes=3, batch=4, times=2)
    assert len(found) == 4
    assert all(gain.without > 0 < gain.with_it for gain in found.values())
