"""Every interactive piece in real JupyterLab, driven as a reader would: by mouse, by finger, and by keyboard alone."""

import contextlib

import axe
import gallery
import pytest
from lab import ROOT, Lab, Notebook, browser
from playwright.sync_api import TimeoutError
from shading import ground_and_contrast

from dlcourse import journal
from dlcourse.interact.folding import FOLDED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE = 390  # CSS pixels

# What sticks out of an output, or holds words that are cut off. What lies in a box that the reader can scroll by
# keyboard does not; in an explorable the handles take the focus, and the box follows.
# A mark within a drawing may be clipped, and its size says nothing; a word may not, unless it goes with such a mark.
TOO_WIDE = """area => {
    const scrolled = part => {
        for (let box = part.parentElement; box !== area; box = box.parentElement)
            if (box.scrollWidth > box.clientWidth && (box.tabIndex === 0 || box.querySelector('.explorable')))
                return true;
    };
    const marked = part => part.ownerSVGElement && (part.tagName !== 'text' || part.ownerSVGElement.ownerSVGElement);
    return [...area.querySelectorAll('.dlcourse-demo *')].filter(part =>
        part.getBoundingClientRect().right > area.getBoundingClientRect().right + 1
            && !marked(part) && !scrolled(part)
        || part.matches('.widget-label, button') && part.scrollWidth > part.clientWidth + 1
    ).filter(part => getComputedStyle(part).visibility !== 'hidden').map(part => part.outerHTML.slice(0, 200));
}"""

# The width of each picture that is shown, as a share of its own.
SHRUNK = """area => [...area.querySelectorAll('img')].filter(image => image.width)
    .map(image => image.getBoundingClientRect().width / image.naturalWidth)"""

SLIDERS = "area => [...area.querySelectorAll('.slider-container')].map(track => track.getBoundingClientRect().width)"

# Whether it, or something within it, is what a reader sees at the middle of it.
ON_TOP = """part => {
    const { x, y, width, height } = part.getBoundingClientRect();
    return part.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The gallery, run once, and the number of each piece's cell."""
    folder = tmp_path_factory.mktemp("gallery")
    numbers = gallery.write(folder / "gallery.ipynb")
    config = f"--config={ROOT / 'jupyter' / 'jupyter_server_config.py'}"
    with browser() as chromium, Lab(folder, options=(config,)) as lab:
        notebook = Notebook(chromium, lab, "gallery.ipynb")
        notebook.run_all()
        yield notebook, numbers


@pytest.fixture
def notebook(opened, monkeypatch):
    """The gallery; afterwards it has as many cells as before, and the console is clean."""
    notebook, numbers = opened
    monkeypatch.setenv("DLCOURSE_HOME", str(notebook.lab.home))
    yield notebook
    assert notebook.cells() == len(numbers) + 1
    assert not notebook.unforgiven()


@pytest.fixture
def piece(opened, notebook, request):
    """The cell of the piece that the test names by a marker-like parameter."""
    return notebook.cell(opened[1][request.param])


@pytest.mark.parametrize("piece", ["slider"], indirect=True)
def test_the_picture_follows_the_slider_and_the_buttons(notebook, piece):
    handle = piece.get_by_role("slider")
    notebook.picture_changes(piece, lambda: handle.press("ArrowRight"))
    notebook.type_commands()
    notebook.page.keyboard.press("Tab")  # the readout
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("ArrowRight")
    notebook.type_commands()
    swings = piece.get_by_role("button", name="it swings")
    notebook.picture_changes(piece, lambda: notebook.page.keyboard.press("Space"))
    assert swings.get_attribute("aria-pressed") == "true"
    notebook.shot("slider", piece)


