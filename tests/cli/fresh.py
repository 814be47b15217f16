"""A fresh clone in small, and what a machine may lack: made by Linux's namespaces, not pretended."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import cannot_prove

ROOT = Path(__file__).resolve().parents[2]


def clone(folder: Path) -> Path:
    """Copy what runs before anything is installed."""
    (folder / "dlcourse").mkdir(parents=True)
    shutil.copy(ROOT / "dlcourse" / "__init__.py", folder / "dlcourse")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dlcourse" / "cli", folder / "dlcourse" / "cli", ignore=skip)
    return folder


def bare_environment(**more: str) -> dict[str, str]:
    """Return the environment without a proxy, a display, Jupyter's folders, and what pytest left."""
    hidden = ("PYTHON", "VIRTUAL_ENV", "MAKE", "MFLAGS", "COV", "PYTEST", "JUPYTER", "DISPLAY", "WAYLAND", "BROWSER")
    kept = (key for key in os.environ if not key.startswith(hidden) and "proxy" not in key.lower())
    return {key: os.environ[key] for key in kept} | more


def without(what: str, command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in ``folder`` where something is missing.

    Args:
        what: ``network``, or a shell line that takes something away by mounting over it.
    """
    flag, line = ("-rn", "true") if what == "network" else ("-rm", what)
    if sys.platform != "linux" or subprocess.run(["unshare", flag, "sh", "-c", line], capture_output=True).returncode:
        cannot_prove("missing disk, network, venv: needs Linux's user namespaces (unshare)", required_in_ci=True)
    return subprocess.run(
        ["unshare", flag, "sh", "-c", f'{line} && cd "$0" && exec "$@"', str(folder), *command],
        env=bare_environment(**environment),
        capture_output=True,
        text=True,
    )
