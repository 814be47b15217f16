import numpy as np
import pytest

from dlcourse.course.features.demos.hand_features import LABELS, be_the_engineer, sets_for
from dlcourse.course.features.demos.hog_microscope import _moved, changed, draw_stars
from dlcourse.course.features.hog import cell_histograms
from dlcourse.course.features.twelve_features import TWELVE
from dlcourse.data import characters
from dlcourse.plots import figure


def test_with_few_labels_hand_made_numbers_win_with_many_hog_does():
    few, many = sets_for(LABELS[0]).scores, sets_for(LABELS[-1]).scores
    assert few["all twelve"] > few["HOG: 1,296 numbers"] > few["784 pixels"]
    assert many["HOG: 1,296 numbers"] > many["all twelve"] > many["784 pixels"]
    assert many["two learned numbers"] > few["two learned numbers"] + 0.2


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
        (lambda images: images.mean(), r"one number an image, shape \(300,\); it gives shape \(\)"),
        (lambda images: images.mean(axis=1), r"it gives shape \(300, 28\)"),
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
