"""What counts as drawing: statements that make or show a figure, or call something of one."""

import pytest

from dlcourse.authoring.drawing import drawing_lines


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("x = np.arange(3)\nnp.sin(x).sum()", 0),
        ("fig, ax = figure()", 1),
        (
            "fig, (left, right) = figure(1, 2)\nleft.plot([1])\nright.set(\n    xlabel='x',\n)\npicture(fig, 'a line')",
            6,
        ),
        ("fig, axes = figure(1, 2)\nfor ax, row in zip(axes, rows):\n    total = sum(row)\n    ax.plot(row)", 2),
        ("fig, axes = figure(1, 2)\naxes[0].plot([1])\naxes.flat[1].plot([1])", 3),
        ("left, = placed([(0, 0, 1, 1)])\nbars = left.bar([1], [2])", 2),
        ("def draw(ax):\n    ax.plot([1])", 0),
        ("%matplotlib inline\nfig, ax = figure()\nprint(fig)", 1),
        ("tiles(images, alt='Ten digits')", 0),
    ],
)
def test_lines_of_drawing(code, lines):
    assert drawing_lines(code) == lines
