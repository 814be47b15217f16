import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.interact import yours

X = np.array([-1.0, 2.0])


def course_relu(x):
    return np.maximum(x, 0)


@pytest.fixture
def said(monkeypatch, capsys):
    """What was told, as plain text."""
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))
    return lambda: capsys.readouterr().out.strip()


def my_relu(x):
    return x * (x > 0)


def test_a_right_one_is_used(said):
    assert yours(my_relu, otherwise=course_relu, on=[X, -X]) is my_relu
    assert said() == "my_relu agrees with the course's: yours is used."


def nothing(x): ...


def not_implemented(x):
    raise NotImplementedError


def dots(x):
    return ...


@pytest.mark.parametrize("blank", [None, ..., nothing, not_implemented, dots])
def test_a_blank_one_is_filled_in_and_the_words_are_fixed(blank, said):
    assert yours(blank, otherwise=course_relu, on=[X]) is course_relu
    name = getattr(blank, "__name__", "your piece")
    assert said() == f"{name} gives nothing back yet: the course's own is used."


def in_place(x):
    x[x < 0] = 0
    return x


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda x: x, "for [-1., 2.] expected [0., 2.], received [-1., 2.]"),
        (lambda x: x[None], "expected shape (2,), received shape (1, 2)"),
        (lambda x: x.relu(), "it raised AttributeError"),
        (lambda: 0, "it raised TypeError"),
        (in_place, "it changes its input"),
        (7, "a function is wanted here, received 7"),
    ],
)
def test_a_wrong_one_is_replaced_and_it_says_why(wrong, why, said):
    assert yours(wrong, otherwise=course_relu, on=[X]) is course_relu
    assert why in said()
    assert X.tolist() == [-1.0, 2.0]


def test_the_first_input_that_differs_is_named(said):
    yours(abs, otherwise=course_relu, on=[np.array([3.0]), np.array([-3.0])])
    assert "for [-3.] expected [0.], received [3.]" in said()


def test_several_arguments_are_a_tuple(said):
    def mine(a, b):
        return b - a

    assert yours(mine, otherwise=lambda a, b: a - b, on=[(1, 1), (1, 2)]) is not mine
    assert "for 1, 2 expected -1, received 1" in said()


def test_a_function_that_rightly_returns_nothing_is_not_blank(said):
    def fill(x):
        x[:] = 0

    assert yours(fill, otherwise=lambda x: x.fill(0), on=[X.copy()]) is fill
    assert "yours is used" in said()


def test_both_get_the_same_random_numbers(said):
    def noise(rng):
        return rng.normal(size=3)

    assert yours(noise, otherwise=lambda rng: rng.normal(size=3), on=[np.random.default_rng(0)]) is noise


def test_tensors_within_a_graph(said):
    weight = torch.ones(2, requires_grad=True) * 2

    def mine(w):
        return w.sum()

    assert yours(mine, otherwise=lambda w: w.sum(), on=[weight]) is mine


@pytest.mark.parametrize(("mine", "words"), [((2, 3), "yours is used"), ((3, 2), "not right yet"), (..., "nothing")])
def test_a_value_can_be_a_blank_too(mine, words, said):
    assert yours(mine, otherwise=(2, 3)) == (2, 3)
    assert words in said()


def test_a_function_needs_inputs():
    with pytest.raises(ValueError, match="on="):
        yours(my_relu, otherwise=course_relu)


def test_an_error_of_the_course_is_not_hidden(said):
    def broken(x):
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        yours(my_relu, otherwise=broken, on=[X])
