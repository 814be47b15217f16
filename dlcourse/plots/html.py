"""Words and tables of a lesson's output, with measured numbers marked as such.

Trained numbers differ in the last digits between processors. `m` marks them, so that the tests can compare every
word around them and leave the number itself alone.
"""

import html
import re
from collections.abc import Mapping, Sequence

MEASURED = re.compile(r'<data class="m">[^<]*</data>')


def m(value: float | str, spec: str = ".0%") -> str:
    """Mark a measured number, to be placed inside `say`, `table` or other HTML.

    Args:
        value: the number; or a text made of measured numbers, used as it is.
        spec: how to write it, as in a format string: ``.0%``, ``.3f``, ``.1f`` followed by a unit in the text.

    Returns:
        ``<data class="m">93%</data>``.
    """
    text = value if isinstance(value, str) else format(value, spec)
    return f'<data class="m">{html.escape(text)}</data>'


def plain_text(markup: str) -> str:
    """The words of some HTML: tags dropped, each measured number replaced by ``…``."""
    without_numbers = MEASURED.sub("…", markup)
    rows = re.sub(r"</(tr|p|li|caption|summary|div)>", "\n", without_numbers)
    cells = re.sub(r"</t[hd]>\s*<t[hd][^>]*>", " | ", rows)
    lines = html.unescape(re.sub(r"<[^>]*>", "", cells)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


class Html:
    """Something a notebook displays: HTML, and plain text for everywhere else."""

    def __init__(self, markup: str, plain: str | None = None, data: Mapping[str, object] | None = None):
        """Keep both forms; `data` adds further forms by their media type."""
        self.html = markup
        self.plain = plain_text(markup) if plain is None else plain
        self._data = dict(data or {})

    def __repr__(self) -> str:
        return self.plain

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {"text/html": self.html, "text/plain": self.plain, **self._data}


def say(markup: str) -> Html:
    """A paragraph of a lesson's output; numbers that were measured come from `m`."""
    return Html(f"<p>{markup}</p>")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> Html:
    """A small table with a caption that says what it shows.

    Args:
        head: column titles, with units.
        rows: cells as HTML text; measured numbers come from `m`.
        caption: one sentence.

    Raises:
        ValueError: a row has more or fewer cells than the head.
    """
    for row in rows:
        if len(row) != len(head):
            raise ValueError(f"Each row needs {len(head)} cells, as the head {list(head)} has; got {row}.")
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return Html(f"<table><caption>{caption}</caption><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>")
