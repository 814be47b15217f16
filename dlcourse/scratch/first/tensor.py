"""Reverse-mode differentiation of NumPy arrays: the engine of lesson 03b, readable in one sitting.

    w = Tensor(np.ones((3, 2)))
    loss = cross_entropy(x @ w, labels)   # x (N, 3), labels (N,): plain arrays are data
    loss.backward()
    w.data -= 0.1 * w.grad
    w.grad = None

Every operation makes a `Tensor` that knows its parents, and for each parent a function from "how far the loss moves
per unit of me" to "… per unit of that parent". `Tensor.backward` runs these functions in the right order.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from .scalar import order


class Tensor:
    """An array that remembers what it was computed from.

    Args:
        data: an array or number. Whole numbers become float64; float32 stays float32.
        parents: pairs (parent, function from the gradient here to the gradient there); given by the operations.

    Attributes:
        data: the array.
        grad: an array of the same shape, or None until `backward` has been there.
    """

    __array_ufunc__ = None  # array + tensor asks the tensor, not the array

    def __init__(self, data: Any, parents: Any = ()):
        """Keep an array."""
        data = np.asarray(data)
        self.data = data if data.dtype.kind == "f" else data.astype(float)
        self.grad: Any = None
        self.parents = tuple(parents)

    def __repr__(self) -> str:
        return f"Tensor of shape {self.shape}"

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the array."""
        return self.data.shape

    @property
    def T(self) -> "Tensor":  # NumPy's name
        """The last two axes exchanged."""
        return Tensor(self.data.swapaxes(-1, -2), [(self, lambda g: g.swapaxes(-1, -2))])

    # Two inputs: shapes broadcast on the way forward, so the gradient is summed back on the way.

    def __add__(self, other: Any) -> "Tensor":
        a, b = self, _tensor(other, self)
        return Tensor(
            a.data + b.data,
            [(a, lambda g: unbroadcast(g, a.shape)), (b, lambda g: unbroadcast(g, b.shape))],
        )

    def __mul__(self, other: Any) -> "Tensor":
        a, b = self, _tensor(other, self)
        return Tensor(
            a.data * b.data,
            [(a, lambda g: unbroadcast(g * b.data, a.shape)), (b, lambda g: unbroadcast(g * a.data, b.shape))],
        )

    def __matmul__(self, other: Any) -> "Tensor":
        """(…, N, D) @ (…, D, K) → (…, N, K); axes in front broadcast. Both need two axes at least."""
        a, b = self, _tensor(other, self)
        if min(a.data.ndim, b.data.ndim) < 2:
            raise ValueError(f"@ takes arrays of two axes or more; got shapes {a.shape} and {b.shape}: reshape first.")
        return Tensor(
            a.data @ b.data,
            [
                (a, lambda g: unbroadcast(g @ b.data.swapaxes(-1, -2), a.shape)),
                (b, lambda g: unbroadcast(a.data.swapaxes(-1, -2) @ g, b.shape)),
            ],
        )

    def __rmatmul__(self, x: Any) -> "Tensor":
        """A plain array times a tensor. A plain array is data: nobody asks for its gradient, so none is computed."""
        x = np.asarray(x, dtype=self.data.dtype)
        return Tensor(x @ self.data, [(self, lambda g: unbroadcast(x.swapaxes(-1, -2) @ g, self.shape))])

    # One input, number by number: the gradient times the slope at each number.

    def __pow__(self, power: float) -> "Tensor":
        return Tensor(self.data**power, [(self, lambda g: g * power * self.data ** (power - 1))])

    def exp(self) -> "Tensor":
        """The exponential of each number."""
        out = np.exp(self.data)
        return Tensor(out, [(self, lambda g: g * out)])

    def log(self) -> "Tensor":
        """The natural logarithm of each number."""
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def tanh(self) -> "Tensor":
        """The hyperbolic tangent of each number."""
        out = np.tanh(self.data)
        return Tensor(out, [(self, lambda g: g * (1 - out**2))])

    def relu(self) -> "Tensor":
        """Each number where it is positive, else 0."""
        return Tensor(np.maximum(self.data, 0), [(self, lambda g: g * (self.data > 0))])

    # Other shapes.

    def sum(self, axis: Any = None, keepdims: bool = False) -> "Tensor":
        """The sum over all axes, or over those named."""

        def back(g: Any) -> Any:
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return np.broadcast_to(g, self.shape)  # each number went into one sum, with slope 1

        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), [(self, back)])

    def mean(self, axis: Any = None, keepdims: bool = False) -> "Tensor":
        """The mean over all axes, or over those named."""
        total = self.sum(axis, keepdims)
        return total * (total.data.size / self.data.size)

    def reshape(self, *shape: Any) -> "Tensor":
        """The same numbers in another shape."""
        return Tensor(self.data.reshape(*shape), [(self, lambda g: g.reshape(self.shape))])

    def __getitem__(self, index: Any) -> "Tensor":
        """The numbers at an index, slice, or arrays of indices. What is picked twice gets both gradients."""

        def back(g: Any) -> Any:
            out = np.zeros_like(self.data)
            np.add.at(out, index, g)
            return out

        return Tensor(self.data[index], [(self, back)])

    def max(self, axis: Any = None, keepdims: bool = False) -> "Tensor":
        """The largest, over all axes or those named. Equal ones share the gradient."""
        top = self.data.max(axis=axis, keepdims=True)
        is_top = (self.data == top).astype(self.data.dtype)

        def back(g: Any) -> Any:
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            return g * is_top / is_top.sum(axis=axis, keepdims=True)

        return Tensor(self.data.max(axis=axis, keepdims=keepdims), [(self, back)])

    # The rest is made of these.

    def __neg__(self) -> "Tensor":
        return self * -1.0

    def __sub__(self, other: Any) -> "Tensor":
        return self + -_tensor(other, self)

    def __truediv__(self, other: Any) -> "Tensor":
        return self * _tensor(other, self) ** -1

    def __radd__(self, other: Any) -> "Tensor":
        return self + other

    def __rmul__(self, other: Any) -> "Tensor":
        return self * other

    def __rsub__(self, other: Any) -> "Tensor":
        return _tensor(other, self) - self

    def __rtruediv__(self, other: Any) -> "Tensor":
        return _tensor(other, self) / self

    def backward(self) -> None:
        """Add to the ``grad`` of everything behind this number how far it moves per unit of it.

        A second call adds the same once more; set ``grad`` to None in between where that is not wanted.

        Raises:
            ValueError: this is not a single number, so "how far it moves" is more than one question.
        """
        if self.data.size != 1:
            raise ValueError(f"backward() starts from a single number; this has shape {self.shape}: sum it first.")
        arrived = {self: np.ones_like(self.data)}
        for node in order(self):
            g = arrived.pop(node)
            node.grad = np.array(g) if node.grad is None else node.grad + g  # a copy: g may be shared
            for parent, back in node.parents:
                arrived[parent] = arrived[parent] + back(g) if parent in arrived else back(g)


