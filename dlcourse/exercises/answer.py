"""The answer cell: how it is recognised, and when it counts as not attempted."""

import re

MARK = re.compile(r"#\s*exercise:\s*([\w.]+)\s*")


def mark(id: str) -> str:
    """The first line of the answer cell of an exercise."""
    return f"# exercise: {id}"


def answered(cell: str) -> str | None:
    """The id of the exercise that a cell answers, or None when its first line names none."""
    found = MARK.fullmatch(cell.split("\n", 1)[0])
    return found[1] if found else None


def body(cell: str) -> str:
    """An answer cell without its first line."""
    return cell.partition("\n")[2]


def same(cell: str, stub: str) -> bool:
    """Whether two answer cells hold the same lines below the first; blanks at the end of a line or cell aside."""
    return _trimmed(cell) == _trimmed(stub)


def _trimmed(cell: str) -> list[str]:
    lines = [line.rstrip() for line in body(cell).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines
