"""The book's page *The text on trial*: ``python -m dlcourse.authoring trial``.

The page is gathered from two sources and holds nothing else: the claims with their verdicts (`dlcourse.claims`), and
the evidence that the stored lessons show. Measured figures stay in the lessons: they differ from machine to machine,
and this page is the same, byte for byte, wherever it is made.
"""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from dlcourse.authoring.source import CHAPTERS, ROOT
from dlcourse.authoring.stored import replace
from dlcourse.claims import NOT_JUDGED, TABLE, Claim
from dlcourse.evidence import MEDIA_TYPE

PAGE = ROOT / "evidence.md"
NAMED_AT_MOST = 6  # pieces of missing evidence named one by one; of more, the first and the last

HEAD = """\
# The text on trial

What is often said about deep learning, and what this course finds when it looks. You vote on each claim in the lessons,
before the evidence and again after it; your votes stay on your machine.

A verdict is **holds**, **holds if …** or **misleading**, and it rests on the evidence beside it: `E…` was measured in
the lesson behind the link, `F…` is a fact with its source. Where the lesson is still to come, the claim is *not judged
yet*. The figures, with their spread, stand in the lessons.
"""


class Shown(NamedTuple):
    """A piece of evidence as a stored lesson shows it."""

    name: str
    statement: str
    held: bool
    lesson: str  # path of the notebook, relative to the project: chapters/01a_….ipynb


def gather(chapters: Path = CHAPTERS) -> dict[str, Shown]:
    """Every piece of evidence in the stored lessons, by its id, ids in order.

    Raises:
        ValueError: two outputs carry one id.
    """
    found: dict[str, Shown] = {}
    for path in sorted(chapters.glob("*.ipynb")):
        lesson = f"{chapters.name}/{path.name}"
        for data in _evidence(json.loads(path.read_text(encoding="utf-8"))):
            name = data["id"]
            if name in found:
                raise ValueError(f"{name} is stated in {found[name].lesson} and in {lesson}; an id names one.")
            found[name] = Shown(name, data["statement"], data["held"], lesson)
    return dict(sorted(found.items(), key=lambda item: _order(item[0])))


def _evidence(notebook: dict) -> Iterable[dict]:
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    return (output["data"][MEDIA_TYPE] for output in outputs if MEDIA_TYPE in output.get("data", {}))


def _order(name: str) -> tuple[int, int, str]:
    """By chapter, then by number: E01.2 before F01.1 before E01.10."""
    chapter, number = name[1:].split(".")
    return int(chapter), int(number), name[0]


def disagreements(found: Mapping[str, Shown], claims: Iterable[Claim] = TABLE) -> list[str]:
    """What is wrong between the table of verdicts and the stored evidence, one sentence each.

    A verdict needs all of its evidence, and evidence that is complete needs a verdict.
    """
    wrong = []
    for claim in claims:
        missing = [name for name in claim.judged_by if name not in found]
        failed = [name for name in claim.judged_by if name in found and not found[name].held]
        if claim.judged and missing:
            wrong.append(f"Claim {claim.number} has a verdict, but no lesson shows {', '.join(missing)} yet.")
        if claim.judged and failed:
            wrong.append(f"Claim {claim.number} has a verdict, but {', '.join(failed)} did not hold: reword it.")
        if not claim.judged and not missing:
            wrong.append(f"Claim {claim.number} has all of its evidence: write its verdict into claims.toml.")
    return wrong


def page(found: Mapping[str, Shown], claims: Iterable[Claim] = TABLE) -> str:
    """The page as Markdown.

    Args:
        found: evidence, as `gather` gives it.
        claims: rows of the table; one whose evidence is incomplete is shown as not judged yet.
    """
    claims = sorted(claims, key=lambda claim: (claim.chapter, claim.number))
    judged = sum(_ruling(claim, found) != NOT_JUDGED for claim in claims)
    blocks = [HEAD, f"Judged so far: {judged} of {len(claims)}.\n"]
    for chapter, group in groupby(claims, key=lambda claim: claim.chapter):
        rows = [(_numbers(claim), escape(claim.text), _verdict(claim, found), _cell(claim, found)) for claim in group]
        blocks.append(f"## Chapter {chapter}\n\n" + _table(("No.", "Claim", "Verdict", "Evidence"), rows))
    named = {name for claim in claims for name in claim.judged_by}
    others = [(_link(shown), _result(shown)) for name, shown in found.items() if name not in named]
    if others:
        blocks.append("## Also shown\n\nWhat no claim above rests on.\n\n" + _table(("Evidence", "Statement"), others))
    return "\n".join(blocks)


def _numbers(claim: Claim) -> str:
    return ", ".join(map(str, claim.numbers))


def _ruling(claim: Claim, found: Mapping[str, Shown]) -> str:
    return claim.ruling if all(name in found for name in claim.judged_by) else NOT_JUDGED


def _verdict(claim: Claim, found: Mapping[str, Shown]) -> str:
    ruling = _ruling(claim, found)
    return f"*{ruling}*" if ruling == NOT_JUDGED else f"**{escape(ruling)}**"


def _cell(claim: Claim, found: Mapping[str, Shown]) -> str:
    """What there is, one line each, then the ids of what is still to come."""
    lines = [f"{_link(found[name])} {_result(found[name])}" for name in claim.judged_by if name in found]
    missing = [name for name in claim.judged_by if name not in found]
    if missing:
        few = len(missing) <= NAMED_AT_MOST
        lines.append("to come: " + (", ".join(missing) if few else f"{missing[0]} … {missing[-1]}"))
    return "<br>".join(lines)


def _link(shown: Shown) -> str:
    return f"[{shown.name}]({shown.lesson})"


def _result(shown: Shown) -> str:
    return f"{'held' if shown.held else '**did not hold**'}: {escape(shown.statement)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def escape(text: str) -> str:
    """Words that Markdown must take as they are, on one line of a table."""
    return re.sub(r"([\\`*_\[\]|$~<>&#{}])", r"\\\1", " ".join(text.split()))


def write() -> list[str]:
    """Make the page anew, and return what is wrong between verdicts and evidence (see `disagreements`)."""
    found = gather()
    replace(PAGE, page(found))
    return disagreements(found)
