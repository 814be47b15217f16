"""Execute a notebook as a reader would: from top to bottom, in a kernel of its own, with an empty journal."""

import asyncio
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
CELL_TIMEOUT = 240  # seconds: four times what a whole lesson may take on average, for a busy machine


def execute(
    notebook: "NotebookNode", folder: Path, env: Mapping[str, str] | None = None, timeout: int = CELL_TIMEOUT
) -> "NotebookNode":
    """Run all cells in place, on one thread.

    Args:
        notebook: as `source.read` gives it.
        folder: where the notebook lives; relative paths in it start there.
        env: further environment variables for the kernel.
        timeout: seconds that one cell may take.

    Raises:
        RuntimeError: a cell raised, or took too long; the message names the cell and the error.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    with tempfile.TemporaryDirectory() as reader:
        # An author's own journal and downloads must not leak into what is stored.
        own = {"DLCOURSE_HOME": f"{reader}/home", "DLCOURSE_DATA": f"{reader}/data", "DLCOURSE_RAISE": "1"}
        client = NotebookClient(
            notebook,
            timeout=timeout,
            record_timing=False,
            store_widget_state=False,
            # A kernel warns that it talks over TCP; this one talks to nobody but us, on this machine.
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            # Not client.execute(): it leaves an event loop of its own open.
            asyncio.run(client.async_execute(env={**os.environ, **ONE_THREAD, **own, **(env or {})}))
        except CellExecutionError as error:
            raise RuntimeError(f"A cell raised {error.ename}: {error.evalue}\n{error}") from None
        except CellTimeoutError as error:
            raise RuntimeError(f"A cell took longer than {timeout} seconds:\n{error}") from None
    return notebook
