"""A statement of the course, what was measured for it, and whether it held.

What depends on a seed rests on one paired difference d for each seed: method against method under the same seed, so
that what the seed does to both cancels. It held when the mean of d lies above τ, a bound that stands in the lesson.
`make calibrate` measures d over twenty seeds and a test keeps τ four standard errors below their mean, so that an
honest statement does not fail by bad luck.
"""

import html
import json
import os
from collections.abc import Mapping, Sequence

import numpy as np

from dlcourse.plots import Html, m

MEDIA_TYPE = "application/vnd.dlcourse.evidence+json"
WHOLE = "d"  # the name of the only clause of a statement that has one

Bound = float | Mapping[str, float]


def seeds(n: int) -> list[int]:
    """The seeds of an experiment: 0 … n-1, or what ``DLCOURSE_SEEDS`` asks for, as ``20`` or ``10:20``."""
    wanted = os.environ.get("DLCOURSE_SEEDS")
    if not wanted:
        return list(range(n))
    try:
        first, last = (int(part) for part in (wanted.split(":") if ":" in wanted else ["0", wanted]))
    except ValueError:
        raise ValueError(f"DLCOURSE_SEEDS is a count such as 20 or a range such as 10:20; it is {wanted!r}.") from None
    if first >= last:
        raise ValueError(f"DLCOURSE_SEEDS names no seed: {wanted!r}. Give a count such as 20 or a range such as 10:20.")
    return list(range(first, last))


class Evidence(Html):
    """What `evidence` shows; ``held`` says whether the statement did."""

    def __init__(self, held: bool, markup: str, plain: str, data: Mapping[str, object]):
        """Keep the verdict beside the three forms it is shown in."""
        self.held = held
        super().__init__(markup, plain, {MEDIA_TYPE: dict(data)})


def evidence(
    name: str,
    statement: str,
    *,
    d: Sequence[float] | Mapping[str, Sequence[float]] | None = None,
    above: Bound | None = None,
    within: Bound | None = None,
    holds: bool | None = None,
    measured: Mapping[str, str | float] | None = None,
    stored: str | None = None,
) -> Evidence:
    """State something, and say whether the measurement bears it out. It never hides a failure and never raises for one.

    Args:
        name: the id, such as ``E01.1``.
        statement: one sentence that claims no more than was measured.
        d: one paired difference a seed; or a dict of them, one entry a clause, and all must hold.
        above: a clause holds when mean(d) > above. A number, or a dict with an entry for each clause that it judges.
        within: a clause holds when -within < mean(d) < within: "equal, for our purposes".
        holds: the verdict itself, for what no seed can change.
        measured: further figures to show, each written out (``"93% ± 1"``) or a share (written as per cent).
        stored: where the figures come from, when the run was too long for a lesson: the recipe's name.

    Raises:
        ValueError: there is neither d with a bound nor holds, or a clause has no bound or two.
    """
    if (d is None) == (holds is None):
        raise ValueError(f"{name}: give either d with a bound (above= or within=), or holds=; not both, not neither.")
    clauses = {} if d is None else {key: _clause(name, key, values, above, within) for key, values in _named(d).items()}
    held = bool(holds) if d is None else all(clause["held"] for clause in clauses.values())
    verdict = "held" if held else "did not hold"
    _log(name, clauses)

    figures = [f"<li>{html.escape(key)}: {m(value)}</li>" for key, value in (measured or {}).items()]
    figures += [_figures(key, clause) for key, clause in clauses.items()]
    origin = f" <small>(stored run: {html.escape(stored)})</small>" if stored else ""
    colour, mark = ("#009e73", "✓") if held else ("#d55e00", "✗")
    # The verdict is a word and a mark, so the coloured bar may be lost in a viewer that drops styles.
    markup = (
        f'<div style="border-left: 6px solid {colour}; padding: 0.2em 0.8em">'
        f"<p><b>{name} {verdict}</b> {mark} {html.escape(statement)}{origin}</p><ul>{''.join(figures)}</ul></div>"
    )
    bounds = {
        key: {"above": clause["above"], "within": clause["within"], "seeds": clause["seeds"]}
        for key, clause in clauses.items()
    }
    data = {
        "id": name,
        "statement": statement,
        "held": held,
        "stored": stored,
        "clauses": bounds,
    }
    return Evidence(held, markup, f"{name} {verdict}: {statement}", data)


def _named(d: Sequence[float] | Mapping[str, Sequence[float]]) -> dict[str, Sequence[float]]:
    return dict(d) if isinstance(d, Mapping) else {WHOLE: d}


def _clause(name: str, key: str, values: Sequence[float], above: Bound | None, within: Bound | None) -> dict:
    """Judge one clause: its differences, its bound, and whether it held."""
    differences = np.asarray(values, dtype=float)
    if differences.ndim != 1 or differences.size == 0 or not np.isfinite(differences).all():
        raise ValueError(f"{name}, {key}: d needs one finite difference a seed, such as [0.1, 0.2]; got {values!r}.")
    low, width = (bound.get(key) if isinstance(bound, Mapping) else bound for bound in (above, within))
    if (low is None) == (width is None):
        raise ValueError(f"{name}, {key}: a clause needs one bound, above= or within=; it has {low} and {width}.")
    mean = float(differences.mean())
    held = mean > low if low is not None else abs(mean) < width  # type: ignore[operator]
    return {"d": differences.tolist(), "above": low, "within": width, "seeds": differences.size, "held": bool(held)}


def _figures(key: str, clause: dict) -> str:
    """Mean and spread of one clause beside its bound, for people."""
    d = np.array(clause["d"])
    label = "difference for each seed" if key == WHOLE else html.escape(key)
    bound = f"above {clause['above']:g}" if clause["above"] is not None else f"within ±{clause['within']:g}"
    spread = f"{d.mean():+.3f}, from {d.min():+.3f} to {d.max():+.3f}"
    return f"<li>{label}: {m(spread)} (over {clause['seeds']} seeds; needed: {bound})</li>"


def _log(name: str, clauses: Mapping[str, dict]) -> None:
    """Write what was measured to the file that ``make calibrate`` names, one line a statement."""
    path = os.environ.get("DLCOURSE_EVIDENCE_LOG")
    if path:
        with open(path, "a", encoding="utf-8") as log:
            log.write(json.dumps({"id": name, "clauses": clauses}) + "\n")
