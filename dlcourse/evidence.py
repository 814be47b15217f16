"""A statement of the course, what was measured for it, and whether it held.

What depends on a seed rests on one paired difference d for each seed: method against method under the same seed, so
that what the seed does to both cancels. The bound follows the words of the statement and stands in the lesson: *on
average* is judged by the mean of d, ``above`` or ``within`` a bound; *every*, *no*, *always* by the worst seed,
``every``. `make calibrate` measures d over twenty seeds, and a test keeps the bounds so far from what was measured that
an honest statement does not fail by bad luck.
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
    every: Bound | None = None,
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
        every: a clause holds when each seed's d lies above this: for what is said of every seed, window or case.
        holds: the verdict itself, for what no seed can change.
        measured: further figures to show, each written out (``"93% ± 1"``) or a share (written as per cent).
        stored: where the figures come from, when the run was too long for a lesson: the recipe's name.

    Raises:
        ValueError: there is neither d with a bound nor holds, or a clause has no bound or two.
    """
    if (d is None) == (holds is None):
        raise ValueError(f"{name}: give either d with a bound (above=, within= or every=), or holds=; not both.")
    bounds = {"above": above, "within": within, "every": every}
    clauses = {key: _clause(name, key, values, bounds) for key, values in _named(d).items()}
    held = bool(holds) if d is None else all(clause["held"] for clause in clauses.values())
    verdict = "held" if held else "did not hold"
    _log(name, clauses)

    figures = [f"<li>{html.escape(key)}: {m(value)}</li>" for key, value in (measured or {}).items()]
    figures += [_figures(key, clause) for key, clause in clauses.items()]
    if stored:
        figures.append(f"<li>From a stored run: <code>{html.escape(stored)}</code></li>")
    # A quiet line; the figures open on request, by themselves where the statement did not hold.
    markup = (
        f"<details{'' if held else ' open'}><summary><small>{'✓' if held else '✗'} <b>{name} {verdict}.</b> "
        f"{html.escape(statement)}</small></summary><ul>{''.join(figures)}</ul></details>"
    )
    shown = {key: {part: clause[part] for part in ("seeds", *bounds)} for key, clause in clauses.items()}
    data = {"id": name, "statement": statement, "held": held, "stored": stored, "clauses": shown}
    return Evidence(held, markup, f"{name} {verdict}: {statement}", data)


def _named(d: Sequence[float] | Mapping[str, Sequence[float]] | None) -> dict[str, Sequence[float]]:
    return dict(d) if isinstance(d, Mapping) else {} if d is None else {WHOLE: d}


def _clause(name: str, key: str, values: Sequence[float], bounds: Mapping[str, Bound | None]) -> dict:
    """Judge one clause: its differences, its bound, and whether it held."""
    differences = np.asarray(values, dtype=float)
    if differences.ndim != 1 or differences.size == 0 or not np.isfinite(differences).all():
        raise ValueError(f"{name}, {key}: d needs one finite difference a seed, such as [0.1, 0.2]; got {values!r}.")
    mine = {kind: bound.get(key) if isinstance(bound, Mapping) else bound for kind, bound in bounds.items()}
    given = {kind: bound for kind, bound in mine.items() if bound is not None}
    if len(given) != 1:
        raise ValueError(
            f"{name}, {key}: a clause needs one bound, above=, within= or every=; it has {given or 'none'}."
        )
    [(kind, bound)] = given.items()
    mean, worst = float(differences.mean()), float(differences.min())
    held = {"above": mean > bound, "within": abs(mean) < bound, "every": worst > bound}[kind]
    return {"d": differences.tolist(), **mine, "seeds": differences.size, "held": bool(held)}


def _figures(key: str, clause: dict) -> str:
    """Mean and spread of one clause beside its bound, for people."""
    d = np.array(clause["d"])
    label = "difference for each seed" if key == WHOLE else html.escape(key)
    words = {"above": "on average above {:g}", "within": "on average within ±{:g}", "every": "every seed above {:g}"}
    [bound] = [said.format(clause[kind]) for kind, said in words.items() if clause[kind] is not None]
    spread = f"{d.mean():+.3f}, from {d.min():+.3f} to {d.max():+.3f}"
    return f"<li>{label}: {m(spread)} (over {clause['seeds']} seeds; expected: {bound})</li>"


def _log(name: str, clauses: Mapping[str, dict]) -> None:
    """Write what was measured to the file that ``make calibrate`` names, one line a statement."""
    path = os.environ.get("DLCOURSE_EVIDENCE_LOG")
    if path:
        with open(path, "a", encoding="utf-8") as log:
            log.write(json.dumps({"id": name, "clauses": clauses}) + "\n")
