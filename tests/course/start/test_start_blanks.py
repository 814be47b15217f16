"""What readers of *Start here* are likely to write, and what they are then told."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.interact import blank


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


WRONG = [
    ("start.share", lambda guesses, truth: (guesses == truth).sum(), "expected 0.5, received 2"),
    ("start.standardise", lambda table: (table - table.mean()) / table.std(), "expected [["),
    ("start.standardise", lambda table: table - table.mean(axis=0), "expected [["),
]


@pytest.mark.parametrize(("id", "wrong", "why"), WRONG)
def test_a_likely_mistake_is_told(id, wrong, why, capsys):
    assert blank(id)(wrong) is not wrong
    assert why in capsys.readouterr().out
