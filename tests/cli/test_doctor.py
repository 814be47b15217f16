import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import cannot_prove
from fresh import ROOT, bare_environment, clone, without

from dlcourse.cli import doctor, machine

BEFORE = [sys.executable, "-S", "-m", "dlcourse.cli.doctor", "--before-install"]  # -S: nothing is installed

NEW = machine.Facts(
    python=(3, 12, 1),
    executable="/usr/bin/python3",
    implementation="CPython",
    bits=64,
    system="Linux",
    system_version=(2, 36),
    processor="x86_64",
    translated=False,
    has_venv=True,
    cores=2,
    memory=8_000_000_000,
    free=50_000_000_000,
    free_temporary=50_000_000_000,
    card="",
    driver=0,
    port_taken=False,
    online=True,
    set_up=False,
    inside=False,
    missing=("torch", "jupyterlab"),
    versions={},
    tools={"chromium": True, "bubblewrap": True},
)
DONE = NEW._replace(missing=(), versions={"torch": "2.13.0"}, inside=True, set_up=True)

WRONG = {
    "old": (NEW._replace(python=(3, 10, 13)), "This is Python 3.10.13; the course needs 3.11", "Install Python 3.13"),
    "new": (NEW._replace(python=(3, 15, 0)), "knows Python up to 3.14", "make lab PYTHON=python3.14"),
    "pypy": (NEW._replace(implementation="PyPy"), "This Python is PyPy", "python.org"),
    "32 bits": (NEW._replace(bits=32), "32-bit", "Install the 64-bit Python"),
    "pi": (NEW._replace(processor="armv7l"), "no PyTorch for this machine: Linux on armv7l", "run it in the browser"),
    "intel mac": (
        NEW._replace(system="Darwin", processor="x86_64", system_version=(14, 2)),
        "no PyTorch for this machine: macOS on x86_64",
        "run it in the browser",
    ),
    "translated": (
        NEW._replace(system="Darwin", processor="x86_64", system_version=(14, 2), translated=True),
        "made for Intel processors",
        "Install Python from python.org",
    ),
    "windows on arm": (
        NEW._replace(system="Windows", processor="ARM64", system_version=()),
        "Windows on ARM64",
        "the Python for x86-64 works",
    ),
    "old mac": (
        NEW._replace(system="Darwin", processor="arm64", system_version=(13, 6)),
        "Your macOS is version 13.6; this PyTorch needs 14",
        "Update",
    ),
    "old linux": (NEW._replace(system_version=(2, 27)), "C library (glibc) is version 2.27", "Update the system"),
    "musl": (NEW._replace(system_version=()), "another C library than glibc", "such as Debian"),
    "no venv": (NEW._replace(has_venv=False), "cannot make virtual environments", "sudo apt install python3-venv"),
    "no network": (NEW._replace(online=False), "no network, and 0.4 GB must", "Go online"),
    "small disk": (NEW._replace(free=2_000_000_000), "has 2.0 GB free; the course needs 2.5 GB", "Make room"),
    "small disk for cuda": (
        NEW._replace(free=9_000_000_000, card="NVIDIA L4", driver=590),
        "has 9.0 GB free; the course needs 10.0 GB",
        "Make room",
    ),
    "small tmp": (NEW._replace(free_temporary=100_000_000), "temporary files has 0.1 GB free", "make lab TMPDIR="),
    "half installed": (
        DONE._replace(missing=("torch", "scipy")),
        "not complete; missing: torch, scipy",
        "Remove the folder .venv",
    ),
}
WORTH_KNOWING = {
    "small memory": (DONE._replace(memory=1_000_000_000), "There are 1.0 GB of memory", "one lesson open at a time"),
    "old driver": (DONE._replace(card="Tesla T4", driver=535), "driver of your Tesla T4 is version 535", "enough"),
    "port": (DONE._replace(port_taken=True), "port of JupyterLab is taken", "takes the next one"),
    "full disk": (DONE._replace(free=100_000_000), "has 0.1 GB free; the course needs 0.2 GB to work", "Make room"),
    "no browser": (DONE._replace(tools={"chromium": False, "bubblewrap": False}), "Only the course's own tests", "apt"),
    "new": (NEW, "not installed yet", "make lab"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_stops_the_course_is_said_with_what_to_do(case):
    facts, what, then = WRONG[case]
    [finding] = [finding for finding in doctor.findings(facts) if finding.stops]
    assert what in finding.what
    assert then in finding.then
    assert doctor.findings(facts)[0] == finding  # first comes first


@pytest.mark.parametrize("case", WORTH_KNOWING)
def test_what_does_not_stop_it_is_a_note(case):
    facts, what, then = WORTH_KNOWING[case]
    [finding] = doctor.findings(facts)
    assert not finding.stops
    assert what in finding.what
    assert then in finding.then


def test_a_good_machine_gets_no_findings():
    assert doctor.findings(DONE) == []
    assert doctor.findings(NEW, before_install=True) == []
    others = [("Darwin", "arm64", (15, 1)), ("Windows", "AMD64", ()), ("Linux", "aarch64", (2, 39))]
    for system, processor, version in others:
        there = NEW._replace(system=system, processor=processor, system_version=version)
        assert doctor.findings(there, before_install=True) == []


def test_a_course_that_is_installed_needs_no_network_no_venv_and_no_room_for_itself():
    assert doctor.findings(DONE._replace(online=False, has_venv=False, free=1_000_000_000, free_temporary=0)) == []


def test_once_the_course_has_its_environment_another_python_does_not_matter():
    assert doctor.findings(NEW._replace(set_up=True, python=(3, 15, 0), online=False)) == []


def test_cuda_comes_only_where_a_card_can_use_it():
    assert doctor.takes_cuda(NEW._replace(card="NVIDIA L4", driver=580))
    assert not doctor.takes_cuda(NEW._replace(card="NVIDIA L4", driver=550))
    assert not doctor.takes_cuda(NEW)
    assert not doctor.takes_cuda(NEW._replace(system="Windows", card="NVIDIA L4", driver=580))


def run(*command: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=bare_environment(**environment), capture_output=True, text=True)


def test_the_real_machine_runs_the_course():
    found = run(sys.executable, "-m", "dlcourse.cli.doctor")
    assert (found.returncode, found.stderr) == (0, "")
    assert "The course can run here." in found.stdout
    assert "torch 2." in found.stdout


def test_before_anything_is_installed_it_runs_on_the_standard_library_alone(tmp_path):
    found = run(*BEFORE, folder=clone(tmp_path / "clone"))
    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert "not installed yet" in found.stdout


def test_a_port_that_is_taken_is_noted():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))  # from here on nobody else is given it
        port = str(server.getsockname()[1])
        free = run(sys.executable, "-m", "dlcourse.cli.doctor", "--port", port)
        server.listen()
        taken = run(sys.executable, "-m", "dlcourse.cli.doctor", "--port", port)
    assert taken.returncode == 0
    assert "The usual port of JupyterLab is taken" in taken.stdout
    assert "is taken" not in free.stdout


