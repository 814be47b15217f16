"""Every interactive piece in real JupyterLab, driven as a reader would: by mouse, by finger, and by keyboard alone."""

import gallery
import pytest
from lab import Lab, Notebook, browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# In JupyterLab's command mode these insert, cut, delete, undo, copy, convert and run cells.
COMMANDS = ["a", "b", "x", "d", "d", "z", "c", "v", "m", "y", "1", "Shift+M", "Shift+Enter"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The gallery, run once, and the number of each piece's cell."""
    folder = tmp_path_factory.mktemp("gallery")
    numbers = gallery.write(folder / "gallery.ipynb")
    with browser() as chromium, Lab(folder) as lab:
        notebook = Notebook(chromium, lab, "gallery.ipynb")
        notebook.run_all()
        yield notebook, numbers


@pytest.fixture
def notebook(opened):
    """The gallery; afterwards it has as many cells as before, and the console is clean."""
    notebook, numbers = opened
    yield notebook
    assert notebook.cells() == len(numbers) + 1
    assert not notebook.unforgiven()


@pytest.fixture
def piece(opened, notebook, request):
    """The cell of the piece that the test names by a marker-like parameter."""
    return notebook.cell(opened[1][request.param])


def picture_changes(notebook, cell, act):
    before = cell.locator(".dlcourse-shown img").get_attribute("src")
    act()
    notebook.page.wait_for_function(
        "([cell, before]) => cell.querySelector('.dlcourse-shown img').src !== before",
        arg=[cell.element_handle(), before],
    )


def type_commands(notebook):
    for key in COMMANDS:
        notebook.page.keyboard.press(key)


@pytest.mark.parametrize("piece", ["slider"], indirect=True)
def test_the_picture_follows_the_slider_and_the_buttons(notebook, piece):
    handle = piece.get_by_role("slider")
    picture_changes(notebook, piece, lambda: handle.press("ArrowRight"))
    type_commands(notebook)
    notebook.page.keyboard.press("Tab")  # the readout
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("ArrowRight")
    type_commands(notebook)
    swings = piece.get_by_role("button", name="it swings")
    picture_changes(notebook, piece, lambda: notebook.page.keyboard.press("Space"))
    assert swings.get_attribute("aria-pressed") == "true"
    notebook.shot("slider", piece)


@pytest.mark.parametrize("piece", ["canvas"], indirect=True)
def test_a_drawing_by_mouse_finger_and_keyboard(notebook, piece):
    paper = piece.get_by_role("application")
    box = paper.bounding_box()
    x, y, size = box["x"], box["y"], box["width"]
    mouse, keyboard = notebook.page.mouse, notebook.page.keyboard

    mouse.move(x + 0.3 * size, y + 0.2 * size)
    mouse.down()
    mouse.move(x + 0.3 * size, y + 0.8 * size, steps=12)
    piece.get_by_text("1 strokes").wait_for()  # while the pen is still down
    mouse.up()
    notebook.page.touchscreen.tap(x + 0.6 * size, y + 0.5 * size)
    piece.get_by_text("2 strokes").wait_for()

    type_commands(notebook)
    for key in ["Space", *["ArrowUp"] * 5, *["Shift+ArrowRight"] * 5, "Space"]:
        keyboard.press(key)
    piece.get_by_text("3 strokes").wait_for()
    notebook.shot("canvas", piece)
    notebook.theme(dark=True)
    notebook.shot("canvas-dark", piece)
    notebook.theme(dark=False)

    keyboard.press("Backspace")
    piece.get_by_text("2 strokes").wait_for()
    keyboard.press("Escape")
    piece.get_by_text("0 strokes").wait_for()
    keyboard.press("Tab")
    keyboard.press("Enter")  # Undo brings back what was cleared
    piece.get_by_text("2 strokes").wait_for()
    type_commands(notebook)
    keyboard.press("Tab")
    keyboard.press("Space")  # Clear
    piece.get_by_text("0 strokes").wait_for()
    assert paper.locator(".ink path").count() == 0


@pytest.mark.parametrize("piece", ["trouble"], indirect=True)
def test_an_exception_is_seen_and_goes_away_again(notebook, piece):
    handle = piece.get_by_role("slider")
    handle.press("ArrowRight")
    piece.get_by_role("alert").get_by_text("the rate must stay below a half").wait_for()
    notebook.shot("trouble", piece)
    handle.press("ArrowLeft")
    piece.get_by_role("alert").wait_for(state="detached")


@pytest.mark.parametrize("piece", ["slow"], indirect=True)
def test_a_slow_draw_says_so(notebook, piece):
    piece.get_by_role("slider").press("ArrowRight")
    piece.get_by_text("drawing …").wait_for(state="visible")
    notebook.shot("slow", piece)
    piece.get_by_text("rate 2").wait_for()
    piece.get_by_text("drawing …").wait_for(state="detached")


def test_without_a_kernel_one_can_still_draw(notebook, opened):
    notebook.shut_down()
    piece = notebook.cell(opened[1]["canvas"])
    paper = piece.get_by_role("application")
    before = paper.locator(".ink path").count()
    paper.click(position={"x": 50, "y": 80})
    paper.press("Space")
    paper.press("ArrowDown")
    paper.press("Space")
    assert paper.locator(".ink path").count() == before + 2
    notebook.shot("canvas-without-kernel", piece)
