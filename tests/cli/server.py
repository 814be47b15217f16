"""A real JupyterLab server on loopback, with folders of its own, and a record of every address that it looks for."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from fresh import ROOT, bare_environment
from waiting import PATIENCE, served

# Python runs this when it starts. It sees what a proxy or a firewall would not: a name that is only looked up.
WATCH = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        place = arguments[1] if event == "socket.connect" else arguments[0]
        host = place[0] if isinstance(place, tuple) else place
        if not (host in ("", None, "localhost", "::1", b"") or str(host).startswith(("127.", "/"))):
            with open(os.environ["CALLED"], "a") as record:
                record.write(f"{host}\\n")
sys.addaudithook(watch)
"""


def course(folder: Path) -> Path:
    """Make a course of one lesson and one exercise, with the real settings."""
    (folder / "chapters" / "exercises").mkdir(parents=True)
    for name in ("00_start_here.ipynb", "exercises/00_start_here.ipynb"):
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]), folder / "chapters" / name)
    shutil.copytree(ROOT / "jupyter", folder / "jupyter", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def free_port() -> int:
    """A port that nobody uses now. Only for the course's own command, which takes another if that has changed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One that runs."""

    def __init__(self, url: str, token: str, said: list[str], called: Path):
        self.url, self.token, self._said, self._called = url.rstrip("/"), token, said, called

    @property
    def said(self) -> str:
        """What it has printed."""
        return "".join(self._said)

    def request(self, path: str, method: str = "GET", body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Authorization": f"token {self.token}"}, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read().decode()
        return json.loads(text) if text.startswith(("[", "{")) else text

    def called(self) -> list[str]:
        """Return the addresses outside this machine that it or its kernels looked for; ``npm`` if that was started."""
        return self._called.read_text().split() if self._called.exists() else []


@contextlib.contextmanager
def serving(command: list[str], folder: Path, cwd: Path, **environment: str) -> Iterator[Server]:
    """Start a server by this command, wait until it is ready, and end it at last.

    Args:
        folder: an empty one, for what it writes.
        cwd: where it starts.
    """
    (folder / "watch").mkdir(parents=True)
    (folder / "watch" / "sitecustomize.py").write_text(WATCH)
    npm = folder / "watch" / "npm"  # which looks for updates of its own, and no hook would see that
    npm.write_text('#!/bin/sh\necho npm >> "$CALLED"\n')
    npm.chmod(0o755)
    runtime = folder / "runtime"
    own = {
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "PYTHONPATH": str(folder / "watch"),
        "PATH": f"{folder / 'watch'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",
        "CALLED": str(folder / "called"),
    }
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=bare_environment(**own, **environment),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said: list[str] = []
    # A thread of its own, for the server must not stop at a full pipe.
    reader = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
    reader.start()
    try:
        state = served(runtime, process, lambda: "".join(said))
        yield Server(state["url"], state["token"], said, folder / "called")
    finally:
        process.terminate()
        process.wait()
        reader.join()
        process.stdout.close()


def lab(*options: str) -> list[str]:
    return [sys.executable, "-m", "dlcourse.cli", "lab", *options]


