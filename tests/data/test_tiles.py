"""Pictures cut into tiles that change places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.data import scrambled


@given(st.integers(0, 3), st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(0, 99))
def test_whole_tiles_move_and_nothing_is_lost(n, rows, columns, side, seed):
    images = np.arange(n * rows * columns * side**2).reshape(n, rows * side, columns * side)
    moved = scrambled(images, side, seed)
    assert moved.shape == images.shape
    assert moved.dtype == images.dtype

    def tiles(picture):
        return {
            picture[r : r + side, c : c + side].tobytes()
            for r in range(0, rows * side, side)
            for c in range(0, columns * side, side)
        }

    assert all(tiles(before) == tiles(after) for before, after in zip(images, moved, strict=True))


def test_the_order_is_one_for_all_pictures_and_every_number_of_them():
    images = np.random.default_rng(0).random((5, 28, 28))
    whole = scrambled(images, 4, seed=3)
    assert np.array_equal(scrambled(images[3:4], 4, seed=3)[0], whole[3])
    assert not np.array_equal(scrambled(images, 4, seed=4), whole)


def test_the_whole_picture_as_one_tile_stays_and_single_pixels_move():
    image = np.arange(784).reshape(1, 28, 28)
    assert np.array_equal(scrambled(image, 28), image)
    assert (scrambled(image, 1) == image).mean() < 0.02


@pytest.mark.parametrize(("shape", "side"), [((28, 28), 4), ((1, 28, 28), 5), ((1, 28, 28), 0)])
def test_tiles_that_do_not_fit_are_refused(shape, side):
    with pytest.raises(ValueError, match="side divides H and W"):
        scrambled(np.zeros(shape), side)
