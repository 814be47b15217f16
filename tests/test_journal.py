import json
import math
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import cannot_prove

from dlcourse import journal
from dlcourse.journal.lines import _locked

STROKES = [[[0.1, 0.2], [0.5, 0.25]], [[0.3, 0.9]]]


def lines() -> list[bytes]:
    return (journal.home() / journal.FILE).read_bytes().splitlines()


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from dlcourse import journal\n" + code, *arguments]
    return subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_what_is_recorded_comes_back_in_order():
    journal.record("drawing", "my.7", {"label": 7, "strokes": STROKES})
    journal.record("vote", "3", "holds")
    journal.record("vote", "3", "misleading")
    assert journal.latest("vote", "3") == "misleading"
    assert [entry.value for entry in journal.entries("vote")] == ["holds", "misleading"]
    assert journal.latest("drawing", "my.7") == {"label": 7, "strokes": STROKES}
    assert [entry.kind for entry in journal.entries()] == ["drawing", "vote", "vote"]
    assert timedelta(0) <= datetime.now(UTC) - journal.entries()[0].when < timedelta(minutes=5)


def test_nothing_recorded_reads_as_nothing_and_leaves_no_folder():
    assert journal.entries() == journal.entries("quiz") == []
    assert journal.latest("quiz", "start", default="none yet") == "none yet"
    assert journal.erase() == {}
    assert not journal.home().exists()


def test_a_recorded_none_is_not_the_default():
    journal.record("quiz", "start", None)
    assert journal.latest("quiz", "start", default=1) is None


def test_the_folder_is_the_users_own_unless_the_environment_names_one(monkeypatch, tmp_path):
    monkeypatch.setenv("DLCOURSE_HOME", "~/notes")
    assert journal.home() == Path.home() / "notes"
    monkeypatch.delenv("DLCOURSE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert journal.home() == tmp_path / "dlcourse"


@pytest.mark.parametrize("value", [{1, 2}, math.nan, object(), {"array": b"bytes"}, {("a", 1): 2}])
def test_a_value_that_json_cannot_hold_is_refused_and_nothing_is_written(value):
    with pytest.raises(ValueError, match=r"'start\.first'.* array\.tolist"):
        journal.record("prediction", "start.first", value)
    assert not journal.home().exists()


def test_an_unknown_kind_or_an_empty_name_is_refused():
    with pytest.raises(ValueError, match=r"prediction, vote, .*; got 'picture'"):
        journal.record("picture", "a", 1)
    with pytest.raises(ValueError, match="got 'votes'"):
        journal.entries("votes")
    with pytest.raises(ValueError, match="needs a name"):
        journal.record("vote", "", 1)
    assert not journal.home().exists()


def test_processes_that_record_at_once_lose_nothing():
    code = "import sys\nfor i in range(150): journal.record('vote', sys.argv[1], 'x' * 999 + str(i))"
    writers = [python(code, name) for name in "abc"]
    assert [(writer.communicate(), writer.returncode) for writer in writers] == [(("", ""), 0)] * 3
    for name in "abc":
        values = [entry.value.lstrip("x") for entry in journal.entries("vote") if entry.name == name]
        assert values == [str(i) for i in range(150)]


def test_a_process_that_waits_while_the_record_is_erased_still_records():
    if not Path("/proc/locks").exists():
        cannot_prove("who waits for the journal's lock: it needs Linux's /proc/locks")
    journal.record("vote", "1", "holds")
    path = journal.home() / journal.FILE
    with python("input(); journal.record('vote', '2', 'holds')") as writer, _locked(path):
        print(file=writer.stdin, flush=True)
        while not re.search(rf"-> .* {writer.pid} ", Path("/proc/locks").read_text()):
            assert writer.poll() is None
        path.unlink()
    assert writer.returncode == 0
    assert [entry.name for entry in journal.entries()] == ["2"]


TORN = [b'{"when": "2026-01-01T00:00:00+00:00", "kind": "vo', b"\0\0\0\0", b"\xff\xfe", b"[]", b"{}"]


@pytest.mark.parametrize("torn", TORN)
def test_a_torn_last_line_is_skipped_and_the_next_entry_starts_on_a_fresh_line(torn):
    journal.record("vote", "1", "holds")
    with open(journal.home() / journal.FILE, "ab") as file:
        file.write(torn)
    assert [entry.name for entry in journal.entries()] == ["1"]
    journal.record("vote", "2", "misleading")
    assert [entry.name for entry in journal.entries()] == ["1", "2"]
    assert lines()[1] == torn


def test_a_process_killed_in_the_middle_leaves_a_record_that_reads():
    with python("while True: journal.record('drawing', 'd', 'é' * 5000)") as writer:
        while not journal.entries():
            assert writer.poll() is None
        writer.kill()
    journal.record("vote", "after", 1)
    *before, last = journal.entries()
    assert {entry.value for entry in before} == {"é" * 5000}
    assert last.name == "after"
    assert len(lines()) - len(journal.entries()) <= 1


FULL = """
import os
from dlcourse import journal
from dlcourse.journal.lines import _locked
kept = 0
try:
    while True:
        journal.record('drawing', 'd', 'x' * 3001)
        kept += 1
except journal.JournalError as error:
    print(error)
assert kept and [len(e.value) for e in journal.entries()] == [3001] * kept
assert (journal.home() / journal.FILE).read_bytes().endswith(b'}\\n')
try:
    journal.export(os.environ['DLCOURSE_HOME'] + '/all.json')
except journal.JournalError as error:
    print(error)
assert os.listdir(journal.home()) == [journal.FILE]
os.remove(os.environ['FILLER'])
journal.record('vote', 'after', 1)
assert len(journal.entries()) == kept + 1
"""


def test_a_full_disk_loses_nothing_and_says_so(tmp_path):
    """On a real disk of 64 kB."""
    mount = f"mount -t tmpfs -o size=64k none {tmp_path} && head -c 20000 /dev/zero > {tmp_path}/filler"
    if sys.platform != "linux" or subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True).returncode:
        cannot_prove("a full disk: it needs Linux's user namespaces (unshare -rm)", required_in_ci=True)
    run = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f'{mount} && "$0" -c "$1"', sys.executable, FULL],
        env=os.environ | {"DLCOURSE_HOME": str(tmp_path / "home"), "FILLER": str(tmp_path / "filler")},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[0].startswith("Your drawing was not recorded in ")
    assert "No space left on device" in run.stdout.splitlines()[0]
    assert "The record was not written to" in run.stdout.splitlines()[1]


