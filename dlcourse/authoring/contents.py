"""What is derived from ``course.toml``: the book's table of contents, and README's table of chapters."""

import re

from dlcourse.authoring.source import ROOT
from dlcourse.authoring.stored import replace
from dlcourse.rooms import Chapter, chapters

TOC, README = ROOT / "_toc.yml", ROOT / "README.md"
TABLE = re.compile(r"(?<=<!-- made from dlcourse/course/course\.toml -->\n).*?(?=<!-- end -->)", re.DOTALL)

HEAD = """\
# The book's contents. Made from dlcourse/course/course.toml by `make notebooks`: edit that.
root: index
subtrees:
"""


def toc() -> str:
    """The text of ``_toc.yml``: each lesson once, a chapter's exercises after its lessons."""
    course = [each for each in chapters() if not each.appendix]
    appendix = [each for each in chapters() if each.appendix]
    parts = [("The course", _files(course)), ("When you need it", _files(appendix)), ("What was found", ["evidence"])]
    return HEAD + "".join(
        f"  - caption: {caption}\n    entries:\n" + "".join(f"      - file: {name}\n" for name in files)
        for caption, files in parts
    )


def _files(course: list[Chapter]) -> list[str]:
    found = []
    for chapter in course:
        found += [f"chapters/{lesson.notebook}" for lesson in chapter.lessons]
        found += [f"chapters/{chapter.exercise_notebook}"] if chapter.exercises else []
    return found


def table() -> str:
    """README's table of chapters: what is here has a link."""
    rows = ["| | chapter | lessons |", "| --- | --- | --- |"]
    for chapter in chapters():
        links = [f"[{lesson.title}](chapters/{lesson.notebook}.ipynb)" for lesson in chapter.lessons]
        links += [f"[exercises](chapters/{chapter.exercise_notebook}.ipynb)"] if chapter.exercises else []
        rows.append(f"| {chapter.number} | {chapter.title} | {' · '.join(links) or chapter.planned} |")
    return "\n".join(rows) + "\n"


def readme() -> str:
    """README with its table as it should be."""
    return TABLE.sub(lambda _: table(), README.read_text(encoding="utf-8"))


def write() -> None:
    """Write both anew."""
    replace(TOC, toc())
    replace(README, readme())
