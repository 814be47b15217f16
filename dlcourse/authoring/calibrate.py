"""How far each bound of a lesson's evidence lies from bad luck: ``python -m dlcourse.authoring calibrate 01a``.

The lesson's own text is run over twenty seeds, in steps of five; half of the steps on one thread with the oldest
instruction sets, since another processor rounds otherwise. A step that is done is not done again, so an interrupted
calibration goes on where it stopped. A lesson whose code or modules changed since begins anew.
"""

import json
import tempfile
from pathlib import Path

import numpy as np

from dlcourse.authoring.run import execute
from dlcourse.authoring.source import ROOT, Source, read
from dlcourse.authoring.stale import fingerprint
from dlcourse.authoring.stored import replace

STORED = ROOT / "tests" / "chapters" / "calibration.json"
ANOTHER_CPU = {
    "ATEN_CPU_CAPABILITY": "default",
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512_SKX",
}
STEPS = {"0:5": {}, "5:10": ANOTHER_CPU, "10:15": {}, "15:20": ANOTHER_CPU}
HOUR = 3600  # seconds that one cell may take: old instructions are slow, and each cell runs five seeds
SAFE = 4  # standard errors between a bound and the mean: about one false alarm in 30,000 runs


def calibrate(source: Source, stored: Path = STORED) -> dict:
    """Measure every paired difference of a lesson over all seeds, and store them.

    Returns:
        ``{"hash": …, "steps": {"0:5": {"E01.1": {"d": [five differences]}}, …}}`` of this lesson.
    """
    mark = fingerprint(source, words=False)
    mine = _stored(stored).get(source.name)
    if mine is None or mine["hash"] != mark:
        mine = {"hash": mark, "steps": {}}
    for seeds, env in STEPS.items():
        if seeds not in mine["steps"]:
            mine["steps"][seeds] = _differences(source, {**env, "DLCOURSE_SEEDS": seeds})
            # Read anew: another lesson may have been calibrated in the meantime.
            replace(stored, json.dumps({**_stored(stored), source.name: mine}, indent=1, sort_keys=True) + "\n")
    return mine


def _stored(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _differences(source: Source, env: dict[str, str]) -> dict[str, dict[str, list[float]]]:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "evidence")
        execute(read(source.text), source.notebook.parent, {**env, "DLCOURSE_EVIDENCE_LOG": str(log)}, timeout=HOUR)
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    found: dict[str, dict[str, list[float]]] = {}
    for line in map(json.loads, lines):
        found[line["id"]] = {key: [round(d, 6) for d in clause["d"]] for key, clause in line["clauses"].items()}
    return found


def differences(mine: dict, name: str, clause: str) -> np.ndarray:
    """All calibrated differences of one clause, (seeds,)."""
    return np.concatenate([step.get(name, {}).get(clause, []) for step in mine["steps"].values()] or [[]])


def safe_bounds(d: np.ndarray, seeds: int) -> dict[str, float]:
    """For a lesson of this many seeds: the largest safe ``above`` and ``every``, and the smallest safe ``within``."""
    spread = float(d.std(ddof=1))
    margin = SAFE * spread / np.sqrt(seeds)
    mean = float(d.mean())
    return {"above": mean - margin, "within": abs(mean) + margin, "every": float(d.min()) - spread}
