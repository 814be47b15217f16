"""Operations with right and wrong backward rules, and the mistakes of those who check them: for `engine.softplus`."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from dlcourse.exercises.exercise import Arrays
from dlcourse.exercises.how import How, Unreadable
from dlcourse.exercises.judging import Mistake
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


softplus = operation(value, lambda g, x: g * slope(x))

OPERATIONS: dict[str, tuple[bool, Operation]] = {
    "softplus, as it should be": (True, softplus),
    "tanh(t · t)": (True, lambda t: (t * t).tanh()),
    "a slope one hundredth too large": (False, operation(value, lambda g, x: 1.01 * g * slope(x))),
    "wrong where x is above 1 only": (False, operation(value, lambda g, x: g * np.where(x > 1, 0.5, slope(x)))),
    "wrong twice, in opposite ways": (
        False,
        operation(value, lambda g, x: g * (slope(x) + 0.1 * (np.sign(x)))),
    ),
    "the gradient that arrives is dropped": (False, lambda t: operation(value, lambda g, x: slope(x))(t) * 3.0),
    "the sign turned round": (False, operation(value, lambda g, x: -g * slope(x))),
}


def _yes_or_no(result: object, given: Mapping[str, Any]) -> object:
    if not isinstance(result, (bool, np.bool)):
        raise Unreadable(result, "The answer is `True` or `False`.")
    return result


BUILT = How(build={"f": lambda name: OPERATIONS[str(name)][1]}, read=_yes_or_no)


def claims(seed: int) -> Arrays:
    """The operations, each at four numbers."""
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for name in OPERATIONS:
        x = np.array([-1.5, -0.5, 0.5, 1.5]) + rng.uniform(-0.2, 0.2, 4)
        cases |= {f"proof: {name}/f": np.array(name), f"proof: {name}/x": x}
    return cases


def agrees(f: Operation, x: np.ndarray) -> bool:
    """Whether the gradient of the sum of f at x is what two nudges of each number say."""
    t = Tensor(x)
    f(t).sum().backward()
    nudges = 1e-5 * np.eye(len(x))
    slopes = [(f(Tensor(x + nudge)).data.sum() - f(Tensor(x - nudge)).data.sum()) / 2e-5 for nudge in nudges]
    return bool(np.allclose(slopes, t.grad, rtol=1e-4, atol=1e-6))


AGREES_MISTAKES = [
    Mistake(
        lambda f, x: True,
        "It says yes to every rule, to wrong ones too. A proof has to be able to fail.",
        "backward.numeric-is-proof",
    ),
    Mistake(
        lambda f, x: not agrees(f, x),
        "Yes and no are exchanged: `True` is for a rule that is right.",
    ),
    Mistake(
        lambda f, x: False,
        "It says no to every rule, to right ones too. Two nudges never agree with a gradient to the last digit: allow "
        "for a small difference, and no more.",
        "engine.equal-to-the-last-digit",
    ),
]
ONE_MISSED = {
    "proof: wrong twice, in opposite ways": (
        "Here the gradient is too large at two numbers and too small at two others. Compare number by number, not "
        "sums or means; or nudge along more than one direction.",
        "engine.sum-is-enough",
    ),
    "proof: a slope one hundredth too large": (
        "This rule is off by a hundredth, and it passed. Two-sided nudges of 1e-5 are good to many more digits than "
        "that: allow for less.",
        "engine.roughly-is-right",
    ),
    "proof: wrong where x is above 1 only": (
        "This rule is wrong at a single one of the numbers. Look at all of them: one that differs is enough.",
        "engine.sum-is-enough",
    ),
}
