from itertools import combinations

import numpy as np
import pytest

from dlcourse.course.features.demos.hand_features import LABELS, be_the_engineer, sets_for
from dlcourse.course.features.demos.hog_microscope import _digits, _example, _moved, changed, draw_stars
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


def read_from_pairs(labels: int) -> dict[frozenset[str], float]:
    train, test = sets_for(labels)[:2]
    columns = {name: (feature(train.images), feature(test.images)) for name, feature in TWELVE.items()}
    read = {}
    for pair in combinations(columns, 2):
        table, unseen = one_scale(*(np.stack(side, axis=1) for side in zip(*map(columns.get, pair), strict=True)))
        read[frozenset(pair)] = linear(table, train.labels).score(unseen, test.labels)
    return read


def test_with_few_labels_the_best_pairs_and_most_others_beat_all_pixels_and_the_demo_opens_on_one_that_does_not():
    read, pixels = read_from_pairs(LABELS[0]), sets_for(LABELS[0]).scores["784 pixels"]
    best = sorted(read, key=read.get)[-2:]
    assert {*best} == {frozenset({"holes", "strokes, column"}), frozenset({"holes", "balance ↕"})}
    assert min(read[pair] for pair in best) > pixels + 0.1
    assert sum(score > pixels for score in read.values()) - len(best) > (len(read) - len(best)) / 2
    controls = be_the_engineer().controls
    opening = frozenset(list(TWELVE)[controls[axis].value] for axis in ("across", "up"))
    assert read[opening] < pixels - 0.02


def test_with_many_labels_two_learned_numbers_beat_any_two_of_the_twelve():
    assert max(read_from_pairs(LABELS[-1]).values()) < sets_for(LABELS[-1]).scores["two learned numbers"] - 0.1


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


def on_average(cell: int, **change: float) -> float:
    digits = ((digit, _digits().images[_example(digit)]) for digit in range(10))
    return float(np.mean([_moved(image, changed(image, **change), cell, digit) for digit, image in digits]))


def test_hog_softens_moves_and_small_turns_upset_it_more_than_the_pixels():
    assert round(on_average(4, shift=2), 2) == 0.82
    assert round(on_average(0, shift=2), 2) == 1.12
    assert round(on_average(4, shift=3), 1) == 1.0
    assert on_average(7, shift=2) < on_average(4, shift=2)
    assert round(on_average(4, turn=5), 2) == 0.61
    assert round(on_average(0, turn=5), 2) == 0.36
    assert min(on_average(cell, turn=20) for cell in (0, 4)) > 1


def test_a_star_runs_along_the_edge():
    upright = np.zeros((1, 8, 8))
    upright[:, :, 4:] = 1
    _, axes = figure()
    draw_stars(axes, cell_histograms(upright, cell=8)[0], 8)
    (line,) = axes.collections[0].get_segments()
    (x0, y0), (x1, y1) = line
    assert abs(y1 - y0) > 5 * abs(x1 - x0)
    assert axes.get_ylim() == (7.5, -0.5)
