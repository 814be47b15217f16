"""Axes that are placed by hand, and numbers as text."""

import numpy as np
import pytest
from matplotlib.axes import Axes

from dlcourse.plots import numeral, picture, placed


def test_axes_are_where_they_are_told_to_be():
    places = [(0.1, 0.2, 0.3, 0.4), (0.5, 0.2, 0.4, 0.7)]
    fig, axes = placed(places, size=(4, 2))
    assert fig.get_size_inches() == pytest.approx([4, 2])
    for ax, place in zip(axes, places, strict=True):
        assert np.allclose(ax.get_position().bounds, place)


def test_a_picture_of_them_is_drawn_once(monkeypatch):
    drawn = []
    draw = Axes.draw
    monkeypatch.setattr(Axes, "draw", lambda axes, renderer: (drawn.append(axes), draw(axes, renderer)))
    fig, (axes,) = placed([(0.1, 0.1, 0.8, 0.8)], size=(4, 2))
    axes.plot([0, 1])
    picture(fig, "One straight line, from left to right")
    assert drawn == [axes]


@pytest.mark.parametrize(
    ("number", "spec", "text"),
    [(-3.0, "g", "−3"), (0.04, ".1f", "0.0"), (-0.04, ".1f", "0.0"), (-0.0, "g", "0"), (-2e-5, ".4g", "−2e−05")],
)
def test_a_number_has_a_true_minus_and_nought_has_no_sign(number, spec, text):
    assert numeral(number, spec) == text
