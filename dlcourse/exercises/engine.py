"""A new operation for an engine: softplus with its backward rule, and a proof that a rule is right."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise, Verdict
from dlcourse.exercises.how import How, Unreadable
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call
from dlcourse.exercises.proofs import (
    AGREES_MISTAKES,
    BUILT,
    ONE_MISSED,
    agrees,
    claims,
    operation,
    slope,
    softplus,
    value,
)
from dlcourse.scratch.first import Tensor

# softplus: a value and a gradient for each case


def _inputs(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    return {
        "softplus of a few numbers/t": rng.integers(-8, 9, 4) / 4 + 0.125,
        "softplus of 0/t": np.zeros(1),
        "softplus of a table/t": rng.normal(size=(2, 3)),
        "softplus far out/t": np.array([-1000.0, 1000.0]) + rng.normal(size=2),
        "softplus very far out/t": np.array([3e12]),
    }


def _weights(shape: tuple[int, ...]) -> np.ndarray:
    """What arrives at each number of the result: all different, some negative."""
    size = int(np.prod(shape))
    return (np.arange(size) - 1.5).reshape(shape)


def _read(result: Any, given: Mapping[str, Any]) -> object:
    """The value, and the gradient that comes back to the input."""
    if not isinstance(result, Tensor):
        raise Unreadable(result, "A `Tensor` is wanted, made as the engine's own operations make theirs.")
    total = (result * _weights(result.shape)).sum()
    total.backward()
    grad = given["t"].grad
    return result.data, np.zeros(given["t"].shape) if grad is None else grad


READ = How(build={"t": Tensor}, read=_read, parts=("value", "gradient"))


SOFTPLUS_MISTAKES = [
    Mistake(
        lambda t: (t.exp() + 1).log(),
        "Right in the middle. exp(1000) is infinite, on the way forward and on the way back. For a large x, log(1 + "
        "exp(x)) is nearly x: write it as the larger of x and 0, plus something small.",
        "engine.right-on-paper",
    ),
    Mistake(
        operation(lambda x: np.log(1 + np.exp(x)), lambda g, x: g * np.exp(x) / (1 + np.exp(x))),
        "Right in the middle. exp(1000) is infinite, on the way forward and on the way back. For a large x, log(1 + "
        "exp(x)) is nearly x: write it as the larger of x and 0, plus something small.",
        "engine.right-on-paper",
    ),
    Mistake(
        operation(lambda x: np.log(1 + np.exp(x)), lambda g, x: g * slope(x)),
        "The backward rule is right everywhere. Forward, exp(1000) is infinite: write log(1 + exp(x)) as the larger "
        "of x and 0, plus something small.",
        "engine.right-on-paper",
    ),
    Mistake(
        operation(value, lambda g, x: g * np.exp(x) / (1 + np.exp(x))),
        "Forward it is right everywhere. On the way back ∞/∞ is left for a large x: divide above and below by exp(x).",
        "engine.right-on-paper",
    ),
    Mistake(
        operation(value, lambda g, x: slope(x)),
        "This is the slope of softplus alone. The gradient that arrives, `g`, has to be multiplied by it.",
        "backward.local-is-all",
    ),
    Mistake(
        operation(value, lambda g, x: g * (x > 0)),
        "This is the slope of a ReLU. Softplus is rounded at 0: differentiate log(1 + exp(x)).",
        "engine.smooth-is-relu",
    ),
    Mistake(
        operation(value, lambda g, x: g * slope(x) * (1 - slope(x))),
        "Differentiated once too often: this is the slope of the sigmoid, which is itself the slope of softplus.",
    ),
    Mistake(
        operation(value, lambda g, x: g * slope(-x)),
        "A slope that falls where softplus gets steeper: the sign of x is turned round.",
    ),
    Mistake(
        lambda t: Tensor(value(t.data)),
        "The value is right, and no gradient comes back to `t`: the new tensor does not name its parents.",
        "engine.parents-are-known",
    ),
    Mistake(
        operation(lambda x: np.maximum(x, 0), lambda g, x: g * (x > 0)),
        "This is a ReLU. Softplus is log(1 + exp(x)): above the ReLU everywhere, log 2 at 0.",
        "engine.smooth-is-relu",
    ),
]
NUMERIC = (
    "Only very far out is the gradient wrong: has the rule been measured by two nudges? There, x + h is x. A numeric "
    "slope proves a rule; it costs two more forward passes a number and rounds. Differentiate log(1 + exp(x)) on "
    "paper."
)
AT_ZERO = "At 0 the slope is ½, from both sides. Pieces put together from ReLUs lose it there: write the rule itself."


def _probe(namespace: Mapping[str, object], cases: Arrays) -> Arrays:
    ours, proofs = _parted(cases)
    return call("softplus", namespace, ours, how=READ) | call("agrees", namespace, proofs, how=BUILT)


def _parted(cases: Arrays) -> tuple[Arrays, Arrays]:
    proofs = {name: array for name, array in cases.items() if name.startswith("proof: ")}
    return {name: array for name, array in cases.items() if name not in proofs}, proofs


def _judge(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    ours, proofs = _parted(cases)
    made = judge_calls(arrays, ours, name="softplus", right=softplus, mistakes=SOFTPLUS_MISTAKES, how=READ)
    proved = judge_calls(arrays, proofs, name="agrees", right=agrees, mistakes=AGREES_MISTAKES, how=BUILT)
    wrong = {each.key for each in made if not each.passed}
    if wrong == {"softplus very far out, gradient"}:
        made = [_more(each, NUMERIC, "engine.numeric-is-a-rule") for each in made]
    if wrong == {"softplus of 0, gradient"}:
        made = [_more(each, AT_ZERO, "engine.smooth-is-relu") for each in made]
    missed = [each.key for each in proved if not each.passed]
    if missed and missed[0] in ONE_MISSED and len(missed) == 1:
        proved = [_more(each, *ONE_MISSED[missed[0]]) for each in proved]
    return made + proved


def _more(verdict: Verdict, thought: str, belief: str) -> Verdict:
    if verdict.passed:
        return verdict
    plain = verdict.message.removesuffix("The shape is right; the numbers are not.").rstrip()
    return replace(verdict, message=f"{plain}\n\n{thought}", misconception=belief)


SOFTPLUS = Exercise(
    id="engine.softplus",
    title="A new operation, and its proof",
    can="add an operation to an engine, keep it from overflowing, and prove its backward rule",
    points=6,
    minutes=30,
    difficulty=4,
    hints=(
        "An operation computes a new array from `t.data` and returns a `Tensor` that names its parents: pairs of a "
        "parent and a function from the gradient here to the gradient there. Lesson 03b shows how `exp` and `tanh` do "
        "it.",
        "Forward: log(1 + exp(x)) is the larger of x and 0, plus log(1 + exp(−|x|)): no exponential in it exceeds 1. "
        "Its slope is exp(x) / (1 + exp(x)); divide above and below by exp(x). Do not forget what arrives, `g`.",
        "Proof: run `f(t).sum().backward()` on a tensor made of x. Then, for each number, nudge a copy of x up and "
        "down by 1e-5, take the difference of the two sums, divide by 2e-5, and hold it against `t.grad` at that "
        "number.",
    ),
    cases=lambda seed: _inputs(seed) | claims(seed),
    probe=_probe,
    judge=_judge,
    kind="transfer",
)

EXERCISES = [SOFTPLUS]
