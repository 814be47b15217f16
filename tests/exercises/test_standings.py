"""Where the learner stands with the exercises: read from the journal, which only grows."""

import pytest

from dlcourse import journal
from dlcourse.exercises import exercises
from dlcourse.exercises.progress import ALL, forget, overview, record, standings


def test_progress_counts_what_happened_and_a_pass_stays():
    for passed in (False, False, True, False):
        assert record("start.mean", "check", passed=passed) == ""
    record("start.mean", "hint")
    record("start.mean", "hint")
    record("start.accuracy", "solution")
    record("no.longer.there", "check", passed=True)
    mean, accuracy = standings()["start.mean"], standings()["start.accuracy"]
    assert (mean.checks, mean.passed, mean.hints, mean.solution) == (4, True, 2, False)
    assert (accuracy.checks, accuracy.passed, accuracy.solution) == (0, False, True)
    assert set(standings()) == set(exercises())


def test_the_overview_says_how_far_one_is():
    record("start.mean", "check", passed=True)
    record("start.standardise", "check", passed=False)
    record("start.standardise", "hint")
    record("start.standardise", "solution")
    plain = overview("start").plain
    assert plain.startswith("1 of 9 exercises solved.")
    assert "The mean of each image | You can average an array along the axes that you choose. | solved | none" in plain
    assert "checked once, not yet right | 1 hint, solution" in plain


def test_an_overview_is_of_a_room_or_of_a_topic_in_it():
    def shown(*topics):
        return [id for id, exercise in exercises().items() if f"\n{exercise.title} |" in "\n" + overview(*topics).plain]

    assert len(shown()) > len(shown("neurons", "outputs")) == len(shown("neurons")) > len(shown("outputs")) >= 3
    assert all(id.startswith("outputs.") for id in shown("outputs"))
    assert set(shown("start", "outputs")) == {*shown("start"), *shown("outputs")}
    assert overview("no-such-topic").plain.startswith("0 of 0")


def test_a_reset_starts_one_or_all_anew_and_the_journal_keeps_growing():
    record("start.mean", "check", passed=True)
    record("start.accuracy", "check", passed=True)
    forget("start.mean")
    assert [id for id, standing in standings().items() if standing.passed] == ["start.accuracy"]
    forget(None)
    assert not any(standing.checks for standing in standings().values())
    record("start.mean", "check", passed=True)
    assert standings()["start.mean"].passed
    assert len(journal.entries("exercise")) == 5
    assert ALL not in exercises()


def test_strange_entries_in_the_journal_do_no_harm():
    for value in (None, "passed", ["check"], {}, {"event": "check", "passed": "yes"}, {"event": "hint", "step": 9}):
        journal.record("exercise", "start.mean", value)
    assert not standings()["start.mean"].passed


def test_a_journal_that_cannot_be_written_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DLCOURSE_HOME", str(tmp_path / "file" / "home"))
    assert "was not recorded" in record("start.mean", "check", passed=True)


def test_a_reset_of_what_there_is_none_of_is_refused():
    with pytest.raises(KeyError, match=r"Do you mean 'start\.mean'"):
        forget("start.meen")
    assert not journal.entries()
