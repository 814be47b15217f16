"""Pictures carry alternative text and show something; measured numbers are marked, and only they."""

import base64
import io
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dlcourse.plots import figure, m, picture, plain_text, say, table, tiles


def test_a_picture_is_an_image_with_its_alternative_text():
    fig, axes = figure()
    axes.plot([1, 2])
    shown = picture(fig, 'A line that "rises" from one to two')._repr_mimebundle_()
    assert shown["text/plain"] == 'A line that "rises" from one to two'
    match = re.fullmatch(r'<img alt="([^"]*)" width="400" src="data:image/png;base64,([\w+/=]+)">', shown["text/html"])
    assert match[1] == "A line that &quot;rises&quot; from one to two"
    assert Image.open(io.BytesIO(base64.b64decode(match[2]))).size == (400, 300)


@pytest.mark.parametrize("alt", ["", "   ", "a figure", "..."])
def test_alternative_text_must_say_something(alt):
    fig, axes = figure()
    axes.plot([1, 2])
    with pytest.raises(ValueError, match="alternative text"):
        picture(fig, alt)


def test_an_empty_axes_is_refused_by_its_number():
    fig, axes = figure(1, 3)
    axes[0].imshow(np.zeros((2, 2)))
    axes[1].plot([1, 2], visible=False)
    axes[2].bar([1], [1])
    with pytest.raises(ValueError, match="Axes 2 of 3"):
        picture(fig, "three drawings in a row")


def test_a_figure_without_axes_is_refused():
    from matplotlib.figure import Figure

    with pytest.raises(ValueError, match="no axes"):
        picture(Figure(), "nothing at all here")


def test_the_same_figure_gives_the_same_bytes():
    def draw():
        fig, axes = figure()
        axes.plot([3, 1, 2])
        return picture(fig, "a line of three points").png

    assert draw() == draw()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_plain_text_hides_measured_numbers_and_keeps_words(x):
    shown = say(f"It reads {m(x, '.3f')} of <b>ten</b> &amp; more")
    assert shown.plain == "It reads … of ten & more"
    assert format(x, ".3f") in shown.html


def test_a_table_has_words_in_its_plain_form_and_refuses_ragged_rows():
    shown = table(["model", "right"], [["linear", m(0.5)], ["network", m(0.9)]], "Two models.")
    assert plain_text(shown.html) == "Two models.\nmodel | right\nlinear | …\nnetwork | …"
    with pytest.raises(ValueError, match="2 cells"):
        table(["model", "right"], [["linear"]], "Two models.")


def test_measured_text_cannot_smuggle_markup():
    assert m("<b>") == '<data class="m">&lt;b&gt;</data>'


def test_importing_plots_imports_no_torch_and_no_matplotlib():
    code = "import sys, dlcourse.plots; sys.exit(bool({'torch', 'matplotlib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize(("n", "columns", "labels"), [(1, 10, None), (7, 5, list("abcdefg")), (20, 10, range(20))])
def test_tiles_show_every_image_once(n, columns, labels):
    # Each image is one flat grey of its own, so the greys that are found tell which images are shown.
    greys = np.linspace(0.2, 0.8, n)
    images = greys[:, None, None] * np.ones((n, 9, 9))
    shown = Image.open(io.BytesIO(tiles(images, "small flat greys", labels=labels, columns=columns).png))
    found = np.unique(np.asarray(shown.convert("L")))
    assert all(np.abs(found - 255 * grey).min() < 3 for grey in greys)


def test_tiles_refuse_what_is_no_stack_of_images():
    with pytest.raises(ValueError, match="N, H, W"):
        tiles(np.zeros((8, 8)), "one image alone")
    with pytest.raises(ValueError, match="at least one"):
        tiles(np.zeros((0, 8, 8)), "no image at all")
    with pytest.raises(ValueError, match="3 images and 2 labels"):
        tiles(np.zeros((3, 8, 8)), "three images here", labels=[1, 2])
