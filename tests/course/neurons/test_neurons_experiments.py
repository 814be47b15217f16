"""The experiments of this room's lessons, in sizes of a second: shapes, seeds, and differences that were planted."""

import numpy as np
import pytest

from dlcourse.course.neurons import experiments
from dlcourse.course.neurons.digit_tasks import pairs, threes_and_eights
from dlcourse.course.neurons.mlp_reader import trained
from dlcourse.data import handwriting
from dlcourse.data.labelled import Labelled

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([0, 1, 1, 0])


def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def step_down(w, b, x, y, rate):
    off = x @ w + b - y
    return w - rate * 2 * off @ x / len(x), b - rate * 2 * off.mean()


def noughts_and_ones(n):
    """Pictures that hold one bright pixel: the first for a nought, the last for a one."""
    labels = np.arange(n) % 2
    images = np.zeros((n, 28, 28), np.float32)
    images[labels == 0, 0, 0] = 1
    images[labels == 1, -1, -1] = 1
    return Labelled(images, labels)


def test_threes_are_minus_one_and_eights_plus_one():
    digits = handwriting(200, seed=0)
    x, y = threes_and_eights(digits, 20)
    assert x.shape == (20, 784)
    chosen = np.flatnonzero(np.isin(digits.labels, [3, 8]))[:20]
    np.testing.assert_array_equal(y, np.where(digits.labels[chosen] == 8, 1, -1))
    np.testing.assert_array_equal(x, digits.images[chosen].reshape(20, -1))


def test_a_pair_is_on_the_side_of_same_or_not():
    x, y = pairs(noughts_and_ones(10), 40, np.random.default_rng(0))
    assert x.shape == (40, 1568)
    left, right = (x.reshape(40, 28, 56)[:, 0, column] for column in (0, 28))
    np.testing.assert_array_equal(y, np.where(left == right, 1, -1))
    assert {*y} == {-1, 1}


def test_the_share_right_counts_the_sides():
    x = np.array([[1.0], [2.0], [-1.0], [3.0]])
    assert experiments.share_right(np.array([1.0]), 0.0, x, np.array([1, 1, -1, -1])) == 0.75


def test_a_rule_that_is_the_averages_ties_with_them_and_one_that_learned_nothing_loses():
    new_x, new_y = threes_and_eights(handwriting(1000, seed=9), 100)

    def averages(x, y, rng):
        three, eight = x[y < 0].mean(axis=0), x[y > 0].mean(axis=0)
        return eight - three, -(eight - three) @ (eight + three) / 2, [0]

    found = experiments.rule_and_averages(range(2), averages, new_x, new_y)
    assert found.shape == (2, 3)
    np.testing.assert_array_equal(found[:, 1], found[:, 2])
    nothing = experiments.rule_and_averages(range(2), lambda x, y, rng: (np.zeros(784), 0.0, [0]), new_x, new_y)
    np.testing.assert_array_equal(nothing[:, 1], (new_y < 0).mean())
    np.testing.assert_array_equal(nothing[:, 2], found[:, 2])


def test_scales_are_what_their_names_say():
    def corrections(x, y, rng):  # as many as the mean is far from 0
        return np.zeros(784), 0.0, [int(abs(1000 * x.mean())), 0]

    found = experiments.on_scales(range(2), corrections, step_down, pictures=40, steps=5)
    counts = found.corrections
    assert [*counts] == ["0 to 1", "0 to 255", "centred", "standardised"]
    assert all(each.shape == (2,) for each in counts.values())
    np.testing.assert_allclose(counts["0 to 255"] / counts["0 to 1"], 255, rtol=0.05)
    assert not counts["centred"].any()
    assert not counts["standardised"].any()
    assert [*found.errors] == ["0 to 1", "standardised"]
    assert (found.errors["standardised"] < found.errors["0 to 1"]).all()
    again = experiments.on_scales(range(2), corrections, step_down, pictures=40, steps=5)
    np.testing.assert_array_equal(again.errors["standardised"], found.errors["standardised"])


def test_the_best_rate_counts_and_one_that_leaps_out_is_left():
    steps = []

    def step(w, b, x, y, rate):
        steps.append(rate)
        return w, (1e4 if rate > 1e-3 else b)

    found = experiments.on_scales([0], lambda x, y, rng: (0, 0, [0]), step, pictures=20, steps=3)
    assert found.errors["0 to 1"] == 1  # of the rates that do not move, with every score 0 and every y ±1
    assert steps.count(max(steps)) == 2  # once for each scale
    assert steps.count(min(steps)) == 6


def test_by_hand_gets_all_pairs_but_two_ones_and_the_rule_is_given_centred_pairs():
    digits = noughts_and_ones(20)
    by_hand = np.zeros((28, 56))
    by_hand[0, [0, 28]] = 1
    given = []

    def rule(x, y, rng, rounds):
        given.append((np.abs(x.mean(axis=0)).max(), rounds))
        return np.zeros(1568), 1.0, [0]  # always: the same

    found = experiments.same_or_not(range(3), rule, (by_hand.ravel(), -1.5), digits, digits, n=60, rounds=7)
    assert found.shape == (3, 3)
    assert [rounds for _, rounds in given] == [7] * 3
    assert max(off for off, _ in given) < 1e-6
    same = [(pairs(digits, 60, np.random.default_rng(seed))[1] > 0).mean() for seed in range(3)]
    np.testing.assert_array_equal(found[:, 0], same)
    assert ((found[:, 2] > 0.6) & (found[:, 2] < 0.9)).all()