def unbroadcast(g: Any, shape: tuple[int, ...]) -> Any:
    """Sum a gradient back to the shape that was copied to make it.

    Args:
        g: gradient, of a shape to which `shape` broadcasts.
        shape: of the array before it was copied.

    Returns:
        An array of that shape.
    """
    if g.shape == shape:
        return g  # nothing was copied; a sum over no axes would take its time all the same
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))  # axes that were put in front
    stretched = tuple(i for i, size in enumerate(shape) if size == 1 and g.shape[i] > 1)
    return g.sum(axis=stretched, keepdims=True)


def cross_entropy(logits: Tensor, labels: Any) -> Tensor:
    """The mean of −log p over a batch, p being the probability that softmax gives to the right class.

    The gradient is (p − y)/N, with y one-hot.

    Args:
        logits: (N, K), any real numbers.
        labels: (N,) whole numbers, 0 … K−1.

    Returns:
        A single number, shape (), in nats.

    Raises:
        ValueError: the shapes do not fit.
    """
    labels = np.asarray(labels)
    if logits.data.ndim != 2 or labels.shape != logits.shape[:1]:
        raise ValueError(f"cross_entropy takes (N, K) logits and (N,) labels; got {logits.shape} and {labels.shape}.")
    rows = np.arange(len(labels))
    shifted = logits.data - logits.data.max(axis=1, keepdims=True)  # exp() of at most 0 cannot overflow
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    back: Callable[[Any], Any] = lambda g: g * _p_minus_y(log_p, labels) / len(labels)  # noqa: E731
    return Tensor(-log_p[rows, labels].mean(), [(logits, back)])


def _p_minus_y(log_p: Any, labels: Any) -> Any:
    p = np.exp(log_p)
    p[np.arange(len(labels)), labels] -= 1
    return p


def _tensor(value: Any, like: Tensor) -> Tensor:
    """A plain number or array as a tensor, in the other one's kind of number: else float32 would turn to float64."""
    return value if isinstance(value, Tensor) else Tensor(np.asarray(value, dtype=like.data.dtype))
