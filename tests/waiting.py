"""How tests wait: until it is so. A limit is there for a test that fails anyway, and measures nothing."""

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

PATIENCE = 600  # seconds; many times what anything here takes on a machine that has other work


def until(condition: Callable[[], Any], process: Popen | None = None, said: Callable[[], str] = str) -> Any:
    """Ask again and again until there is an answer, and return it.

    Args:
        condition: what is asked; anything false is no answer yet.
        process: who is to bring it about: when that has ended, there is nothing to wait for.
        said: what to show when it never comes.
    """
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if process and process.poll() is not None:
            pytest.fail(f"It ended with {process.returncode}:\n{said()}")
        if time.monotonic() > end:
            pytest.fail(f"It never came:\n{said()}")
        time.sleep(0.05)
    return found


def served(runtime: Path, process: Popen, said: Callable[[], str]) -> dict[str, Any]:
    """Wait until a Jupyter server answers; return what it writes about itself: its ``url``, ``port``, ``token``.

    Args:
        runtime: its ``JUPYTER_RUNTIME_DIR``, of its own. So it may choose a port itself, and nobody takes that before.
        process: the server.
        said: what it has printed.
    """

    def answers() -> dict[str, Any] | None:
        try:
            state = json.loads(next(runtime.glob("jpserver-*.json")).read_text())
            with urllib.request.urlopen(f"{state['url']}api?token={state['token']}", timeout=PATIENCE):
                return state
        except (StopIteration, ValueError, OSError):
            return None

    return until(answers, process, said)
