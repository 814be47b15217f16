"""An exercise on local rules: gradients along a tape of sums, products and ReLUs, written down as arrays."""

from collections.abc import Callable
from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise slopes.tape

Tape = list[tuple[str, int, int]]
TAPES: dict[str, tuple[list[float], Tape]] = {
    "a product and a sum": ([2, -3, 5], [("*", 0, 1), ("+", 3, 2)]),
    "doubled twice: b = a + a, c = b + b": ([1.5], [("+", 0, 0), ("+", 1, 1)]),
    "a square": ([-3], [("*", 0, 0)]),
    "used by two": ([2, 4], [("*", 0, 1), ("+", 0, 2), ("*", 3, 0)]),
    "a ReLU that is cut off, a ReLU that is open": (
        [-2, 0.5, -1],
        [("relu", 0, -1), ("relu", 1, -1), ("*", 4, 2), ("+", 3, 5)],
    ),
    "a ReLU at 0": ([0, 1], [("relu", 0, -1), ("*", 2, 1), ("+", 3, 1)]),
}


def forward(inputs: list[float], steps: Tape) -> Arrays:
    """Write a tape down: what each node is, what it was made from, its value; inputs first, each array (M,)."""
    values = [float(value) for value in inputs]
    for op, a, b in steps:
        values.append(
            max(values[a], 0.0) if op == "relu" else values[a] + values[b] if op == "+" else values[a] * values[b]
        )
    nodes = [("input", -1, -1)] * len(inputs) + list(steps)
    ops, left, right = zip(*nodes, strict=True)
    return {"ops": np.array(ops), "left": np.array(left), "right": np.array(right), "values": np.array(values)}


