"""Every demo of the course, across the whole range of each control, without a browser."""

import subprocess
import sys

import numpy as np
import pytest

from dlcourse.data import digits, unseen_handwriting
from dlcourse.demos import DEMOS
from dlcourse.demos.arrays import _pipes
from dlcourse.demos.drawing import by_mean_image
from dlcourse.demos.templates import templates_over_time
from dlcourse.interact import Bundle
from dlcourse.interact.demo import Demo, sweep


@pytest.mark.parametrize("name", DEMOS)
def test_every_control_changes_the_picture_and_none_breaks_it(name):
    demo = DEMOS[name]()
    assert isinstance(demo, Bundle)
    assert "<img alt=" in demo.still
    if isinstance(demo, Demo):
        seen: dict[str, set[str]] = {}
        for control, _value, html in sweep(demo):
            seen.setdefault(control, set()).add(html)
        idle = [control for control, pictures in seen.items() if len(pictures) == 1]
        assert not idle, f"moving {idle} changes nothing"


def test_the_mean_image_reader_is_a_reader():
    unseen = unseen_handwriting()
    thinks = by_mean_image(unseen.images)
    np.testing.assert_allclose(thinks.sum(1), 1, rtol=1e-5)
    assert (thinks.argmax(1) == unseen.labels).mean() > 0.7


@pytest.mark.parametrize("a", [(), (3,), (3, 1), (2, 3), (4, 3), (1, 3, 4)])
@pytest.mark.parametrize("b", [(), (3,), (4,), (2, 1), (4, 1, 1)])
def test_the_plumbing_says_what_numpy_does(a, b):
    title = _pipes(a, b).axes[0].get_title(loc="left")
    try:
        verdict = f"has shape {np.broadcast_shapes(a, b)}"
    except ValueError:
        verdict = "is an error"
    assert verdict in title


def test_the_templates_begin_as_chance_and_end_as_a_classifier():
    steps, templates, right = templates_over_time()
    assert templates.shape == (len(steps), 10, 8, 8)
    assert right[0] < 0.3 < 0.85 < right[-1]
    unseen = digits("test")
    scores = unseen.images.reshape(-1, 64) @ templates[-1].reshape(10, 64).T
    assert (scores.argmax(1) == unseen.labels).mean() == right[-1]


def test_importing_the_demos_imports_no_torch():
    code = "import sys, dlcourse.demos; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
