"""Nothing runs before the button is pressed; then its result stands there, or one sentence on what went wrong."""

from dlcourse.interact import run_here
from dlcourse.plots import say


def test_it_runs_when_pressed_and_can_be_pressed_again():
    done = []
    piece = run_here("Download 12 MB and run", lambda: done.append(1) or say(f"run {len(done)}"))
    assert not done
    assert "Download 12 MB and run" in piece.still
    piece.button.click()
    assert "run 1" in piece.shown.value
    piece.button.click()
    assert "run 2" in piece.shown.value
    assert not piece.button.disabled


def test_what_goes_wrong_is_told_and_it_may_be_tried_again(monkeypatch):
    monkeypatch.delenv("DLCOURSE_RAISE")

    def fails():
        raise OSError("there is no network")

    piece = run_here("Run", fails)
    piece.button.click()
    assert piece.shown.value == ""
    assert not piece.button.disabled
    notice = piece.widget.children[2]
    assert "there is no network" in notice.value
