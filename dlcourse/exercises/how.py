"""How a function is called whose inputs or results are no arrays: cases stay arrays, the probe makes the rest of them.

    CURVES = {"sine": np.sin, "square": np.square}
    HOW = How(build={"f": lambda name: CURVES[str(name)]})            # the case holds np.array("sine")
    HOW = How(build={"x": lambda x: tensor(x, requires_grad=True)}, read=lambda y, inputs: gradient(y, inputs["x"]))
    HOW = How(parts=("grad_x", "grad_W"))                             # it returns a tuple of two
    HOW = How(tensors=True)                                           # PyTorch's and the course's tensors will do

A topic file gives the same `How` to `probe.call` and to `judging.judge_calls`, whose right and wrong functions are then
called in the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np


class Unreadable(Exception):
    """Raised by ``How.read`` when what was returned is not what the question asks for; its text says what is wanted."""

    def __init__(self, value: object, wanted: str):
        """Keep the value, whose type the message names, and a sentence for the learner."""
        super().__init__(wanted)
        self.value = value


@dataclass(frozen=True)
class How:
    """What to make of inputs, and of what a function returns."""

    build: Mapping[str, Callable[[np.ndarray], object]] = field(default_factory=dict)
    """By the name of a parameter: a case's array (a text, a number, values) to what the function is given."""
    read: Callable[[Any, Mapping[str, Any]], object] | None = None
    """(what was returned, what was given by name) to an array. It runs under the same watchdog, and may raise
    `Unreadable`. It is not called when nothing was returned."""
    parts: tuple[str, ...] = ()
    """Names of what it returns, when that is a tuple: each part is judged as a case of its own."""
    tensors: bool = False
    """Whether a tensor is as good as an array: PyTorch's, on the processor, or the course's own."""

    @property
    def count(self) -> int:
        """How many outcomes one call has."""
        return max(1, len(self.parts))

    def keys(self, case: str) -> list[str]:
        """The names under which the outcomes of a case are kept."""
        return [f"{case}, {part}" for part in self.parts] or [case]

    def built(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """What the function is given, by name."""
        return {name: self.build[name](value) if name in self.build else value for name, value in inputs.items()}

    def wrap(self, function: Callable[..., object], inputs: Mapping[str, object]) -> Callable[..., object]:
        """The function, followed by the reading of what it returned."""
        read = self.read
        if read is None:
            return function

        def both(*given: object) -> object:
            value = function(*given)
            return None if value is None else read(value, dict(zip(inputs, given, strict=True)))

        return both


PLAIN = How()


def tensor_to_array(value: Any) -> object:
    """A tensor's values; the tensor itself where NumPy has no such type (bfloat16)."""
    try:
        return np.array(value.detach().numpy())
    except (TypeError, RuntimeError):
        return value
