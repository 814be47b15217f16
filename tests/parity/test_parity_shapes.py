"""Reshaping, cutting, joining and picking out."""

import numpy as np
import pytest
from parity import agree, both_refuse

X = np.random.default_rng(0).standard_normal((2, 3, 4))
ROW = np.array([1.0, 2.0, 3.0, 4.0])
CASES = {
    "reshape": lambda t, x: x.reshape(4, -1),
    "reshape tuple": lambda t, x: t.reshape(x, (3, 8)),
    "view": lambda t, x: (x * 1).reshape(-1),
    "flatten": lambda t, x: t.flatten(x, 1),
    "flatten middle": lambda t, x: x.flatten(0, 1),
    "permute": lambda t, x: x.permute(2, 0, 1),
    "permute back": lambda t, x: t.permute(x, (-1, 0, 1)).permute(1, 2, 0),
    "transpose": lambda t, x: t.transpose(x, 0, -1),
    "mT": lambda t, x: x.mT,
    "unsqueeze": lambda t, x: t.unsqueeze(x, 1),
    "unsqueeze end": lambda t, x: x.unsqueeze(-1),
    "squeeze": lambda t, x: x.unsqueeze(1).unsqueeze(0).squeeze(),
    "squeeze one": lambda t, x: x.unsqueeze(1).unsqueeze(0).squeeze(0),
    "squeeze none": lambda t, x: x.squeeze(1),
    "expand": lambda t, x: x.unsqueeze(0).expand(5, -1, 3, 4),
    "expand as": lambda t, x: x[:, :1].expand_as(x),
    "repeat": lambda t, x: x.repeat(2, 1, 3),
    "repeat more": lambda t, x: x.repeat(2, 1, 1, 2),
    "cat": lambda t, x: t.cat([x, x * 2, x[:, :, :1]], dim=2),
    "cat first": lambda t, x: t.cat([x, x * 2]),
    "stack": lambda t, x: t.stack([x, x * 2], dim=1),
    "stack last": lambda t, x: t.stack([x, x * 2], -1),
    "split": lambda t, x: t.split(x, 3, 2),
    "split sizes": lambda t, x: x.split([1, 3], dim=-1),
    "chunk": lambda t, x: t.chunk(x, 3, 2),
    "chunk uneven": lambda t, x: x.chunk(2, 1),
    "unbind": lambda t, x: x.unbind(1),
    "pad": lambda t, x: t.nn.functional.pad(x, (1, 2)),
    "pad two": lambda t, x: t.nn.functional.pad(x, (1, 0, 2, 1), value=3.0),
    "pad cut": lambda t, x: t.nn.functional.pad(x, (-1, 2, 1, -2)),
    "tril": lambda t, x: t.tril(x),
    "triu": lambda t, x: x.triu(1),
    "tril off": lambda t, x: x.tril(-1),
    "row": lambda t, x: x[1],
    "negative": lambda t, x: x[-1, :, -2],
    "slices": lambda t, x: x[:, 1:, ::2],
    "ellipsis": lambda t, x: x[..., 0],
    "new axis": lambda t, x: x[:, None, 1],
    "array": lambda t, x: x[t.tensor([0, 1, 1, 0])],
    "list": lambda t, x: x[[1, 1]],
    "two arrays": lambda t, x: x[t.tensor([0, 1, 1]), t.tensor([2, 0, 0])],
    "array and slice": lambda t, x: x[:, t.tensor([[0, 2], [2, 2]])],
    "array apart": lambda t, x: x[t.tensor([0, 1, 1]), :, t.tensor([2, 0, 0])],
    "mask": lambda t, x: x[x > 0],
    "mask of rows": lambda t, x: x[:, t.tensor([True, False, True])],
    "tensor number": lambda t, x: x[t.tensor(1)],
    "gather": lambda t, x: t.gather(x, 1, t.tensor([[[0, 2, 1, 1]], [[2, 2, 0, 1]]])),
    "gather small": lambda t, x: x.gather(-1, t.tensor([[[3, 3], [0, 0]]])),
    "iterate": lambda t, x: sum(row * n for n, row in enumerate(x)),
    "used twice": lambda t, x: x[0] * x[1] + x[0],
}


@pytest.mark.parametrize("name", CASES)
def test_shapes(name):
    agree(CASES[name], X)


def test_matrix_transpose():
    for x in (np.float64(2.0), ROW, X[0]):
        agree(lambda t, x: x.t(), x)
    both_refuse(lambda t, x: x.t(), X, saying="transpose")


def test_empty_and_single_axes():
    empty = np.zeros((2, 0, 3))
    for function in (
        lambda t, x: x.reshape(0, 6),
        lambda t, x: x.permute(1, 2, 0),
        lambda t, x: t.cat([x, x], 1),
        lambda t, x: x[:, :, 1],
        lambda t, x: x.flatten(1),
        lambda t, x: x.repeat(1, 2, 2),
        lambda t, x: x.expand(4, 2, 0, 3),
        lambda t, x: t.tril(x),
    ):
        agree(function, empty)


def test_of_a_number():
    for function in (
        lambda t, x: x.reshape(1, 1),
        lambda t, x: x.flatten(),
        lambda t, x: x.unsqueeze(0),
        lambda t, x: x.expand(2, 3),
        lambda t, x: x.squeeze(),
        lambda t, x: t.stack([x, x]),
        lambda t, x: x.transpose(0, -1),
        lambda t, x: x.repeat(3),
    ):
        agree(function, np.float64(2.5))


def test_cat_brings_to_one_type():
    agree(lambda t: t.cat([t.tensor([1]), t.tensor([2.5])]))


def test_refused():
    both_refuse(lambda t, x: x.reshape(5, 5), X, saying="24")
    both_refuse(lambda t, x: x.reshape(-1, -1, 2), X, saying="-1")
    both_refuse(lambda t, x: x.permute(0, 1), X, saying="3 dims")
    both_refuse(lambda t, x: x.permute(0, 1, 1), X)
    both_refuse(lambda t, x: t.cat([x, x[:, :, :2]], 1), X, saying="[2, 3, 2]")
    both_refuse(lambda t, x: t.stack([x, x[0]]), X, saying="[3, 4]")
    both_refuse(lambda t, x: t.cat([]), X)
    both_refuse(lambda t, x: x.expand(3, 3, 4), X, saying="length 1")
    both_refuse(lambda t, x: x.split([1, 1], 2), X, saying="4")
    both_refuse(lambda t, x: x[5], X, saying="[2, 3, 4]")
    both_refuse(lambda t, x: x[0, 0, 0, 0], X)
    both_refuse(lambda t, x: x.gather(0, x), X, saying="integer")
    both_refuse(lambda t, x: x.flatten(2, 1), X, saying="end_dim")
    both_refuse(lambda t, x: x.repeat(2), X, saying="at least 3")
    both_refuse(lambda t, x: t.nn.functional.pad(x, (1,)), X)
