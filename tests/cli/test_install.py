"""`make learner-env` for a course in small: real make, real venv, real pip; the addresses are on loopback."""

import contextlib
import functools
import http.server
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from importlib import metadata

import pytest
import toy_wheels
from conftest import cannot_prove
from fresh import ROOT, bare_environment, clone
from packaging.specifiers import SpecifierSet
from waiting import PATIENCE

from dlcourse.cli import doctor, install


class Index(http.server.SimpleHTTPRequestHandler):
    """Serves folders of wheels as pip wants them; while ``stalled`` is set, toy is never sent."""

    def do_GET(self):
        self.server.asked.append(self.path)
        if "/toy/" in self.path and self.server.stalled.is_set():
            self.server.waiting.set()
            self.server.released.wait()
        with contextlib.suppress(BrokenPipeError):  # the one that was interrupted
            super().do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture
def index(tmp_path):
    """Two addresses: the usual source, and one for PyTorch without CUDA."""
    for folder, name, version in [("usual", "toy", "1.0"), ("usual", "torch", "9.9"), ("cpu", "torch", "9.9+cpu")]:
        place = tmp_path / "index" / folder / name
        place.mkdir(parents=True)
        toy_wheels.write(place, name, version)
    handler = functools.partial(Index, directory=str(tmp_path / "index"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.asked, server.folder = [], tmp_path / "index"
        server.stalled, server.waiting, server.released = threading.Event(), threading.Event(), threading.Event()
        server.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.released.set()
        server.shutdown()


@pytest.fixture
def course(tmp_path):
    folder = clone(tmp_path / "course with a space")
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(toy_wheels.__file__, folder)
    (folder / "requirements.txt").write_text("torch==9.9\ntoy==1.0\n-e .\n")
    (folder / "constraints.txt").write_text("toy==1.0\n")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "toy_wheels"\nbackend-path = ["."]\n'
    )
    card = folder / "no-card" / "nvidia-smi"  # so that a real card does not change what is chosen
    card.parent.mkdir()
    card.write_text("#!/bin/sh\nexit 9\n")
    card.chmod(0o755)
    return folder


def start(course, index, target="learner-env", torch_cpu=None):
    if not shutil.which("make"):
        cannot_prove("`make lab` makes the environment: there is no make here", required_in_ci=True)
    environment = bare_environment(
        PATH=f"{course}/no-card{os.pathsep}{os.environ['PATH']}",
        PIP_CONFIG_FILE=os.devnull,
        PIP_INDEX_URL=f"{index.address}/usual",
        PIP_RETRIES="0",
        PIP_NO_CACHE_DIR="1",
    )
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        environment.pop(name, None)
    cpu = f"TORCH_CPU={index.address}/cpu" if torch_cpu is None else f"TORCH_CPU={torch_cpu}"
    return subprocess.Popen(
        ["make", target, f"PYTHON={sys.executable}", cpu],
        cwd=course,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def make(*arguments, **more):
    with start(*arguments, **more) as process:
        said = process.communicate()[0]
    return process.returncode, said


def installed(course):
    names = (path.name.removesuffix(".dist-info") for path in course.glob(".venv/lib/*/site-packages/*.dist-info"))
    return {name for name in names if not name.startswith(("pip-", "setuptools-"))}


WHOLE = {"torch-9.9+cpu", "toy-1.0", "dlcourse-0.1.0"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has two builds of PyTorch to choose from")
def test_a_failure_leaves_no_stamp_the_next_run_goes_on_and_a_further_one_asks_nobody(course, index):
    (index.folder / "usual" / "toy").rename(index.folder / "away")
    code, said = make(course, index)
    assert code == 2
    assert "This machine:" in said  # the doctor was first
    assert "The installation did not finish. pip's last lines above say why" in said
    assert "Nothing is broken: the same command goes on where it stopped." in said
    assert not list(course.glob(".venv/*.stamp"))
    assert installed(course) == {"torch-9.9+cpu"}  # without CUDA

    (index.folder / "away").rename(index.folder / "usual" / "toy")
    index.asked.clear()
    code, said = make(course, index)
    assert code == 0, said
    assert installed(course) == WHOLE
    assert not [path for path in index.asked if "torch" in path]  # it had that already

    index.asked.clear()
    code, said = make(course, index)
    assert (code, index.asked) == (0, [])
    assert "Nothing to be done" in said

    # A power cut in the middle of a package: pip would take it for installed.
    [record] = course.glob(".venv/lib/*/site-packages/toy-1.0.dist-info/RECORD")
    record.unlink()
    (course / "requirements.txt").touch()
    assert make(course, index)[0] == 0
    assert record.exists()


@pytest.mark.slow
def test_an_environment_whose_python_an_upgrade_took_away_is_made_anew(course, index):
    assert make(course, index)[0] == 0
    (course / ".venv" / "bin" / "python").unlink()
    (course / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    code, said = make(course, index, "test-env")
    assert code == 0, said
    assert installed(course) >= {"toy-1.0", "dlcourse-0.1.0"}
    assert {path.name for path in course.glob(".venv/*.stamp")} == {"learner.stamp", "test.stamp"}


@pytest.fixture
def can_be_interrupted():
    """A child inherits that Ctrl-C is ignored, as it is in a script's background; it does not inherit a handler."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("can_be_interrupted")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has two builds of PyTorch to choose from")
def test_an_interruption_leaves_no_stamp_and_without_pytorchs_address_the_usual_source_is_taken(course, index):
    index.stalled.set()
    with start(course, index, torch_cpu="http://127.0.0.1:9") as process:
        index.waiting.wait()
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()[0]
    assert process.returncode != 0
    assert "(http://127.0.0.1:9) does not answer, so it comes from the usual source." in said
    assert "That may bring CUDA along, which this machine cannot use: 2.9 GB to download, 10.0 GB of disk." in said
    assert "Stopped. Nothing is broken: the same command goes on where it stopped." in said
    assert "Traceback (most recent call last):\n  File" not in said.partition("Stopped.")[2]
    assert not list(course.glob(".venv/*.stamp"))

    index.stalled.clear()
    index.released.set()
    code, said = make(course, index, torch_cpu="http://127.0.0.1:9")
    assert code == 0, said
    assert installed(course) == WHOLE - {"torch-9.9+cpu"} | {"torch-9.9"}


def test_an_address_that_accepts_and_says_nothing_does_not_answer(index):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert not install.answers(f"http://127.0.0.1:{silent.getsockname()[1]}/torch/", seconds=0.2)
    assert install.answers(f"{index.address}/cpu/torch/", seconds=PATIENCE)
    assert not install.answers(f"{index.address}/cpu/no-such/", seconds=PATIENCE)
    assert not install.answers("no address at all")


def test_the_pin_of_pytorch_is_read_from_the_requirements(tmp_path):
    assert install.torch_pin(ROOT).startswith("2.")
    (tmp_path / "requirements.txt").write_text("numpy==2\n")
    with pytest.raises(install.InstallError, match="torch==VERSION"):
        install.torch_pin(tmp_path)


def test_what_is_pinned_admits_every_python_that_the_course_admits():
    """A pin may ask for 3.11.5, say, which Debian 12 does not have."""
    admitted = [f"{doctor.OLDEST[0]}.{doctor.OLDEST[1]}.0", f"{doctor.NEWEST[0]}.{doctor.NEWEST[1]}.0"]
    refused = {
        package.name: package.metadata["Requires-Python"]
        for package in metadata.distributions()
        for version in admitted
        if not SpecifierSet(package.metadata["Requires-Python"] or "").contains(version)
    }
    assert refused == {}


def test_make_without_a_target_lists_them():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, env=bare_environment()).stdout
    for target in ("lab", "test", "test-slow"):
        assert f"\n{target} " in "\n" + listed