def test_a_folder_that_is_none_gives_one_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("DLCOURSE_HOME", str(tmp_path / "file"))
    with pytest.raises(journal.JournalError, match=r"was not recorded in .* DLCOURSE_HOME"):
        journal.record("vote", "1", 1)
    with pytest.raises(journal.JournalError, match="cannot be read"):
        journal.entries()


def test_the_record_is_for_its_owners_eyes(tmp_path):
    if os.name != "posix":
        pytest.skip("no modes on this system")
    journal.record("drawing", "d", STROKES)
    journal.export(tmp_path / "all.json")
    for path in (journal.home() / journal.FILE, tmp_path / "all.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.home().stat().st_mode) == 0o700


def test_export_hands_over_everything_even_what_a_crash_spoiled(tmp_path):
    journal.record("drawing", "d", STROKES)
    with open(journal.home() / journal.FILE, "ab") as file:
        file.write(b'{"half')
    assert journal.export(tmp_path / "all.json") == 1
    content = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert content["entries"][0]["value"] == STROKES
    assert content["unreadable"] == ['{"half']
    assert [path.name for path in tmp_path.iterdir()] == ["all.json"]


def test_export_overwrites_nothing(tmp_path):
    (tmp_path / "thesis.json").write_text("years of work")
    with pytest.raises(journal.JournalError, match="give another name"):
        journal.export(tmp_path / "thesis.json")
    with pytest.raises(journal.JournalError, match="folder that exists"):
        journal.export(tmp_path / "nowhere" / "all.json")
    assert (tmp_path / "thesis.json").read_text() == "years of work"


def test_erase_says_what_it_removed_and_leaves_other_files_alone():
    journal.record("vote", "1", "holds")
    journal.record("drawing", "d", STROKES)
    journal.record("vote", "2", "holds")
    (journal.home() / "notes.txt").write_text("mine")
    assert journal.erase() == {"vote": 2, "drawing": 1}
    assert [path.name for path in journal.home().iterdir()] == ["notes.txt"]
    assert journal.entries() == []
    (journal.home() / "notes.txt").unlink()
    journal.record("vote", "1", "holds")
    journal.erase()
    assert not journal.home().exists()
