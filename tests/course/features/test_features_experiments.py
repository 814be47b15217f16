"""The experiments of the lessons on features, in sizes of a second: shapes, seeds, and planted differences."""

import subprocess
import sys

import numpy as np
import pytest

from dlcourse.course.features import experiments
from dlcourse.course.features.experiments import Setting
from dlcourse.rooms import result


def test_features_chosen_on_the_test_predict_coins_and_others_do_not():
    leaked, honest = (experiments.coins(slice(0, n), range(8), noise=1000) for n in (200, 100))
    assert leaked.shape == honest.shape == (8,)
    assert leaked.min() > 0.6
    assert abs(honest.mean() - 0.5) < 0.1
    np.testing.assert_array_equal(leaked[3:5], experiments.coins(slice(0, 200), [3, 4], noise=1000))


def test_with_few_labels_centred_pixels_are_worth_far_more_than_pixels_and_seeds_reproduce():
    read = experiments.anywhere_in_the_picture([0, 1], labels=50, test=200)
    assert {each.shape for each in read.values()} == {(2,)}
    assert (read["784 pixels, centred"] - read["784 pixels"]).min() > 0.1
    again = experiments.anywhere_in_the_picture([1], labels=50, test=200)
    assert all(again[name][0] == each[1] for name, each in read.items())


def test_each_setting_is_tried_on_images_of_no_contest():
    seen = []

    def score(features, model, train, validation):
        seen.append((train.images, validation.images))
        return features * model

    found = experiments.tried_settings(score, {"once": 1, "twice": 2}, lambda setting: setting + 1, [3, 4])
    assert found == {"once": [4, 5], "twice": [8, 10]}
    contests = np.concatenate([each.images[:50] for seed in range(20) for each in experiments.examples(seed)])
    for images in seen[0]:
        assert not (images[:20, None] == contests).all(axis=(2, 3)).any()
    assert all(np.array_equal(seen[0][side], each[side]) for each in seen for side in (0, 1))


def test_a_stranger_is_misread_where_hands_say_it_all():
    person = np.arange(60) // 10
    images = np.zeros((60, 2, 3))
    images.reshape(60, 6)[np.arange(60), person] = 1
    found = experiments.two_splits(images, person, person, range(3), persons=2, n=20)
    np.testing.assert_array_equal(found.at_random, [0, 0, 0])
    np.testing.assert_array_equal(found.by_person, [1, 1, 1])


def test_where_hands_do_not_matter_both_splits_agree():
    labels = np.arange(60) % 3
    found = experiments.two_splits(np.eye(3)[labels][:, None], labels, np.arange(60) // 10, range(3), persons=2, n=20)
    np.testing.assert_array_equal(found.at_random, found.by_person)


def test_no_two_seeds_share_an_example():
    sets = [each.images for seed in range(3) for each in experiments.examples(seed, train=5, test=7)]
    assert [len(images) for images in sets] == [5, 7] * 3
    every = np.concatenate(sets).reshape(-1, 784)
    assert len(np.unique(every, axis=0)) == len(every)
    np.testing.assert_array_equal(experiments.examples(2, train=5, test=7)[1].images, sets[-1])


def test_a_contest_gives_all_pipelines_the_same_images():
    seen = []

    def score(features, model, train, test):
        seen.append((features, train.images.sum() + test.images.sum()))
        return features + model + len(train.labels) / 100 + len(test.labels) / 1000

    found = experiments.contest(score, {"one": (1, 10), "two": (2, 20)}, [0, 1], train=30, test=4)
    np.testing.assert_allclose(found["one"], [11.304, 11.304])
    np.testing.assert_allclose(found["two"], [22.304, 22.304])
    assert [features for features, _ in seen] == [1, 2, 1, 2]
    assert seen[0][1] == seen[1][1] != seen[2][1] == seen[3][1]


def test_a_network_that_hardly_learned_is_behind_hog_and_seeds_reproduce():
    settings = {30: Setting(C=1.0, steps=1), 200: Setting(C=1.0, steps=1)}
    once, again = (experiments.hand_or_learned(settings, [0, 1], test=100) for _ in range(2))
    for labels in settings:
        assert once.hog[labels].shape == once.network[labels].shape == (2,)
        np.testing.assert_array_equal(once.hog[labels], again.hog[labels])
        np.testing.assert_array_equal(once.network[labels], again.network[labels])
    assert (once.hog[200] - once.network[200]).min() > 0.2


def order_of_two(seed):
    """Sequences in which an A stands before a B, or a B before an A, anywhere."""

    def made(n, rng):
        y = rng.integers(2, size=n)
        x = np.zeros((n, 12, 2), np.float32)
        place = rng.integers(11, size=n)
        x[np.arange(n), place, y] = x[np.arange(n), place + 1, 1 - y] = 1
        return x, y

    rng = np.random.default_rng(seed)
    return made(200, rng), made(100, rng)


def test_the_network_hears_an_order_that_no_linear_classifier_does():
    tasks = {"order": order_of_two}
    once, again = (experiments.senses(tasks, [0, 1], steps=40) for _ in range(2))
    assert once.network["order"].shape == once.linear["order"].shape == (2,)
    assert (once.network["order"] - once.linear["order"]).min() > 0.2
    np.testing.assert_array_equal(once.network["order"], again.network["order"])
    np.testing.assert_array_equal(once.examples["order"], order_of_two(1)[0][0])
    assert once.networks["order"].favourites(once.examples["order"], 0).shape == (20, 5, 2)


def test_an_expert_who_knows_the_answer_is_right_and_one_who_knows_nothing_guesses():
    tasks = {"knows": order_of_two, "does not": order_of_two}

    def knows(x):
        return x[..., 0].argmax(1, keepdims=True) - x[..., 1].argmax(1, keepdims=True)

    shares = experiments.by_experts(tasks, {"knows": knows, "does not": lambda x: np.zeros((len(x), 1))}, seed=0)
    assert shares["knows"] == 1
    assert 0.3 < shares["does not"] < 0.7


def test_differences_of_a_stored_run_are_taken_seed_by_seed():
    found = experiments.stored_difference("features.random_layers", "1000/all learned", "50/all learned")
    runs = [run["value"] for run in result("features.random_layers")["runs"]]
    assert found.tolist() == [run["1000/all learned"] - run["50/all learned"] for run in runs]
    with pytest.raises(KeyError):
        experiments.stored_difference("features.random_layers", "1000/all learned", "no such arm")
    with pytest.raises(ValueError, match=r"dlcourse\.course\.run features\.never"):
        experiments.stored_difference("features.never", "one", "other")


def test_features_by_hand_need_no_torch():
    code = "import sys, dlcourse.course.features.experiments; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
