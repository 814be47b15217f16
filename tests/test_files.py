"""Whole or not at all: whatever stops a writer, the old file stands and nothing else is left."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dlcourse import files
from dlcourse.files import ORPHAN, draft, place, write


@pytest.fixture
def old(tmp_path):
    """A file that is there already, alone in its folder."""
    path = tmp_path / "kept [1].txt"  # a name that means something else to glob
    path.write_text("old")
    return path


def alone(path, text):
    return path.read_text(encoding="utf-8") == text and list(path.parent.iterdir()) == [path]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def run(code, *arguments):
    command = [sys.executable, "-c", f"import os, signal, sys\nfrom pathlib import Path\n{code}", *map(str, arguments)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, text=True, **pipes)


def test_what_is_written_takes_the_old_ones_place_at_the_end(old):
    with draft(old) as new:
        assert new.parent == old.parent
        new.write_text("half")
        assert old.read_text() == "old"
        new.write_text("new")
    assert alone(old, "new")
    write(old, "newer é\n")
    assert alone(old, "newer é\n")


def test_where_nothing_was_there_is_one_file_or_none(tmp_path):
    write(tmp_path / "first", "whole")
    assert alone(tmp_path / "first", "whole")
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "nowhere" / "first", "whole")
    assert not (tmp_path / "nowhere").exists()


def torn(path, error):
    with draft(path) as new:
        new.write_text("half")
        raise error


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), ValueError(), KeyboardInterrupt()])
def test_an_error_or_an_interrupt_in_the_middle_leaves_the_old_one(old, error):
    with pytest.raises(type(error)):
        torn(old, error)
    assert alone(old, "old")


@pytest.mark.parametrize("step", ["open", "chmod", "fsync", "replace"])
def test_a_disk_that_is_full_at_any_step_leaves_the_old_one(old, monkeypatch, step):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, full)
        with pytest.raises(OSError, match="No space left on device"):
            write(old, "new", 0o644, sync=True)
    assert alone(old, "old")


KILLED = """
from dlcourse.files import draft
with draft(Path(sys.argv[1])) as new:
    new.write_text("half")
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_after_a_killed_writer_the_old_one_stands_and_the_next_clears_up(old, name):
    process = run(KILLED, old, name)
    process.communicate()
    assert process.returncode == -getattr(signal, name)
    assert old.read_text() == "old"
    (left,) = set(old.parent.iterdir()) - {old}
    write(old, "new")
    assert set(old.parent.iterdir()) == {old, left}  # another process may still be writing it
    before = time.time() - ORPHAN - 60
    others = [old.with_name(name) for name in (f"{left.name}.txt", ".kept 1.txt.0123456789abcdef.part", "kept.part")]
    for path in (left, *others):
        path.touch()
        os.utime(path, (before, before))
    write(old, "newer")
    assert set(old.parent.iterdir()) == {old, *others}
    assert old.read_text() == "newer"


@pytest.mark.skipif(os.name == "nt", reason="no such permissions on Windows")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_permissions_are_those_asked_for_from_the_beginning(old, umask):
    before = os.umask(umask)
    try:
        for wanted in (0o600, 0o644, None):
            expected = 0o666 & ~umask if wanted is None else wanted
            with draft(old, wanted) as new:
                assert mode(new) == expected
                new.write_text("new")
            assert mode(old) == expected
    finally:
        os.umask(before)


def test_what_must_last_is_on_the_disk_before_it_takes_the_name(old, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda _: done.append("synced"))
    monkeypatch.setattr(os, "replace", lambda *_: done.append("renamed"))
    write(old, "new", sync=True)
    write(old, "new")
    assert done == ["synced", "renamed", "renamed"]


@pytest.fixture(params=["links", "no links"])
def links(request, monkeypatch):
    """With hard links, and on a file system that has none."""
    if request.param == "no links":

        def refused(*_):
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("links")
def test_where_something_is_already_it_can_be_left_alone(old):
    with pytest.raises(FileExistsError), draft(old, over=False) as new:
        new.write_text("new")
    assert alone(old, "old")
    old.unlink()
    with draft(old, over=False) as new:
        new.write_text("new")
    assert alone(old, "new")


@pytest.mark.usefixtures("links")
def test_another_name_is_given_where_nothing_has_it(old):
    other = old.with_name("other")
    place(old, other)
    assert other.read_text() == "old"
    old.unlink(missing_ok=True)  # it may have led there still
    old.write_text("another")
    with pytest.raises(FileExistsError):
        place(old, other)
    assert (old.read_text(), other.read_text()) == ("another", "old")


WRITER = """
from dlcourse.files import write
for number in range(200):
    write(Path(sys.argv[1]), sys.argv[2] * 20_000)
"""


def test_writers_at_once_never_mix_and_a_reader_sees_one_of_them(old):
    writers = [run(WRITER, old, letter) for letter in "abc"]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen.add(old.read_text())
    assert [(writer.communicate(), writer.returncode) for writer in writers] == [(("", ""), 0)] * 3
    assert seen <= {"old", *(letter * 20_000 for letter in "abc")}
    assert list(old.parent.iterdir()) == [old]


FIRST = """
from dlcourse.files import draft
input()
won = 0
for number in range(100):
    try:
        with draft(Path(sys.argv[1], str(number)), over=False) as new:
            new.write_text(sys.argv[2])
    except FileExistsError:
        continue
    won += 1
print(won)
"""


def test_of_several_that_want_a_new_name_exactly_one_gets_it(tmp_path):
    started = {letter: run(FIRST, tmp_path, letter) for letter in "ab"}
    for process in started.values():
        print(file=process.stdin, flush=True)
    won = {letter: int(process.communicate()[0]) for letter, process in started.items()}
    assert sum(won.values()) == 100
    texts = [path.read_text() for path in tmp_path.iterdir()]
    assert {letter: texts.count(letter) for letter in "ab"} == won


def test_it_needs_the_standard_library_only():
    source = Path(files.__file__).read_text(encoding="utf-8")
    names = {line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert names <= sys.stdlib_module_names
