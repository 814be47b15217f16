"""From the plain words of a question to HTML: everything is escaped, only `code` and **bold** mean something."""

import html
import re


def inline(text: str) -> str:
    """One line of text as HTML.

    ``"`a * b` is **not** `a @ b`"`` becomes ``<code>a * b</code> is <strong>not</strong> <code>a @ b</code>``; ``<``,
    ``&`` and quotes are shown as they are.
    """
    safe = html.escape(text, quote=False)
    with_code = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe)
    return re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", with_code)


def bare(text: str) -> str:
    """The same line for where there is no HTML: without the marks."""
    return re.sub(r"`([^`]+)`|\*\*([^*]+)\*\*", lambda found: found[1] or found[2], text)
