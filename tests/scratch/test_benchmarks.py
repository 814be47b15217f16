"""The benchmarks run; their figures are for reading and decide nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["benchmarks.engine", "--seconds", "0"], ["benchmarks.memory"]])
def test_the_benchmarks_run(arguments):
    command = [sys.executable, "-m", *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "PyTorch" in ran.stdout or "torch" in ran.stdout
    assert not ran.stderr
