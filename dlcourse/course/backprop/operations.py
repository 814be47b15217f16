"""Operations for the course's first engine, with right and wrong backward rules: for ``engine.softplus``."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from dlcourse.exercises.how import Unreadable
from dlcourse.scratch.first import Tensor

Operation = Callable[[Any], Any]


def operation(
    value: Callable[[np.ndarray], np.ndarray], back: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> Operation:
    """An operation of the engine: (x) to its value, and (g, x) to the gradient there."""
    return lambda t: Tensor(value(t.data), [(t, lambda g: back(g, t.data))])


def value(x: np.ndarray) -> np.ndarray:
    """Softplus, log(1 + exp(x)), of each number."""
    return np.logaddexp(0, x)


def slope(x: np.ndarray) -> np.ndarray:
    """Its slope, the sigmoid."""
    return np.exp(-np.logaddexp(0, -x))


OPERATIONS: dict[str, Operation] = {
    "softplus, as it should be": operation(value, lambda g, x: g * slope(x)),
    "tanh(t · t)": lambda t: (t * t).tanh(),
    "a slope one hundredth too large": operation(value, lambda g, x: 1.01 * g * slope(x)),
    "wrong where x is above 1 only": operation(value, lambda g, x: g * np.where(x > 1, 0.5, slope(x))),
    "wrong twice, in opposite ways": operation(value, lambda g, x: g * (slope(x) + 0.1 * np.sign(x))),
    "the gradient that arrives is dropped": lambda t: operation(value, lambda g, x: slope(x))(t) * 3.0,
    "the sign turned round": operation(value, lambda g, x: -g * slope(x)),
    "a running sum, as it should be": operation(np.cumsum, lambda g, x: np.cumsum(g[::-1])[::-1]),
    "a running sum, each number by itself": operation(np.cumsum, lambda g, x: g),
}
"""What ``agrees`` is tried on: softplus, tanh(t · t) and a running sum with their rules; the others with wrong ones."""


def yes_or_no(result: object, given: Mapping[str, Any]) -> object:
    """What ``agrees`` returned, which must be `True` or `False`."""
    if not isinstance(result, (bool, np.bool)):
        raise Unreadable(result, "The answer is `True` or `False`.")
    return result


def value_and_gradient(result: Any, given: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """The value of what ``softplus`` returned, and the gradient that comes back to its input.

    What arrives at the numbers of the result is −1.5, −0.5, 0.5, …: all different, some negative.
    """
    if not isinstance(result, Tensor):
        raise Unreadable(result, "A `Tensor` is wanted, made as the engine's own operations make theirs.")
    arriving = np.arange(np.prod(result.shape)).reshape(result.shape) - 1.5
    (result * arriving).sum().backward()
    grad = given["t"].grad
    return result.data, np.zeros(given["t"].shape) if grad is None else grad
