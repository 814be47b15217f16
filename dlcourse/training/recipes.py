"""Runs that are too long for a lesson: recipes, each a module in its room's ``runs/``, with what it measured beside it.

A recipe is seeded and resumable: it does the seeds that are missing, and keeps each result as soon as it is there, with
machine and time and the published figure that it is compared with. ``python -m dlcourse.course.run start.mnist`` runs
one.
"""

import json
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dlcourse.files import write
from dlcourse.rooms import result, result_path
from dlcourse.training.device import device

Value = float | Mapping[str, float]


@dataclass(frozen=True)
class Recipe:
    """A longer run.

    Attributes:
        name: its room, and its module and JSON file there: ``start.mnist``.
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


def follow(recipe: Recipe, path: Path | None = None, again: bool = False) -> dict:
    """Run the seeds that have no result yet; an interrupted run goes on after the last finished seed.

    Args:
        recipe: what to run.
        path: where its result is kept; in its room when left out.
        again: forget what is there and do every seed again.
    """
    path = path or result_path(recipe.name)
    before = None if again else result(recipe.name, path)
    runs = {run["seed"]: run for run in (before or {}).get("runs", [])}
    for seed in recipe.seeds:
        if seed not in runs:
            start = time.perf_counter()
            value = recipe.run(seed)
            runs[seed] = {"seed": seed, "value": value, "seconds": round(time.perf_counter() - start, 1), **_machine()}
            _store(recipe, [runs[key] for key in sorted(runs)], path)
    return result(recipe.name, path) or {}


def _store(recipe: Recipe, runs: list[dict], path: Path) -> None:
    record = {
        "what": recipe.what,
        "metric": recipe.metric,
        "published": recipe.published,
        "mean": over_seeds(runs, np.mean),
        "sd": over_seeds(runs, lambda values: np.std(values, ddof=1)) if len(runs) > 1 else None,
        "runs": runs,
    }
    write(path, json.dumps(record, indent=1) + "\n")


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
