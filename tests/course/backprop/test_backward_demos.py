"""The figures behind the pictures of lessons 03a and 03b. test_demos.py moves the controls."""

import numpy as np
import pytest

from dlcourse.course.backprop.demos.backward import NUMBERS, ORDER, backward_stepper, round_of, steps
from dlcourse.course.backprop.demos.graphs import LIMIT, behind, computation, layout
from dlcourse.course.backprop.demos.modes import BIG, SHAPES, VALUES, passes, sums
from dlcourse.course.backprop.demos.nudges import small_net
from dlcourse.interact.questions import misconceptions
from dlcourse.scratch.first import Tensor, Value


@pytest.mark.parametrize("numbers", NUMBERS)
def test_the_answers_are_those_of_nudging(numbers):
    def loss(a, b, c):
        return (a * b + c) * a

    _, questions = steps(numbers)
    right = {step.name: step.right for step in questions}
    for place, name in enumerate("abc"):
        h = 1e-5 * np.eye(3)[place]
        slope = (loss(*(numbers + h)) - loss(*(numbers - h))) / 2e-5
        assert right[name] == pytest.approx(slope, rel=1e-6)
    assert tuple(right) == ORDER


@pytest.mark.parametrize("numbers", NUMBERS)
def test_a_wrong_answer_is_never_the_right_one_and_names_a_belief(numbers):
    for step in steps(numbers)[1]:
        assert step.right not in step.wrong
        assert step.wrong, step.name
        assert set(step.wrong.values()) <= set(misconceptions())
    assert "backward.overwrites" in steps(numbers)[1][-1].wrong.values()


@pytest.mark.parametrize("numbers", NUMBERS)
def test_what_flows_back_along_the_arrows_adds_up_to_each_gradient(numbers):
    made = round_of(numbers)
    gradients = {step["name"]: step["right"] for step in made["steps"]}
    for name in gradients.keys() - {"loss"}:
        parts = [gradients[edge["to"]] * edge["local"] for edge in made["edges"] if edge["from"] == name]
        assert sum(parts) == gradients[name]
    assert sum(edge["from"] == "a" for edge in made["edges"]) == 2


def test_the_stepper_has_words_for_each_belief_that_it_names():
    state = backward_stepper().state
    named = {belief for each in state["rounds"] for step in each["steps"] for belief in step["wrong"].values()}
    assert named == state["beliefs"].keys()
    assert "the parts add up" in state["beliefs"]["backward.overwrites"]
    assert len(state["rounds"]) == len(NUMBERS)


def test_the_gradients_of_the_small_net_are_those_of_nudging():
    net = small_net()
    assert len(net.chosen) == 12
    for layer, place in net.chosen:
        slope = (net.loss(layer, place, 1e-5) - net.loss(layer, place, -1e-5)) / 2e-5
        assert net.gradients[layer][place] == pytest.approx(slope, rel=1e-4, abs=1e-8)


def test_a_weight_with_a_small_gradient_may_cost_more_to_remove_than_one_with_a_large():
    net = small_net()
    cost = [net.loss(layer, place, -net.weights[layer][place]) - net.loss() for layer, place in net.chosen]
    size = [abs(net.gradients[layer][place]) for layer, place in net.chosen]
    assert max(size[4:8]) < min(size[:4] + size[8:])
    assert max(cost[4:8]) > max(cost[8:])


def test_passes():
    assert passes(1, 1) == (2, 1, 1)
    assert passes(1000, 1) == (1001, 1000, 1)
    assert passes(3, 500) == (4, 3, 500)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_sums_are_the_engines(shape):
    b = Tensor(np.zeros(shape))
    ((Tensor(np.zeros(BIG)) + b) * VALUES).sum().backward()
    assert sums(shape).shape == shape
    np.testing.assert_array_equal(sums(shape), b.grad)


def test_a_graph_is_laid_out_without_two_boxes_in_one_place():
    a, b = Value(2.0, name="a"), Value(3.0, name="b")
    end = ((a * b + a) * (a + b)).tanh() + a
    nodes = behind(end)
    places = layout(nodes)
    assert nodes[0] is end
    assert set(nodes[-2:]) == {a, b}
    for node in nodes:
        for parent, _ in node.parents:
            assert places[parent][0] < places[node][0]
    apart = [np.hypot(*np.subtract(p, q)) for p in places.values() for q in places.values() if p != q]
    assert len(set(places.values())) == len(nodes)
    assert min(apart) >= 0.99
    assert "<img alt=" in computation(end, {"a": a}, alt="A graph of five operations").html


def test_a_graph_that_nobody_could_read_is_refused():
    a = Value(1.0)
    for _ in range(LIMIT):
        a = a * 2
    with pytest.raises(ValueError, match="more than 60 nodes"):
        behind(a)