def _tapes(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    steps: Tape = []
    for node in range(3, 11):
        op = ("+", "*", "relu")[int(rng.integers(3))]
        a, b = int(node - 1), int(rng.integers(node))
        steps.append((op, a, -1 if op == "relu" else b))
    factors = [float(x) for x in rng.integers(1001, 3000, 2) / 1000]
    drawn = {
        "used by three": (factors, [("*", 0, 1), ("+", 2, 0), ("*", 3, 0)]),
        "a long one": ([float(x) for x in rng.choice([-1.5, -0.5, 0.5, 1.25, 2], 3)], steps),
    }
    return {f"{case}/{name}": array for case, tape in (TAPES | drawn).items() for name, array in forward(*tape).items()}


Gradients = np.ndarray
Rule = Callable[[Gradients, str, int, int, int, np.ndarray], None]


def _along(rule: Rule, ops: np.ndarray, left: np.ndarray, right: np.ndarray, values: np.ndarray) -> Gradients:
    """Go back along a tape; at each node the rule passes the gradient on."""
    grads = np.zeros(len(values))
    grads[-1] = 1
    for i in reversed(range(len(values))):
        rule(grads, str(ops[i]), i, int(left[i]), int(right[i]), values)
    return grads


def _from_the_front(ops: np.ndarray, left: np.ndarray, right: np.ndarray, values: np.ndarray) -> Gradients:
    grads = np.zeros(len(values))
    grads[-1] = 1
    for i in range(len(values)):
        _right(grads, str(ops[i]), i, int(left[i]), int(right[i]), values)
    return grads


def _right(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
    if op == "+":
        grads[a] += grads[i]
        grads[b] += grads[i]
    elif op == "*":
        grads[a] += grads[i] * values[b]
        grads[b] += grads[i] * values[a]
    elif op == "relu":
        grads[a] += grads[i] * (values[a] > 0)


def _set(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
    if op == "+":
        grads[a] = grads[i]
        grads[b] = grads[i]
    elif op == "*":
        grads[a] = grads[i] * values[b]
        grads[b] = grads[i] * values[a]
    elif op == "relu":
        grads[a] = grads[i] * (values[a] > 0)


def _own_factor(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
    if op == "*":
        grads[a] += grads[i] * values[a]
        grads[b] += grads[i] * values[b]
    else:
        _right(grads, op, i, a, b, values)


def _relu(slope: Callable[[float, float], float]) -> Rule:
    def rule(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
        if op == "relu":
            grads[a] += grads[i] * slope(grads[i], values[a])
        else:
            _right(grads, op, i, a, b, values)

    return rule


def _once(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
    if op in "+*" and a == b:
        grads[a] += grads[i] * (values[a] if op == "*" else 1)
    else:
        _right(grads, op, i, a, b, values)


def _shared_out(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
    if op == "+":
        grads[a] += grads[i] / 2
        grads[b] += grads[i] / 2
    else:
        _right(grads, op, i, a, b, values)


def _local_only(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
    here = grads[i]
    grads[i] = 1
    _right(grads, op, i, a, b, values)
    grads[i] = here


def _local_at(kind: str) -> Rule:
    def rule(grads: Gradients, op: str, i: int, a: int, b: int, values: np.ndarray) -> None:
        (_local_only if op == kind else _right)(grads, op, i, a, b, values)

    return rule


def _mistake(rule: Rule, thought: str, misconception: str = "") -> Mistake:
    return Mistake(partial(_along, rule), thought, misconception)


TAPE_MISTAKES = [
    Mistake(
        _from_the_front,
        "The nodes were taken from the first to the last. When a node's turn comes, nothing has arrived there yet. "
        "Begin at the result, the last one, and go back.",
        "backward.any-order",
    ),
    _mistake(
        _set,
        "The gradient is set, with `=`. A node that is used twice gets a part from each use, and setting keeps only "
        "the last one. The parts are to be added up: `+=`.",
        "backward.overwrites",
    ),
    _mistake(
        _once,
        "Where both inputs of a node are the same one, it is used twice, and each use brings its part: x·x has the "
        "slope x + x.",
        "backward.overwrites",
    ),
    _mistake(
        _own_factor,
        "At a product each factor got its own value. Per unit that a moves, a·b moves by b: the other one.",
        "backward.other-factor",
    ),
    _mistake(
        _relu(lambda g, x: g > 0),
        "The ReLU looks at the sign of the gradient that comes back. Whether it was open was decided on the way "
        "forward: by the sign of the value that went in. A gradient may well be negative.",
        "backward.relu-by-gradient",
    ),
    _mistake(
        _relu(lambda g, x: 1),
        "The ReLU lets every gradient through. Where it was cut off on the way forward, a nudge of its input changes "
        "nothing.",
        "backward.local-is-all",
    ),
    _mistake(
        _relu(lambda g, x: x >= 0),
        "Only the ReLU whose input is exactly 0 is different: there the course, like PyTorch, takes the slope 0.",
        "",
    ),
    _mistake(
        _relu(lambda g, x: max(x, 0)),
        "The ReLU passes its value on in place of its slope. Where it is open the slope is 1, however large the value.",
        "backward.gradient-is-value",
    ),
    _mistake(
        _shared_out,
        "A sum passes half to each. But each of them moves the sum one for one: both get the whole gradient.",
        "backward.sum-shares-out",
    ),
    _mistake(
        _local_only,
        "These are the slopes of single steps. Each is to be multiplied by the gradient of the node that it leads to, "
        "`grads[i]`.",
        "backward.local-is-all",
    ),
    _mistake(
        _local_at("*"),
        "At a product the other factor was passed on alone. It is a slope of one step: multiply it by what has arrived "
        "at the product, `grads[i]`.",
        "backward.local-is-all",
    ),
    _mistake(
        _local_at("+"),
        "A sum passed on 1, in place of what has arrived at it. Its slope is 1, *times* `grads[i]`.",
        "backward.local-is-all",
    ),
    _mistake(
        lambda grads, op, *rest: _right(grads, "+" if op == "input" else op, *rest),
        "An input passed something on, as if it were a sum. It was made from nothing: its `left` is −1, and "
        "`grads[-1]` is the *last* node, which keeps its 1.",
    ),
]

tape_gradients = partial(_along, _right)

TAPE = Exercise(
    id="slopes.tape",
    title="Rules for the way back",
    can="write the backward rule of a sum, a product and a ReLU, shared nodes included",
    points=5,
    minutes=20,
    difficulty=3,
    hints=(
        "Go through the nodes from the last to the first. The last one's gradient is 1. Whatever node you come to has "
        "all its parts by then; it passes on to those it was made from, `left[i]` and `right[i]`.",
        "How far does the node move per unit of each that it was made from? A sum: 1 and 1. A product: the other "
        "one's value. A ReLU: 1 where what went in is above 0, else 0. Times `grads[i]`, that is what is passed on.",
        "A node may be used by several others, or twice by one. So what is passed on is added to what is there "
        "already: `grads[a] += …`, and for the second one too, even if `b` is the same node as `a`.",
    ),
    cases=_tapes,
    probe=partial(call, "tape_gradients"),
    judge=partial(judge_calls, name="tape_gradients", right=tape_gradients, mistakes=TAPE_MISTAKES),
)

EXERCISES = [TAPE]
