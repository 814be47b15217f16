"""Every demo of the course, across the whole range of each control, without a browser."""

import hashlib
import importlib
import subprocess
import sys

import numpy as np
import pytest

from dlcourse.course.gallery import demos
from dlcourse.course.start.demos.arrays import SHAPES, _originals, _pipes, values
from dlcourse.course.start.demos.drawing import by_mean_image, everywhere, opening, small_three, what_it_sees
from dlcourse.course.start.demos.products import B, _beside_star, _by_column, _by_row, _by_tables, _entry
from dlcourse.course.start.demos.templates import templates_over_time
from dlcourse.data import render, unseen_handwriting
from dlcourse.interact import Bundle
from dlcourse.interact.demo import Demo, sweep
from dlcourse.rooms import result

DEMOS = demos()


@pytest.mark.parametrize("name", DEMOS)
def test_every_control_changes_the_picture_and_none_breaks_it(name, monkeypatch):
    demo = DEMOS[name]()
    assert isinstance(demo, Bundle)
    assert "<img alt=" in demo.still
    if isinstance(demo, Demo):
        # To tell pictures apart a hash of their pixels will do: to encode each as PNG takes a third of a sweep.
        plots = importlib.import_module("dlcourse.plots.picture")
        monkeypatch.setattr(plots, "_png", lambda pixels: hashlib.blake2b(pixels.tobytes()).digest())
        seen: dict[str, set[str]] = {}
        for control, _value, html in sweep(demo):
            assert "<img alt=" in html
            seen.setdefault(control, set()).add(html)
        idle = [control for control, pictures in seen.items() if len(pictures) == 1]
        assert not idle, f"moving {idle} changes nothing"


def test_the_mean_image_reader_is_a_reader():
    unseen = unseen_handwriting()
    thinks = by_mean_image(unseen.images)
    np.testing.assert_allclose(thinks.sum(1), 1, rtol=1e-5)
    assert (thinks.argmax(1) == unseen.labels).mean() > 0.7


def test_the_ink_follows_the_pen_and_no_example_comes_back():
    demo = what_it_sees()
    canvas = demo.controls["strokes"]
    assert canvas.example
    demo.controls["pen"].value = 0.12
    assert canvas.pen == 0.12
    first = demo.html
    canvas.set_state({"strokes": [], "example": False})  # what Clear sends
    empty = demo.html
    canvas.strokes = [[[0.2, 0.2], [0.4, 0.8]]]
    canvas.strokes = []
    assert demo.html == empty != first


def test_the_example_is_misread_where_it_stands_and_its_still_shows_both_ways():
    image = render(small_three(), centred=False)
    middle = (np.arange(28)[:, None, None], np.arange(28)[None, :, None])
    rows, columns = ((image[..., None] * places).sum() / image.sum() for places in middle)
    assert rows < 11
    assert columns > 16
    assert what_it_sees().still != what_it_sees().html


def test_a_map_of_places_says_what_is_read_where():
    image = np.zeros((28, 28), np.float32)
    image[3:20, 4:22] = 1
    lefts = []

    def read(images):
        lefts.extend(np.flatnonzero(image.any(0))[0] for image in images)
        return np.eye(10)[[3 if image[:, 0].any() else 7 for image in images]]

    assert everywhere(image, read, 3).png != everywhere(image, read, 7).png
    assert sorted(set(lefts)) == list(range(28 - 18 + 1))


def test_the_opening_shows_a_stored_run():
    bars = result("start.first_drawing")["runs"][0]["value"]
    assert max(bars, key=bars.get) == "3"
    assert "<img alt=" in opening().html


@pytest.mark.parametrize("a", SHAPES)
@pytest.mark.parametrize("b", SHAPES)
def test_the_plumbing_does_what_numpy_does(a, b):
    fig = _pipes(a, b)
    title = fig.axes[0].get_title(loc="left")
    first, second = values(a, 10), values(b, 1)
    try:
        total = first + second
    except ValueError:
        assert "is an error" in title
        assert "clash" in [text.get_text() for text in fig.axes[0].texts]
        return
    assert f"has shape {total.shape}" in title
    shown = [[int(text.get_text()) for text in axes.texts if text.get_text().isdigit()] for axes in fig.axes[1:]]
    expected = [np.broadcast_to(first, total.shape), np.broadcast_to(second, total.shape), total]
    assert shown == [array.ravel().tolist() for array in expected]


def test_copies_that_stretching_made_are_told_from_the_numbers_themselves():
    np.testing.assert_array_equal(_originals((3, 1), (3, 2)), [[True, False]] * 3)
    np.testing.assert_array_equal(_originals((2,), (3, 2)), [[True, True], [False, False], [False, False]])


@pytest.mark.parametrize("view", [_entry, _by_row, _by_column, _by_tables])
def test_each_view_of_a_product_ends_with_numpys(view):
    a = np.array([[-2, 3], [1, -1]])
    numbers = [int(text.get_text()) for text in view(a).axes[-1].texts]
    assert numbers == (a @ B).ravel().tolist()


def test_the_last_view_shows_both_products():
    a = np.array([[2, 3], [1, -1]])
    at, star = ([int(text.get_text()) for text in axes.texts] for axes in _beside_star(a).axes[-2:])
    assert at == (a @ a).ravel().tolist()
    assert star == (a * a).ravel().tolist()


def test_the_templates_begin_as_chance_and_end_as_a_classifier():
    steps, templates, right = templates_over_time()
    assert templates.shape == (len(steps), 10, 28, 28)
    assert right[0] < 0.4 < 0.85 < right[-1]
    unseen = unseen_handwriting()
    scores = unseen.images.reshape(-1, 784) @ templates[-1].reshape(10, 784).T
    assert (scores.argmax(1) == unseen.labels).mean() == right[-1]


def test_another_seed_changes_the_start_and_little_of_the_end():
    (_, one, _), (_, two, _) = templates_over_time(0), templates_over_time(1)
    inner = (slice(None), slice(8, 20), slice(10, 18))
    alike = [float(np.corrcoef(one[moment][inner].ravel(), two[moment][inner].ravel())[0, 1]) for moment in (0, -1)]
    assert alike[0] < 0.2
    assert alike[1] > 0.8
    templates_over_time.cache_clear()
    np.testing.assert_array_equal(templates_over_time(0).templates, one)


def test_importing_the_demos_imports_no_torch():
    code = "import sys; from dlcourse.course.gallery import demos; sys.exit(not demos() or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
