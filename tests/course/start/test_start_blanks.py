"""What readers of *Start here* are likely to write, and what they are then told."""

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.interact import blank


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


@pytest.mark.parametrize("move", [(5, -4), (3, -2), (7, -6), [5, -4], np.array([4, -4])])
def test_a_move_may_be_two_pixels_off(move):
    assert blank("start.move", move) is move


@pytest.mark.parametrize("move", [(-5, 4), (5, 4), (5, -1), (-4, 5), 5, (5,)])
def test_a_move_elsewhere_is_told(move, capsys):
    assert blank("start.move", move) == (5, -4)
    assert "Expected" in capsys.readouterr().out


WRONG = [
    ("start.share", lambda guesses, truth: (guesses == truth).sum(), "expected 0.5, received 2"),
    ("start.dimmed", lambda pictures, light: pictures * light[0], "at [1, 0, 0] expected"),
    ("start.dimmed", lambda pictures, light: pictures * light, "it raised ValueError: operands could not be broadcast"),
    ("start.standardise", lambda table: (table - table.mean()) / table.std(), "expected [["),
    ("start.standardise", lambda table: table - table.mean(axis=0), "expected [["),
]


@pytest.mark.parametrize(("id", "wrong", "why"), WRONG)
def test_a_likely_mistake_is_told(id, wrong, why, capsys):
    assert blank(id)(wrong) is not wrong
    assert why in capsys.readouterr().out
