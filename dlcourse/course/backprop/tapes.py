"""Tapes and ways to go back along them, right or wrong, for the exercise ``slopes.tape``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

Rule = Callable[[float, float, float], tuple[float, ...]]


def tape(inputs: Iterable[float], *steps: tuple[str, int, int]) -> tuple[Sequence[str | int | float], ...]:
    """Write a computation down, inputs first: for each node its operation, the two it was made from, its value.

    Args:
        inputs: the values to begin with.
        steps: an operation, ``"+"``, ``"*"`` or ``"relu"``, and the numbers of two nodes; −1 where there is none.
    """
    values = [float(value) for value in inputs]
    nodes = [("input", -1, -1)] * len(values) + list(steps)
    for op, a, b in steps:
        x, y = values[a], values[b]
        values.append(x + y if op == "+" else x * y if op == "*" else max(x, 0.0))
    return *zip(*nodes, strict=True), values


RULES: Mapping[str, Rule] = {
    "input": lambda g, a, b: (),
    "+": lambda g, a, b: (g, g),
    "*": lambda g, a, b: (g * b, g * a),
    "relu": lambda g, a, b: (g * (a > 0),),
}
"""For each operation: the gradient that arrived and the values that went in, to what each of these is passed."""
LOCAL: Mapping[str, Rule] = {
    **RULES,
    "+": lambda g, a, b: (1, 1),
    "*": lambda g, a, b: (b, a),
    "relu": lambda g, a, b: (a > 0,),
}
"""The slopes of these steps alone, without the gradient that arrived."""


def back(
    changed: Mapping[str, Rule] = MappingProxyType({}),
    *,
    order: Callable[[range], Iterable[int]] = reversed,
    add: bool = True,
    once: bool = False,
) -> Callable[..., np.ndarray]:
    """A function like the exercise's ``tape_gradients``; without arguments, a right one.

    Args:
        changed: rules in place of those of `RULES`.
        order: of the nodes.
        add: whether what is passed on is added to what is there.
        once: whether a node that was made from the same one twice passes on to it once.
    """
    rules = {**RULES, **changed}

    def gradients(ops: np.ndarray, left: np.ndarray, right: np.ndarray, values: np.ndarray) -> np.ndarray:
        grads = np.zeros(len(values))
        grads[-1] = 1
        for i in order(range(len(values))):
            a, b = left[i], right[i]
            passed = list(zip((a, b), rules[ops[i]](grads[i], values[a], values[b]), strict=False))
            for node, part in dict(passed).items() if once else passed:
                grads[node] = add * grads[node] + part
        return grads

    return gradients
