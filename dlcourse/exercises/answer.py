"""The answer cell: how it is recognised, and when it counts as not attempted."""

import re

MARK = re.compile(r"#\s*exercise:\s*([\w.]+)\s*")


def mark(id: str) -> str:
    """The first line of the answer cell of an exercise."""
    return f"# exercise: {id}"


def answered(cell: str) -> str | None:
    """The id of the exercise that a cell answers, or None.

    The mark is its first line; other comments, magics such as ``%%time`` and blank lines may stand above it.
    """
    return _parted(cell)[0]


def body(cell: str) -> str:
    """An answer cell below its mark."""
    return _parted(cell)[1]


def _parted(cell: str) -> tuple[str | None, str]:
    lines = cell.split("\n")
    for number, line in enumerate(lines):
        if found := MARK.fullmatch(line):
            return found[1], "\n".join(lines[number + 1 :])
        if line.strip() and not line.lstrip().startswith(("#", "%", "!")):
            break
    return None, cell


def same(cell: str, stub: str) -> bool:
    """Whether two answer cells hold the same lines below their marks; blanks at the end of a line or cell aside."""
    return _trimmed(cell) == _trimmed(stub)


def _trimmed(cell: str) -> list[str]:
    lines = [line.rstrip() for line in body(cell).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines
