"""An exercise as a learner meets it: blank, wrong, the message, a hint, right, progress, and starting over."""

import pytest
from lab import ROOT, Lab, Notebook, browser

from dlcourse.cli import copies

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ANSWER, CHECK, HELP, PROGRESS = 5, 6, 7, 41
WRONG = "# exercise: start.mean\ndef image_means(images):\n    return images.mean(axis=0)"
ENDLESS = "# exercise: start.mean\ndef image_means(images):\n    while True:\n        pass"
SWAPPED = """# exercise: features.orientation
def orientation(image):
    x = image.astype(float)
    across, down = x[1:-1, 2:] - x[1:-1, :-2], x[2:, 1:-1] - x[:-2, 1:-1]
    return np.rad2deg(np.arctan2(across, down)) % 180"""
RIGHT = "# exercise: start.mean\ndef image_means(images):\n    return images.mean(axis=(1, 2))"


@pytest.fixture(scope="module")
def notebook(request, tmp_path_factory):
    """The learner's copy of the exercises of a chapter, run once with nothing filled in."""
    course = tmp_path_factory.mktemp("course")
    (course / "chapters").symlink_to(ROOT / "chapters")
    copies.prepare(course)
    config = f"--config={ROOT / 'jupyter' / 'jupyter_server_config.py'}"
    with browser() as chromium, Lab(course / "work", options=(config,)) as lab:
        notebook = Notebook(chromium, lab, request.param, height=1400)
        before = notebook.cells()
        notebook.run_all()
        yield notebook
        assert notebook.cells() == before
        assert not notebook.unforgiven()


def write(notebook, number, code):
    """Type code over what a cell holds, and run it as a learner does."""
    cell = notebook.cell(number)
    cell.locator(".cm-content").click()
    notebook.page.keyboard.press("Control+a")
    notebook.page.keyboard.insert_text(code)
    notebook.page.keyboard.press("Control+Enter")
    notebook.until_idle()


def run(notebook, number):
    cell = notebook.cell(number)
    cell.locator(".cm-content").click()
    notebook.page.keyboard.press("Control+Enter")
    return cell


@pytest.mark.parametrize("notebook", ["exercises/00_start_exercises.ipynb"], indirect=True)
def test_from_blank_to_solved_and_back(notebook):
    notebook.cell(CHECK).get_by_text("Not attempted yet").wait_for()

    write(notebook, ANSWER, WRONG)
    run(notebook, CHECK).get_by_text("Which axes lie inside an image?").wait_for()
    notebook.shot("exercise-wrong", notebook.cell(CHECK))

    write(notebook, ANSWER, ENDLESS)
    run(notebook, CHECK).get_by_text("did not finish in time and was stopped").wait_for()
    notebook.shot("exercise-endless", notebook.cell(CHECK))

    write(notebook, HELP, 'hint("start.mean")')
    notebook.cell(HELP).get_by_text("Write the shapes down first").wait_for()
    notebook.shot("exercise-hint", notebook.cell(HELP))

    write(notebook, ANSWER, RIGHT)
    run(notebook, CHECK).get_by_text("Right").first.wait_for()
    notebook.shot("exercise-right", notebook.cell(CHECK))

    run(notebook, PROGRESS).get_by_text("1 of 9 exercises solved").wait_for()
    notebook.shot("exercise-progress", notebook.cell(PROGRESS))

    write(notebook, PROGRESS, 'reset_progress("start.mean")\nprogress("start")')
    notebook.cell(PROGRESS).get_by_text("0 of 9 exercises solved").wait_for()


TEXT, HELD, SO_FAR = 33, 34, 37
SENTENCES = "All steps from the sound to the answer would have to be trained, and the spectrogram is not. " * 3


@pytest.mark.parametrize("notebook", ["exercises/01_features_exercises.ipynb"], indirect=True)
def test_an_explanation_is_held_against_two_examples_and_not_judged(notebook):
    notebook.cell(HELD).get_by_text("Not attempted yet").wait_for()

    written = f'# exercise: features.spectrogram\nexplanation = "{SENTENCES}"\npoints_made = '
    write(notebook, TEXT, written + "...")
    run(notebook, HELD).get_by_text("One that sounds good and is wrong").wait_for()
    notebook.cell(HELD).get_by_text("No program reads your text").wait_for()
    notebook.shot("exercise-examples", notebook.cell(HELD))

    write(notebook, TEXT, written + "(1, 2)")
    run(notebook, HELD).get_by_text("By your own count your text makes 2 of 5 points").wait_for()
    run(notebook, SO_FAR).get_by_text("held against the examples").first.wait_for()
    notebook.shot("exercise-chapter", notebook.cell(SO_FAR))

    write(notebook, ANSWER, SWAPPED)
    run(notebook, CHECK).get_by_text("The two are swapped").wait_for()
    notebook.shot("exercise-edge", notebook.cell(CHECK))
