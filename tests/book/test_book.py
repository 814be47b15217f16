"""The book as a reader meets it: built with warnings as errors, every link followed, opened in a real browser.

It is built once, from the project's own pages and a probe: a lesson that holds one of everything a lesson may hold.
"""

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from shading import ground_and_contrast
from web import opened, served, visit

from dlcourse.evidence import evidence
from dlcourse.plots import figure, m, picture, say, table

ROOT = Path(__file__).resolve().parents[2]
PROBE = "chapters/98_probe"
REPOSITORY = "https://github.com/somebody/somewhere"

pytestmark = pytest.mark.xdist_group("browser")


def displayed(thing):
    return new_output("display_data", thing._repr_mimebundle_())


def probe():
    """A lesson with formulas, a fold, a link, a picture, a prediction, a table and evidence."""
    fig, axes = figure()
    axes.plot([1, 2, 4])
    drawn = picture(fig, "A line that rises, steeper and steeper")
    fig, axes = figure(size=(8, 3))
    axes.plot([4, 2, 1])
    wide = picture(fig, "A line that falls, on a figure wider than a phone")
    text = (
        "# Probe\n\nOf $N$ examples, $\\bar x = \\sum_n x_n / N$:\n\n$$\\sigma^2 = \\mathrm{E}[x^2]$$\n\n"
        "> **Note.** [Start here](00_start_here.ipynb) first.\n\n"
        "<details><summary>Why?</summary>\n\nBecause.\n\n</details>"
    )
    rows = [["pixels", m("91%")], ["oriented gradients", m("97%")]]
    folded = new_output("stream", text="Folded until you open it.\n")
    cells = [
        new_markdown_cell(text),
        new_code_cell("show", outputs=[displayed(drawn)]),
        new_code_cell("show it wide", outputs=[displayed(wide)]),
        new_code_cell("guess", outputs=[folded, displayed(table(["features", "right"], rows, "A table"))]),
        new_code_cell("words", outputs=[displayed(say("<code>x</code> is <b>few</b>, <a href='#probe'>here</a>."))]),
        new_code_cell("judge", outputs=[displayed(evidence("E98.1", "It is so.", d=[0.1], above=0))]),
    ]
    cells[3].metadata = {"tags": ["predicted", "hide-cell"], "jupyter": {"outputs_hidden": True, "source_hidden": True}}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return new_notebook(cells=cells, metadata=kernel)


def build(folder, **env):
    """Copy what the book is made of, add the probe, build it; return the folder of pages."""
    source, pages = folder / "source", folder / "html"
    files = [ROOT / name for name in ("conf.py", "_toc.yml", "index.md", "evidence.md")]
    copied = ("_static/*", "images/*", "chapters/*.ipynb", "chapters/exercises/*.ipynb")
    files += [path for pattern in copied for path in ROOT.glob(pattern)]
    for file in files:
        target = source / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    nbformat.write(probe(), source / f"{PROBE}.ipynb")
    toc = (source / "_toc.yml").read_text(encoding="utf-8")
    last = "      - file: evidence\n"
    assert toc.count(last) == 1
    (source / "_toc.yml").write_text(toc.replace(last, f"{last}      - file: {PROBE}\n"), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(source), str(pages)]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "DLCOURSE_REPOSITORY": "", **env})
    assert run.returncode == 0, run.stderr
    return pages


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    return build(tmp_path_factory.mktemp("book"))


class Links(HTMLParser):
    """Where a page's links, pictures, styles and scripts point, and which of its places can be pointed at."""

    def __init__(self, markup):
        super().__init__()
        self.targets, self.places = [], set()
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.places.add(attributes.get("id") or "")
        if tag == "a":
            self.places.add(attributes.get("name") or "")
        self.targets += [attributes[name] for name in ("href", "src") if attributes.get(name)]


def test_every_internal_link_resolves(book):
    pages = {path.relative_to(book).as_posix(): Links(path.read_text("utf-8")) for path in book.rglob("*.html")}
    pages = {name: links for name, links in pages.items() if not name.startswith("_static/")}
    broken, outside, followed = [], set(), 0
    for name, links in pages.items():
        for target in links.targets:
            if urlsplit(target).scheme or target.startswith("//"):
                outside.add(urlsplit(target).scheme)
                continue
            followed += 1
            there, _, place = urljoin(f"/{name}", target).lstrip("/").partition("#")
            there = unquote(there).partition("?")[0]
            if not (book / there).is_file() or (place and there in pages and unquote(place) not in pages[there].places):
                broken.append(f"{name}: {target}")
    assert not broken
    assert followed > 100
    assert outside <= {"data", "https"}


def test_all_lessons_and_exercises_are_pages_and_can_be_found(book):
    index = (book / "searchindex.js").read_text(encoding="utf-8")
    for path in [*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("chapters/exercises/*.ipynb")]:
        page = path.relative_to(ROOT).with_suffix("")
        assert (book / f"{page}.html").is_file()
        assert f'"{page.as_posix()}"' in index


def test_pictures_keep_their_alternative_text(book):
    markup = (book / f"{PROBE}.html").read_text(encoding="utf-8")
    assert '<img alt="A line that rises, steeper and steeper" width="400" src="data:image/png;base64,' in markup
    for path in [*book.glob("*.html"), *book.rglob("chapters/**/*.html")]:
        content = path.read_text(encoding="utf-8").partition("<article")[2]
        for tag in content.split("<img")[1:]:
            assert 'alt="' in tag.partition(">")[0], f"{path.name}: a picture without alternative text"