def test_a_disk_that_is_too_small_stops_the_installation(tmp_path):
    folder, small = clone(tmp_path / "clone"), tmp_path / "small"
    small.mkdir()
    found = without(f"mount -t tmpfs -o size=40m none {small} && cp -r {folder}/. {small}", BEFORE, small)
    assert (found.returncode, found.stderr) == (1, "")
    assert "This folder's disk has 0.0 GB free; the course needs 2.5 GB" in found.stdout


def test_a_python_without_ensurepip_as_debian_ships_it_stops_the_installation(tmp_path):
    import ensurepip

    found = without(f"mount -t tmpfs none {Path(ensurepip.__file__).parent}", BEFORE, clone(tmp_path / "clone"))
    assert (found.returncode, found.stderr) == (1, "")
    assert "STOP: This Python cannot make virtual environments" in found.stdout
    assert "sudo apt install python3-venv" in found.stdout


def test_no_network_stops_the_installation(tmp_path):
    found = without("network", BEFORE, clone(tmp_path / "clone"))
    assert (found.returncode, found.stderr) == (1, "")
    assert "STOP: There is no network, and" in found.stdout


@pytest.mark.parametrize("name", ["__init__.py", "cli/__init__.py", "cli/doctor.py", "cli/install.py"])
def test_what_an_old_python_reads_is_written_in_its_syntax(name):
    ast.parse((ROOT / "dlcourse" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("minor", [6, 7, 8, 9, 10])
def test_an_old_python_gets_a_sentence(minor, tmp_path):
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    candidates = [shutil.which(f"python3.{minor}"), *map(str, versions.glob(f"3.{minor}.*/bin/python3"))]
    python = next((path for path in filter(None, candidates) if run(path, "-c", "").returncode == 0), None)
    if not python:
        cannot_prove(f"what Python 3.{minor} is told: there is none here")
    folder = clone(tmp_path / "clone")
    for command in (["dlcourse.cli.doctor"], ["dlcourse.cli.install", ".venv"]):
        found = run(python, "-m", *command, folder=folder)
        assert (found.returncode, found.stderr) == (1, "")
        assert f"STOP: This is Python 3.{minor}." in found.stdout
        assert "the course needs 3.11 or later." in found.stdout
        assert "make lab PYTHON=" in found.stdout


def test_the_card_is_what_nvidias_program_says(tmp_path, monkeypatch):
    program = tmp_path / "nvidia-smi"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.nvidia() == ("", 0)
    program.write_text('#!/bin/sh\necho "NVIDIA H100 80GB HBM3, 570.124.06"\necho "NVIDIA L4, 570.124.06"\n')
    program.chmod(0o755)
    assert machine.nvidia() == ("NVIDIA H100 80GB HBM3", 570)
    program.write_text("#!/bin/sh\necho 'NVIDIA-SMI has failed because it could not talk to the driver.'\nexit 9\n")
    assert machine.nvidia() == ("", 0)
