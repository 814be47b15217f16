"""Bent copies stay what they are, differ from one another, and keep their labels."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from dlcourse.course.features.bending import bend, with_bent_copies
from dlcourse.data import characters
from dlcourse.data.warp import CHUNK


@pytest.mark.parametrize("n", [0, 1, CHUNK, CHUNK + 1])
def test_as_many_come_out_as_go_in_and_the_seed_decides_how_they_are_bent(n):
    images = characters(n, seed=1).images
    bent = bend(images, seed=2)
    assert bent.shape == images.shape
    assert bent.dtype == np.float32
    np.testing.assert_array_equal(bent, bend(images, seed=2))
    if n:
        assert abs(bent - bend(images, seed=3)).mean() > 0.02
        assert abs(bent - images).mean() > 0.02
        assert bent.min() >= 0
        assert bent.max() <= 1


def test_a_picture_is_bent_as_a_whole_and_nothing_is_drawn_anew():
    flat = np.full((3, 28, 28), 0.25, np.float32)
    np.testing.assert_allclose(bend(flat), flat, atol=1e-6)


def test_no_picture_takes_anything_from_another():
    images = characters(5, seed=4).images
    changed = images.copy()
    changed[2] = 0
    before, after = bend(images, seed=1), bend(changed, seed=1)
    np.testing.assert_array_equal(np.delete(before, 2, axis=0), np.delete(after, 2, axis=0))
    assert not after[2].any()


def test_every_copy_has_the_label_of_its_picture():
    images, labels = characters(40, seed=5, preset="easy")
    many, of_many = with_bent_copies(images, labels, copies=20)
    assert many.shape == (840, 28, 28)
    np.testing.assert_array_equal(many[:40], images)
    np.testing.assert_array_equal(of_many.reshape(21, 40), np.tile(labels, (21, 1)))
    # A copy mostly still looks like its own digit; labels in another order would agree one time in ten.
    known, names = characters(3000, seed=6, preset="easy")
    nearest = KNeighborsClassifier(1).fit(known.reshape(3000, -1), names)
    assert nearest.score(many[40:].reshape(800, -1), of_many[40:]) > 0.4
