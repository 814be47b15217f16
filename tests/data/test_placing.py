import numpy as np
import pytest

from dlcourse.data import render, simulated_drawings
from dlcourse.data.placing import at_its_place, four_ways, to_middle

DRAWINGS = simulated_drawings(40, seed=3)[0]


def spread(image):
    """First and last row and column with ink."""
    return [np.flatnonzero(image.any(axis=1 - axis))[[0, -1]] for axis in (0, 1)]


@pytest.mark.parametrize("number", range(10))
def test_moving_loses_no_ink_and_changes_none(number):
    image = render(DRAWINGS[number], centred=False)
    moved = to_middle(image)
    (top, bottom), (left, right) = spread(image)
    (new_top, _), (new_left, _) = spread(moved)
    inside = moved[new_top : new_top + bottom - top + 1, new_left : new_left + right - left + 1]
    np.testing.assert_array_equal(inside, image[top : bottom + 1, left : right + 1])
    assert moved.sum() == pytest.approx(image.sum())


def test_a_dot_in_a_corner_goes_to_the_middle_and_an_empty_picture_stays():
    image = np.zeros((28, 28), np.float32)
    assert not to_middle(image).any()
    image[0, 27] = 1
    assert to_middle(image)[14, 14] == 1


@pytest.mark.parametrize("number", range(10))
def test_scaling_makes_the_longer_side_twenty_pixels_and_keeps_it_inside(number):
    sizes = [last - first + 1 for first, last in spread(at_its_place(DRAWINGS[number]))]
    assert 20 <= max(sizes) <= 21  # a side that begins within a pixel reaches into one more


def test_scaling_leaves_the_middle_where_it_was_if_there_is_room():
    drawing = [[[0.55, 0.4], [0.55, 0.6]]]
    rows, columns = spread(at_its_place(drawing))
    assert columns.mean() == pytest.approx(0.55 * 28, abs=1)
    assert rows.mean() == pytest.approx(14, abs=1)


def test_the_four_ways_differ_and_have_one_shape():
    ways = four_ways(DRAWINGS[:5])
    assert {way.shape for way in ways.values()} == {(5, 28, 28)}
    pictures = list(ways.values())
    assert not any(np.array_equal(a, b) for i, a in enumerate(pictures) for b in pictures[:i])
