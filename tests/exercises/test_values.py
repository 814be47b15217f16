"""Answers that are values under given names."""

import numpy as np
import pytest
import torch

from dlcourse.exercises.values import SHAPE, Known, Value, judge_values, take_values, value_cases

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
CASES = value_cases(QUESTIONS)
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
