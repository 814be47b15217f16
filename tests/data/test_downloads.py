"""The real loader, in real processes, against a real server that serves the real files and fails in every way."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from conftest import cannot_prove
from data.hands import real_data
from data.server import Server
from waiting import PATIENCE

from dlcourse.data import SETS, fashion_mnist, have, mnist
from dlcourse.data.downloads import ORPHAN, cached, fetch
from dlcourse.data.sets import MNIST, TEST_IMAGES, TEST_LABELS

LOAD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests with it ignored
from dlcourse.data import DataError, mnist
try:
    images, labels = mnist("test", timeout=float(sys.argv[1]), addresses=sys.argv[2:])
except DataError as error:
    sys.exit(str(error))
print(images.shape, images.dtype, labels.dtype, labels[:5].tolist())
"""
LOADED = "(10000, 28, 28) uint8 int64 [7, 2, 1, 0, 4]\n"
NO_HALF = "Nothing half-done is left"


@pytest.fixture(scope="module")
def server():
    with Server(real_data("mnist")) as running:
        yield running


@pytest.fixture
def own_server():
    with Server(real_data("mnist")) as running:
        yield running


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DLCOURSE_DATA", str(tmp_path / "cache"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache"


def command(*addresses, timeout=120.0):
    return [sys.executable, "-c", LOAD, str(timeout), *addresses]


def load(*addresses, timeout=120.0):
    return subprocess.run(command(*addresses, timeout=timeout), capture_output=True, text=True, timeout=PATIENCE)


