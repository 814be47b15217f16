import ipywidgets as widgets
import pytest

from dlcourse.interact import Canvas, choice, demo, live, slider, sweep
from dlcourse.interact.demo import DEMOS, across
from dlcourse.plots import say


def a_demo(draw=lambda rate, kind: say(f"{rate} {kind}"), **keywords):
    return live({"rate": slider("rate", 1, 9, 3), "kind": choice("kind", ["a", "b"])}, draw, plain="Demo.", **keywords)


def test_the_still_is_the_picture_at_the_defaults():
    demo = a_demo()
    assert demo.still == demo.html == "<p>3 0</p>"


def test_the_still_may_show_other_values():
    demo = a_demo(still={"rate": 7})
    assert demo.still == "<p>7 0</p>"
    assert demo.html == "<p>3 0</p>"


def test_moving_a_control_shows_a_new_picture():
    demo = a_demo()
    demo.controls["rate"].value = 4
    demo.controls["kind"].value = 1
    assert demo.html == "<p>4 1</p>"
    assert demo.still == "<p>3 0</p>"


def test_it_says_that_it_draws_while_it_draws():
    seen = []
    demo = a_demo(lambda rate, kind: seen.append(demo._busy.value if seen else "") or say("x"))
    demo.controls["rate"].value = 4
    assert "drawing" in seen[1]
    assert demo._busy.value == ""


def test_a_failing_draw_keeps_the_last_picture_and_says_why(monkeypatch):
    monkeypatch.delenv("DLCOURSE_RAISE")

    def draw(rate, kind):
        if rate == 4:
            raise ValueError("four is too many")
        return say(f"{rate}")

    demo = a_demo(draw)
    demo.controls["rate"].value = 4
    assert demo.html == "<p>3</p>"
    notice = demo.widget.children[-1]
    assert "four is too many" in notice.value
    assert demo._busy.value == ""
    demo.controls["rate"].value = 5
    assert notice.value == ""


def test_a_sweep_moves_each_control_across_its_range_and_back():
    demo = a_demo()
    shown = list(sweep(demo))
    assert [html for name, _, html in shown if name == "rate"] == [f"<p>{rate} 0</p>" for rate in (1, 9, 3)]
    assert [html for name, _, html in shown if name == "kind"] == ["<p>3 1</p>", "<p>3 0</p>"]


@pytest.mark.parametrize("end", [1, 9])
def test_a_sweep_meets_an_error_at_either_end(end):
    with pytest.raises(ZeroDivisionError):
        list(sweep(a_demo(lambda rate, kind: say(f"{1 / (end - rate)}"))))


@pytest.mark.parametrize("bad", range(1, 8))
def test_a_sweep_meets_an_error_in_any_option(bad):
    controls = {"kind": choice("kind", list("abcdefgh"))}
    with pytest.raises(ZeroDivisionError):
        list(sweep(live(controls, lambda kind: say(f"{1 / (bad - kind)}"), plain="Demo.")))


def test_a_sweep_draws_on_a_canvas():
    demo = live({"drawing": Canvas()}, lambda drawing: say(f"{len(drawing)}"), plain="Demo.")
    assert {html for _, _, html in sweep(demo)} == {"<p>0</p>", "<p>1</p>"}


@pytest.mark.parametrize(
    ("control", "reached"),
    [
        (slider("whole", 1, 9, 3), [1, 9, 3]),
        (slider("whole, at its lower end", 2, 12, 2, step=5), [7, 12, 2]),
        (slider("whole, at its upper end", 1, 9, 9), [1, 5, 9]),
        (slider("fraction", 0.0, 3.0, 0.5), [0.0, 3.0, 0.5]),
        (slider("fraction, at its lower end", 0.0, 3.0, 0.0), [1.5, 3.0, 0.0]),
        (slider("scale", 0.001, 10.0, 0.1, log=True), [0.001, 10.0, 0.1]),
        (slider("scale, at its lower end", 0.01, 100.0, 0.01, log=True), [1.0, 100.0, 0.01]),
        (choice("one of four", list("abcd"), value=1), [0, 2, 3, 1]),
        (widgets.Checkbox(), [True, False]),
        (widgets.SelectionSlider(options=[("few", 10), ("some", 50), ("many", 99)]), [50, 99, 10]),
    ],
)
def test_across_reaches_both_ends_or_each_option_and_comes_back(control, reached):
    values = across(control)
    assert values == pytest.approx(reached)
    for value in values:
        control.value = value
        assert control.value == pytest.approx(value)


def test_across_refuses_what_it_cannot_move():
    with pytest.raises(TypeError, match="ColorPicker"):
        across(widgets.ColorPicker())


@pytest.mark.parametrize(("low", "high", "step"), [(0.1, 3.0, 0.05), (0.0, 1.0, 0.02), (0.0, 100.0, 2.0), (0, 40, 1)])
def test_a_slider_stops_at_round_numbers(low, high, step):
    assert slider("x", low, high, low).step == pytest.approx(step)


def test_a_name_belongs_to_one_demo(monkeypatch):
    monkeypatch.setitem(DEMOS, "twice", a_demo)
    assert demo("twice")(a_demo) is a_demo  # a module that is imported anew
    with pytest.raises(ValueError, match=r"There are two demos called 'twice': test_demo and test_demo\."):

        @demo("twice")
        def another():
            return a_demo()

    assert DEMOS["twice"] is a_demo
