"""What readers of the lessons on features are likely to write, and what they are then told."""

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.course.features.bending import bend
from dlcourse.interact import blank


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


def copied(images, copies):
    return np.concatenate([images, *(bend(images, seed=number) for number in range(copies))])


RIGHT = [
    (
        "features.votes_of",
        lambda s, d: np.array([s[((d / 20).astype(int) % 9) == number].sum() for number in range(9)]) / 16,
    ),
    ("features.paired", lambda a, b: (np.mean(b) - np.mean(a), np.std(np.subtract(b, a), ddof=1) / len(a) ** 0.5)),
    ("features.with_bent_copies", lambda x, y, copies: (copied(x, copies), np.concatenate([y] * (copies + 1)))),
    ("features.one_hot", lambda codes: (codes[..., None] == np.arange(128)).astype(np.float32)),
]


@pytest.mark.parametrize(("id", "right"), RIGHT)
def test_there_is_more_than_one_way(id, right):
    assert blank(id)(right) is right


WRONG = [
    ("features.votes_of", lambda s, d: np.bincount((d / 20).astype(int).ravel(), minlength=9) / 16, "at [0] expected"),
    (
        "features.paired",
        lambda a, b: (np.mean(b) - np.mean(a), np.std(np.subtract(b, a))),
        "expected [0.02 , 0.0058], received [0.02 , 0.0082]",
    ),
    (
        "features.with_bent_copies",
        lambda x, y, copies: (copied(x, copies), np.repeat(y, copies + 1)),
        "expected [3, 8, 3, 8, 3, 8], received [3, 3, 3, 8, 8, 8]",
    ),
    (
        "features.with_bent_copies",
        lambda x, y, copies: (copied(x, copies), y),
        "expected shape (6,), received shape (2,)",
    ),
    (
        "features.with_bent_copies",
        lambda x, y, copies: copied(x, copies),
        "expected 2 results, received an array of shape (6, 28, 28)",
    ),
    ("features.one_hot", lambda codes: np.eye(128)[codes], "result 2: expected 'float32', received 'float64'"),
]


@pytest.mark.parametrize(("id", "wrong", "why"), WRONG)
def test_a_likely_mistake_is_told(id, wrong, why, capsys):
    assert blank(id)(wrong) is not wrong
    assert why in capsys.readouterr().out


@pytest.mark.parametrize("nothing", [lambda codes: None, lambda codes: ...])
def test_nothing_is_still_nothing_where_the_type_counts(nothing, capsys):
    blank("features.one_hot")(nothing)
    assert "Nothing is written" in capsys.readouterr().out
