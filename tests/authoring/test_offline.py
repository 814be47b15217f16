"""Inside `offline` a process reaches itself and nobody else, and its own loopback works."""

import os
import subprocess
import sys

from conftest import cannot_prove

REACH_OUT = """
import socket, threading
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname(), timeout=5)          # the loopback works
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)         # an address reserved for examples
except OSError as error:
    print(type(error).__name__)
"""


def offline(*command, **env):
    launcher = [sys.executable, "-m", "dlcourse.authoring.offline", *command]
    return subprocess.run(launcher, capture_output=True, text=True, env={**os.environ, **env})


def test_with_namespaces_there_is_no_way_out():
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
        cannot_prove("lessons run with no network (unshare -rn is not allowed here)", required_in_ci=True)
    found = offline(sys.executable, "-c", REACH_OUT)
    assert (found.returncode, found.stdout) == (0, "OSError\n"), found.stderr


def test_without_namespaces_the_guard_refuses():
    found = offline(sys.executable, "-c", REACH_OUT, PATH="/nowhere", CI="")
    assert (found.returncode, found.stdout) == (0, "ConnectionRefusedError\n"), found.stderr


def test_ci_accepts_no_guard():
    found = offline(sys.executable, "-c", REACH_OUT, PATH="/nowhere", CI="true")
    assert found.returncode == 1
    assert "no lesson needs a network" in found.stderr


def test_the_exit_code_is_the_commands_own():
    assert offline(sys.executable, "-c", "raise SystemExit(7)").returncode == 7
