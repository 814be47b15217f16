"""Weights set by hand are judged by what they do: by the points at which a neuron says yes."""

import numpy as np
import pytest
import torch

from dlcourse.course.neurons.regions import CORNERS, UNBENT, ByHand
from dlcourse.exercises import by_case
from dlcourse.exercises.outcome import outcome

CASES = {"AND/x": CORNERS, "OR/x": CORNERS[::-1]}
RIGHT = {"w_and": (1, 1), "b_and": -1.5, "w_or": (1, 1), "b_or": -0.5}


def neuron(x, w, b):
    return x @ w + b


def gates(sums=neuron):
    hand = ByHand(sums)
    hand.region("AND", "both inputs are 1", w_and=(1, 1), b_and=-1.5)
    hand.wrong({"b_and": 1.5}, "The bias has the wrong sign.", "neuron.bias-sign")
    hand.wrong({"w_and": (-1, -1), "b_and": 0.5}, "This is NOR.")
    hand.region("OR", "one input is 1 or both are", w_or=(1, 1), b_or=-0.5)
    hand.wrong({"b_or": -1.5}, "This is AND.")
    return hand


def verdicts(hand=None, **names):
    hand = hand or gates()
    return hand.judge(hand.probe({**RIGHT, **names}, CASES), CASES)


@pytest.mark.parametrize(
    ("w", "b"),
    [((1, 1), -1.5), ([20, 20], -30), (np.array([0.3, 0.3]), np.float32(-0.5)), (torch.tensor([2.0, 3.0]), -4)],
)
def test_any_weights_pass_that_say_yes_at_the_right_points(w, b):
    assert all(each.passed for each in verdicts(w_and=w, b_and=b))


@pytest.mark.parametrize(
    ("names", "told", "misconception"),
    [
        ({"b_and": 1.5}, "The bias has the wrong sign.", "neuron.bias-sign"),
        ({"w_and": (7, 9), "b_and": 1}, "The bias has the wrong sign.", "neuron.bias-sign"),  # yes everywhere too
        ({"w_and": (-2, -2), "b_and": 1}, "This is NOR.", ""),
        ({"b_and": -2}, "A sum of exactly 0 is not above 0", ""),
        ({"w_and": (0, 0), "b_and": 0}, "Every sum is 0", ""),
        ({"w_and": (1, np.nan)}, "is there a `nan` among the ones you chose?", ""),
        ({"w_and": (1, 0), "b_and": -0.5}, "Take one marked point", ""),
    ],
)
def test_what_comes_out_otherwise_is_known_by_where_it_says_yes(names, told, misconception):
    first, second = verdicts(**names)
    assert not first.passed
    assert told in first.message
    assert first.misconception == misconception
    assert second.passed


def test_a_message_shows_every_sum_and_marks_what_is_wanted_otherwise():
    message = verdicts(b_and=-0.5)[0].message
    assert message.startswith("It is to say yes where both inputs are 1. Yours gives")
    assert "x1 = 0, x2 = 0: sum -0.5, so no\n" in message
    assert "x1 = 0, x2 = 1: sum 0.5, so yes   ← wanted was no" in message
    assert message.count("←") == 2


def test_a_mistake_in_one_region_is_not_told_in_another():
    first, second = verdicts(b_and=-0.5, b_or=-1.5)
    assert "This is AND." not in first.message
    assert "This is AND." in second.message


def test_hidden_units_that_cut_nothing_off_are_told_before_what_is_known():
    hand = ByHand(lambda x, W: np.column_stack([x @ W, np.maximum(x @ W, 0).sum(axis=1) - 1.5]))
    hand.region("XOR", "one is 1", W=((1, -1), (-1, 1)))
    cases = {"XOR/x": CORNERS}
    [verdict] = hand.judge(hand.probe({"W": np.ones((2, 2))}, cases), cases)
    assert UNBENT in verdict.message
    assert verdict.misconception == "layers.linear-stack-bends"
    assert "hidden sums 2 and 2, sum 2.5, so yes" in verdict.message


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"w_and": ...}, "`w_and` is still `...`"),
        ({"w_and": (1, ...)}, "`w_and` is still `...`"),
        ({"w_and": (1, 1, 1)}, "It has the shape (3,); wanted is the shape (2,)."),
        ({"b_and": (1, 1)}, "It has the shape (2,); wanted is one number."),
        ({"w_and": "one"}, "It is a text; wanted is the shape (2,)."),
        ({"w_and": None}, "wanted is the shape (2,)."),
        ({"w_and": {1, 2}}, "`w_and` is a set"),
    ],
)
def test_a_weight_that_cannot_be_used_is_told_by_its_name(names, told):
    first, second = verdicts(**names)
    assert not first.passed
    assert second.passed
    assert told in first.message


def test_a_name_that_is_missing_is_told_too():
    hand = gates()
    found = hand.probe({"w_an": (1, 1)}, CASES)
    assert [outcome(found, case).status for case in by_case(CASES)] == ["missing"] * 2
    assert "There is no `w_and` yet. There is a `w_an`: did you mean that one?" in hand.judge(found, CASES)[0].message


def test_nonsense_passes_nothing():
    for nonsense in ({}, {"AND/status": np.array("ok")}, {"AND/status": np.array("ok"), "AND/result": np.zeros(1)}):
        assert not any(each.passed for each in gates().judge(nonsense, CASES))
