import pytest
import traitlets

from dlcourse.interact import Canvas


def test_it_begins_empty_and_keeps_strokes():
    canvas = Canvas(label="Draw a digit")
    assert canvas.strokes == []
    canvas.strokes = [[[0, 0.5], (1, 1)]]
    assert canvas.strokes == [[[0.0, 0.5], [1.0, 1.0]]]


@pytest.mark.parametrize("strokes", [[[]], [[[0.1]]], [[["a", "b"]]], [[[0.5, 1.2]]], [[[0.5, float("nan")]]], [1]])
def test_it_refuses_what_is_no_drawing(strokes):
    with pytest.raises(traitlets.TraitError):
        Canvas(strokes=strokes)


def test_keeping_hands_the_drawing_over_with_the_click():
    canvas, kept = Canvas(keep="Keep it"), []
    canvas.on_keep(kept.append)
    canvas._handle_custom_msg({"strokes": [[[0.5, 0.5]]]}, [])
    assert kept == [[[[0.5, 0.5]]]]


def test_a_message_from_the_browser_reaches_those_who_observe():
    canvas, seen = Canvas(), []
    canvas.observe(lambda change: seen.append(change["new"]), names="strokes")
    canvas.set_state({"strokes": [[[0.25, 0.75]]]})
    assert seen == [[[[0.25, 0.75]]]]


def test_an_example_is_one_until_the_browser_says_otherwise():
    assert not Canvas().example
    canvas = Canvas(strokes=[[[0.5, 0.5]]], example=True)
    canvas.set_state({"strokes": [[[0.1, 0.1]]], "example": False})
    assert not canvas.example
    assert canvas.strokes == [[[0.1, 0.1]]]
