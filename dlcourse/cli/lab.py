"""Open the course in JupyterLab, in the learner's own copy, with the settings in ``jupyter/``."""

import os
import sys
from pathlib import Path

from dlcourse.cli import machine
from dlcourse.cli.copies import WORK

FIRST = "00_start_here.ipynb"
PORT = 8888


def arguments(course: Path, port: int, passed_on: list[str], browser: bool, root_user: bool) -> list[str]:
    """Return JupyterLab's command line.

    Args:
        course: the course's folder.
        port: a free one.
        passed_on: the learner's own options for JupyterLab; they come last and win.
        browser: a browser can be opened here.
        root_user: JupyterLab asks root for an option of its own.
    """
    return [
        f"--config={course / 'jupyter' / 'jupyter_server_config.py'}",
        f"--ServerApp.root_dir={course / WORK}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        f"--ServerApp.port={port}",
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if root_user else []),
        *passed_on,
    ]


def free_port(wanted: int) -> int:
    """Return this port, or the next that is free.

    Raises:
        OSError: a hundred in a row are taken.
    """
    for port in range(wanted, wanted + 100):
        if not machine.taken(port):
            return port
    raise OSError(f"The ports from {wanted} to {wanted + 99} are all taken. Close what uses them, or give --port=N.")


def can_show() -> bool:
    """Say whether this machine has a screen to open a browser on; over SSH, say, it has none."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def start(course: Path, port: int, browser: bool, passed_on: list[str]) -> None:
    """Start JupyterLab and stay with it until it ends; it prints its address."""
    found = free_port(port)
    if found != port:
        print(f"Port {port} is taken, perhaps by a JupyterLab that still runs: using {found} instead.")
    show = browser and can_show()
    print(
        "JupyterLab opens in your browser; its address comes next." if show else "Open the address below in a browser.",
        "Leave this window open; to end, save your work there and press Ctrl-C here.\n",
        flush=True,
    )
    # For kernels and terminals: the package, should this folder have been moved since the installation, and `dlcourse`.
    _prepend("PYTHONPATH", str(course))
    _prepend("PATH", str(Path(sys.executable).parent))
    root_user = hasattr(os, "geteuid") and os.geteuid() == 0
    from jupyterlab.labapp import main

    sys.argv[0] = "jupyter-lab"
    main(arguments(course, found, passed_on, show, root_user))


def _prepend(variable: str, folder: str) -> None:
    os.environ[variable] = os.pathsep.join(filter(None, [folder, os.environ.get(variable)]))
