import importlib
from itertools import pairwise

import numpy as np
import pytest

from dlcourse import journal
from dlcourse.interact import draw_digits, my_digits, my_reader
from dlcourse.interact.my_digits import GOAL, asked_for, kept
from dlcourse.interact.my_reader import STAND_IN
from dlcourse.plots import tiles

reader_module = importlib.import_module("dlcourse.interact.my_reader")  # the package's name for it is the function

STROKE = [[[0.5, 0.2], [0.5, 0.8]]]
ORDER: list[int] = []  # the first ten that are asked for
while len(ORDER) < 10:
    ORDER.append(asked_for(ORDER))


def draw(bundle, strokes=STROKE):
    """What the browser sends when *Keep it* is pressed."""
    bundle.canvas._handle_custom_msg({"strokes": strokes}, [])


def told(bundle):
    return bundle.told.value


def reads_ones(images):
    return np.tile(np.eye(10)[1], (len(images), 1))


def test_a_kept_drawing_goes_into_the_journal_and_the_next_is_asked_for():
    bundle = draw_digits()
    canvas = bundle.canvas
    assert canvas.label == f"Draw a {ORDER[0]}"
    draw(bundle)
    assert [entry.value for entry in journal.entries("drawing")] == [
        {"label": ORDER[0], "strokes": STROKE, "pen": canvas.pen}
    ]
    assert canvas.label == f"Draw a {ORDER[1]}"
    assert "1 of 50 kept." in told(bundle)


def test_it_goes_on_where_the_reader_stopped():
    draw(draw_digits())
    assert draw_digits().canvas.label == f"Draw a {ORDER[1]}"


def test_an_empty_canvas_is_not_kept():
    bundle = draw_digits()
    draw(bundle, [])
    assert journal.entries("drawing") == []
    assert "empty" in told(bundle)


def test_a_drawing_that_cannot_be_recorded_is_back_on_the_canvas(monkeypatch, tmp_path):
    monkeypatch.delenv("DLCOURSE_RAISE")
    (tmp_path / "file").touch()
    bundle = draw_digits()
    monkeypatch.setattr(journal, "entries", lambda kind: [])
    monkeypatch.setenv("DLCOURSE_HOME", str(tmp_path / "file"))  # no folder can be made of it
    draw(bundle)
    assert bundle.canvas.strokes == STROKE
    assert "was not recorded" in bundle.notice.value


def test_each_digit_is_asked_for_once_before_one_comes_again():
    asked: list[int] = []
    while len(asked) < GOAL:
        asked.append(asked_for(asked))
    for block in range(0, GOAL, 10):
        assert sorted(asked[block : block + 10]) == list(range(10))
    assert all(one != other for one, other in pairwise(asked))
    assert len({tuple(asked[block : block + 10]) for block in range(0, GOAL, 10)}) == 5


def test_what_was_drawn_in_another_order_is_made_up_for():
    labels = [3, 4, 7, 0, 0, 0, 6]
    while len(labels) < GOAL:
        labels.append(asked_for(labels))
    assert np.bincount(labels).tolist() == [5] * 10


def test_the_last_one_can_be_taken_back_and_drawn_again():
    bundle = draw_digits()
    assert bundle.back.disabled
    draw(bundle)
    draw(bundle, [[[0.1, 0.1], [0.9, 0.9]]])
    bundle.back.click()
    assert bundle.canvas.strokes == [[[0.1, 0.1], [0.9, 0.9]]]
    assert f"The {ORDER[1]} is back on the canvas. 1 of 50 kept." in told(bundle)
    assert bundle.canvas.label == f"Draw a {ORDER[1]}"
    draw(bundle)
    assert [each["strokes"] for each in kept()] == [STROKE, STROKE]
    assert [each["label"] for each in kept()] == ORDER[:2]
    bundle.back.click()
    bundle.back.click()
    assert kept() == []
    assert bundle.back.disabled


def test_the_frozen_are_not_taken_back():
    bundle = draw_digits()
    for _ in range(GOAL):
        draw(bundle)
    assert bundle.back.disabled
    bundle.back.click()
    assert len(kept()) == GOAL


def test_what_cannot_be_taken_back_stays_kept(monkeypatch, tmp_path):
    monkeypatch.delenv("DLCOURSE_RAISE")
    bundle = draw_digits()
    draw(bundle)
    entries = journal.entries("drawing")
    (tmp_path / "file").touch()
    monkeypatch.setattr(journal, "entries", lambda kind: entries)
    monkeypatch.setenv("DLCOURSE_HOME", str(tmp_path / "file"))
    bundle.back.click()
    assert "was not recorded" in bundle.notice.value
    assert bundle.canvas.strokes == []


def test_every_digit_is_shown_with_what_was_read(monkeypatch):
    seen = {}
    monkeypatch.setattr(
        reader_module, "tiles", lambda images, alt, labels: seen.update(labels=labels) or tiles(images, alt)
    )
    bundle = draw_digits()
    for _ in range(10):
        draw(bundle)
    shown = my_reader("a test", reads_ones)
    assert seen["labels"] == [str(digit) if digit == 1 else f"{digit} as 1" for digit in ORDER]
    assert shown.html.count("<img") == 2


def test_fifty_are_enough():
    bundle = draw_digits()
    for _ in range(GOAL + 1):
        draw(bundle)
    assert len(journal.entries("drawing")) == GOAL
    assert bundle.canvas.keep == ""
    assert "frozen" in told(bundle)
    assert np.bincount(my_digits().labels).tolist() == [GOAL // 10] * 10


def test_until_there_are_ten_real_handwriting_stands_in():
    stand_in = my_digits()
    assert not stand_in.own
    assert stand_in.images.shape == (GOAL, 28, 28)
    bundle = draw_digits()
    for _ in range(10):
        draw(bundle)
    own = my_digits()
    assert own.own
    assert own.images.shape == (10, 28, 28)
    assert own.labels.tolist() == ORDER


def test_a_stand_in_is_called_one_and_nothing_is_recorded():
    shown = my_reader("a test", reads_ones)
    assert STAND_IN in shown.plain
    assert journal.entries("reader") == []


def test_the_chart_grows_with_each_model():
    bundle = draw_digits()
    for _ in range(10):
        draw(bundle)
    my_reader("first", reads_ones)
    my_reader("second", reads_ones)
    assert [(entry.name, entry.value) for entry in journal.entries("reader")] == [
        ("first", {"right": 1, "of": 10}),
        ("second", {"right": 1, "of": 10}),
    ]


@pytest.mark.parametrize("drawn", [0, 10])
def test_no_measured_number_stands_in_the_words(drawn):
    bundle = draw_digits()
    for _ in range(drawn):
        draw(bundle)
    shown = my_reader("a test", reads_ones)
    assert "… of" in shown.plain
    assert "between … and …" in shown.plain
    assert 'alt="My Reader' in shown.html
