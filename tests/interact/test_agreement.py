import numpy as np
import pytest
import torch

from dlcourse import scratch
from dlcourse.interact.agreement import difference, shown


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (1, 1.0),
        (True, True),
        (np.float32(0.1), 0.1),
        (np.array([1, np.nan]), [1.0, np.nan]),
        (torch.tensor([1.0, 2.0], requires_grad=True), np.array([1, 2])),
        (scratch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0])),
        ("a", "a"),
        (None, None),
        ((1, "a"), (1, "a")),
        ([torch.ones(2, requires_grad=True), 1], [torch.ones(2, requires_grad=True), 1]),
        ({"a": [1, 2]}, {"a": np.array([1, 2])}),
    ],
)
def test_these_agree(received, expected):
    assert difference(received, expected) is None


@pytest.mark.parametrize(
    ("received", "expected", "words"),
    [
        (np.ones((3, 1)), np.ones(3), "expected shape (3,), received shape (3, 1)"),
        (1.5, 2, "expected 2, received 1.5"),
        ([1, 2], [1, 3], "expected [1, 3], received [1, 2]"),
        ("b", "a", "expected 'a', received 'b'"),
        ("b", 1, "expected 1, received 'b'"),
        (None, 1, "expected 1, received None"),
        ((1, "b"), (1, "a"), "result 2: expected 'a', received 'b'"),
        ((1,), (1, "a"), "expected 2 results"),
        ({"b": 1}, {"a": 1}, "expected the keys ['a']"),
        ({"a": 2}, {"a": 1}, "at 'a': expected 1, received 2"),
        (np.arange(20), np.where(np.arange(20) == 7, 0, np.arange(20)), "at [7] expected 0, received 7"),
    ],
)
def test_these_do_not_and_it_says_where(received, expected, words):
    assert difference(received, expected).startswith(words)


def test_tolerances_are_the_callers():
    assert difference(1.01, 1.0)
    assert difference(1.01, 1.0, rtol=0.1) is None


def test_a_value_is_shown_in_a_few_words():
    assert shown(np.array([[1.0, 2.0], [3.0, 4.123456]])) == "[[1. , 2. ], [3. , 4.1235]]"
    assert shown(np.zeros((28, 28))) == "an array of shape (28, 28)"
    assert shown(0.123456789) == "0.12346"
    assert len(shown("x" * 1000)) < 50


def test_an_object_is_shown_by_its_kind_where_its_text_would_be_an_address():
    def loss_of():
        return None

    class Tensor:
        pass

    assert shown([Tensor(), Tensor()]) == "a list of 2 Tensors"
    assert shown(loss_of) == "the function loss_of"
    assert shown(np.random.default_rng(0)) == "a Generator"
    assert shown(["a", 1]) == "['a', 1]"
    assert shown([]) == "[]"
