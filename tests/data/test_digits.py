"""Real digits, and what is made of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.data import digits, handwriting, unseen_handwriting


def test_the_set_is_the_known_one():
    images, labels = digits()
    assert images.shape == (1797, 8, 8)
    assert (images.dtype, labels.dtype) == (np.float32, np.int64)
    assert labels[:10].tolist() == list(range(10))
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (images.min(), images.max()) == (0, 1)
    assert np.array_equal(images * 16, np.rint(images * 16))


def test_the_parts_are_the_whole_cut_where_a_new_hand_begins():
    images, labels = digits()
    train, test = digits("train"), digits("test")
    assert np.array_equal(np.concatenate([train.images, test.images]), images)
    assert np.array_equal(np.concatenate([train.labels, test.labels]), labels)
    assert len(test.labels) == 510
    assert test.labels[:30].tolist() == list(range(10)) * 3  # the sequence that every writer began with
    assert np.bincount(test.labels).min() > 40
    with pytest.raises(ValueError, match="'all', 'train' or 'test'"):
        digits("valid")


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 200), st.integers(0, 2**32))
def test_handwriting_comes_from_its_seed(n, seed):
    images, labels = handwriting(n, seed)
    again = handwriting(n, seed)
    assert np.array_equal(images, again.images)
    assert np.array_equal(labels, again.labels)
    assert images.shape == (n, 28, 28)
    assert (images.dtype, labels.dtype) == (np.float32, np.int64)
    if n:
        assert images.min() >= 0
        assert images.max() <= 1
        assert labels.min() >= 0
        assert labels.max() <= 9


def test_unbent_handwriting_is_the_training_digits_enlarged_and_centred():
    still = {"rotation": 0.0, "shear": 0.0, "scale": 0.0, "aspect": 0.0, "shift": 0.0}
    images, labels = handwriting(2000, 0, **still)
    at = np.arange(28)
    mass = images.sum(axis=(1, 2))
    assert np.abs(images.sum(axis=1) @ at / mass - 14).max() < 0.1
    assert np.abs(images.sum(axis=2) @ at / mass - 14).max() < 0.1
    distinct = np.unique(images.reshape(len(images), -1).round(4), axis=0)
    assert 900 < len(distinct) <= 1287  # nothing of the test part
    assert np.bincount(labels).min() > 100
    assert images.mean() == pytest.approx(digits("train").images.mean() * (20 / 28) ** 2, rel=0.05)


def test_handwriting_moves_by_at_most_the_shift_asked_for():
    images, _ = handwriting(500, 1, shift=2)
    mass = images.sum(axis=(1, 2))
    offset = images.sum(axis=1) @ np.arange(28) / mass - 14
    assert 1.5 < np.abs(offset).max() < 2.2
    with pytest.raises(ValueError, match="n=-1"):
        handwriting(-1, 0)


def test_unseen_handwriting_is_the_test_part_centred_and_shares_nothing_with_the_training_part():
    images, labels = unseen_handwriting()
    assert images.shape == (510, 28, 28)
    assert np.array_equal(labels, digits("test").labels)
    mass = images.sum(axis=(1, 2))
    assert np.abs(images.sum(axis=1) @ np.arange(28) / mass - 14).max() < 0.1
    still = {"rotation": 0.0, "shear": 0.0, "scale": 0.0, "aspect": 0.0, "shift": 0.0}
    seen = {image.round(3).tobytes() for image in handwriting(5000, 0, **still).images}
    assert not seen & {image.round(3).tobytes() for image in images}
