"""What a network is shown of a drawing."""

import json
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dlcourse.data import bitmap, render, render_all, simulated_drawings

place = st.floats(0.25, 0.75)
strokes = st.lists(st.lists(st.tuples(place, place), min_size=1, max_size=8), min_size=1, max_size=4)


def centre(image):
    mass = image.sum()
    return np.array([image.sum(axis=0) @ np.arange(len(image)), image.sum(axis=1) @ np.arange(len(image))]) / mass


def moved(drawing, scale, dx, dy):
    return [[[0.5 + (x - 0.5) * scale + dx, 0.5 + (y - 0.5) * scale + dy] for x, y in stroke] for stroke in drawing]


@settings(deadline=None, max_examples=60)
@given(strokes, st.floats(0.02, 0.12))
def test_every_picture_is_grey_values_of_the_size_asked_for(drawing, pen):
    for like, side in (("mnist", 28), ("digits", 8)):
        for centred in (True, False):
            image = render(drawing, like=like, centred=centred, pen=pen)
            assert image.shape == (side, side)
            assert image.dtype == np.float32
            assert image.min() >= 0
            assert 0 < image.max() <= 1


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.floats(0.03, 0.11))
def test_the_centre_of_mass_comes_to_the_middle_wherever_a_digit_was_drawn(seed, pen):
    drawing = simulated_drawings(1, seed)[0][0]
    image = render(drawing, pen=pen)
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    at_the_edge = min(rows[0], columns[0]) == 0 or max(rows[-1], columns[-1]) == 27
    assume(not at_the_edge)  # there keeping all of the ink comes first
    assert np.abs(centre(image) - 14).max() < 0.15


@settings(deadline=None, max_examples=60)
@given(strokes, st.floats(0.3, 1.0), st.floats(-0.12, 0.12), st.floats(-0.12, 0.12))
def test_a_centred_picture_does_not_depend_on_where_and_how_large(drawing, scale, dx, dy):
    pen = 0.08
    before = render(drawing, pen=pen)
    after = render(moved(drawing, scale, dx, dy), pen=pen * scale)
    assert np.abs(before - after).mean() < 0.02
    assert np.abs(before - after).max() < 0.4  # a few fine dots of an edge may fall on the other side


def test_shrunk_as_it_stands_a_drawing_in_a_corner_stays_in_the_corner():
    image = render([[[0.1, 0.1], [0.2, 0.2]]], centred=False)
    assert image[:8, :8].any()
    assert not image[8:, :].any()
    assert not image[:, 8:].any()


def test_twice_the_pen_is_about_twice_the_ink():
    line = [[[0.1, 0.5], [0.9, 0.5]]]
    thin, thick = (render(line, centred=False, pen=pen).sum() for pen in (0.05, 0.1))
    assert 1.9 < thick / thin < 2.2


def test_a_horizontal_line_has_the_area_of_its_length_times_its_pen():
    length, pen = 0.6, 0.1
    ink = render([[[0.2, 0.5], [0.8, 0.5]]], centred=False, pen=pen).sum() / 28**2
    assert ink == pytest.approx(length * pen + math.pi * pen**2 / 4, rel=0.05)


@settings(deadline=None, max_examples=60)
@given(strokes, st.booleans())
def test_the_8x8_picture_counts_dots_in_blocks_of_four_by_four(drawing, centred):
    dots = bitmap(drawing, centred=centred)
    image = render(drawing, like="digits", centred=centred)
    assert dots.shape == (32, 32)
    for row in range(8):
        for column in range(8):
            block = dots[4 * row : 4 * row + 4, 4 * column : 4 * column + 4]
            assert image[row, column] * 16 == np.count_nonzero(block)


def test_the_bitmap_fills_all_rows_and_at_most_twenty_columns_as_in_the_real_set():
    for drawing in simulated_drawings(40, seed=5)[0]:
        dots = bitmap(drawing)
        columns = np.flatnonzero(dots.any(axis=0))
        assert dots.any(axis=1)[1:-1].all()
        assert columns[-1] - columns[0] < 20
        assert abs(columns[0] + columns[-1] - 31) <= 1


def test_a_wide_drawing_is_squeezed_and_its_lines_with_it():
    cross = [[[0.1, 0.5], [0.9, 0.5]], [[0.5, 0.4], [0.5, 0.6]]]  # .88 by .28 with its pen of .08
    dots = bitmap(cross, pen=0.08)
    assert abs(np.count_nonzero(dots[:, 10]) - 32 * 0.08 / 0.28) <= 1  # its long line grows thick
    assert abs(np.count_nonzero(dots[2]) - 20 * 0.08 / 0.88) <= 1  # its short line grows thin


