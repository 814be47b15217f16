"""The first lesson as a reader meets it: their own copy, run from top to bottom, drawn on, saved, opened again."""

import nbformat
import pytest
from lab import ROOT, Lab, Notebook, browser

from dlcourse.cli import copies

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LESSON = "00_start_here.ipynb"


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """The lesson in work/, run once; and a way to find a cell by a piece of its code."""
    course = tmp_path_factory.mktemp("course")
    (course / "chapters").symlink_to(ROOT / "chapters")
    copies.prepare(course)
    sources = [cell.source for cell in nbformat.read(course / "work" / LESSON, as_version=4).cells]

    def number(code):
        found = [i for i, source in enumerate(sources) if code in source]
        assert len(found) == 1, f"{code!r} stands in {len(found)} cells"
        return found[0]

    config = f"--config={ROOT / 'jupyter' / 'jupyter_server_config.py'}"
    with browser() as chromium, Lab(course / "work", options=(config,)) as lab:
        notebook = Notebook(chromium, lab, LESSON, height=1400)
        before = notebook.cells()
        notebook.run_all(on_purpose=1)
        yield notebook, number
        assert notebook.cells() == before
        assert not notebook.unforgiven()


def test_a_stroke_of_the_mouse_is_read(lesson):
    notebook, number = lesson
    cell = notebook.cell(number("what_it_sees(read)"))
    paper = cell.get_by_role("application")
    x, y, size = notebook.square(paper)

    def seven():
        corners = [(0.28, 0.22), (0.72, 0.24), (0.58, 0.5), (0.48, 0.82)]
        places = [(x + across * size, y + down * size) for across, down in corners]
        notebook.page.mouse.move(*places[0])
        notebook.page.mouse.down()
        for place in places[1:]:
            notebook.page.mouse.move(*place, steps=6)
        notebook.page.mouse.up()

    notebook.picture_changes(cell, seven)
    notebook.until_idle()
    assert paper.get_attribute("aria-label") == "Draw a digit: 1 strokes", "the example gives way to the first stroke"
    notebook.shot("lesson-drawn-by-mouse", cell)


def test_a_slider_and_the_canvas_obey_the_keyboard(lesson):
    notebook, number = lesson
    cell = notebook.cell(number("what_it_sees(read)"))
    notebook.picture_changes(cell, lambda: cell.get_by_role("slider").press("ArrowRight"))
    paper = cell.get_by_role("application")
    paper.focus()

    def corner():
        for key in ["Space", *["ArrowDown"] * 5, "Space", "a", "d", "d", "x"]:
            notebook.page.keyboard.press(key)

    notebook.picture_changes(cell, corner)
    notebook.picture_changes(cell, lambda: cell.get_by_role("button", name="uncropped").press("Enter"))
    notebook.shot("lesson-drawn-by-keyboard", cell)


def test_the_prediction_opens_the_folded_result(lesson):
    notebook, number = lesson
    cell = notebook.cell(number('predict(\n    "start.centring"'))
    result = notebook.page.locator(".jp-Cell").nth(number('"E00.1"'))
    result.get_by_text("the result: commit to your prediction above").wait_for()
    assert result.get_by_text("E00.1").count() == 0, "neither code nor result gives it away"
    notebook.cell(number('predict(\n    "start.centring"')).get_by_role("button", name="About half").press("Enter")
    cell.get_by_role("button", name="Commit").press("Enter")
    result.get_by_text("E00.1 held").wait_for()
    notebook.shot("lesson-predicted", result)


def test_the_quiz_is_answered_by_keyboard(lesson):
    notebook, number = lesson
    cell = notebook.cell(number('quiz("start.start_here")'))
    cell.get_by_role("button", name="(4, 3)").press("Enter")
    cell.get_by_text("Aligned on the right, the 3 meets a 1").wait_for()
    notebook.type_commands()
    notebook.shot("lesson-quiz", cell)


def test_tomorrow_the_pictures_are_still_there(lesson):
    """Last: it shuts the kernel down and opens the notebook anew."""
    notebook, number = lesson
    notebook.save()
    notebook.shut_down()
    notebook.open()
    demo = notebook.cell(number("what_it_sees(read)"))
    still = demo.locator(".jp-OutputArea img")
    still.wait_for()
    assert still.evaluate("img => img.complete && img.naturalWidth > 100")
    assert demo.get_by_text("model not found").count() == 0
    notebook.shot("lesson-tomorrow", demo)
