"""A blank hands back the reader's version where it is right, else the course's, and says which and why."""

import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.interact import blank, blanks
from dlcourse.interact.blanks import MARK, Answer, answer, value

X = np.array([-1.0, 2.0])


def course_relu(x):
    return np.maximum(x, 0)


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    """Blanks of this test only."""
    kept = {"start.relu": Answer(course_relu, [X, -X]), "start.pair": Answer((2, 3))}
    monkeypatch.setattr(blanks, "ANSWERS", kept)
    return kept


@pytest.fixture
def said(monkeypatch, capsys):
    """What was told, as plain text."""
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))
    return lambda: capsys.readouterr().out.strip()


@pytest.fixture
def shown(monkeypatch):
    """What was told, as HTML."""
    told = []
    monkeypatch.setattr(blanks, "tell", lambda words: told.append(words.html))
    return told


def relu(x):
    return x * (x > 0)


def test_a_right_one_is_used_and_knows_its_blank(said):
    assert blank("start.relu")(relu) is relu
    assert said() == "✓ Right. From here on your own relu is used."
    assert getattr(relu, MARK) == "start.relu"


def nothing(x): ...


def not_implemented(x):
    raise NotImplementedError


def dots(x):
    return ...


@pytest.mark.parametrize("empty", [None, ..., nothing, not_implemented, dots])
def test_an_empty_one_is_filled_in_and_the_words_are_fixed(empty, said):
    assert blank("start.relu", empty) is course_relu
    name = getattr(empty, "__name__", "relu")
    assert said() == f"… Nothing is written in {name} yet, so the course's version is used."


def in_place(x):
    x[x < 0] = 0
    return x


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda x: x, "For [-1., 2.] expected [0., 2.], received [-1., 2.]"),
        (lambda x: x[None], "expected shape (2,), received shape (1, 2)"),
        (lambda x: x.relu(), "it raised AttributeError"),
        (lambda: 0, "it raised TypeError"),
        (in_place, "it changes its input"),
        (7, "A function is wanted here, received 7"),
    ],
)
def test_a_wrong_one_is_replaced_and_it_says_why(wrong, why, said):
    assert blank("start.relu", wrong) is course_relu
    told = said()
    assert told.startswith("✗ Not quite. ")
    assert why in told
    assert "From here on the course's version" in told
    assert X.tolist() == [-1.0, 2.0]


def test_empty_right_and_wrong_differ_in_words_mark_and_colour_and_all_show_one_way_to_write_it(shown):
    for mine in (nothing, relu, abs):
        blank("start.relu")(mine)
    assert [html.split('"')[1] for html in shown] == [f"dlcourse-blank-{kind}" for kind in ("empty", "right", "wrong")]
    assert len({html.split("solid ")[1].split(";")[0] for html in shown}) == 3
    for html in shown:
        assert (
            "<summary>One way to write it</summary><pre>def course_relu(x):\n    return np.maximum(x, 0)</pre>" in html
        )


def test_the_way_to_write_it_leaves_the_decorator_out(answers):
    @answer("start.twice", on=[1.0])
    def twice(x):
        return 2 * x

    assert answers["start.twice"].text == "def twice(x):\n    return 2 * x"
    value("start.move", (5, -4), atol=2)
    assert answers["start.move"].text == "(5, -4)"


def test_the_first_input_that_differs_is_named(said, answers):
    answers["start.relu"] = Answer(course_relu, [np.array([3.0]), np.array([-3.0])])
    blank("start.relu")(abs)
    assert "For [-3.] expected [0.], received [3.]" in said()


def test_several_arguments_are_a_tuple(said, answers):
    answers["start.less"] = Answer(lambda a, b: a - b, [(1, 1), (1, 2)])
    assert blank("start.less", lambda a, b: b - a) is answers["start.less"].version
    assert "For 1, 2 expected -1, received 1" in said()


def test_what_cannot_be_compared_is_compared_through_something_else(said, answers):
    answers["start.order"] = Answer(lambda: iter("ab"), [None], through=lambda order: lambda _: list(order()))
    assert blank("start.order", lambda: iter("ba")) is answers["start.order"].version
    mine = lambda: (letter for letter in "ab")  # noqa: E731
    assert blank("start.order", mine) is mine


def test_a_function_that_rightly_returns_nothing_is_not_empty(said, answers):
    def fill(x):
        x[:] = 0

    answers["start.fill"] = Answer(lambda x: x.fill(0), [X.copy()])
    assert blank("start.fill")(fill) is fill


def test_both_get_the_same_random_numbers(said, answers):
    def noise(rng):
        return rng.normal(size=3)

    answers["start.noise"] = Answer(lambda rng: rng.normal(size=3), [np.random.default_rng(0)])
    assert blank("start.noise")(noise) is noise


def test_tensors_within_a_graph(said, answers):
    answers["start.sum"] = Answer(lambda w: w.sum(), [torch.ones(2, requires_grad=True) * 2])
    mine = lambda w: w.sum()  # noqa: E731
    assert blank("start.sum", mine) is mine


@pytest.mark.parametrize(
    ("mine", "words"), [((2, 3), "✓ Right."), ((3, 2), "✗ Not quite."), (..., "… Nothing"), ((..., ...), "… Nothing")]
)
def test_a_value_can_be_a_blank_too(mine, words, said):
    assert blank("start.pair", mine) == (2, 3)
    assert said().startswith(words)


def test_a_function_needs_inputs():
    with pytest.raises(ValueError, match="on="):
        Answer(course_relu)


def test_an_error_of_the_course_is_not_hidden(said, answers):
    def broken(x):
        raise RuntimeError("ours")

    answers["start.broken"] = Answer(broken, [X])
    with pytest.raises(RuntimeError, match="ours"):
        blank("start.broken")(relu)


def test_an_unknown_blank_says_where_to_add_it():
    with pytest.raises(KeyError, match="add it to the room's blanks"):
        blank("start.nothing")(relu)
    with pytest.raises(KeyError, match="There is no room 'nowhere'"):
        blank("nowhere.relu")(relu)
