"""From the plain words of a message to what a notebook displays.

Five marks mean something: a blank line ends a paragraph, `code`, **bold**, *stress*, and lines indented by four blanks
are shown as they stand. All else is escaped: an error's text or a value may hold anything.
"""

import html
import re

from dlcourse.plots import Html

BOLD = re.compile(r"\*\*(?! )([^*]+)\*\*")
STRESS = re.compile(r"(?<![*\w])\*(?=\w)([^*]+)(?<=\w)\*(?![*\w])")


def page(text: str) -> Html:
    """Make a message displayable; its plain form is the text itself, less the marks of bold."""
    return Html("".join(map(_block, _blocks(text))), plain=_plain(text))


def _plain(text: str) -> str:
    parts = re.split(r"(`[^`]+`)", text)
    parts[::2] = [re.sub(BOLD, r"\1", words) for words in parts[::2]]  # in code, two stars are a power
    return "".join(parts)


def inline(text: str) -> str:
    """A piece of a message as HTML, to stand within a paragraph or a table."""
    parts = re.split(r"`([^`]+)`", html.escape(text, quote=False))
    parts[1::2] = [f"<code>{code}</code>" for code in parts[1::2]]
    parts[::2] = [re.sub(STRESS, r"<em>\1</em>", re.sub(BOLD, r"<strong>\1</strong>", words)) for words in parts[::2]]
    return "".join(parts)


def indented(text: str) -> str:
    """Lines to be shown as they stand; a blank one is kept within the block."""
    return "\n".join("    " + line for line in text.splitlines())


def _blocks(text: str) -> list[str]:
    return [block for block in re.split(r"\n\n+", text.strip("\n")) if block.strip()]


def _block(block: str) -> str:
    lines = block.split("\n")
    if all(line.startswith("    ") for line in lines):
        return f"<pre>{html.escape(chr(10).join(line[4:] for line in lines), quote=False)}</pre>"
    return f"<p>{inline(' '.join(lines))}</p>"
