"""Functions of several tensors: joining, choosing, and Einstein's sums.

cat([x, y], dim=1), stack([x, y]), where(x > 0, x, 0.1 * x), einsum("ij,jk->ik", x, w)
"""

import string
from collections.abc import Sequence
from typing import Any

import numpy as np

from .arithmetic import together
from .dtypes import promote
from .graph import record, wrap
from .ops import elementwise, products, shapes
from .reductions import axis_of
from .tensor import Tensor


def cat(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """Tensors end to end along an axis; all other lengths must agree.

    Raises:
        RuntimeError: none given, or the other lengths differ; names the shapes.
    """
    if not tensors:
        raise RuntimeError("cat needs at least one tensor")
    try:
        return record(shapes.cat, *_one_type(tensors), dim=axis_of(dim, tensors[0].ndim))
    except ValueError:
        raise RuntimeError(
            f"cat along dim {dim}: shapes {[list(t.shape) for t in tensors]} differ elsewhere too"
        ) from None


def stack(tensors: Sequence[Tensor], dim: int = 0) -> Tensor:
    """Tensors of one shape side by side along a new axis.

    Raises:
        RuntimeError: none given, or the shapes differ; names them.
    """
    if not tensors:
        raise RuntimeError("stack needs at least one tensor")
    if len({t.shape for t in tensors}) > 1:
        raise RuntimeError(f"stack needs equal shapes, got {[list(t.shape) for t in tensors]}: cat joins unequal ones")
    return record(shapes.stack, *_one_type(tensors), dim=axis_of(dim, tensors[0].ndim + 1))


def _one_type(tensors: Sequence[Tensor]) -> list[Tensor]:
    dtype = tensors[0].dtype
    for t in tensors[1:]:
        dtype = promote(np.empty(1, dtype), np.empty(1, t.dtype))
    return [t.to(dtype) for t in tensors]


def where(condition: Tensor, input: Any, other: Any) -> Tensor:
    """``input`` where the condition is true, ``other`` elsewhere; all three broadcast."""
    if not isinstance(input, Tensor) and not isinstance(other, Tensor):
        input = wrap(np.asarray(input, dtype=np.float32 if isinstance(input, float) else None))
    return together(elementwise.where, input, other, condition=condition.array)


def einsum(equation: str, *operands: Tensor) -> Tensor:
    """Einstein's sum: letters name the axes, a letter missing on the right is summed over.

        einsum("ij,jk->ik", a, b)        # a @ b
        einsum("bhqd,bhkd->bhqk", q, k)  # one product for each batch and head

    Raises:
        RuntimeError: the equation does not fit the operands; says where.
    """
    left, arrow, output = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    if len(terms) != len(operands):
        raise RuntimeError(f"einsum: {equation!r} has {len(terms)} terms for {len(operands)} tensors")
    spare = [letter for letter in string.ascii_letters if letter not in equation]
    dots = ""
    for n, (term, operand) in enumerate(zip(terms, operands, strict=True)):
        room = operand.ndim - len(term.replace("...", ""))
        if room < 0 or (room and "..." not in term):
            raise RuntimeError(f"einsum: term {term!r} does not fit shape {list(operand.shape)}")
        filled = "".join(spare[:room][::-1])  # "..." counts its axes from the right
        dots = max(dots, filled, key=len)
        terms[n] = term.replace("...", filled)
    if not arrow:
        letters = sorted(set(left) - set(",."))
        output = "..." + "".join(letter for letter in letters if left.count(letter) == 1)
    output = output.replace("...", dots)
    for letter in output:
        if not any(letter in term for term in terms) or output.count(letter) > 1:
            raise RuntimeError(f"einsum: {letter!r} on the right of {equation!r} must stand once there and on the left")
    try:
        return record(products.einsum, *operands, inputs=terms, output=output)
    except ValueError as error:
        shapes_seen = [list(x.shape) for x in operands]
        raise RuntimeError(f"einsum {equation!r} does not fit shapes {shapes_seen}: {error}") from None


def allclose(input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8) -> bool:
    """Whether |input − other| ≤ atol + rtol·|other| everywhere."""
    return bool(np.allclose(input.array, other.array, rtol=rtol, atol=atol))


def equal(input: Tensor, other: Tensor) -> bool:
    """Whether shapes and numbers are the same."""
    return bool(np.array_equal(input.array, other.array))


def is_tensor(x: object) -> bool:
    """Whether x is a tensor of this engine."""
    return isinstance(x, Tensor)
