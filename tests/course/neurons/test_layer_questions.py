"""The questions of lesson 02b: what they call right is right, whatever the seed."""

import re

import numpy as np
import pytest
import torch

from dlcourse.interact.questions import maker
from dlcourse.models.mlp import MLP


def right(question):
    return next(option.text for option in question.options if option.right)


def drawn(make, seeds=30):
    return [make(np.random.default_rng(seed)) for seed in range(seeds)]


def test_parameters_are_counted_as_pytorch_does():
    for question in drawn(maker("neurons.count_parameters")):
        a, b, c = map(int, re.search(r"has (\d+) inputs, .* of (\d+), and (\d+) outputs", question.text).groups())
        assert int(right(question)) == sum(p.numel() for p in MLP([a, b, c]).parameters())


def test_a_shift_changes_nothing():
    for question in drawn(maker("neurons.shifted")):
        z = [float(x.replace("−", "-")) for x in re.search(r"do logits \((.*)\) give", question.text)[1].split(", ")]
        expected = [float(x) for x in right(question).strip("()").split(", ")]
        np.testing.assert_allclose(torch.softmax(torch.tensor(z), 0), expected, atol=0.006)


def test_the_cost_is_minus_the_logarithm():
    for question in drawn(maker("neurons.cost_of")):
        p = float(re.search(r"was given ([\d.]+)", question.text)[1])
        assert float(right(question)) == pytest.approx(-np.log(p), abs=0.005)


def test_pieces_double():
    for question in drawn(maker("neurons.how_many_pieces")):
        k = int(re.match(r"(\d+) layers", question.text)[1])
        assert right(question) == f"{2**k:,} against {2 * k + 1}"


def test_each_task_has_its_output():
    wanted = {"tags": "a sigmoid", "degrees": "the sum", "birds": "a softmax"}
    seen = set()
    for question in drawn(maker("neurons.which_output")):
        (task,) = [word for word in wanted if word in question.text]
        assert right(question).startswith(wanted[task])
        seen.add(task)
    assert seen == set(wanted)
