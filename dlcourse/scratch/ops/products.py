"""Products of matrices: where a network spends its time.

    y, kept = linear.forward(x, weight, bias)        # x (N, in), weight (out, in), bias (out,) → (N, out)

Y = A·B has ∂L/∂A = G·Bᵀ and ∂L/∂B = Aᵀ·G: the shapes leave no other choice. NumPy hands both to the same BLAS that
PyTorch would use; what is left to gain is to call it once, on large matrices, and to copy nothing. An embedding is a
product with rows of one-hot zeros and ones that is never carried out. Plain versions: ``benchmarks.tricks``.
"""

import math

import numpy as np

from .operation import Array, Kept, operation


@operation
def matmul(a: Array, b: Array) -> tuple[Array, Kept]:
    """A @ B over the last two axes; the others broadcast. A vector stands for one row (left) or one column (right)."""
    if a.ndim > 2 and b.ndim == 2:
        return (rows(a) @ b).reshape(*a.shape[:-1], b.shape[-1]), (a, b)  # one large product, not one for each matrix
    return a @ b, (a, b)


@operation
def linear(x: Array, weight: Array, bias: Array | None) -> tuple[Array, Kept]:
    """x·Wᵀ + b with W (out, in): PyTorch's layout. Plain: ``x @ weight.T + bias``; the sum is written in place."""
    y = rows(x) @ weight.T
    if bias is not None:
        y += bias
    return y.reshape(*x.shape[:-1], weight.shape[0]), (x, weight)


def rows(x: Array) -> Array:
    """Everything but the last axis laid out as the rows of one matrix."""
    return x if x.ndim == 2 else x.reshape(math.prod(x.shape[:-1]), x.shape[-1])


linear.back(
    lambda g, x, weight: (rows(g) @ weight).reshape(x.shape),
    lambda g, x, weight: rows(g).T @ rows(x),
    lambda g, x, weight: rows(g).sum(axis=0),
)


def _left(g: Array, a: Array, b: Array) -> Array:
    if b.ndim == 1:
        return g[..., None] * b
    if a.ndim == 1:
        return (b @ g[..., None])[..., 0]
    return g @ b.swapaxes(-1, -2)


def _right(g: Array, a: Array, b: Array) -> Array:
    if a.ndim == 1:
        return a[:, None] * g[..., None, :] if b.ndim > 1 else a * g
    if b.ndim == 1:
        return a * g[..., None]
    if b.ndim == 2:
        return rows(a).T @ rows(g)  # sums over the batch inside the product
    return a.swapaxes(-1, -2) @ g


matmul.back(_left, _right)


@operation
def einsum(*arrays: Array, inputs: list[str], output: str) -> tuple[Array, Kept]:
    """Products summed over the letters that the output lacks; every term names each letter once or on a diagonal."""
    return np.einsum(",".join(inputs) + "->" + output, *arrays, optimize=len(arrays) > 1), (arrays, inputs, output)


@einsum.back_together
def _(g: Array, needs: list[bool], arrays: tuple[Array, ...], inputs: list[str], output: str) -> list[Array | None]:
    return [_term(g, n, arrays, inputs, output) if needs[n] else None for n in range(len(arrays))]


def _term(g: Array, n: int, arrays: tuple[Array, ...], inputs: list[str], output: str) -> Array:
    """One term's gradient is an einsum too.

    The output's gradient and the other terms, summed to this term's letters.
    """
    x, letters = arrays[n], inputs[n]
    others = [m for m in range(len(arrays)) if m != n]
    terms = [output, *(inputs[m] for m in others)]
    unique = "".join(dict.fromkeys(letters))
    found = "".join(letter for letter in unique if any(letter in term for term in terms))
    part = np.einsum(",".join(terms) + "->" + found, g, *(arrays[m] for m in others), optimize=bool(others))
    shape = tuple(x.shape[letters.index(letter)] if letter in found else 1 for letter in unique)
    back = np.zeros_like(x)
    # einsum without sums is a view: onto the diagonal where a letter stands twice
    np.einsum(letters + "->" + unique, back)[...] = part.reshape(shape)
    return back


@operation
def embedding(weight: Array, index: Array, padding_idx: int | None) -> tuple[Array, Kept]:
    """Row ``index`` of the table. Plain: ``one_hot(index) @ weight``; nobody multiplies by all those zeros."""
    return weight[index], (weight, index, padding_idx)


@embedding.back
def _(g: Array, weight: Array, index: Array, padding_idx: int | None) -> Array:
    """Add up the gradients that arrive at the same row. ``np.add.at`` does it row by row.

    Sorting first sums each run at once.
    """
    back = np.zeros_like(weight)
    flat = index.reshape(-1)
    if flat.size:
        order = np.argsort(flat, kind="stable")
        rows_used, starts = np.unique(flat[order], return_index=True)
        back[rows_used] = np.add.reduceat(g.reshape(-1, weight.shape[1])[order], starts, axis=0)
    if padding_idx is not None:
        back[padding_idx] = 0
    return back