@pytest.mark.parametrize("piece", ["predict"], indirect=True)
def test_a_prediction_opens_its_own_result_and_no_other(notebook, opened, piece):
    result = notebook.cell(opened[1]["result"])
    result.locator(".jp-OutputPlaceholder").get_by_text(FOLDED).wait_for()
    piece.get_by_role("button", name="Commit").click()
    piece.get_by_text("Choose an answer first").wait_for()
    notebook.shot("predict", piece)

    piece.get_by_role("button", name="Nearly as many").press("Enter")
    keyboard = notebook.page.keyboard
    notebook.type_commands()
    for _ in range(3):  # past the other two answers
        keyboard.press("Tab")
    keyboard.type("add a bad dd cell")
    keyboard.press("Tab")
    for _ in range(4):
        keyboard.press("ArrowRight")
    notebook.type_commands()
    piece.get_by_role("button", name="Commit").press("Enter")
    piece.get_by_text("The result is open below.").wait_for()
    said = "You said: Nearly as many: the digits are all there, 70% sure, because: add a bad dd cell."
    piece.get_by_text(said).wait_for()
    result.get_by_text("The result: about half.", exact=True).wait_for()
    result.get_by_text("It came out otherwise").wait_for()
    assert result.locator(".jp-OutputPlaceholder").count() == 0
    assert notebook.cell(opened[1]["result next"]).locator(".jp-OutputPlaceholder").count() == 1
    assert journal.latest("prediction", "start.centring")["sure"] == 0.7
    notebook.shot("predict-committed", piece)


@pytest.mark.parametrize("piece", ["predict next"], indirect=True)
def test_without_a_folded_result_it_says_where_to_look(notebook, opened, piece):
    notebook.cell(opened[1]["result next"]).locator(".jp-OutputPlaceholder").click()  # the reader was quicker
    piece.get_by_role("button", name="More").click()
    piece.get_by_role("button", name="Commit").click()
    piece.get_by_text("Now open the result below").wait_for()


@pytest.mark.parametrize("piece", ["quiz"], indirect=True)
def test_a_quiz_is_answered_by_keyboard(notebook, piece):
    questions = piece.get_by_role("group")
    score = piece.locator(".dlcourse-quiz > .widget-html").first
    for number in range(2):
        first = questions.nth(number).get_by_role("button").first
        first.focus()
        options = questions.nth(number).get_by_role("button").count()
        for _ in range(options):
            notebook.page.keyboard.press("Space")
            notebook.type_commands()
            notebook.page.keyboard.press("ArrowDown")
    score.get_by_text("right at the first try").wait_for()
    score.get_by_text("of 2").wait_for()
    assert journal.latest("quiz", "start.start_here")["of"] == 2
    notebook.shot("quiz", piece)
    before = questions.first.inner_text()
    piece.get_by_role("button", name="New questions").press("Enter")
    notebook.page.wait_for_function(
        "([group, before]) => group.innerText !== before", arg=[questions.first.element_handle(), before]
    )
    score.get_by_text("Your first answer counts").wait_for()


@pytest.mark.parametrize("piece", ["routing"], indirect=True)
def test_a_link_within_a_demo_does_not_replace_the_page(notebook, piece):
    piece.get_by_role("button", name="the first").click()
    link = piece.locator(".dlcourse-demo a[href]").first
    link.wait_for()
    notebook.page.wait_for_function("link => link.target === '_blank'", arg=link.element_handle())
    notebook.page.evaluate("() => { window.stillHere = true }")
    with notebook.page.context.expect_page():
        link.click()
    assert notebook.page.evaluate("() => window.stillHere")


@pytest.mark.parametrize("piece", ["vote"], indirect=True)
def test_a_vote_is_recorded_and_told_again_afterwards(notebook, opened, piece):
    piece.get_by_role("button", name="it holds", exact=True).press("Enter")
    piece.get_by_text("Recorded: “it holds”.").wait_for()
    notebook.page.keyboard.press("ArrowRight")
    notebook.type_commands()
    notebook.page.keyboard.press("Space")
    piece.get_by_text("Recorded: “it holds if …”.").wait_for()
    assert journal.latest("vote", "22 before") == "it holds if …"
    after = notebook.cell(opened[1]["vote after"])
    after.get_by_role("button", name="it misleads").click()
    after.get_by_text("you voted “it holds if …”.").wait_for()
    notebook.shot("vote", piece)


