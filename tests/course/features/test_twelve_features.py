import numpy as np
import pytest

from dlcourse.course.features.twelve_features import (
    TWELVE,
    balance_across,
    balance_up,
    centred,
    flat_edges,
    holes,
    slant,
    width,
)
from dlcourse.data import characters

PLAIN = characters(200, preset="plain", fonts=["DejaVuSans"], seed=3)


def digit(d):
    return PLAIN.images[PLAIN.labels == d][:1]


def test_there_are_twelve():
    assert len(TWELVE) == 12


@pytest.mark.parametrize("name", TWELVE)
def test_one_finite_number_per_image(name):
    images = characters(50, seed=0).images
    values = TWELVE[name](images)
    assert values.shape == (50,)
    assert np.isfinite(values).all()
    assert np.ptp(values) > 0
    np.testing.assert_allclose(TWELVE[name](images[:3]), values[:3], rtol=1e-5)


@pytest.mark.parametrize("name", TWELVE)
def test_an_empty_image_and_a_full_one_have_a_value_too(name):
    assert np.isfinite(TWELVE[name](np.stack([np.zeros((28, 28)), np.ones((28, 28))]))).all()


@pytest.mark.parametrize("name", [name for name in TWELVE if name != "ink"])
def test_where_it_stands_makes_no_difference(name):
    image = np.zeros((1, 28, 28))
    image[:, 5:23, 8:20] = digit(2)[:, 5:23, 8:20]
    moved = np.roll(image, (2, -4), axis=(1, 2))
    np.testing.assert_allclose(TWELVE[name](image), TWELVE[name](moved), atol=1e-6)


def test_centred_undoes_a_move():
    image = np.zeros((1, 28, 28))
    image[:, 5:23, 8:20] = digit(2)[:, 5:23, 8:20]
    middle = centred(image)
    np.testing.assert_array_equal(middle, centred(np.roll(image, (3, -5), axis=(1, 2))))
    rows, columns = np.nonzero(middle[0] > 0.5)
    assert abs(rows.min() + rows.max() - 27) <= 1
    assert abs(columns.min() + columns.max() - 27) <= 1


@pytest.mark.parametrize(("d", "count"), [(1, 0), (2, 0), (0, 1), (6, 1), (9, 1), (8, 2)])
def test_holes_are_counted(d, count):
    assert holes(digit(d)) == count


def test_a_speck_is_no_hole():
    image = np.zeros((1, 28, 28))
    image[0, 8:20, 8:20] = 1
    image[0, 12, 12] = 0
    assert holes(image) == 0


def test_what_digits_look_like():
    assert width(digit(1)) < width(digit(0))
    assert balance_up(digit(7)) > 0.5 > balance_up(digit(4))
    assert TWELVE["half turn"](digit(8)) > TWELVE["half turn"](digit(4))
    assert TWELVE["mirror ↔"](digit(0)) > TWELVE["mirror ↔"](digit(7))
    assert TWELVE["mirror ↕"](digit(8)) > TWELVE["mirror ↕"](digit(7))
    assert TWELVE["strokes, row"](digit(0)) == 2
    assert TWELVE["strokes, column"](digit(8)) == 3
    assert flat_edges(digit(7)) > flat_edges(digit(1)) - 0.1


def test_balance_is_where_the_ink_is():
    image = np.zeros((1, 28, 28))
    image[0, 4:24, 6] = 1
    image[0, 23, 6:20] = 1
    assert balance_up(image) < 0.5
    assert balance_across(image) < 0.5


def test_a_leaning_bar_leans():
    image = np.zeros((1, 28, 28))
    for row in range(4, 24):
        image[0, row, 24 - row // 2] = 1  # half a pixel to the left for each row down
    np.testing.assert_allclose(slant(image), -0.5, atol=0.03)
    np.testing.assert_allclose(slant(image[:, :, ::-1]), 0.5, atol=0.03)
