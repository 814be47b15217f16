"""A statement holds exactly when its measurement says so, and never by way of a mistake in its bounds."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.evidence import MEDIA_TYPE, evidence, seeds

differences = st.lists(st.floats(-1, 1), min_size=1, max_size=8)


@given(differences, st.floats(-1, 1))
def test_above_holds_exactly_when_the_mean_is_above(d, bound):
    assert evidence("E1", "It is more.", d=d, above=bound).held == (np.mean(d) > bound)


@given(differences, st.floats(0.01, 1))
def test_within_holds_exactly_when_the_mean_is_small(d, bound):
    assert evidence("E1", "It is the same.", d=d, within=bound).held == (abs(np.mean(d)) < bound)


@given(differences, st.floats(-1, 1))
def test_every_holds_exactly_when_the_worst_seed_is_above(d, bound):
    assert evidence("E1", "Every one is more.", d=d, every=bound).held == (min(d) > bound)


def test_every_clause_must_hold():
    both = {"wins late": [0.2, 0.3], "ties early": [0.01, -0.01]}
    bounds = {"above": {"wins late": 0.1}, "within": {"ties early": 0.05}}
    assert evidence("E1", "Both.", d=both, **bounds).held
    assert not evidence("E1", "Both.", d=both | {"ties early": [0.5]}, **bounds).held
    assert not evidence("E1", "Both.", d=both | {"wins late": [0.05]}, **bounds).held


def test_words_never_carry_a_measured_number_and_say_the_verdict():
    shown = evidence("E01.1", "HOG beats pixels.", d=[0.25, 0.3], above=0.15, measured={"pixels": 0.45})
    bundle = shown._repr_mimebundle_()
    assert bundle["text/plain"] == "E01.1 held: HOG beats pixels."
    assert '<data class="m">45%</data>' in bundle["text/html"]
    assert '<data class="m">+0.275, from +0.250 to +0.300</data>' in bundle["text/html"]
    assert bundle[MEDIA_TYPE] == {
        "id": "E01.1",
        "statement": "HOG beats pixels.",
        "held": True,
        "stored": None,
        "clauses": {"d": {"above": 0.15, "within": None, "every": None, "seeds": 2}},
    }
    json.dumps(bundle)
    assert bundle["text/html"].startswith("<details><summary>"), "a quiet line, its figures on request"
    failed = evidence("E01.1", "HOG beats pixels.", d=[0.1], above=0.15).html
    assert failed.startswith("<details open><summary>"), "what did not hold shows its figures by itself"
    assert evidence("E01.1", "HOG beats pixels.", d=[0.1], above=0.15).plain == "E01.1 did not hold: HOG beats pixels."


@pytest.mark.parametrize(
    "mistake",
    [
        {},
        {"d": [0.1], "above": 0.0, "holds": True},
        {"d": [0.1]},
        {"d": [0.1], "above": 0.0, "within": 0.1},
        {"d": [0.1], "above": 0.0, "every": 0.0},
        {"d": {"a": [0.1], "b": [0.1]}, "above": {"a": 0.0}},
        {"d": [], "above": 0.0},
        {"d": [float("nan")], "above": 0.0},
        {"d": [[0.1]], "above": 0.0},
    ],
)
def test_a_statement_without_a_clear_bound_is_refused(mistake):
    with pytest.raises(ValueError, match="E9"):
        evidence("E9", "Something.", **mistake)


def test_a_verdict_that_no_seed_can_change():
    assert evidence("E02.3", "Exactly as many pieces.", holds=True).held
    assert not evidence("E02.3", "Exactly as many pieces.", holds=False).held


def test_seeds_can_be_asked_for_from_outside(monkeypatch):
    monkeypatch.delenv("DLCOURSE_SEEDS", raising=False)
    assert seeds(3) == [0, 1, 2]
    monkeypatch.setenv("DLCOURSE_SEEDS", "5")
    assert seeds(3) == [0, 1, 2, 3, 4]
    monkeypatch.setenv("DLCOURSE_SEEDS", "10:12")
    assert seeds(3) == [10, 11]
    for wrong in ("three", "5:5", "1:2:3"):
        monkeypatch.setenv("DLCOURSE_SEEDS", wrong)
        with pytest.raises(ValueError, match="DLCOURSE_SEEDS"):
            seeds(3)


def test_calibration_gets_every_difference(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_EVIDENCE_LOG", str(tmp_path / "log"))
    evidence("E1", "One.", d=[0.1, 0.2], above=0.0)
    evidence("E2", "Two.", holds=True)
    first, second = map(json.loads, (tmp_path / "log").read_text().splitlines())
    assert first["clauses"]["d"]["d"] == [0.1, 0.2]
    assert second == {"id": "E2", "clauses": {}}
