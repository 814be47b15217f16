"""Reverse-mode differentiation of single numbers, with nothing hidden.

a, b = Value(2.0), Value(3.0)
c = a * b + a
c.backward()
a.grad, b.grad  # (4.0, 2.0)
"""

import math
from typing import Any


class Value:
    """A number that remembers what it was computed from.

    Attributes:
        data: the number.
        grad: how far the result moves per unit that this number moves; 0 until `backward` has been there.
        parents: pairs (the value it was computed from, the local slope with respect to that value).
        name: what a picture calls it: the operation, or what the reader wrote.
    """

    def __init__(self, data: float, parents: Any = (), name: str = ""):
        """Keep a number; parents are given by the operations."""
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.name = name

    def __repr__(self) -> str:
        return f"Value({self.data:.6g}, grad={self.grad:.6g})"

    # Each operation: the new number, and for each parent how fast the new number moves per unit of it.

    def __add__(self, other: Any) -> "Value":
        other = _value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other: Any) -> "Value":
        other = _value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def __pow__(self, power: float) -> "Value":
        return Value(self.data**power, [(self, power * self.data ** (power - 1))], f"** {power}")

    def exp(self) -> "Value":
        """The exponential."""
        out = math.exp(self.data)
        return Value(out, [(self, out)], "exp")

    def log(self) -> "Value":
        """The natural logarithm."""
        return Value(math.log(self.data), [(self, 1 / self.data)], "log")

    def tanh(self) -> "Value":
        """The hyperbolic tangent."""
        out = math.tanh(self.data)
        return Value(out, [(self, 1 - out**2)], "tanh")

    def relu(self) -> "Value":
        """The number where it is positive, else 0."""
        return Value(max(self.data, 0.0), [(self, float(self.data > 0))], "relu")

    # The rest is made of these.

    def __neg__(self) -> "Value":
        return self * -1.0

    def __sub__(self, other: Any) -> "Value":
        return self + -_value(other)

    def __truediv__(self, other: Any) -> "Value":
        return self * _value(other) ** -1

    def __radd__(self, other: float) -> "Value":
        return self + other

    def __rmul__(self, other: float) -> "Value":
        return self * other

    def __rsub__(self, other: float) -> "Value":
        return _value(other) - self

    def __rtruediv__(self, other: float) -> "Value":
        return _value(other) / self

    def backward(self) -> None:
        """Add to the ``grad`` of everything behind this number how far this number moves per unit of it.

        What arrives in this pass is kept apart from what earlier passes left in ``grad``: calling it twice adds the
        same gradients twice, and no wrong ones.
        """
        arrived = {self: 1.0}
        for value in order(self):
            slope = arrived.get(value, 0.0)
            value.grad += slope
            for parent, local in value.parents:
                arrived[parent] = arrived.get(parent, 0.0) + slope * local


def order(end: Any) -> list[Any]:
    """All that `end` was computed from, itself first: each node before its parents, each once. No recursion.

    Works for whatever has ``parents``, pairs of which the first is a node: `Value`, `Tensor`.
    """
    waiting = {end: 0}  # node → how many of the nodes that use it are still to come
    reached = [end]
    for node in reached:  # grows while it is read
        for parent, _ in node.parents:
            if parent not in waiting:
                waiting[parent] = 0
                reached.append(parent)
            waiting[parent] += 1
    ready, ordered = [end], []
    while ready:
        node = ready.pop()
        ordered.append(node)
        for parent, _ in node.parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                ready.append(parent)
    return ordered


def _value(number: Any) -> Value:
    return number if isinstance(number, Value) else Value(number)
