"""A live picture whose kernel is gone says so itself, and what to do; whatever needs no kernel goes on working."""

import gallery
import nbformat
import pytest
from lab import Lab, Notebook, browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SOURCES = {
    "alone": """
import ipywidgets
from dlcourse.interact import Bundle

alone = ipywidgets.HTML('<div class="explorable"><button>it needs no kernel</button></div>')
Bundle(alone, still="<p>still</p>", plain="Demo: one that lives in the browser.")
""",
    **{name: gallery.PIECES[name] for name in ("progress", "slider", "canvas", "quiz", "my reader", "predict")},
}
SOURCES["progress"] = "import numpy as np\n" + SOURCES["progress"]
# How many controls still work without a kernel: Undo and Clear of a canvas, all of a prediction.
WORK_ON = {"slider": 0, "canvas": 2, "quiz": 0, "my reader": 2, "predict": 4}
ACTIVE = ".dlcourse-demo :is(button, .noUi-target):not([disabled]):visible"
SENTENCE = "so this cell no longer answers"

SESSION = "window.jupyterapp.shell.currentWidget.sessionContext"
WAYS = {
    "restart": f"() => {SESSION}.restartKernel()",
    "crash": f"() => {{ {SESSION}.session.kernel.requestExecute({{ code: 'import os; os._exit(1)' }}) }}",
    "shut down": f"() => {SESSION}.shutdown()",
    "another kernel": f"() => {SESSION}.changeKernel({{ name: 'python3' }})",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A notebook with one piece of each kind, and the number of each piece's cell."""
    folder = tmp_path_factory.mktemp("gone")
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in SOURCES.values()]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": gallery.KERNEL})
    nbformat.write(made, folder / "gone.ipynb")
    with browser() as chromium, Lab(folder) as lab:
        notebook = Notebook(chromium, lab, "gone.ipynb")
        yield notebook, {name: number for number, name in enumerate(SOURCES)}
        assert notebook.unforgiven() == []


@pytest.mark.parametrize("way", WAYS)
def test_it_says_so_and_what_needs_a_kernel_looks_inactive(opened, way):
    notebook, numbers = opened
    notebook.start()
    notebook.run_all()
    active = {}
    for name, number in numbers.items():
        piece = notebook.cell(number)
        piece.locator(".dlcourse-demo").first.wait_for()
        assert piece.get_by_text(SENTENCE).count() == 0, name
        active[name] = piece.locator(ACTIVE).count()
    assert active == active | {"slider": 3, "canvas": 2, "my reader": 3, "predict": 4}
    assert active["quiz"] > 5
    notebook.page.evaluate(WAYS[way])
    if way == "crash":  # JupyterLab says so too, in a dialog over everything
        notebook.page.get_by_role("dialog").get_by_role("button").click()
    for name, controls in WORK_ON.items():
        piece = notebook.cell(numbers[name])
        piece.get_by_role("status").get_by_text(SENTENCE).wait_for()
        assert piece.locator(ACTIVE).count() == controls, name
        notebook.shot(f"gone-{way}-{name}".replace(" ", "-"), piece)
    for name in ("alone", "progress"):
        assert notebook.cell(numbers[name]).get_by_text(SENTENCE).count() == 0, name
    paper = notebook.cell(numbers["canvas"]).get_by_role("application")
    paper.click(position={"x": 50, "y": 80})
    assert paper.locator(".ink path").count() == 1
    drawn = notebook.cell(numbers["my reader"])
    drawn.get_by_role("application").click(position={"x": 50, "y": 80})
    assert drawn.get_by_role("button", name="Keep it").is_disabled(), "it would be lost"


def test_a_slider_does_not_move_until_its_cell_is_run_again(opened):
    notebook, numbers = opened
    notebook.start()
    notebook.run_all()
    piece = notebook.cell(numbers["slider"])
    handle = piece.get_by_role("slider")
    before = handle.get_attribute("aria-valuenow")
    notebook.page.evaluate(WAYS["restart"])
    piece.get_by_text(SENTENCE).wait_for()
    handle.press("ArrowRight")
    assert handle.get_attribute("aria-valuenow") == before
    notebook.until_idle()
    notebook.run_all()
    piece.get_by_text(SENTENCE).wait_for(state="detached")
    notebook.picture_changes(piece, lambda: handle.press("ArrowRight"))
