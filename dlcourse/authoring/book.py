"""What Sphinx does for the book beyond its own: live pictures, links between notebooks, launch buttons. See conf.py."""

import hashlib
import re
from pathlib import Path
from typing import Any

from dlcourse import rooms
from dlcourse.interact import explorables

FOLDER = "explorables"
# In results, which Sphinx leaves as they are, notebooks are linked as in JupyterLab.
NOTEBOOK_LINK = re.compile(r'(<a [^>]*href="[\w./-]+)\.ipynb"')


def lay_out(app: Any) -> None:
    """Lay the style and the loader of the live pictures beside the theme's own files."""
    _write(app, "explorable.css", explorables.CSS.read_text(encoding="utf-8"))
    _write(app, "mount.js", explorables.LOADER.read_text(encoding="utf-8"))


def bring_to_life(app: Any, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Give a page the modules of the live pictures whose stills it holds, and no page more than that."""
    modules = explorables.stored([context.get("body", "")])
    for module in modules:
        _write(app, f"{module}.js", explorables.for_the_book(module))
        app.add_js_file(f"{FOLDER}/{module}.js", defer="defer")
    if modules:
        app.add_js_file(f"{FOLDER}/mount.js", defer="defer", priority=900)
        app.add_css_file(f"{FOLDER}/explorable.css")


def link_pages(app: Any, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let links in results lead to the book's pages."""
    if "body" in context:
        context["body"] = NOTEBOOK_LINK.sub(r'\1.html"', context["body"])


def open_the_learners_copy(app: Any, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let the launch button open the learner's copy: for binder/start the folder of the copies is the server's top."""
    for group in context.get("header_buttons", []):
        for button in group.get("buttons", []):
            if "url" in button:
                button["url"] = button["url"].replace("urlpath=lab/tree/chapters/", "urlpath=lab/tree/")


def _write(app: Any, name: str, text: str) -> None:
    target = Path(app.outdir, "_static", FOLDER, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _fingerprint() -> str:
    files = [*explorables.CSS.parent.glob("*.js"), *rooms.COURSE.rglob("*.js"), explorables.CSS]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:8]


def setup(app: Any) -> dict[str, Any]:
    """Sphinx calls this. The theme makes its buttons at priority 501."""
    # Pages carry a fingerprint of each script: they are written again when only a script has changed.
    app.add_config_value("explorables", _fingerprint(), "html")
    app.connect("builder-inited", lay_out)
    app.connect("html-page-context", bring_to_life)
    app.connect("html-page-context", link_pages)
    app.connect("html-page-context", open_the_learners_copy, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
