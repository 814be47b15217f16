"""From the plain words of a message to what a notebook displays, by markdown-it with few of its rules.

Five marks mean something: a blank line ends a paragraph, `code`, **bold**, *stress* and [links](02a_one_neuron.ipynb)
to notebooks of the course; and lines indented by four blanks are shown as they stand. All else is escaped: an error's
text or a learner's value may hold anything.
"""

import re

from markdown_it import MarkdownIt

from dlcourse.plots.html import Html

NOTEBOOK = re.compile(r"(\.\./)?(\w+/)?\w+\.ipynb")


class _Marks(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # the name that markdown-it calls
        return bool(NOTEBOOK.fullmatch(url))


MARKS = _Marks("zero").enable(["code", "backticks", "emphasis", "link"])


def inline(text: str) -> str:
    """One line of text as HTML, to stand within a paragraph or a table: ``"`a` < b"`` → ``<code>a</code> &lt; b``."""
    return MARKS.renderInline(text)


def plain(text: str) -> str:
    """One line of text for where there is no HTML: without its marks."""
    return "".join(token.content for token in MARKS.parseInline(text)[0].children or [])


def page(text: str) -> Html:
    """Make a message of several paragraphs displayable, in both forms."""
    blocks = [token for token in MARKS.parse(text) if token.type in ("inline", "code_block")]
    words = [plain(t.content) if t.type == "inline" else indented(t.content) for t in blocks]
    return Html(MARKS.render(text), plain="\n\n".join(words))


def indented(text: str) -> str:
    """Lines to be shown as they stand; a blank one is kept within the block."""
    return "\n".join("    " + line for line in text.splitlines())
