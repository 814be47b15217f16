"""What an operation is: a forward function on arrays, and one rule an input that leads the gradient back.

    @operation
    def mul(a, b):
        return a * b, (a, b)                              # the value, and what the way back will need

    mul.back(lambda g, a, b: g * b, lambda g, a, b: g * a)  # one rule for a, one for b

``g`` is ∂L/∂y, the gradient that arrives at the operation's value. A rule returns ∂L/∂(its input), by the chain rule
∂L/∂a = ∂L/∂y · ∂y/∂a. It may return it in the broadcast shape: the tape sums out what broadcasting copied, in one
place. Rules never change ``g`` or what was kept: both may be in use elsewhere.

A first engine writes the rule as a closure inside the operation, which holds its own result and so closes a cycle that
only Python's cycle collector can free. Here what is kept is an ordinary tuple: the memory between the passes can be
seen, and is freed at once. Both are timed in ``benchmarks.tricks``.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy.typing as npt

Array = npt.NDArray[Any]
Kept = tuple[Any, ...]
Rule = Callable[..., Array]


class Operation:
    """A forward function with its way back; see the module's first lines."""

    __slots__ = ("forward", "name", "rules", "together")

    def __init__(self, forward: Callable[..., tuple[Array, Kept]]) -> None:
        self.forward = forward
        self.name = forward.__name__
        self.rules: tuple[Rule | None, ...] = ()
        self.together: Callable[..., Iterable[Array | None]] | None = None

    def __repr__(self) -> str:
        return f"<operation {self.name}>"

    def back(self, *rules: Rule | None) -> None:
        """One rule an input, ``rule(g, *kept)``; ``None`` where an input has no gradient, as an index has none."""
        self.rules = rules

    def back_together(self, function: Callable[..., Iterable[Array | None]]) -> None:
        """All inputs at once, for gradients that share work: ``function(g, needs, *kept)``.

        ``needs`` holds a truth value for each input; where it is false, ``None`` may be returned.
        """
        self.together = function


operation = Operation


def same(g: Array, *kept: Any) -> Array:
    """The rule of an input that is merely added or copied: its gradient is the one that arrives."""
    return g


def restore(reduced: Array, shape: tuple[int, ...], dim: tuple[int, ...], keepdim: bool) -> Array:
    """Give a reduced array its axes ``dim`` back, of length one, so that it broadcasts against ``shape``."""
    if keepdim or not shape:
        return reduced
    return reduced.reshape([1 if axis in dim else size for axis, size in enumerate(shape)])
