"""A tensor's arithmetic: operators, and the functions that act number by number.

    x * w + b, x.exp(), (x > 0), x.clamp(min=0)      # shapes broadcast, counted from the right

Each method records one operation of ``ops.elementwise`` or ``ops.activations``; what it computes and how its gradient
goes back stands there. ``torch.exp(x)`` and ``x.exp()`` are the same function.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from .dtypes import float32, promote
from .graph import Value, record, record_two, wrap
from .ops import Array, Operation
from .ops import activations as act
from .ops import elementwise as ops

if TYPE_CHECKING:
    from .tensor import Tensor

Number = float | int


def as_operand(x: Any, beside: "Value") -> Any:
    """A number stays a number (it takes the tensor's type), an array becomes a tensor."""
    if isinstance(x, (bool, int, float, np.generic)):
        return x.item() if isinstance(x, np.generic) else x
    if isinstance(x, np.ndarray):
        return wrap(x)
    raise TypeError(f"a tensor of shape {list(beside.shape)} does not combine with {type(x).__name__}")


def together(op: Operation, a: Any, b: Any, **settings: Any) -> "Tensor":
    """Record an operation on two operands, after bringing them to one type as PyTorch does.

    Raises:
        RuntimeError: the shapes do not broadcast; names both.
    """
    if not isinstance(b, Value):
        b = as_operand(b, a)
    elif not isinstance(a, Value):
        a = as_operand(a, b)
    if isinstance(a, Value) and isinstance(b, Value):
        if a.array.dtype is not b.array.dtype:
            dtype = promote(np.asarray(a.array), np.asarray(b.array))
            a, b = to_dtype(a, dtype), to_dtype(b, dtype)
        if not settings:
            try:
                return record_two(op, a, b)
            except ValueError:
                raise _no_broadcast(op, a, b) from None
    elif isinstance(b, float) and a.array.dtype.kind != "f":
        a = to_dtype(a, float32)
    elif isinstance(a, float) and b.array.dtype.kind != "f":
        b = to_dtype(b, float32)
    try:
        return record(op, a, b, **settings)
    except ValueError:
        raise _no_broadcast(op, a, b) from None


def _no_broadcast(op: Operation, a: Value, b: Value) -> RuntimeError:
    return RuntimeError(
        f"{op.name}: shapes {list(a.shape)} and {list(b.shape)} do not broadcast: counted from the right, "
        "two lengths must be equal or one of them 1; unsqueeze or reshape one of the two"
    )


def to_dtype(x: Any, dtype: np.dtype[Any]) -> Any:
    """The tensor in another type; itself if it has that type already."""
    return x if x.array.dtype == dtype else record(ops.cast, x, dtype=dtype)


def floating(x: "Value") -> Any:
    """The tensor, integers turned into float32: what exp, mean and their like need."""
    return x if x.array.dtype.kind == "f" else to_dtype(x, float32)


def compare(function: Any, a: "Value", b: Any) -> "Tensor":
    """A truth value for each pair; nothing to differentiate."""
    other: Array = b.array if isinstance(b, Value) else b
    try:
        return wrap(np.asarray(function(a.array, other)))
    except ValueError:
        raise RuntimeError(f"{function.__name__}: shapes {list(a.shape)} and {list(other.shape)} differ") from None


class Arithmetic(Value):
    """The part of ``Tensor`` that computes number by number."""

    __slots__ = ()
    __hash__ = Value.__hash__

    # mypy: the operators take what PyTorch's take
    def __add__(self, other: Any) -> "Tensor":
        return together(ops.add, self, other)

    def __sub__(self, other: Any) -> "Tensor":
        return together(ops.sub, self, other)

    def __rsub__(self, other: Any) -> "Tensor":
        return together(ops.sub, other, self)

    def __mul__(self, other: Any) -> "Tensor":
        return together(ops.mul, self, other)

    def __truediv__(self, other: Any) -> "Tensor":
        return together(ops.div, floating(self), other)

    def __rtruediv__(self, other: Any) -> "Tensor":
        return together(ops.div, other, floating(self))

    def __pow__(self, exponent: Any) -> "Tensor":
        return together(ops.power, self, exponent)

    def __rpow__(self, base: Any) -> "Tensor":
        return together(ops.power, base, self)

    def __neg__(self) -> "Tensor":
        return record(ops.neg, self)

    __radd__, __rmul__ = __add__, __mul__
    add, sub, mul, div, pow, neg = __add__, __sub__, __mul__, __truediv__, __pow__, __neg__

    def __eq__(self, other: object) -> "Tensor":  # type: ignore[override]
        return compare(np.equal, self, other)

    def __ne__(self, other: object) -> "Tensor":  # type: ignore[override]
        return compare(np.not_equal, self, other)

    def __lt__(self, other: Any) -> "Tensor":
        return compare(np.less, self, other)

    def __le__(self, other: Any) -> "Tensor":
        return compare(np.less_equal, self, other)

    def __gt__(self, other: Any) -> "Tensor":
        return compare(np.greater, self, other)

    def __ge__(self, other: Any) -> "Tensor":
        return compare(np.greater_equal, self, other)

    def __and__(self, other: Any) -> "Tensor":
        return compare(np.bitwise_and, self, other)

    def __or__(self, other: Any) -> "Tensor":
        return compare(np.bitwise_or, self, other)

    def __invert__(self) -> "Tensor":
        return wrap(np.invert(self.array))

    def exp(self) -> "Tensor":
        """eˣ."""
        return record(ops.exp, floating(self))

    def log(self) -> "Tensor":
        """The natural logarithm: −inf at 0, nan below."""
        return record(ops.log, floating(self))

    def sqrt(self) -> "Tensor":
        """√x."""
        return record(ops.sqrt, floating(self))

    def square(self) -> "Tensor":
        """x²."""
        return record(ops.mul, self, self)

    def abs(self) -> "Tensor":
        """|x|; slope 0 at 0."""
        return record(ops.absolute, self)

    __abs__ = abs

    def sin(self) -> "Tensor":
        """Sine of x in radians."""
        return record(ops.sin, floating(self))

    def cos(self) -> "Tensor":
        """Cosine of x in radians."""
        return record(ops.cos, floating(self))

    def tanh(self) -> "Tensor":
        """The hyperbolic tangent, −1 … 1."""
        return record(act.tanh, floating(self))

    def sigmoid(self) -> "Tensor":
        """1 / (1 + e⁻ˣ), 0 … 1."""
        return record(act.sigmoid, floating(self))

    def relu(self) -> "Tensor":
        """max(x, 0); slope 0 at 0."""
        return record(act.relu, self)

    def maximum(self, other: Any) -> "Tensor":
        """The larger of two tensors, number by number; equal numbers share the gradient."""
        return together(ops.maximum, self, other)

    def minimum(self, other: Any) -> "Tensor":
        """The smaller of two tensors, number by number; equal numbers share the gradient."""
        return together(ops.minimum, self, other)

    def clamp(self, min: Number | None = None, max: Number | None = None) -> "Tensor":
        """The numbers held within min … max.

        Raises:
            ValueError: neither bound is given.
        """
        if min is None and max is None:
            raise ValueError("clamp needs min, max or both")
        return record(ops.clamp, self, low=min, high=max)

    def masked_fill(self, mask: "Tensor", value: Number) -> "Tensor":
        """The numbers, with ``value`` where the mask, which broadcasts against it, is true."""
        return record(ops.masked_fill, self, mask=mask.array, value=value)

    def isnan(self) -> "Tensor":
        """Where x is not a number."""
        return wrap(np.asarray(np.isnan(self.array)))

    def isinf(self) -> "Tensor":
        """Where x is infinite."""
        return wrap(np.asarray(np.isinf(self.array)))

    def sign(self) -> "Tensor":
        """−1, 0 or 1; flat, so no gradient is recorded."""
        return wrap(np.asarray(np.sign(self.array)))