def test_one_bend_never_solves_exclusive_or_and_many_do():
    share = experiments.share_solved(CORNERS, XOR, ("ReLU", "tanh"), (1, 16), range(2), starts=20, steps=200)
    assert {key: each.shape for key, each in share.items()} == {
        ("ReLU", 1): (2,),
        ("ReLU", 16): (2,),
        ("tanh", 1): (1,),
        ("tanh", 16): (1,),
    }
    assert not share["ReLU", 1].any()
    assert not share["tanh", 1].any()
    assert (share["ReLU", 16] > 0.6).all()
    again = experiments.share_solved(CORNERS, XOR, ("ReLU",), (16,), [1], starts=20, steps=200)
    assert again["ReLU", 16] == share["ReLU", 16][1]


def test_the_wave_is_matched_better_by_more_units_and_by_training():
    few, many = (experiments.off_the_wave((4, 16), steps, starts=3) for steps in (1, 100))
    assert few.trained.shape == (2, 3)
    assert few.joined == many.joined
    assert few.joined[1] < few.joined[0]
    assert all(best <= hand for best, hand in zip(few.least_squares, few.joined, strict=True))
    assert (many.trained[1] < few.trained[1]).all()


def test_one_tent_is_learned_and_eight_folds_are_not():
    one = experiments.left_of_tents(1, [1, 16, 1], 0, starts=5, steps=200)
    assert one.shape == (5,)
    assert one.min() < 0.1
    assert experiments.left_of_tents(8, [1, 16, 1], 0, starts=5, steps=200).min() > 0.9


def test_tents_come_from_thirty_starts_and_for_eight_folds_from_ten_a_seed():
    left = experiments.deep_and_wide_tents(range(2), steps=1)
    assert {key: each.shape for key, each in left.items()} == {
        (folds, kind): (2, 10) if folds == 8 else (30,) for folds in (2, 3, 8) for kind in ("deep", "wide")
    }
    alone = experiments.left_of_tents(8, [1, 16, 1], 1, 10, steps=1)
    np.testing.assert_array_equal(left[8, "wide"][1], alone)


def test_two_layers_learn_the_strongest_first_and_one_layer_all_at_once():
    strengths = np.array([4.0, 0.5])
    one, two = (experiments.steps_to_half(strengths, depth, range(3)) for depth in (1, 2))
    assert one.shape == two.shape == (3, 2)
    assert (two[:, 1] > 4 * two[:, 0]).all()
    assert (one[:, 1] < 2 * one[:, 0]).all()
    np.testing.assert_array_equal(experiments.steps_to_half(strengths, 2, [1])[0], two[1])


def test_a_trained_reader_gives_logits_that_its_seed_decides():
    digits, steps = handwriting(64, seed=0), []
    logits = trained(digits, 3, seed=1, on_step=lambda step, loss: steps.append(step))
    assert steps == [1, 2, 3]
    assert logits(digits.images).shape == (64, 10)
    np.testing.assert_array_equal(trained(digits, 3, seed=1)(digits.images), logits(digits.images))
    assert not np.allclose(trained(digits, 3, seed=2)(digits.images), logits(digits.images))


def test_dividing_by_a_temperature_changes_no_answer():
    found = experiments.calibrations(range(2), softmax, learned=40, new=60, steps=30)
    for name in ("by_heart", "right", "sure", "sure_after", "T", "ece", "ece_after"):
        assert getattr(found, name).shape == (2,)
    assert len(found.test.labels) == len(found.before) == len(found.after) == 60
    np.testing.assert_array_equal(found.before.argmax(axis=1), found.after.argmax(axis=1))
    np.testing.assert_allclose(softmax(found.reader(found.test.images)), found.before)
    assert found.sure[1] == found.before.max(axis=1).mean()
    assert (found.by_heart > found.right).all()
    np.testing.assert_array_equal(experiments.calibrations([1], softmax, 40, 60, 30).T, found.T[1:])


@pytest.mark.parametrize("sure", [1.0, 30.0])
def test_how_sure_tells_a_modest_reader_from_a_boaster(sure):
    pictures = noughts_and_ones(10)

    def reader(images):
        """Names every nought rightly, and every one wrongly; on noise it has no opinion."""
        return sure * np.eye(10)[0] * (np.asarray(images).sum(axis=(1, 2)) == 1)[:, None]

    right, confident, on_noise = experiments.how_sure(reader, softmax, pictures, np.zeros((3, 28, 28)))
    assert right == 0.5
    assert confident == pytest.approx(np.exp(sure) / (np.exp(sure) + 9))
    assert on_noise == pytest.approx(0.1)
