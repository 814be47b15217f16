"""What axe-core, a checker of accessibility, finds in our parts of a page."""

from importlib.resources import files

from playwright.sync_api import Locator, Page

FIND = """async part => {
    const boxes = [...part.querySelectorAll('.dlcourse-demo, :not(.dlcourse-demo *) > .explorable')];
    if (!boxes.length) return null;
    const found = await axe.run(boxes, { resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`));
}"""


def load(page: Page) -> None:
    """Bring axe-core into a page.

    In JupyterLab the body has no height and hides what overflows, though all of the page is in it. So axe-core takes
    every word for hidden and never looks at its contrast; with a height, it does.
    """
    page.evaluate("() => { document.body.style.height = '100vh' }")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))


def violations(part: Locator) -> list[str] | None:
    """Each broken rule within the demos of a part of a page, with what breaks it; None if there is no demo."""
    return part.evaluate(FIND)
