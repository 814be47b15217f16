"""What every recipe shares: do the seeds that are missing, and keep each result as soon as it is there."""

import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dlcourse.training.device import device

FOLDER = Path(__file__).parent

Value = float | Mapping[str, float]


@dataclass(frozen=True)
class Recipe:
    """A longer run.

    Attributes:
        name: of its module and of its JSON file.
        what: one sentence: which model, which data, how long.
        metric: what ``run`` returns, with its unit; if it returns several values by name, what the names mean.
        published: the figure that it is held against, with its source.
        run: from a seed to the measured value, or to several by name, the same names for each seed.
        seeds: which seeds make up the result.
    """

    name: str
    what: str
    metric: str
    published: str
    run: Callable[[int], Value]
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
    record = {
        "what": recipe.what,
        "metric": recipe.metric,
        "published": recipe.published,
        "mean": over_seeds(runs, np.mean),
        "sd": over_seeds(runs, lambda values: np.std(values, ddof=1)) if len(runs) > 1 else None,
        "runs": runs,
    }
    temporary = folder / f".{recipe.name}.json"
    temporary.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, folder / f"{recipe.name}.json")


def over_seeds(runs: Sequence[Mapping[str, Any]], summary: Callable[[list[float]], Any]) -> Value:
    """A figure for each measured value, taken over the seeds.

    Args:
        runs: as they stand in a stored result.
        summary: from one value a seed to the figure.
    """
    first = runs[0]["value"]
    if isinstance(first, Mapping):
        return {name: round(float(summary([run["value"][name] for run in runs])), 6) for name in first}
    return float(summary([run["value"] for run in runs]))


def _machine() -> dict[str, str]:
    chosen = device()
    threads = torch.get_num_threads()
    processor = f"{threads} CPU thread" + ("s" if threads > 1 else "")
    name = torch.cuda.get_device_name(chosen) if chosen.type == "cuda" else processor
    return {"device": name, "system": platform.machine(), "torch": torch.__version__.split("+")[0]}
