"""Matrix products, Einstein's sums, embedding."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parity import agree, both_refuse


def draw(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


MATMUL = [
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (3, 4)),
    ((2, 3), (3, 4)),
    ((1, 3), (3, 1)),
    ((5, 2, 3), (3, 4)),
    ((5, 2, 3), (3,)),
    ((3,), (5, 3, 4)),
    ((5, 2, 3), (5, 3, 4)),
    ((5, 1, 2, 3), (6, 3, 4)),
    ((2, 3), (5, 3, 4)),
    ((2, 5, 2, 3), (3, 4)),
    ((0, 3), (3, 4)),
    ((2, 0), (0, 4)),
    ((2, 3), (3, 0)),
    ((0, 2, 3), (3, 4)),
    ((2, 0, 3), (2, 3, 4)),
]


@pytest.mark.parametrize("shapes", MATMUL, ids=str)
def test_matmul(shapes):
    agree(lambda t, a, b: t.matmul(a, b), draw(*shapes[0]), draw(*shapes[1], seed=1))


def test_matmul_with_itself():
    agree(lambda t, a: (a @ a) @ a.t() + a, draw(3, 3))


def test_matmul_refused():
    both_refuse(lambda t, a, b: a @ b, draw(2, 3), draw(4, 5), saying="[4, 5]")
    both_refuse(lambda t, a, b: a @ b, draw(2, 2, 3), draw(3, 3, 5), saying="batch")
    both_refuse(lambda t, a, b: a @ b.sum(), draw(2, 3), draw(3, 5))
    both_refuse(lambda t, a, b: a @ b.float(), draw(2, 3), draw(3, 5), saying="float32")


@pytest.mark.parametrize("shape", [(4,), (2, 4), (1, 4), (0, 4), (2, 3, 4), (2, 0, 4), (2, 3, 1, 4)], ids=str)
@pytest.mark.parametrize("bias", [True, False])
def test_linear(shape, bias):
    arrays = [draw(*shape), draw(5, 4, seed=1)] + [draw(5, seed=2)] * bias
    agree(lambda t, *parts: t.nn.functional.linear(*parts), *arrays)


def test_linear_refused():
    both_refuse(lambda t, x, w: t.nn.functional.linear(x, w), draw(2, 3), draw(4, 5), saying="[4, 5]")
    both_refuse(lambda t, x, w: t.nn.functional.linear(x.float(), w), draw(2, 5), draw(4, 5), saying="float64")


EINSUM = {
    "ij,jk->ik": [(2, 3), (3, 4)],
    "ij,jk": [(2, 3), (3, 4)],
    "ij->ji": [(2, 3)],
    "ij->": [(2, 3)],
    "ij->i": [(2, 3)],
    "ii->i": [(3, 3)],
    "ii": [(3, 3)],
    "iij->j": [(3, 3, 2)],
    "i,j->ij": [(2,), (3,)],
    "i,i->": [(3,), (3,)],
    "bij,bjk->bik": [(2, 3, 4), (2, 4, 5)],
    "bhqd,bhkd->bhqk": [(2, 2, 3, 4), (2, 2, 5, 4)],
    "...ij,...jk->...ik": [(2, 3, 4), (2, 4, 5)],
    "b...,b...->b...": [(2, 3, 4), (2, 3, 4)],
    "...i->...": [(2, 3, 4)],
    "i...,i->...": [(2, 3), (2,)],
    "ij,jk,kl->il": [(2, 3), (3, 4), (4, 2)],
    "ij,kj->i": [(2, 3), (4, 3)],
    "ij,k->ij": [(2, 3), (4,)],
    "ab,ab->ab": [(1, 3), (1, 3)],
    "i,ij,j->": [(2,), (2, 3), (3,)],
}


@pytest.mark.parametrize("equation", EINSUM)
def test_einsum(equation):
    arrays = [draw(*shape, seed=n) for n, shape in enumerate(EINSUM[equation])]
    agree(lambda t, *operands: t.einsum(equation, *operands), *arrays)


def test_einsum_of_one_tensor_twice():
    agree(lambda t, a: t.einsum("ij,kj->ik", a, a), draw(2, 3))


def test_einsum_refused():
    both_refuse(lambda t, a, b: t.einsum("ij,jk->ik", a, b), draw(2, 3), draw(4, 5), saying="[4, 5]")
    both_refuse(lambda t, a, b: t.einsum("ij->ji", a, b), draw(2, 3), draw(4, 5), saying="2 tensors")
    both_refuse(lambda t, a, b: t.einsum("ijk,jk->ik", a, b), draw(2, 3), draw(3, 5), saying="ijk")
    both_refuse(lambda t, a, b: t.einsum("ij,jk->iz", a, b), draw(2, 3), draw(3, 5), saying="'z'")


@given(index=st.lists(st.integers(0, 4), max_size=12))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_embedding(index):
    agree(lambda t, w: t.nn.functional.embedding(t.tensor(np.array(index, int)), w), draw(5, 3))


def test_embedding_shapes_and_padding():
    index = np.array([[0, 1, 1], [4, 1, 0]])
    agree(lambda t, w: t.nn.functional.embedding(t.tensor(index), w), draw(5, 3))
    agree(lambda t, w: t.nn.functional.embedding(t.tensor(index), w, padding_idx=1), draw(5, 3))
    agree(lambda t, w: t.nn.functional.embedding(t.tensor(3), w), draw(5, 3))
    both_refuse(lambda t, w: t.nn.functional.embedding(t.tensor([5]), w), draw(5, 3), saying="0 … 4")
    both_refuse(lambda t, w: t.nn.functional.embedding(t.tensor([1.0]), w), draw(5, 3), saying="integers")
