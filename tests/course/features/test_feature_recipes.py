"""The stored runs of chapter 01: their names are complete, and one seed of each, done again, comes out as stored.

Training differs in the last digits between processors, so a score may come out a few points higher or lower.
"""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from dlcourse.course.features.runs import (
    crossover,
    features_on_mnist,
    knowledge,
    random_layers,
    scramble,
    unseen_characters,
)
from dlcourse.data import Labelled, characters
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.rooms import result
from dlcourse.training.compare import Parts

NEAR = 0.06  # of 2,000 pictures: what a network reads more or less on another processor


@pytest.mark.parametrize(
    ("recipe", "names"),
    [
        (
            crossover,
            [
                f"{clutter}/{shift}/{n}/{arm}"
                for clutter in crossover.CLUTTER
                for shift in crossover.SHIFT
                for n in crossover.STEPS
                for arm in crossover.ARMS
            ],
        ),
        (scramble, [f"{side}/{arm}" for side in scramble.SIDES for arm in scramble.ARMS]),
        (knowledge, [f"{n}/{arm}" for n in knowledge.LABELS for arm in knowledge.ARMS]),
        (
            random_layers,
            [f"{n}/{arm}" for n in random_layers.STEPS for arm in random_layers.ARMS]
            + [f"{random_layers.WIDE_LABELS}/{random_layers.WIDE}"],
        ),
        (
            unseen_characters,
            [f"own task/{arm}" for arm in (unseen_characters.MANY, unseen_characters.FEW)]
            + [f"{each}/{arm}" for each in unseen_characters.PER_CHARACTER for arm in unseen_characters.ARMS],
        ),
        (features_on_mnist, [f"{n}/{arm}" for n in features_on_mnist.STEPS for arm in features_on_mnist.ARMS]),
    ],
    ids=lambda value: value.__name__.rsplit(".", 1)[-1] if hasattr(value, "__name__") else "",
)
def test_every_score_of_every_seed_is_stored_and_a_share(recipe, names):
    for run in result(recipe.RECIPE.name)["runs"]:
        assert list(run["value"]) == names
        assert all(0 < score < 1 for score in run["value"].values())


@pytest.mark.parametrize(("left", "learn"), [(0, 10), (1, 8), (8, 4)])
def test_so_many_layers_are_left_alone(left, learn):
    model = random_layers.network_with(left)
    assert sum(p.requires_grad for p in model.parameters()) == learn
    assert isinstance(model, SmallCNN)


def test_the_wide_convolutions_are_those_of_the_network_but_wider():
    narrow, wide = SmallCNN().features, random_layers.wide_convolutions()
    assert [type(layer) for layer in wide] == [type(layer) for layer in narrow]
    images = np.random.default_rng(0).random((201, 28, 28), dtype=np.float32)
    assert random_layers.described_by(wide, images).shape == (201, random_layers.WIDER * 1568)
    np.testing.assert_allclose(
        random_layers.described_by(wide, images)[200],
        random_layers.described_by(wide, images[200:])[0],
        rtol=1e-4,
        atol=1e-6,
    )


def test_the_directions_part_the_characters_that_they_were_learned_on(monkeypatch):
    monkeypatch.setattr(unseen_characters, "IMAGES", 600)
    alphabet = "AHR2"
    described = unseen_characters.directions_for(alphabet, seed=0)(characters(200, alphabet, seed=9).images)
    labels = characters(200, alphabet, seed=9).labels
    assert described.shape == (200, 3)
    assert LogisticRegression().fit(described[:100], labels[:100]).score(described[100:], labels[100:]) > 0.9


class Says:
    """Describes images by whether their first pixel is bright, or by nothing at all."""

    def __init__(self, knows):
        self.knows = knows

    def describe(self, images):
        return images[:, 0, :1] * self.knows


def test_the_features_are_chosen_on_validation_images_and_judged_on_others():
    def half_bright(labels):
        images = np.zeros((20, 28, 28), np.float32)
        images[:, 0, 0] = np.arange(20) % 2
        return Labelled(images, labels)

    truth, constant = np.arange(20) % 2, np.zeros(20, int)
    good, other = half_bright(truth), half_bright(constant)
    networks = [Says(0), Says(1)]
    assert unseen_characters.best_score(networks, Parts(good, good, good)) == 1
    # On these validation images it is best to say nothing; that the test images would have it otherwise does not count.
    assert unseen_characters.best_score(networks, Parts(good, other, good)) == 0.5


def test_every_new_character_gets_as_many_labels():
    few = unseen_characters.few(5, "abc4", seed=0)
    assert sorted(few.labels.tolist()) == [k for k in range(4) for _ in range(5)]
    assert few.images.shape == (20, 28, 28)


def as_stored(name, again, seed=0):
    stored = next(run["value"] for run in result(name)["runs"] if run["seed"] == seed)
    return {key: (score, stored[key]) for key, score in again.items() if abs(score - stored[key]) > NEAR}


@pytest.mark.slow
def test_one_setting_of_the_crossover_comes_out_again():
    again = {f"2/3/1000/{arm}": score for arm, score in crossover.one_setting(2, 3, 1000, seed=0).items()}
    assert not as_stored("features.crossover", again)


@pytest.mark.slow
def test_one_size_of_the_contest_with_bent_copies_comes_out_again():
    again = {f"200/{arm}": score for arm, score in knowledge.one_size(200, seed=0).items()}
    assert not as_stored("features.knowledge", again)


@pytest.mark.slow
def test_one_seed_of_the_random_layers_comes_out_again(monkeypatch):
    monkeypatch.setattr(random_layers, "STEPS", {1000: random_layers.STEPS[1000]})
    assert not as_stored("features.random_layers", random_layers.run(0))


@pytest.mark.slow
def test_one_seed_of_the_unseen_characters_comes_out_again():
    assert not as_stored("features.unseen_characters", unseen_characters.run(0))


@pytest.mark.slow
def test_one_seed_of_the_scrambled_pictures_comes_out_again(monkeypatch):
    monkeypatch.setattr(scramble, "SIDES", (28, 1))
    assert not as_stored("features.scramble", scramble.run(0))
