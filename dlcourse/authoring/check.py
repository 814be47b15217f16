"""Run the stored lessons again and compare every word: ``python -m dlcourse.authoring check``."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from dlcourse.authoring.run import CELL_TIMEOUT, ONE_THREAD
from dlcourse.authoring.source import ROOT

SANITIZE = ROOT / "tests" / "chapters" / "sanitize.cfg"


def check(notebooks: Sequence[Path], kernels: int = 2) -> int:
    """Compare notebooks with a new run of theirs, with no network, an empty journal and no downloads.

    Args:
        notebooks: stored notebooks.
        kernels: how many run at once, of one thread each.

    Returns:
        The exit code of pytest.

    Raises:
        FileNotFoundError: a notebook is not stored yet.
    """
    missing = [path.name for path in notebooks if not path.exists()]
    if missing:
        raise FileNotFoundError(f"Not stored yet: {', '.join(missing)}. Run `make notebooks`, then check.")
    nbval = ["--nbval", "--nbval-current-env", f"--nbval-cell-timeout={CELL_TIMEOUT}"]
    nbval.append(f"--nbval-sanitize-with={SANITIZE}")
    # A machine with a GPU may lack pytest-xdist: there the lessons run one after the other.
    spread = ["-n", str(kernels), "--dist", "loadfile"] if find_spec("xdist") else []
    pytest = [sys.executable, "-m", "pytest", "-q", *nbval, *spread, *map(str, notebooks)]
    with tempfile.TemporaryDirectory() as reader:
        env = {"DLCOURSE_HOME": f"{reader}/home", "DLCOURSE_DATA": f"{reader}/data", "DLCOURSE_RAISE": "1"}
        offline = [sys.executable, "-m", "dlcourse.authoring.offline", *pytest]
        return subprocess.run(offline, cwd=ROOT, env={**os.environ, **ONE_THREAD, **env}).returncode
