"""The cells of a MyST text, in milliseconds: importing jupytext takes a second, and a learner would wait for it.

It knows what our texts use (a head, ``+++`` lines, code cells with ``:tags:``); on them it agrees with jupytext.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

HEAD = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"(?P<fence>`{3,})(?P<info>.*)")
BREAK = re.compile(r"\+\+\+(?: (?P<metadata>\{.*\}))?")
TAGS = re.compile(r":tags: \[(?P<tags>.*)\]")


@dataclass(frozen=True)
class Cell:
    """One cell of a text, under the names that nbformat gives its parts."""

    cell_type: str
    """``"code"`` or ``"markdown"``."""
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)


def cells_of(text: str) -> list[Cell]:
    """Cut a text into its cells.

    Raises:
        ValueError: a ``+++`` line that does not hold JSON.
    """
    found: list[Cell] = []
    words: list[str] = []
    metadata: dict[str, Any] = {}

    def end_words() -> None:
        nonlocal metadata
        if source := "\n".join(words).strip("\n"):
            found.append(Cell("markdown", source, metadata))
        words.clear()
        metadata = {}

    lines = iter(HEAD.sub("", text).splitlines())
    for line in lines:
        if fence := FENCE.fullmatch(line):
            inside = []
            for each in lines:
                if each.startswith(fence["fence"]) and not each.strip("`"):
                    break
                inside.append(each)
            if fence["info"].startswith("{code-cell}"):
                end_words()
                found.append(_code(inside))
            else:
                words += [line, *inside, fence["fence"]]
        elif block := BREAK.fullmatch(line):
            end_words()
            metadata = json.loads(block["metadata"] or "{}")
        else:
            words.append(line)
    end_words()
    return found


def _code(lines: list[str]) -> Cell:
    tags = TAGS.fullmatch(lines[0]) if lines else None
    metadata = {"tags": [tag.strip() for tag in tags["tags"].split(",")]} if tags else {}
    return Cell("code", "\n".join(lines[1:] if tags else lines).lstrip("\n"), metadata)