@pytest.mark.parametrize("piece", ["my reader"], indirect=True)
def test_digits_are_kept_one_after_the_other(notebook, piece):
    paper = piece.get_by_role("application")
    piece.get_by_role("button", name="Keep it").click()
    piece.get_by_text("The canvas is empty").wait_for()
    for number in (1, 2):
        paper.press("Space")
        for _ in range(8):
            paper.press("ArrowDown")
        paper.press("Space")
        piece.get_by_role("button", name="Keep it").press("Enter")
        piece.get_by_text(f"{number} of 50 kept.").wait_for()
        assert paper.locator(".ink path").count() == 0
    kept = [entry.value for entry in journal.entries("drawing")]
    assert [len(each["strokes"][0]) for each in kept] == [9, 9]
    notebook.shot("my-reader", piece)


@pytest.mark.parametrize("piece", ["blanks"], indirect=True)
def test_blanks_say_which_is_used(notebook, piece):
    piece.get_by_text("Nothing is written in my_relu yet").wait_for()
    piece.get_by_text("expected [0., 2.], received [1., 2.]").wait_for()
    piece.get_by_text("your own my_good_relu is used").wait_for()
    piece.get_by_text("One way to write it").first.click()
    piece.get_by_text("return np.maximum(x, 0)").first.wait_for()
    notebook.shot("blanks", piece)


@pytest.mark.parametrize("piece", ["progress"], indirect=True)
def test_progress_and_curve_are_shown(notebook, piece):
    piece.get_by_text("training: 2000 of 2000, done in").wait_for()
    piece.locator(".dlcourse-curve polyline").wait_for()
    notebook.shot("progress", piece)


@pytest.mark.parametrize("name", gallery.demos())
def test_each_demo_of_the_course_moves(notebook, opened, name):
    piece = notebook.cell(opened[1][name])
    screen = piece.locator(".dlcourse-shown")
    screen.wait_for()
    notebook.shot(f"demo {name}".replace(" ", "-"), piece)
    before = screen.inner_html()
    for control in [*piece.get_by_role("slider").all(), *piece.get_by_role("button").all()]:
        control.focus()
        for key in ("ArrowRight", "Space"):
            control.press(key)
        notebook.type_commands()
        notebook.until_idle()
        if screen.inner_html() != before:
            break
    notebook.page.wait_for_function(
        "([screen, before]) => screen.innerHTML !== before", arg=[screen.element_handle(), before]
    )


@pytest.fixture
def looks(notebook, request):
    """The notebook in a theme and a width of the window, and back again afterwards."""
    dark, width = request.param
    notebook.theme(dark)
    notebook.narrow(width)
    yield f"{'dark' if dark else 'light'}-{width or 'wide'}"
    notebook.theme(dark=False)
    notebook.narrow(None)


@pytest.mark.parametrize("looks", [(False, PHONE), (True, PHONE)], ids=["light", "dark"], indirect=True)
def test_on_a_phone_nothing_is_cut_off_or_too_small_to_read_or_to_move(notebook, opened, looks):
    pictures = sliders = 0
    for name, number in opened[1].items():
        output = notebook.cell(number).locator(".jp-Cell-outputArea, .jp-OutputPlaceholder")
        # A cell that comes into view learns of its new width then, and draws anew; a loaded machine takes its time.
        fits = f"area => ({TOO_WIDE})(area).length === 0"
        with contextlib.suppress(TimeoutError):
            notebook.page.wait_for_function(fits, arg=output.element_handle())
        notebook.shot(f"phone-{looks}-{name}".replace(" ", "-"), output)
        assert output.evaluate(TOO_WIDE) == [], name
        shrunk, tracks = output.evaluate(SHRUNK), output.evaluate(SLIDERS)
        assert all(share >= 0.7 for share in shrunk), name
        assert all(width >= 160 for width in tracks), name
        pictures, sliders = pictures + len(shrunk), sliders + len(tracks)
    assert pictures > 20
    assert sliders > 40


@pytest.mark.parametrize("looks", [(False, None), (True, PHONE)], ids=["light", "dark"], indirect=True)
def test_axe_finds_nothing_to_complain_of(notebook, opened, looks):
    axe.load(notebook.page)
    found = {name: axe.violations(notebook.cell(number)) for name, number in opened[1].items()}
    assert {name: those for name, those in found.items() if those} == {}
    looked_at = {name for name, those in found.items() if those is not None}
    assert looked_at >= {"slider", "canvas", "predict", "quiz", "vote", "my reader", "progress", *gallery.demos()}


