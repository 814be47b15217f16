"""A real pip in real processes brings wheels made here, and fails in every way; the real wheels are a slow test."""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
import zipfile
from dataclasses import asdict, replace

import psutil
import pytest
from conftest import cannot_prove
from data.networks import real
from data.server import Server
from waiting import PATIENCE

from dlcourse.data import PRETRAINED, DataError, get_pretrained, have, pretrained
from dlcourse.data.faults import at_pip
from dlcourse.data.pretrained import ORPHAN, Member, Pretrained
from dlcourse.data.wheels import Wheel

WEIGHTS = os.urandom(1_000_000)
NAMES = b'["toy"]'
WHEEL_NAME = "toy_network-1.0-py3-none-any.whl"
CODE = "raise SystemExit('nothing of a package may run')"

GET = """
import json, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests with it ignored
from dlcourse.data import DataError, get_pretrained
from dlcourse.data.pretrained import Member, Pretrained
from dlcourse.data.wheels import Wheel
row = json.loads(sys.argv[1])
files = {name: Member(Wheel(**member.pop("wheel")), **member) for name, member in row.pop("files").items()}
try:
    print(get_pretrained(Pretrained(**row, files=files)).name)
except DataError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def links(tmp_path, monkeypatch):
    """The only folder that pip may look in, with the wheel of a toy in it."""
    for name in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "links"
    folder.mkdir()
    info = "toy_network-1.0.dist-info"
    with zipfile.ZipFile(folder / WHEEL_NAME, "w") as wheel:
        wheel.writestr("toy_network/__init__.py", CODE)
        wheel.writestr("toy_network/weights.bin", WEIGHTS)
        wheel.writestr("toy_network/names.json", NAMES)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: toy-network\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def toy(links):
    path = links / WHEEL_NAME
    wheel = Wheel("toy-network", "1.0", path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
    files = {
        "weights.bin": Member(wheel, "toy_network/weights.bin", hashlib.sha256(WEIGHTS).hexdigest()),
        "names.json": Member(wheel, "toy_network/names.json", hashlib.sha256(NAMES).hexdigest()),
    }
    return Pretrained("toy", "a toy", "none", files)


def command(network):
    return [sys.executable, "-c", GET, json.dumps(asdict(network))]


def with_wheel(network, **changes):
    """The same network with something else on record about its wheel."""
    files = {name: replace(each, wheel=replace(each.wheel, **changes)) for name, each in network.files.items()}
    return replace(network, files=files)


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def refused(network):
    with pytest.raises(DataError) as refusal:
        get_pretrained(network)
    sentence = str(refusal.value)
    print(sentence)
    assert "\n" not in sentence
    return sentence


def served(links, server, way, monkeypatch):
    """Let pip find the wheel on a server that misbehaves in this way."""
    page = links.parent / "links.html"
    page.write_text(f'<!DOCTYPE html><a href="{server.address(way)}{WHEEL_NAME}">{WHEEL_NAME}</a>')
    monkeypatch.setenv("PIP_FIND_LINKS", str(page))


def test_only_the_named_files_come_and_they_come_once(toy, links, cache, capfd):
    assert get_pretrained(toy) == cache / "toy"
    assert files_in(cache) == ["toy/names.json", "toy/weights.bin"]
    assert (cache / "toy" / "weights.bin").read_bytes() == WEIGHTS
    assert (cache / "toy" / "names.json").read_bytes() == NAMES
    (links / WHEEL_NAME).unlink()
    assert get_pretrained(toy) == cache / "toy"
    assert list((cache / "toy").glob("tmp*")) == []
    assert capfd.readouterr() == ("", "")


def test_a_damaged_file_in_the_cache_is_replaced(toy, cache):
    get_pretrained(toy)
    damaged = cache / "toy" / "weights.bin"
    damaged.write_bytes(WEIGHTS[:-1])
    get_pretrained(toy)
    assert damaged.read_bytes() == WEIGHTS


def test_another_wheel_than_the_known_one_is_refused_by_pip(toy, cache):
    sentence = refused(with_wheel(toy, sha256="0" * 64))
    assert sentence == (
        "toy was not kept, because pip brought another file than the known one (a wrong SHA-256): "
        "if pip is told to use a mirror here, try again without it."
    )
    assert files_in(cache) == []


def test_the_hash_of_the_wheel_is_checked_even_where_pip_did_not(toy, links, cache, tmp_path, monkeypatch):
    careless = tmp_path / "careless" / "pip"
    careless.mkdir(parents=True)
    copy = f"import shutil, sys; shutil.copytree({str(links)!r}, sys.argv[sys.argv.index('-d') + 1])"
    (careless / "__init__.py").touch()
    (careless / "__main__.py").write_text(copy)
    monkeypatch.setenv("PYTHONPATH", str(careless.parent))
    assert refused(with_wheel(toy, sha256="0" * 64)).startswith("toy was not kept, because pip brought another file")
    assert files_in(cache) == []
    assert get_pretrained(toy)  # the same pip, the right hash


def test_the_hash_of_each_file_is_checked(toy, cache):
    wrong = replace(toy.files["weights.bin"], sha256="0" * 64)
    sentence = refused(replace(toy, files={"weights.bin": wrong}))
    assert "(a wrong SHA-256)" in sentence
    assert files_in(cache) == []


def test_a_file_called_pip_beside_the_notebook_is_not_run(toy, cache, tmp_path, monkeypatch):
    (tmp_path / "pip.py").write_text(CODE)
    monkeypatch.chdir(tmp_path)
    assert get_pretrained(toy)


def test_a_version_that_nobody_has_is_named(toy, cache):
    sentence = refused(with_wheel(toy, version="2.0"))
    assert sentence == (
        "toy could not be downloaded, because pip found no toy-network==2.0, either because there is no internet "
        "connection, or because the mirror that pip is told to use does not have it: check both, then try again."
    )
    assert files_in(cache) == []


def test_no_network_is_named(toy, cache, monkeypatch):
    with socket.socket() as taken:  # nobody listens there, nor can anybody else
        taken.bind(("127.0.0.1", 0))
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{taken.getsockname()[1]}/simple")
        monkeypatch.setenv("PIP_RETRIES", "1")
        sentence = refused(with_wheel(toy, version="2.0"))
    assert sentence == (
        "toy could not be downloaded, because pip cannot reach the place where it looks for packages: "
        "check the internet connection, then try again."
    )


def test_a_python_without_pip_is_named(toy, cache, tmp_path, monkeypatch):
    venv.create(tmp_path / "bare", with_pip=False)
    program = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / program))
    sentence = refused(toy)
    assert f"this Python has no pip: type {sys.executable} -m ensurepip, then try again." in sentence


def test_what_else_pip_says_is_passed_on_without_addresses():
    said = "Collecting toy\nERROR: 401 Client Error for url: https://me:secret@mirror.example/toy\n"
    words = at_pip(said, "python")
    assert words == "pip failed (401 Client Error for url: an address): see that python -m pip download works here"
    assert at_pip("", "python").startswith("pip failed (it did not say why)")


def test_a_folder_that_cannot_be_is_named(toy, cache):
    cache.write_text("a file where the folder should be")
    sentence = refused(toy)
    assert sentence.startswith(f"toy cannot be kept in {cache / 'toy'}")
    assert "DLCOURSE_DATA" in sentence


@pytest.mark.parametrize("size", ["512k", "1500k"], ids=["pip has no room", "the copy has no room"])
def test_a_full_disk_is_named_and_leaves_nothing(toy, links, cache, size):
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        cannot_prove("a full disk needs namespaces of users and mounts (unshare -rm)", required_in_ci=True)
    mount = f'mkdir -p "$DLCOURSE_DATA" && mount -t tmpfs -o size={size} none "$DLCOURSE_DATA"'
    script = (
        f'{mount} || exit 77; "$@" && exit 78; echo "files: $(find "$DLCOURSE_DATA" -type f | wc -l)"; '
        'mount -o remount,size=32m "$DLCOURSE_DATA"; exec "$@"'
    )
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", *command(toy)], capture_output=True, text=True, timeout=PATIENCE
    )
    print(ran.stderr)
    if ran.returncode == 77:
        cannot_prove("a full disk needs a small tmpfs of its own (unshare -rm, mount)", required_in_ci=True)
    assert (ran.returncode, ran.stdout) == (0, "files: 0\ntoy\n")
    (sentence,) = ran.stderr.strip().splitlines()
    assert sentence.startswith(f"The disk is full: toy needs 3.0 MB in {cache / 'toy'}")
    assert "DLCOURSE_DATA" in sentence


@pytest.mark.skipif(os.name == "nt", reason="a console's interrupt cannot be sent to one process on Windows")
def test_an_interrupt_ends_pip_leaves_nothing_and_says_so(toy, links, cache, monkeypatch):
    monkeypatch.setenv("PIP_TIMEOUT", str(2 * PATIENCE))  # it would not end by itself
    with Server(links) as server:
        served(links, server, "stall", monkeypatch)
        process = subprocess.Popen(command(toy), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert server.half_sent.wait(PATIENCE)
        (pip,) = psutil.Process(process.pid).children()
        assert list((cache / "toy").iterdir())  # in the middle of it
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=PATIENCE)
    last = error.strip().splitlines()[-1]
    assert last == (
        "KeyboardInterrupt: The download of toy was stopped. Nothing half-done is left; call it again to start afresh."
    )
    assert not pip.is_running()
    assert list((cache / "toy").iterdir()) == []
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    assert get_pretrained(toy)


def test_progress_is_told_to_whoever_asks(toy, cache, capfd):
    steps = []
    get_pretrained(toy, progress=lambda *step: steps.append(step))
    assert steps[-1] == (toy.size, toy.size)
    assert capfd.readouterr() == ("", "")
    get_pretrained(toy, folder=cache / "again", progress=True)
    assert "toy: 100%" in capfd.readouterr().err


def test_progress_follows_what_pip_has_on_disk(toy, links, cache, monkeypatch):
    seen = []

    def in_the_middle(done, whole):
        seen.append(done)
        if 0 < done < whole:
            server.let_go.set()  # the server hangs up, and pip gives up

    with Server(links) as server:
        served(links, server, "stall", monkeypatch)
        monkeypatch.setenv("PIP_RETRIES", "0")
        with pytest.raises(DataError):
            get_pretrained(toy, progress=in_the_middle)
    assert any(0 < done < toy.size for done in seen)
    assert files_in(cache) == []


def test_what_a_killed_process_left_is_swept_away_later(toy, cache):
    for name, age in (("tmpold", ORPHAN + 60), ("tmpnew", 0)):
        left = cache / "toy" / name
        (left / "wheels").mkdir(parents=True)
        then = time.time() - age
        os.utime(left, (then, then))
    get_pretrained(toy)
    assert [path.name for path in (cache / "toy").glob("tmp*")] == ["tmpnew"]


def test_what_is_not_there_is_none_and_what_is_not_known_is_refused(cache):
    assert pretrained("efficientnet-lite0") is None
    assert not have("efficientnet-lite0")
    with pytest.raises(ValueError, match="efficientnet-lite0"):
        pretrained("alexnet")


def test_each_row_is_pinned_and_hashed():
    for name, network in PRETRAINED.items():
        assert name == network.name
        for member in network.files.values():
            assert len(member.sha256) == len(member.wheel.sha256) == 64
            assert member.wheel.version
        assert network.size == sum(wheel.size for wheel in network.wheels)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PRETRAINED))
def test_the_real_wheels_have_the_hashes_and_sizes_on_record(name, tmp_path):
    network = PRETRAINED[name]
    assert files_in(real(name)) == sorted(network.files)
    assert have(name)
    steps = []
    get_pretrained(network, folder=tmp_path, progress=lambda *step: steps.append(step))
    assert steps[-1] == (network.size, network.size)