def test_without_a_repository_there_are_no_launch_buttons(book):
    markup = (book / f"{PROBE}.html").read_text(encoding="utf-8")
    assert "mybinder" not in markup
    assert "colab" not in markup


def test_one_setting_brings_the_launch_buttons(tmp_path):
    markup = (build(tmp_path, DLCOURSE_REPOSITORY=f"{REPOSITORY}/") / f"{PROBE}.html").read_text(encoding="utf-8")
    assert 'href="https://mybinder.org/v2/gh/somebody/somewhere/main?urlpath=lab/tree/98_probe.ipynb"' in markup
    assert "colab.research.google.com/github/somebody/somewhere/blob/main/chapters/98_probe.ipynb" in markup


@pytest.fixture(scope="session")
def address(book):
    with served(book) as url:
        yield url


@pytest.fixture
def page():
    with opened() as chromium_page:
        yield chromium_page


@pytest.mark.browser
def test_a_request_that_fails_is_an_error_and_one_that_the_next_page_cuts_off_is_none(address, page):
    page.route("**/late.png", lambda route: None)  # the answer never comes
    page.route("**/broken.png", lambda route: route.abort("connectionreset"))
    visit(page, f"{address}/index.html")
    with page.expect_request("**/late.png"):
        page.evaluate("() => { new Image().src = 'late.png' }")
    with page.expect_event("requestfailed"):
        page.goto(f"{address}/evidence.html", wait_until="commit")
    assert page.errors == []
    with page.expect_event("requestfailed"):
        page.evaluate("() => { new Image().src = 'broken.png' }")
    assert f"failed: {address}/broken.png (net::ERR_CONNECTION_RESET)" in page.errors


@pytest.mark.browser
def test_no_page_asks_for_anything_outside_or_complains(book, address, page):
    names = [path.relative_to(book).as_posix() for path in book.rglob("*.html") if "_static" not in path.parts]
    assert len(names) >= 5
    for name in names:
        visit(page, f"{address}/{name}")
    assert page.outside == []
    assert page.errors == []


@pytest.mark.browser
def test_formulas_are_set_and_predicted_results_stay_folded(address, page):
    visit(page, f"{address}/{PROBE}.html")
    assert page.locator("mjx-container").count() >= 3
    assert page.locator("mjx-merror").count() == 0
    result = page.locator("table", has_text="oriented gradients")
    assert not result.is_visible()
    page.get_by_text("Show the content").click()
    assert result.is_visible()
    drawn = page.locator('img[alt^="A line that rises"]').evaluate("image => image.complete && image.naturalWidth > 0")
    assert drawn
    assert page.get_by_text("E98.1 held").is_visible()
    assert page.outside == []
    assert page.errors == []


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_results_can_be_read_on_light_and_dark_pages(address, page, theme):
    page.add_init_script(f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}')")
    visit(page, f"{address}/{PROBE}.html")
    assert page.locator("html").get_attribute("data-theme") == theme
    contrasts = page.evaluate(Path(__file__).with_name("contrast.js").read_text(encoding="utf-8"))
    assert {"x", "here", "oriented gradients", "A table"} <= {text for text, _ in contrasts}
    assert not [(text, ratio) for text, ratio in contrasts if ratio < 4.5]  # WCAG 2, level AA


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "evidence", PROBE])
def test_nothing_sticks_out_on_a_phone(address, page, name):
    page.set_viewport_size({"width": 360, "height": 740})
    visit(page, f"{address}/{name}.html")
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    cut = page.locator("article .pst-scrollable-table-container").evaluate_all(
        "all => all.filter(box => box.scrollWidth > box.clientWidth + 1).length"
    )
    assert cut == 0


@pytest.mark.browser
def test_on_a_phone_a_wide_figure_stays_readable_and_scrolls_by_keyboard_in_a_box_of_its_own(address, page):
    page.set_viewport_size({"width": 360, "height": 740})
    visit(page, f"{address}/{PROBE}.html")
    shares = page.locator(".cell_output img").evaluate_all(
        "images => images.map(image => image.getBoundingClientRect().width / image.naturalWidth)"
    )
    assert len(shares) == 2
    assert all(0.7 <= share <= 1 for share in shares)
    box = page.locator(".output", has=page.locator('img[alt^="A line that falls"]'))
    assert box.evaluate("box => box.scrollWidth > box.clientWidth && box.clientWidth <= innerWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0 && box === document.activeElement", arg=box.element_handle())


@pytest.mark.browser
def test_on_a_dark_page_a_figure_does_not_glare_and_its_grey_words_stay_readable(address, page):
    seen = {}
    for theme in ("light", "dark"):
        page.add_init_script(f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}')")
        visit(page, f"{address}/{PROBE}.html")
        seen[theme] = ground_and_contrast(page.locator('img[alt^="A line that rises"]'))
    assert seen["light"][0] == 1
    assert seen["dark"][0] < 0.85
    assert seen["dark"][1] >= seen["light"][1] >= 4.5


@pytest.mark.browser
def test_search_finds_a_word_of_a_lesson(address, page):
    visit(page, f"{address}/search.html?q=probe")
    page.locator("#search-results a", has_text="Probe").first.wait_for()
    assert page.outside == []
    assert page.errors == []
