"""Run time and peak memory of every lesson: ``python -m dlcourse.authoring budget``."""

import json
import time

from dlcourse import budget
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import Source, read
from dlcourse.authoring.stored import replace

# ru_maxrss counts kilobytes on Linux and bytes on macOS.
PEAK = """import resource, sys
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024**2 if sys.platform == "darwin" else 1024))"""


def measure(source: Source) -> dict[str, float]:
    """Run a lesson once, alone, on one thread: seconds from the kernel's start to its end, peak memory in MB."""
    from nbformat.v4 import new_code_cell

    notebook = read(source.text)
    notebook.cells.append(new_code_cell(PEAK))
    start = time.perf_counter()
    execute(notebook, source.notebook.parent)
    seconds = time.perf_counter() - start
    return {"seconds": round(seconds, 1), "megabytes": int(notebook.cells[-1].outputs[0].text)}


def measure_all(sources: list[Source]) -> dict[str, dict[str, float]]:
    """Measure some lessons one after the other, and store the figures beside those of the others."""
    measured = {}
    for source in sources:
        measured[source.name] = measure(source)
        # Read anew: another lesson may have been measured in the meantime.
        stored = json.loads(budget.STORED.read_text(encoding="utf-8")) | measured
        replace(budget.STORED, json.dumps(stored, indent=1, sort_keys=True) + "\n")
    return measured
