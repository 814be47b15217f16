import dataclasses

import pytest

from dlcourse import journal
from dlcourse.claims import CLAIMS
from dlcourse.interact import vote


def test_each_press_is_recorded_and_the_last_counts():
    form = vote(22)
    form.choices.value = 0
    form.choices.value = 1
    assert journal.latest("vote", "22 before") == "it holds if …"
    assert "Recorded: “it holds if …”." in form.choices.feedback


def test_afterwards_the_first_vote_is_told():
    vote(22).choices.value = 3
    form = vote(22, when="after")
    form.choices.value = 2
    assert journal.latest("vote", "22 before") == "not sure"
    assert journal.latest("vote", "22 after") == "it misleads"
    assert "you voted “not sure”" in form.choices.feedback


def test_the_verdict_is_told_afterwards_only(monkeypatch):
    judged = dataclasses.replace(CLAIMS[22], verdict="holds if", condition="initialised right")
    monkeypatch.setitem(CLAIMS, 22, judged)
    before, after = vote(22), vote(22, when="after")
    assert "initialised" not in after.still + after.plain + after.choices.question
    before.choices.value = after.choices.value = 0
    assert "initialised right" not in before.choices.feedback
    assert "holds if initialised right" in after.choices.feedback


def test_a_claim_under_several_numbers_has_one_vote():
    vote(10).choices.value = 0
    assert journal.latest("vote", "4 before") == "it holds"


def test_still_and_plain_show_the_claim():
    form = vote(22)
    assert CLAIMS[22].text in form.plain
    assert "it misleads" in form.still


def test_there_is_no_such_claim():
    with pytest.raises(KeyError, match="999"):
        vote(999)


def test_a_vote_is_before_or_after():
    with pytest.raises(ValueError, match="during"):
        vote(22, when="during")