def test_a_tall_drawing_fills_twenty_pixels_like_mnist():
    rows = np.flatnonzero(render([[[0.5, 0.2], [0.5, 0.6]]]).any(axis=1))
    assert rows[-1] - rows[0] in (19, 20)  # 20 pixels that need not begin at a whole one


@pytest.mark.parametrize("like", ["mnist", "digits"])
@pytest.mark.parametrize("centred", [True, False])
def test_no_ink_is_a_black_picture(like, centred):
    for nothing in ([], [[]], [[[2.0, 2.0], [3.0, 2.5]]]):
        assert not render(nothing, like=like, centred=centred).any()


def test_a_dot_is_a_disc():
    small = render([[[0.5, 0.5]]], centred=False, pen=0.1)
    assert small.sum() / 28**2 == pytest.approx(math.pi * 0.05**2, rel=0.1)
    large = render([[[0.9, 0.1]]])
    assert large.sum() == pytest.approx(math.pi * 10**2, rel=0.02)


def test_what_lies_outside_the_canvas_is_not_seen():
    inside = render([[[0.2, 0.2], [1.0, 0.2]], [[0.2, 0.6], [0.7, 0.1]]], centred=False)
    through = render([[[0.2, 0.2], [1e300, 0.2]], [[0.2, 0.6], [0.7, 0.1]], [[-3, -3], [-2, 5]]], centred=False)
    assert np.array_equal(inside, through)
    across = render([[[-1.0, -1.0], [2.0, 2.0]]], centred=False)
    assert across[0, 0] > 0
    assert across[27, 27] > 0


def test_thousands_of_points_are_the_line_through_them():
    t = np.linspace(0, 1, 5000)
    many = [np.stack([0.2 + 0.6 * t, 0.3 + 0.2 * t], axis=1).tolist()]
    assert np.abs(render(many) - render([[[0.2, 0.3], [0.8, 0.5]]])).max() < 0.1


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        ([[[0.1, 0.2], [math.nan, 0.2]]], r"point 1 of stroke 0 is \[nan, 0.2\].*finite"),
        ([[[0.1, 0.2]], [[0.3, math.inf]]], "point 0 of stroke 1"),
        ([[0.1, 0.2]], "stroke 0 of the drawing is not a list of"),
        ([[[0.1, 0.2, 0.3]]], "stroke 0"),
        ([[[0.1, 0.2], [0.3]]], "stroke 0"),
        ([[["a", "b"]]], "stroke 0"),
    ],
)
def test_what_is_no_drawing_is_named(drawing, words):
    with pytest.raises(ValueError, match=words):
        render(drawing)


def test_what_is_no_setting_is_named():
    line = [[[0.1, 0.2], [0.3, 0.4]]]
    with pytest.raises(ValueError, match=r"'mnist'.*'digits'"):
        render(line, like="cifar")
    for pen in (0, -1, 1.5, math.nan):
        with pytest.raises(ValueError, match="pen="):
            render(line, pen=pen)
    with pytest.raises(ValueError, match="2 drawings need one pen or 2"):
        render_all([line, line], pen=[0.1, 0.2, 0.3])


def test_many_drawings_are_each_rendered_with_their_own_pen():
    drawings, _ = simulated_drawings(5, seed=0)
    pens = np.linspace(0.04, 0.1, 5)
    together = render_all(drawings, pen=pens)
    assert together.shape == (5, 28, 28)
    for image, drawing, pen in zip(together, drawings, pens, strict=True):
        assert np.array_equal(image, render(drawing, pen=pen))
    assert render_all([], like="digits").shape == (0, 8, 8)


def test_a_drawing_as_wide_as_the_canvas_may_be_still_finds_its_place():
    # Under these seeds one drawing fills the whole width, and rounding left it less than no room to move.
    for seed in (1011, 1015):
        assert len(simulated_drawings(600, seed)[0]) == 600


def test_simulated_drawings_come_from_their_seed_as_plain_json_on_the_canvas():
    drawings, labels = simulated_drawings(300, seed=7)
    again, same = simulated_drawings(300, seed=7)
    assert drawings == again == json.loads(json.dumps(drawings))
    assert np.array_equal(labels, same)
    assert labels.dtype == np.int64
    assert set(labels.tolist()) == set(range(10))
    assert drawings != simulated_drawings(300, seed=8)[0]
    for drawing in drawings:
        points = np.concatenate([np.array(stroke) for stroke in drawing])
        assert points.min() >= 0.04
        assert points.max() <= 0.96
        assert np.ptp(points, axis=0).max() <= 0.91
    corners = np.array([np.concatenate([np.array(s) for s in d]).min(axis=0) for d in drawings])
    assert corners.min() < 0.1  # placed anywhere
    assert corners.max() > 0.5
    with pytest.raises(ValueError, match="n=-1"):
        simulated_drawings(-1, seed=0)
