"""What readers of the lessons on features are likely to write, and what they are then told."""

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.interact import blank


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


RIGHT = [
    ("features.strength_of", lambda across, down: np.sqrt(across**2 + down**2)),
    ("features.unit", lambda v: v / np.sqrt(np.sum(v**2) + 1e-10)),
    ("features.halfway", lambda few, many: np.exp((np.log(few) + np.log(many)) / 2)),
    ("features.frames", lambda sounds: sounds.reshape(-1, 20, 20)),
    ("features.one_hot", lambda codes: (codes[..., None] == np.arange(128)).astype(np.float32)),
]


@pytest.mark.parametrize(("id", "right"), RIGHT)
def test_there_is_more_than_one_way(id, right):
    assert blank(id)(right) is right


WRONG = [
    ("features.strength_of", lambda across, down: across + down, "expected [[5."),
    ("features.votes_of", lambda s, d: np.bincount((d / 20).astype(int).ravel(), minlength=9) / 16, "at [0] expected"),
    ("features.unit", lambda v: v / np.sqrt((v**2).sum() + 1), "For an array of shape (36,) at ["),
    (
        "features.paired",
        lambda a, b: (np.mean(b) - np.mean(a), np.std(np.subtract(b, a))),
        "expected [0.02 , 0.0058], received [0.02 , 0.0082]",
    ),
    ("features.halfway", lambda few, many: (few + many) / 2, "For 100, 10000 expected 1000, received 5050"),
    ("features.frames", lambda sounds: sounds.reshape(len(sounds), 20, 20).transpose(0, 2, 1), "at ["),
    ("features.one_hot", lambda codes: np.eye(128)[codes], "result 2: expected 'float32', received 'float64'"),
]


@pytest.mark.parametrize(("id", "wrong", "why"), WRONG)
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_a_likely_mistake_is_told(id, wrong, why, capsys):
    assert blank(id)(wrong) is not wrong
    assert why in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_zeros_must_stay_zeros(capsys):
    wrong = blank("features.unit")(lambda v: v / np.sqrt((v**2).sum()))
    assert np.isfinite(wrong(np.zeros(36))).all()
    assert "nan" in capsys.readouterr().out


@pytest.mark.parametrize("nothing", [lambda codes: None, lambda codes: ...])
def test_nothing_is_still_nothing_where_the_type_counts(nothing, capsys):
    blank("features.one_hot")(nothing)
    assert "Nothing is written" in capsys.readouterr().out
