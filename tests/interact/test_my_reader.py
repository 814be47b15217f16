import numpy as np
import pytest

from dlcourse import journal
from dlcourse.interact import draw_digits, my_digits, my_reader
from dlcourse.interact.my_reader import GOAL, ORDER, STAND_IN

STROKE = [[[0.5, 0.2], [0.5, 0.8]]]


def draw(bundle, strokes=STROKE):
    """What the browser sends when *Keep it* is pressed."""
    bundle.widget.children[0]._handle_custom_msg({"strokes": strokes}, [])


def told(bundle):
    return bundle.widget.children[1].value


def reads_ones(images):
    return np.tile(np.eye(10)[1], (len(images), 1))


def test_a_kept_drawing_goes_into_the_journal_and_the_next_is_asked_for():
    bundle = draw_digits()
    canvas = bundle.widget.children[0]
    assert canvas.label == f"Draw a {ORDER[0]}"
    draw(bundle)
    assert [entry.value for entry in journal.entries("drawing")] == [
        {"label": int(ORDER[0]), "strokes": STROKE, "pen": canvas.pen}
    ]
    assert canvas.label == f"Draw a {ORDER[1]}"
    assert "1 of 50 kept." in told(bundle)


def test_it_goes_on_where_the_reader_stopped():
    draw(draw_digits())
    assert draw_digits().widget.children[0].label == f"Draw a {ORDER[1]}"


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
    assert bundle.widget.children[0].strokes == STROKE
    assert "was not recorded" in bundle.widget.children[2].value


def test_fifty_are_enough():
    bundle = draw_digits()
    for _ in range(GOAL + 1):
        draw(bundle)
    assert len(journal.entries("drawing")) == GOAL
    assert bundle.widget.children[0].keep == ""
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
    assert own.labels.tolist() == ORDER[:10].tolist()


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
    right = int((ORDER[:10] == 1).sum())
    assert [(entry.name, entry.value) for entry in journal.entries("reader")] == [
        ("first", {"right": right, "of": 10}),
        ("second", {"right": right, "of": 10}),
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
