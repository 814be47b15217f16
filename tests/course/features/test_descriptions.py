"""The five descriptions of a digit: their shapes, and whether they notice where it is."""

import numpy as np
import pytest

from dlcourse.course.features.descriptions import DESCRIPTIONS, anywhere, one_scale, share_read

DIGIT = np.zeros((1, 28, 28))
DIGIT[0, 8:20, 10] = 1
DIGIT[0, 8, 10:18] = 1
MOVED = np.roll(DIGIT, (3, -4), axis=(1, 2))


@pytest.mark.parametrize(
    ("name", "size", "notices"),
    [
        ("all twelve", 12, False),
        ("784 pixels", 784, True),
        ("784 pixels, centred", 784, False),
        ("HOG", 1296, True),
        ("HOG, centred", 1296, False),
    ],
)
def test_its_size_and_whether_it_notices_a_move(name, size, notices):
    before, after = (DESCRIPTIONS[name].numbers(image) for image in (DIGIT, MOVED))
    assert before.shape == (1, size)
    assert (not np.allclose(before, after, atol=1e-6)) == notices


def test_a_description_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        share_read("no such", anywhere(20, seed=0), anywhere(20, seed=1))


def test_the_scale_is_that_of_the_training_set_and_a_constant_stays():
    table, unseen = np.array([[0.0, 5.0], [2.0, 5.0]]), np.array([[4.0, 6.0]])
    scaled, other = one_scale(table, unseen)
    np.testing.assert_allclose(scaled, [[-1, 0], [1, 0]])
    np.testing.assert_allclose(other, [[3, 1]])
