import numpy as np
import pytest

from dlcourse.plots.numbers import number_table, write_numbers
from dlcourse.plots.style import figure


def test_each_pixel_carries_its_number_on_a_ground_that_shows_it():
    _, axes = figure()
    write_numbers(axes, [[0.0, 0.25], [0.8, 1.0]], fontsize=8)
    assert [(text.get_text(), text.get_color()) for text in axes.texts] == [
        ("0", "white"),
        (".25", "white"),
        (".80", "black"),
        ("1", "black"),
    ]


@pytest.mark.parametrize(("row", "column"), [(-1, 0), (17, 0), (0, 17)])
def test_a_part_outside_the_picture_is_refused(row, column):
    with pytest.raises(ValueError, match="do not lie inside"):
        number_table(np.zeros((28, 28)), "a picture of zeros", row=row, column=column)


def test_the_part_begins_where_it_was_asked_to():
    image = np.arange(784).reshape(28, 28) / 784
    shown = number_table(image, "a picture of rising numbers", row=16, column=16)
    assert shown.png != number_table(image, "a picture of rising numbers", row=0, column=16).png