@pytest.mark.parametrize("piece", ["slider"], indirect=True)
def test_axe_would_find_a_slider_without_a_name_and_pale_words(notebook, piece):
    axe.load(notebook.page)
    harm = """box => {
        box.querySelector('[role=slider]').removeAttribute('aria-labelledby');
        box.querySelector('.question').style.color = '#999';
    }"""
    mend = """box => {
        const slider = box.querySelector('[role=slider]');
        slider.setAttribute('aria-labelledby', slider.closest('.widget-slider').querySelector('label').id);
        box.querySelector('.question').style.color = '';
    }"""
    box = piece.locator(".dlcourse-demo")
    box.evaluate(harm)
    rules = {each.partition(":")[0] for each in axe.violations(piece)}
    box.evaluate(mend)
    assert rules == {"aria-input-field-name", "color-contrast"}
    assert axe.violations(piece) == []


@pytest.mark.parametrize("piece", ["slider"], indirect=True)
def test_a_slider_and_its_number_go_by_the_name_that_is_seen(notebook, piece):
    handle = piece.get_by_role("slider", name="rate (1/s)", exact=True)
    number = piece.get_by_role("textbox", name="rate (1/s)", exact=True)
    number.fill("1.2")
    notebook.picture_changes(piece, lambda: number.press("Enter"))
    notebook.page.wait_for_function("handle => Number(handle.ariaValueNow) === 1.2", arg=handle.element_handle())


@pytest.mark.parametrize("piece", ["slider"], indirect=True)
def test_on_a_dark_page_a_picture_does_not_glare_and_its_grey_words_stay_readable(notebook, piece):
    picture = piece.locator(".dlcourse-shown img")
    light, readable = ground_and_contrast(picture)
    assert light == 1
    notebook.theme(dark=True)
    dimmed, still_readable = ground_and_contrast(picture)
    notebook.shot("slider-dark", piece)
    notebook.theme(dark=False)
    assert dimmed < 0.85
    assert still_readable >= readable >= 4.5


@pytest.mark.parametrize("piece", ["canvas"], indirect=True)
def test_a_drawing_by_mouse_finger_and_keyboard(notebook, piece):
    paper = piece.get_by_role("application")
    mouse, keyboard = notebook.page.mouse, notebook.page.keyboard
    x, y, size = notebook.square(paper)

    mouse.move(x + 0.3 * size, y + 0.2 * size)
    mouse.down()
    mouse.move(x + 0.3 * size, y + 0.8 * size, steps=12)
    piece.get_by_text("1 strokes").wait_for()  # while the pen is still down
    mouse.up()
    paper.tap(position={"x": 0.6 * size, "y": 0.5 * size})
    piece.get_by_text("2 strokes").wait_for()

    notebook.type_commands()
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
    notebook.type_commands()
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
    opacity = "words => getComputedStyle(words.closest('.widget-html')).opacity"
    old = piece.get_by_text("rate 1")
    assert old.evaluate(opacity) == "1"
    piece.get_by_role("slider").press("ArrowRight")
    badge = piece.get_by_text("drawing …")
    badge.wait_for(state="visible")
    assert badge.evaluate(ON_TOP)
    assert float(old.evaluate(opacity)) < 0.6
    notebook.shot("slow", piece)
    (notebook.lab.root / gallery.GATE).touch()
    new = piece.get_by_text("rate 2")
    new.wait_for()
    badge.wait_for(state="detached")
    assert new.evaluate(opacity) == "1"


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


def test_tomorrow_each_piece_still_says_something(notebook, opened):
    """Last of all: the notebook is saved, its kernel gone, and it is opened again."""
    notebook.save()
    notebook.open()
    numbers = opened[1]
    notebook.cell(numbers["slider"]).locator(".jp-OutputArea img").wait_for()
    notebook.cell(numbers["slider"]).get_by_text("A still picture: run this cell").wait_for()
    notebook.cell(numbers["quiz"]).get_by_text("Answers").first.wait_for()
    notebook.cell(numbers["quiz"]).get_by_text("Run this cell in JupyterLab to answer").wait_for()
    notebook.cell(numbers["vote"]).get_by_text("Your vote, before the evidence.").wait_for()
    notebook.cell(numbers["progress"])
    assert notebook.page.get_by_text("not found").count() == 0
    notebook.shot("tomorrow")
