"""Where no kernel runs, every live piece says in one line what running its cell brings, in words that fit it."""

import re

import ipywidgets as widgets
import pytest

from dlcourse.course.gallery import demos
from dlcourse.interact import Bundle, Explorable, draw_digits, live, predict, quiz, run_here, slider, vote
from dlcourse.plots import say

OPTIONS = [("about half", None), ("none", "start.useless-off-centre")]

PIECES = {
    "to make it move": lambda: live({"rate": slider("rate", 1, 9, 3)}, lambda rate: say(f"{rate}"), plain="Demo."),
    "to commit to an answer": lambda: predict("start.centring", "How many?", OPTIONS),
    "to answer the questions": lambda: quiz("start.start_here"),
    "to vote": lambda: vote(22),
    "to draw your own 50 digits": draw_digits,
    "to get a button that does this": lambda: run_here("Download 12 MB and run", lambda: say("run")),
}


def stored(piece):
    data, _ = piece._repr_mimebundle_()
    return data["text/html"]


@pytest.mark.parametrize("told", PIECES)
def test_the_stored_form_ends_with_what_to_do(told):
    piece = PIECES[told]()
    assert stored(piece).startswith(piece.still)
    line = stored(piece).removeprefix(piece.still)
    assert re.fullmatch(rf"<p><small>[^<]*\b[Rr]un this cell in JupyterLab {told}\b[^<]*\.</small></p>", line)
    assert "un this cell" not in piece.still, "once is enough"


def test_a_piece_may_have_no_such_line():
    class Alive(Bundle):
        invitation = ""

    assert stored(Alive(widgets.IntSlider(), "<p>still</p>", "Demo.")) == "<p>still</p>"


@pytest.mark.parametrize("name", demos())
def test_each_demo_of_the_course_has_it(name):
    piece = demos()[name]()
    if not isinstance(piece, Explorable):  # it moves by itself
        assert stored(piece).endswith(
            "<p><small>A still picture: run this cell in JupyterLab to make it move.</small></p>"
        )
