"""The live pictures in the book: they answer with no kernel and no network, by mouse, finger and keys."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import axe
import nbformat
import pytest
from web import opened, served, visit

from dlcourse.course.gallery import demos
from dlcourse.interact import Explorable
from dlcourse.interact.explorables import stored

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIVE = [name for name, make in demos().items() if isinstance(make(), Explorable)]
PHONE = {"width": 390, "height": 844}


def notebook(*displays):
    cells = [nbformat.v4.new_markdown_cell("# Pictures")]
    for data in displays:
        output = nbformat.v4.new_output("display_data", data)
        cells.append(nbformat.v4.new_code_cell("show", outputs=[output]))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)


def displayed(name):
    data, _ = demos()[name]()._repr_mimebundle_()
    return {kind: content for kind, content in data.items() if kind.startswith("text/")}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book of four pages: all pictures, two of one kind, one in a fold, and none."""
    folder = tmp_path_factory.mktemp("live")
    (folder / "chapters").mkdir()
    shutil.copy(ROOT / "conf.py", folder)
    shutil.copytree(ROOT / "_static", folder / "_static")
    (folder / "index.md").write_text("# Live\n\nPictures.\n", encoding="utf-8")
    (folder / "evidence.md").write_text("# Evidence\n\nNone.\n", encoding="utf-8")
    pages = {
        "all": notebook(*map(displayed, LIVE)),
        "two": notebook(displayed("one neuron"), displayed("one neuron")),
        "folded": notebook(displayed("one neuron")),
        "none": notebook({"text/html": '<p>Go <a href="two.ipynb">on</a>.</p>', "text/plain": "Go on."}),
    }
    pages["folded"].cells[1].metadata = {"tags": ["hide-output"]}
    for name, made in pages.items():
        nbformat.write(made, folder / "chapters" / f"{name}.ipynb")
    entries = "".join(f"  - file: chapters/{name}\n" for name in pages)
    (folder / "_toc.yml").write_text(f"root: index\nentries:\n{entries}  - file: evidence\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        str(folder),
        str(folder / "html"),
    ]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return folder / "html"


@pytest.fixture(scope="module")
def address(book):
    with served(book) as url:
        yield url


@pytest.fixture
def page():
    with opened() as chromium_page:
        yield chromium_page


def come_alive(page, address, name):
    visit(page, f"{address}/chapters/{name}.html")
    places = page.locator("div[data-explorable]")
    for number in range(places.count()):
        places.nth(number).locator(".explorable").wait_for(state="attached")
    return places


def drag_by_finger(page, handle, dx, dy):
    """A touch that moves, as the system sends it; the page must not scroll instead."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)

    def send(kind, *at):
        points = [{"x": u, "y": v} for u, v in at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", (x, y))
    for step in range(1, 6):
        send("touchMove", (x + dx * step / 5, y + dy * step / 5))
    send("touchEnd")


def test_every_picture_of_a_page_comes_alive_and_asks_for_nothing_outside(address, page):
    places = come_alive(page, address, "all")
    assert places.count() == len(LIVE) >= 3
    assert places.locator("img").count() == 0  # the stills have given way
    assert page.get_by_text("run this cell").count() == 0
    assert page.outside == []
    assert page.errors == []


def test_two_of_a_kind_on_one_page_do_not_mind_each_other(address, page):
    places = come_alive(page, address, "two")
    first, second = (places.nth(i).locator(".ex-title").first for i in (0, 1))
    before = second.inner_text()
    angle = places.nth(0).get_by_role("slider", name="direction of the weights")
    angle.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("([one, old]) => one.innerText !== old", arg=[first.element_handle(), before])
    assert second.inner_text() == before


def test_in_a_fold_it_is_drawn_when_the_fold_is_opened(address, page):
    come_alive(page, address, "folded")
    page.get_by_text("Show the output").click()
    page.locator(".ex-plane").first.wait_for(state="visible")
    page.get_by_text("score =").wait_for()
    assert page.locator(".ex-marks line").first.is_visible()
    assert page.errors == []


def test_on_a_phone_it_follows_the_finger_and_the_page_stays(address, page):
    page.set_viewport_size(PHONE)
    places = come_alive(page, address, "two")
    tip = places.first.locator(".ex-tip")
    tip.scroll_into_view_if_needed()
    title = places.first.locator(".ex-title").first
    before, at = title.inner_text(), page.evaluate("() => scrollY")
    drag_by_finger(page, tip, -70, -60)
    page.wait_for_function("([one, old]) => one.innerText !== old", arg=[title.element_handle(), before])
    assert page.evaluate("() => scrollY") == at
    for box in page.locator(".ex-handle").all():
        assert min(box.bounding_box()["width"], box.bounding_box()["height"]) > 43.9


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_the_colours_follow_the_theme(address, page, theme):
    page.add_init_script(f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}')")
    come_alive(page, address, "all")
    axe.load(page)
    assert axe.violations(page.locator("article")) == []
    ink = page.locator(".explorable svg text").first.evaluate("text => getComputedStyle(text).fill")
    light, _, _ = (int(c) for c in re.findall(r"\d+", ink)[:3])
    assert (light > 128) == (theme == "dark")
    page.get_by_role("slider", name="bias", exact=True).first.evaluate("part => part.removeAttribute('aria-label')")
    assert [each for each in axe.violations(page.locator("article")) if "label" in each]  # it can find something


@pytest.mark.parametrize("width", [320, 390, 760])
def test_nothing_sticks_out_at_any_width(address, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    come_alive(page, address, "all")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".explorable").evaluate_all(wide) == 0


def test_opened_as_a_file_it_lives_too(book, page):
    page.goto((book / "chapters" / "all.html").as_uri())
    page.locator(".explorable").nth(len(LIVE) - 1).wait_for()
    assert not [url for url in page.outside if not url.startswith("file:")]


def test_if_a_module_fails_the_still_stays(address, page):
    page.route("**/explorables/neurons.one_neuron.js*", lambda route: route.fulfill(body=""))
    visit(page, f"{address}/chapters/two.html")
    assert page.locator("div[data-explorable] img").count() == 2
    assert page.get_by_text("run this cell").first.is_visible()
    assert page.errors  # and it says so where a developer looks


def test_a_page_without_pictures_brings_no_scripts_and_links_lead_to_pages(book):
    markup = (book / "chapters" / "none.html").read_text(encoding="utf-8")
    assert "explorable" not in markup
    assert '<a href="two.html">on</a>' in markup


def test_the_stored_lessons_carry_their_live_pictures():
    """What the book shows comes from the stored notebooks: each state is what Python makes today."""
    found = {}
    for path in (ROOT / "chapters").rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                markup = output.get("data", {}).get("text/html", "")
                found.update(dict.fromkeys(stored([markup]), markup))
    made = {picture.module: picture for picture in (demos()[name]() for name in LIVE)}
    assert found.keys() == made.keys()
    for module, picture in made.items():
        assert json.dumps(picture.module)[1:-1] in found[module]
        assert found[module].partition("<img")[0] == picture.still.partition("<img")[0]
