"""What the learner built and keeps: files beside the record."""

import json
import os
import stat

import pytest

from dlcourse import journal


def test_what_is_kept_is_found_and_a_later_version_takes_its_place():
    assert journal.mine("engine") is None
    path = journal.keep("engine", "a = 1\n")
    assert path == journal.mine("engine") == journal.home() / "mine" / "engine.py"
    journal.keep("engine", "a = 2  # é\n")
    assert path.read_text(encoding="utf-8") == "a = 2  # é\n"
    assert [each.name for each in path.parent.iterdir()] == ["engine.py"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["", "../engine", "my engine", "a.b", 3])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(ValueError, match="needs a name that Python could import"):
        journal.keep(name, "")
    with pytest.raises(ValueError, match="needs a name"):
        journal.mine(name)
    assert not journal.home().exists()


def test_it_is_exported_and_erased_with_the_record(tmp_path):
    journal.record("vote", "1", "holds")
    journal.keep("engine", "a = 1\n")
    journal.export(tmp_path / "all.json")
    assert json.loads((tmp_path / "all.json").read_text())["mine"] == {"engine": "a = 1\n"}
    assert journal.erase() == {"vote": 1, "mine": 1}
    assert journal.mine("engine") is None
    assert not journal.home().exists()


def test_a_failure_leaves_the_earlier_file_and_no_half_one(monkeypatch):
    path = journal.keep("engine", "a = 1\n")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(journal.JournalError, match=r"Your engine was not kept in .*No space left"):
        journal.keep("engine", "a = 2\n")
    assert path.read_text() == "a = 1\n"
    assert [each.name for each in path.parent.iterdir()] == ["engine.py"]
