"""What every recipe shares: do the seeds that are missing, and keep each result as soon as it is there."""

import json
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from dlcourse.training.device import device

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Recipe:
    """A longer run.

    Attributes:
        name: of its module and of its JSON file.
        what: one sentence: which model, which data, how long.
        metric: what ``run`` returns, with its unit.
        published: the figure that it is held against, with its source.
        run: from a seed to the measured value.
        seeds: which seeds make up the result.
    """

    name: str
    what: str
    metric: str
    published: str
    run: Callable[[int], float]
    seeds: tuple[int, ...] = (0, 1, 2)


def result(name: str, folder: Path = FOLDER) -> dict | None:
    """What a recipe has measured so far, or None."""
    path = folder / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def follow(recipe: Recipe, folder: Path = FOLDER, again: bool = False) -> dict:
    """Run the seeds that have no result yet; an interrupted run goes on after the last finished seed.

    Args:
        recipe: what to run.
        folder: where its JSON lies.
        again: forget what is there and do every seed again.
    """
    before = None if again else result(recipe.name, folder)
    runs = {run["seed"]: run for run in (before or {}).get("runs", [])}
    for seed in recipe.seeds:
        if seed not in runs:
            start = time.perf_counter()
            value = recipe.run(seed)
            runs[seed] = {"seed": seed, "value": value, "seconds": round(time.perf_counter() - start, 1), **_machine()}
            _store(recipe, [runs[key] for key in sorted(runs)], folder)
    return result(recipe.name, folder) or {}


def _store(recipe: Recipe, runs: list[dict], folder: Path) -> None:
    values = np.array([run["value"] for run in runs])
    record = {
        "what": recipe.what,
        "metric": recipe.metric,
        "published": recipe.published,
        "mean": float(values.mean()),
        "sd": float(values.std(ddof=1)) if len(values) > 1 else None,
        "runs": runs,
    }
    temporary = folder / f".{recipe.name}.json"
    temporary.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, folder / f"{recipe.name}.json")


def _machine() -> dict[str, str]:
    chosen = device()
    name = torch.cuda.get_device_name(chosen) if chosen.type == "cuda" else f"{torch.get_num_threads()} CPU threads"
    return {"device": name, "system": platform.machine(), "torch": torch.__version__.split("+")[0]}
