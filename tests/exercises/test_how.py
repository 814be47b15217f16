"""Functions whose inputs or results are no arrays: cases stay arrays, the probe builds the rest."""

from functools import partial

import numpy as np
import torch

from dlcourse.exercises.how import How, Unreadable
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.outcome import outcome
from dlcourse.exercises.probe import call
from dlcourse.scratch import tensor

CURVES = {"sine": np.sin, "square": np.square}
CURVE = How(build={"f": lambda name: CURVES[str(name)]})
SLOPES = {"sine/f": np.array("sine"), "sine/x": np.linspace(0, 1, 5), "square/f": np.array("square")}
SLOPES |= {"square/x": np.array([1.0, -2.0])}


def slope(f, x):
    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4


def one_sided(f, x):
    return (f(x + 0.1) - f(x)) / 0.1


def judged(function, cases, how, right, name="answer", **more):
    return judge_calls(call(name, {name: function}, cases, how=how), cases, name=name, right=right, how=how, **more)


def test_a_callable_is_made_from_a_case():
    assert all(each.passed for each in judged(slope, SLOPES, CURVE, slope))
    mistakes = [Mistake(one_sided, "From both sides!")]
    first, second = judged(one_sided, SLOPES, CURVE, slope, mistakes=mistakes)
    assert not first.passed
    assert "    f = sine\n" in first.message
    assert "From both sides!" in second.message


def test_an_input_that_the_function_changes_is_told_beside_one_that_was_built():
    def spoils(f, x):
        x += 1
        return slope(f, x)

    assert "changed its own input" in judged(spoils, SLOPES, CURVE, slope)[0].message


def test_a_learners_object_is_read_and_its_faults_are_told():
    def gradient(y, inputs):
        if not hasattr(y, "backward"):
            raise Unreadable(y, "A tensor of the course's engine is wanted.")
        y.sum().backward()
        return inputs["x"].grad

    how = How(build={"x": lambda x: tensor(x, requires_grad=True)}, read=gradient, tensors=True)
    cases = {"three/x": np.array([1.0, 2.0, -3.0])}
    right = lambda x: x * x  # noqa: E731
    assert judged(lambda x: x * x, cases, how, right)[0].passed
    assert judged(lambda x: x**2, cases, how, right)[0].passed
    assert "expected was\n\n    [ 2.  4. -6.]" in judged(lambda x: x * 1, cases, how, right)[0].message
    assert (
        "returned a number. A tensor of the course's engine is wanted."
        in judged(lambda x: 3, cases, how, right)[0].message
    )
    assert "returned nothing" in judged(lambda x: None, cases, how, right)[0].message
    assert "stopped with an error" in judged(lambda x: x.nothing, cases, how, right)[0].message


def test_each_part_of_a_tuple_is_judged_by_itself():
    how = How(parts=("grad_x", "grad_W"))
    cases = {"small/g": np.ones((2, 3)), "small/x": np.arange(8.0).reshape(2, 4), "small/W": np.ones((3, 4))}
    right = lambda g, x, W: (g @ W, g.T @ x)  # noqa: E731
    assert [each.key for each in judged(right, cases, how, right)] == ["small, grad_x", "small, grad_W"]
    assert [each.passed for each in judged(right, cases, how, right)] == [True, True]
    swapped = judged(lambda g, x, W: (g @ W, x.T @ g), cases, how, right)
    assert [each.passed for each in swapped] == [True, False]
    assert "The shape is (4, 3) and should be (3, 4)" in swapped[1].message
    for bad in (lambda g, x, W: g @ W, lambda g, x, W: (g, x, W)):
        assert "It should return 2 things, in this order: grad_x, grad_W." in judged(bad, cases, how, right)[0].message
    assert [each.passed for each in judged(lambda g, x, W: 1 / 0, cases, how, right)] == [False, False]


def test_tensors_of_either_kind_count_where_a_topic_says_so():
    cases = {"three/x": np.array([1.0, 2.0, -3.0])}
    twice = partial(judged, cases=cases, right=lambda x: 2 * x)
    for make in (torch.tensor, tensor):
        assert twice(lambda x, make=make: 2 * make(x), how=How(tensors=True))[0].passed
        assert not twice(lambda x, make=make: 3 * make(x), how=How(tensors=True))[0].passed
        message = twice(lambda x, make=make: 2 * make(x), how=How())[0].message
        assert "a NumPy array or a number is wanted. `.detach().numpy()`" in message
    learned = twice(lambda x: 2 * torch.tensor(x, requires_grad=True), how=How(tensors=True))
    assert learned[0].passed
    half = call("f", {"f": lambda x: torch.tensor(x).bfloat16()}, cases, how=How(tensors=True))
    assert outcome(half, "three").status == "wrong_type"
    elsewhere = call("f", {"f": lambda x: torch.ones(3, device="meta")}, cases, how=How(tensors=True))
    assert outcome(elsewhere, "three").status == "wrong_device"
