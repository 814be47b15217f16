from itertools import combinations

import numpy as np
import pytest

from dlcourse.course.features.demos.hand_features import LABELS, be_the_engineer, sets_for
from dlcourse.course.features.demos.hog_microscope import _moved, changed, draw_stars
from dlcourse.course.features.descriptions import linear, one_scale
from dlcourse.course.features.hog import cell_histograms
from dlcourse.course.features.twelve_features import TWELVE
from dlcourse.data import characters
from dlcourse.plots import figure


def test_with_few_labels_the_twelve_beat_pixels_and_hog_only_while_the_digits_are_not_centred():
    few = sets_for(LABELS[0]).scores
    assert few["HOG, centred"] > few["784 pixels, centred"] > few["all twelve"] > few["HOG"] > few["784 pixels"]


def test_with_many_labels_hog_overtakes_the_twelve_and_two_numbers_can_be_learned():
    few, many = sets_for(LABELS[0]).scores, sets_for(LABELS[-1]).scores
    assert many["HOG, centred"] > many["HOG"] > many["all twelve"] > many["784 pixels"]
    assert many["two learned numbers"] > few["two learned numbers"] + 0.2


def test_with_few_labels_two_numbers_beat_all_pixels():
    train, test, _, scores = sets_for(LABELS[0])
    table, unseen = (
        np.stack([TWELVE[name](each.images) for name in ("holes", "balance ↕")], axis=1) for each in (train, test)
    )
    table, unseen = one_scale(table, unseen)
    assert linear(table, train.labels).score(unseen, test.labels) > scores["784 pixels"] + 0.05


def test_with_many_labels_two_learned_numbers_beat_any_two_of_the_twelve():
    train, test, _, scores = sets_for(LABELS[-1])
    columns = [(feature(train.images), feature(test.images)) for feature in TWELVE.values()]
    for pair in combinations(columns, 2):
        table, unseen = one_scale(*(np.stack(side, axis=1) for side in zip(*pair, strict=True)))
        assert linear(table, train.labels).score(unseen, test.labels) < scores["two learned numbers"] - 0.1


def test_no_test_digit_is_among_those_learned_from():
    sets = sets_for(LABELS[0])
    pairs = (sets.train.images[:, None] == sets.test.images).all(axis=(2, 3))
    assert not pairs.any()


def test_a_feature_of_the_readers_own_joins_the_twelve():
    demo = be_the_engineer({**TWELVE, "brightest row": lambda images: images.sum(axis=2).argmax(axis=1)})
    before = demo.html
    demo.controls["up"].value = 12
    assert demo.controls["up"].options[-1] == "brightest row"
    assert demo.html != before


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        (lambda images: images.mean(), r"one number per image, shape \(50,\); it gives shape \(\)"),
        (lambda images: images.mean(axis=1), r"it gives shape \(50, 28\)"),
        (lambda images: np.full(len(images), np.nan), "not finite"),
    ],
)
def test_a_feature_that_is_none_is_refused(feature, said):
    with pytest.raises(ValueError, match=said):
        be_the_engineer({**TWELVE, "mine": feature})


DIGIT = characters(400, seed=5, preset="centred").images[7]


def test_unchanged_is_unchanged():
    np.testing.assert_allclose(changed(DIGIT), DIGIT, atol=1e-6)


def test_a_shift_goes_right_and_a_turn_goes_clockwise():
    np.testing.assert_allclose(changed(DIGIT, shift=2)[:, 2:], DIGIT[:, :-2], atol=1e-6)
    np.testing.assert_allclose(changed(DIGIT, turn=90), np.rot90(DIGIT, -1), atol=1e-6)


def test_fog_and_exchange_move_the_pixels_and_not_hog():
    for treatment in ({"fog": 0.7}, {"inverted": True}):
        after = changed(DIGIT, **treatment)
        label = int(characters(400, seed=5, preset="centred").labels[7])
        assert _moved(DIGIT, after, 0, label) > 0.9
        assert _moved(DIGIT, after, 4, label) < 0.01


def test_a_star_runs_along_the_edge():
    upright = np.zeros((1, 8, 8))
    upright[:, :, 4:] = 1
    _, axes = figure()
    draw_stars(axes, cell_histograms(upright, cell=8)[0], 8)
    (line,) = axes.collections[0].get_segments()
    (x0, y0), (x1, y1) = line
    assert abs(y1 - y0) > 5 * abs(x1 - x0)
    assert axes.get_ylim() == (7.5, -0.5)