def start(*addresses):
    return subprocess.Popen(command(*addresses), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def refusing():
    """An address at which nobody listens; nor can anybody else, for it is taken."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/mnist/"


def only_whole_files(cache):
    for path in cache.rglob("*"):
        if path.is_file():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == MNIST.files[path.name][1], path
    return True


@pytest.mark.parametrize(
    ("way", "timeout", "words"),
    [
        ("refused", 120, r"127\.0\.0\.1:\d+ refused the connection"),
        ("missing", 120, r"answered 404 \(Not Found\)"),
        ("short", 120, "stopped after 824,438 of 1,648,877 bytes"),
        ("wrong", 120, r"sent another file than the known one \(a wrong SHA-256"),
        ("silent", 0.5, "sent nothing for 0.5 seconds"),
        ("stall", 0.5, "sent nothing for 0.5 seconds"),
        ("drip", 3, "sent less than a kilobyte a second"),
    ],
)
def test_each_fault_is_one_sentence_leaves_nothing_and_the_next_try_succeeds(
    server, cache, refusing, way, timeout, words
):
    address = refusing if way == "refused" else server.address(way)
    failed = load(address, timeout=timeout)
    print(failed.stderr)
    assert failed.returncode == 1
    assert failed.stdout == ""
    sentence = failed.stderr.strip()
    assert "\n" not in sentence
    assert re.match(r"MNIST could not be downloaded \(t10k-images-idx3-ubyte\.gz\): ", sentence)
    assert re.search(words, sentence)
    assert sentence.endswith(f"{NO_HALF}: check the internet connection, then try again.")
    assert not [path for path in cache.rglob("*") if path.is_file()]
    again = load(server.address("good"))
    assert (again.returncode, again.stdout, again.stderr) == (0, LOADED, "")
    assert only_whole_files(cache)


def test_without_a_network_each_of_its_own_addresses_is_named(cache):
    isolated = ["unshare", "-rn"]  # nothing leaves this machine, whatever it is connected to
    if not shutil.which("unshare") or subprocess.run([*isolated, "true"], capture_output=True).returncode:
        cannot_prove("a missing network needs namespaces of users and networks (unshare -rn)", required_in_ci=True)
    failed = subprocess.run([*isolated, *command()], capture_output=True, text=True, timeout=PATIENCE)
    print(failed.stderr)
    (sentence,) = failed.stderr.strip().splitlines()
    for address in MNIST.addresses:
        assert f"{urlsplit(address).netloc} cannot be reached (no internet connection?)" in sentence
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_mirrors_are_tried_in_order_until_one_has_the_file(server, cache, refusing):
    loaded = load(refusing, server.address("missing"), server.address("wrong"), server.address("good"))
    assert (loaded.returncode, loaded.stdout, loaded.stderr) == (0, LOADED, "")


def test_when_all_mirrors_fail_each_is_named(server, cache, refusing):
    failed = load(refusing, server.address("missing"), server.address("short"))
    assert "refused the connection; 127" in failed.stderr
    assert "answered 404 (Not Found); 127" in failed.stderr
    assert "stopped after" in failed.stderr


def test_what_is_in_the_cache_needs_no_network_and_is_told(own_server, cache, refusing):
    assert not have("mnist")
    assert load(own_server.address("good")).returncode == 0
    assert own_server.asked == [TEST_IMAGES, TEST_LABELS]
    assert own_server.encodings == {"identity"}  # else a server may unpack a .gz on the way, and its hash is another
    assert load(refusing).stdout == LOADED
    assert not have("mnist")  # the training part is missing
    mnist("train", addresses=[own_server.address("good")])
    assert have("mnist")
    assert not have("fashion_mnist")
    with pytest.raises(ValueError, match="mnist, fashion_mnist"):
        have("imagenet")


def test_a_damaged_file_in_the_cache_is_replaced(server, cache, refusing):
    load(server.address("good"))
    damaged = cache / "mnist" / TEST_LABELS
    damaged.write_bytes(damaged.read_bytes()[:100])
    assert not cached(MNIST, TEST_LABELS)
    failed = load(refusing)
    assert "refused" in failed.stderr
    assert load(server.address("good")).stdout == LOADED
    assert only_whole_files(cache)


def test_two_processes_at_once_both_end_with_good_files(own_server, cache):
    both = [start(own_server.address("together")) for _ in range(2)]
    for process in both:
        out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out, err) == (0, LOADED, "")
    assert sorted(own_server.asked) == sorted([TEST_IMAGES, TEST_LABELS] * 2)
    assert only_whole_files(cache)


@pytest.mark.skipif(os.name == "nt", reason="a console's interrupt cannot be sent to one process on Windows")
def test_an_interrupt_leaves_nothing_and_says_so(own_server, cache):
    process = start(own_server.address("stall"))
    assert own_server.half_sent.wait(PATIENCE)
    assert list((cache / "mnist").iterdir())  # in the middle of it
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    print(err)
    last = err.strip().splitlines()[-1]
    assert last.startswith("KeyboardInterrupt: The download of MNIST (t10k-images-idx3-ubyte.gz) was stopped.")
    assert NO_HALF in last
    assert process.returncode != 0
    assert not list((cache / "mnist").iterdir())
    assert load(own_server.address("good")).stdout == LOADED


def test_what_a_killed_process_left_is_swept_away_later(own_server, cache):
    process = start(own_server.address("stall"))
    assert own_server.half_sent.wait(PATIENCE)
    process.kill()
    process.communicate(timeout=PATIENCE)
    (left,) = (cache / "mnist").iterdir()
    assert load(own_server.address("good")).stdout == LOADED
    assert left.exists()  # another process may still be writing it
    (cache / "mnist" / TEST_LABELS).unlink()
    old = time.time() - ORPHAN - 60
    os.utime(left, (old, old))
    assert load(own_server.address("good")).stdout == LOADED
    assert only_whole_files(cache)
    assert not left.exists()


def test_a_full_disk_is_named_leaves_nothing_and_the_next_try_succeeds(server, cache):
    mount = 'mkdir -p "$DLCOURSE_DATA" && mount -t tmpfs -o size=512k none "$DLCOURSE_DATA"'
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        cannot_prove("a full disk needs namespaces of users and mounts (unshare -rm)", required_in_ci=True)
    script = (
        f'{mount} || exit 77; "$@" && exit 78; echo "files: $(find "$DLCOURSE_DATA" -type f | wc -l)"; '
        'mount -o remount,size=8m "$DLCOURSE_DATA"; exec "$@"'
    )
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", *command(server.address("good"))],
        capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    print(ran.stderr)
    if ran.returncode == 77:
        cannot_prove("a full disk needs a small tmpfs of its own (unshare -rm, mount)", required_in_ci=True)
    assert ran.stdout == f"files: 0\n{LOADED}"
    assert ran.returncode == 0
    (sentence,) = ran.stderr.strip().splitlines()
    assert sentence.startswith("The disk is full: this file of MNIST needs 1.6 MB in ")
    assert "where 0.5 MB are free" in sentence
    assert "DLCOURSE_DATA" in sentence


def test_a_folder_that_cannot_be_is_named(server, cache):
    cache.parent.joinpath("cache").write_text("a file where the folder should be")
    failed = load(server.address("good"))
    print(failed.stderr)
    assert failed.stderr.startswith(f"MNIST cannot be kept in {cache}")
    assert "DLCOURSE_DATA" in failed.stderr


def test_progress_is_told_to_whoever_asks(server, cache, capsys):
    steps = []
    images, labels = mnist("test", addresses=[server.address("good")], progress=lambda *step: steps.append(step))
    assert (images.shape, labels.shape) == ((10_000, 28, 28), (10_000,))
    size = MNIST.files[TEST_IMAGES][0]
    assert (size, size) in steps
    assert capsys.readouterr() == ("", "")
    fetch(MNIST, TEST_LABELS, folder=cache / "again", addresses=[server.address("good")], progress=True)
    assert "MNIST: t10k-labels" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals on Windows")
def test_a_terminal_sees_a_bar(server, cache):
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    streams = {"stderr": theirs, "stdout": subprocess.PIPE, "text": True}
    ran = subprocess.run(command(server.address("good")), timeout=PATIENCE, **streams)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert ran.stdout == LOADED
    assert "MNIST: t10k-images-idx3-ubyte.gz: 100%" in shown


@pytest.mark.parametrize("name", sorted(SETS))
def test_the_real_files_have_the_hashes_and_sizes_on_record(name):
    source = SETS[name]
    folder = real_data(source.folder)
    assert have(name, folder.parent)
    assert {file: (folder / file).stat().st_size for file in source.files} == {
        file: size for file, (size, _) in source.files.items()
    }


def test_addresses_are_several_and_complete():
    for source in SETS.values():
        assert len(source.addresses) >= 2
        for address in source.addresses:
            assert urlsplit(address).scheme in ("http", "https")
            assert address.endswith("/")


def test_the_sets_are_the_known_ones():
    root = real_data("mnist").parent
    images, labels = mnist("train", folder=root)
    assert images.shape == (60_000, 28, 28)
    assert labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert images.flags.writeable
    images, labels = mnist("test", folder=root)
    assert images.shape == (10_000, 28, 28)
    assert labels[:5].tolist() == [7, 2, 1, 0, 4]
    real_data("fashion-mnist")
    images, labels = fashion_mnist("test", folder=root)
    assert images.shape == (10_000, 28, 28)
    assert labels[:5].tolist() == [9, 2, 1, 1, 6]
    with pytest.raises(ValueError, match="'train' or 'test'"):
        mnist("all", folder=root)
