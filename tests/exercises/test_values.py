"""Answers that are values under given names, and weights set by hand."""

from functools import partial

import numpy as np
import pytest
import torch

from dlcourse.exercises.exercise import by_case
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.outcome import outcome
from dlcourse.exercises.values import SHAPE, Known, Value, judge_values, take_values, use, value_cases

QUESTIONS = {
    "shape": Value(
        (3,),
        "the shape of `a + b`",
        "Align them on the right.",
        form=SHAPE,
        known=[Known((3, 3), "Too many.", "start.one-side-stretched"), Known("error", "It fits.")],
        choices=["error"],
    ),
    "loss": Value("cross-entropy", "the loss", "Think of the task.", choices=["cross-entropy", "mse"]),
    "count": Value(110, "the number of weights", "Count again.", known=[Known(100, "And the biases?")]),
    "share": Value(0.5, "the share", "Measure it.", close=0.1),
    "nothing": Value(None, "what it returns", "Look for `return`.", form="a number or `None`"),
}
CASES = value_cases(QUESTIONS, 0)
RIGHT = {"shape": (3,), "loss": "Cross-Entropy ", "count": 110, "share": 0.52, "nothing": None}


def verdicts(**names):
    return {each.key: each for each in judge_values(take_values({**RIGHT, **names}, CASES), CASES, questions=QUESTIONS)}


def test_right_values_pass_in_every_form_that_means_the_same():
    for shape in ((3,), [3], np.array([3]), torch.Size([3]), (np.int64(3),), torch.tensor([3]), (3.0,)):
        for count in (110, 110.0, np.int32(110), np.array(110), torch.tensor(110)):
            assert all(each.passed for each in verdicts(shape=shape, count=count).values())


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("shape", ..., "`shape` is still `...`"),
        ("shape", (3, ...), "`shape` is still `...`"),
        ("shape", (3, 3), "You have `(3, 3)`. Too many."),
        ("shape", "error", 'You have `"error"`. It fits.'),
        ("shape", "eror", 'Did you mean `"error"`?'),
        ("shape", (3, 4, 5), "Align them on the right."),
        ("shape", 3, "In Python `(3)` is the number 3"),
        ("shape", ((1, 2), (3,)), "`shape` is a tuple, with which nothing can be compared here."),
        ("shape", {3}, "`shape` is a set"),
        ("shape", sum, "nothing can be compared"),
        ("loss", "mse", "Think of the task."),
        ("loss", "crossentropy", 'That is none of the answers: cross-entropy, mse. Did you mean `"cross-entropy"`?'),
        ("loss", 7, "You have `7`. An answer here is a text in quotation marks: cross-entropy, mse."),
        ("count", 100, "And the biases?"),
        ("count", 111, "Count again."),
        ("count", "110", "An answer here is a number."),
        ("count", (110,), "An answer here is a number."),
        ("count", np.nan, "Count again."),
        ("share", 0.4, "Measure it."),
        ("nothing", 0, "You have `0`."),
    ],
)
def test_a_wrong_value_is_told_what_was_asked_and_a_thought_and_no_other_suffers(name, value, told):
    found = verdicts(**{name: value})
    assert [key for key, each in found.items() if not each.passed] == [name]
    assert told in found[name].message
    assert f"`{name}` is to be {QUESTIONS[name].asked}." in found[name].message


def test_the_right_value_is_not_given_away():
    assert all("110" not in verdicts(count=value)["count"].message for value in (..., 100, 7, "many"))


def test_a_known_wrong_value_names_its_misconception():
    assert verdicts(shape=(3, 3))["shape"].misconception == "start.one-side-stretched"


def test_a_name_that_is_missing_names_the_nearest():
    found = take_values({"shaep": (3,)}, CASES)
    message = judge_values(found, CASES, questions=QUESTIONS)[0].message
    assert "There is no `shape` yet. There is a `shaep`: did you mean that one?" in message


def test_nonsense_passes_nothing_and_arrays_need_no_pickle(tmp_path):
    arrays = take_values(RIGHT, CASES)
    np.savez(tmp_path / "arrays.npz", **arrays)
    with np.load(tmp_path / "arrays.npz", allow_pickle=False) as loaded:
        assert all(each.passed for each in judge_values(dict(loaded), CASES, questions=QUESTIONS))
    for nonsense in ({}, {f"{name}/result": np.array([1]) for name in CASES}, {"shape/status": np.array("ok")}):
        assert not any(each.passed for each in judge_values(nonsense, CASES, questions=QUESTIONS))


# By hand

CORNERS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {"AND/x": CORNERS, "OR/x": CORNERS + 0}
NAMES = {"AND": {"w_and": (2,), "b_and": ()}, "OR": {"w_or": (2,), "b_or": ()}}


def fires(x, w, b):
    return x @ w + b > 0


def right(x):
    return x.sum(axis=1) > 1


def gates(**names):
    both = {"w_and": (1, 1), "b_and": -1.5, "w_or": [1.0, 1.0], "b_or": -1.5, **names}
    mistakes = [Mistake(lambda x: x @ np.ones(2) + 1.5 > 0, "The bias has the wrong sign.")]
    return judge_calls(use(fires, NAMES, both, GATES), GATES, name="neuron", right=right, mistakes=mistakes)


def test_weights_by_hand_are_judged_by_what_they_do():
    for w, b in (((1, 1), -1.5), ([20, 20], -30), (np.array([0.3, 0.3]), -0.5), (torch.tensor([2.0, 3.0]), -4)):
        assert all(each.passed for each in gates(w_and=w, b_and=b))
    assert "returned" in gates(b_and=-0.5)[0].message
    wrong = gates(b_and=1.5, b_or=1.5)
    assert all("The bias has the wrong sign." in each.message for each in wrong)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"w_and": ...}, "`w_and` is still `...`"),
        ({"w_and": (1, 1, 1)}, "It has the shape (3,); wanted is the shape (2,)."),
        ({"b_and": (1, 1)}, "It has the shape (2,); wanted is one number."),
        ({"w_and": "one"}, "It is a text; wanted is the shape (2,)."),
        ({"w_and": None}, "wanted is the shape (2,)."),
        ({"w_and": {1, 2}}, "`w_and` is a set"),
    ],
)
def test_a_weight_that_cannot_be_used_is_told_by_its_name(names, told):
    first, second = gates(**names)
    assert not first.passed
    assert second.passed
    assert told in first.message


def test_what_a_case_was_named_by_is_found_again():
    assert [outcome(use(fires, NAMES, {}, GATES), case).status for case in by_case(GATES)] == ["missing"] * 2
    assert partial(value_cases, QUESTIONS)(5) == CASES
