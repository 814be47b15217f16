"""An exercise on slopes: numeric differentiation on both sides, of any function."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise, Verdict
from dlcourse.exercises.how import How
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.outcome import Status, outcome
from dlcourse.exercises.probe import call

Function = Callable[[np.ndarray], float]

# Exercise slopes.numeric

FUNCTIONS: dict[str, Function] = {
    "the sum of the squares": lambda x: float((x**2).sum()),
    "the product of all": lambda x: float(np.prod(x, dtype=float)),
    "the sum of sin(3 x)": lambda x: float(np.sin(3 * x).sum()),
    "a steep valley, 500 x²": lambda x: float(500 * (x**2).sum()),
    "a saddle, 1000 x₀ x₁": lambda x: float(1000 * x[0] * x[1]),
    "100000 + the sum of sin(x)": lambda x: float(1e5 + np.sin(x).sum()),
}
BUILT = How(build={"f": lambda name: FUNCTIONS[str(name)]})


def _places(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    places = {
        "three numbers": ("the sum of the squares", rng.integers(1, 10, 3) / 2),
        "a table": ("the product of all", rng.integers(2, 9, (2, 3)) / 4),
        "a wave": ("the sum of sin(3 x)", rng.uniform(-0.3, 0.3, (2, 1, 2))),
        "the floor of a valley": ("a steep valley, 500 x²", np.zeros(1)),
        "the middle of a saddle": ("a saddle, 1000 x₀ x₁", np.zeros(2)),
        "high up": ("100000 + the sum of sin(x)", rng.uniform(-0.5, 0.5, 2)),
        "whole numbers": ("the sum of the squares", rng.integers(-4, 5, 4)),
        "a single number": ("the sum of sin(3 x)", np.array(rng.uniform(-0.3, 0.3))),
    }
    cases: Arrays = {}
    for case, (f, x) in places.items():
        cases |= {f"{case}/f": np.array(f), f"{case}/x": x}
    return cases


def numeric_gradient(f: Function, x: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """How far f moves per unit that each number of x moves: an array of x's shape."""
    x = np.array(x, dtype=float)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        nudge = np.zeros(x.shape)
        nudge[i] = h
        slopes[i] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return slopes


def _all_at_once(f: Function, x: np.ndarray) -> float:
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


NUMERIC_MISTAKES = [
    Mistake(
        _all_at_once,
        "All numbers of x were nudged at once, so this is how far f moves when they move together. Each number needs "
        "a nudge of its own while the others stay.",
        "refreshers.partial-moves-all",
    ),
    Mistake(
        lambda f, x: np.full(x.shape, _all_at_once(f, x)),
        "All numbers of x were nudged at once, and each got the sum of all slopes. Each number needs a nudge of its "
        "own while the others stay.",
        "refreshers.partial-moves-all",
    ),
    Mistake(
        lambda f, x: 1e-10 * numeric_gradient(f, x),
        "In `/ 2 * h` Python divides by 2 and multiplies by h. What is to be below the line needs brackets: "
        "`/ (2 * h)`.",
    ),
    Mistake(
        lambda f, x: 2 * numeric_gradient(f, x),
        "From one side to the other it is 2h, not h: once forth and once back.",
        "backward.one-sided",
    ),
    Mistake(
        lambda f, x: -numeric_gradient(f, x),
        "The sign is turned round: the value after a nudge upwards comes first, less the one after a nudge downwards.",
    ),
    Mistake(
        lambda f, x: 2e-5 * numeric_gradient(f, x),
        "These are the differences. A slope is a rate: divide by how far x moved, from the one side to the other.",
        "refreshers.slope-is-change",
    ),
]

# Which case came out wrong, where others came out right, tells what is the matter: the first of these that did.
ROUNDED = (
    "The values of f are rounded, and if h is very small, their difference is made of rounding: most of all where they "
    "are large. Somewhat larger, such as 1e-5, is better.",
    "backward.smaller-is-better",
)
SYMPTOMS = {
    "the floor of a valley": (
        "At the floor of a valley the slope is 0, and a nudge to one side alone goes up the wall: a one-sided "
        "difference is off by h·f''/2. Nudge to both sides, and that error cancels.",
        "backward.one-sided",
    ),
    "the middle of a saddle": (
        "In the middle of a saddle it is level along each axis. A slope appears if an earlier number has not been put "
        "back to where it was before the next one is nudged.",
        "refreshers.partial-moves-all",
    ),
    "whole numbers": (
        "Where `x` holds whole numbers, so does a copy of it: a nudge written into it is cut off. Make the copy "
        "with `dtype=float`.",
        "start.integers-truncate",
    ),
    "a table": ROUNDED,  # any two-sided difference is exact on it, but for rounding
    "a wave": (
        "With two-sided differences, only a large h is that far off: the curve bends within the nudge. Take h smaller.",
        "backward.valid-far-away",
    ),
    "high up": ROUNDED,
}


def _judge_numeric(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    verdicts = judge_calls(
        arrays, cases, name="numeric_gradient", right=numeric_gradient, mistakes=NUMERIC_MISTAKES, how=BUILT
    )
    wrong = {verdict.key for verdict in verdicts if not verdict.passed}
    known = any(mistake.thought in verdict.message for mistake in NUMERIC_MISTAKES for verdict in verdicts)
    if wrong and len(wrong) < len(verdicts) and not known:
        told = ["high up"] if "three numbers" in wrong and _nearly(arrays, cases) else SYMPTOMS
        if "three numbers" in wrong and told is SYMPTOMS:
            return verdicts  # nothing special about that case, so no symptom explains it
        thought, belief = next((SYMPTOMS[key] for key in told if key in wrong), ("", ""))
        verdicts = [each if each.passed or not thought else _more(each, thought, belief) for each in verdicts]
    return verdicts


def _nearly(arrays: Arrays, cases: Arrays) -> bool:
    """Whether the slopes of a parabola are wrong as rounding makes them: a little, or all of them 0."""
    came, x = outcome(arrays, "three numbers"), cases["three numbers/x"]
    if came.status != Status.OK or came.result.dtype.kind not in "biuf" or came.result.shape != x.shape:
        return False
    return bool(np.allclose(came.result, 2 * x, rtol=0.5) or not came.result.any())


def _more(verdict: Verdict, thought: str, belief: str) -> Verdict:
    plain = verdict.message.removesuffix("The shape is right; the numbers are not.").rstrip()
    return replace(verdict, message=f"{plain}\n\n{thought}", misconception=belief)


NUMERIC = Exercise(
    id="slopes.numeric",
    title="Slopes by nudging, on both sides",
    can="measure any gradient without a single rule of differentiation",
    points=3,
    minutes=15,
    difficulty=2,
    hints=(
        "For one number: (f(x + h) − f(x − h)) / (2h). For an array, do this for each of its numbers while all the "
        "others keep their values, and write the result to the same place of an array of the same shape.",
        "`for i in np.ndindex(x.shape):` goes through all places of an array of any shape; `x[i]` is the number there. "
        "Nudge a copy of your own, made with `np.array(x, dtype=float)`, and put the number back each time.",
        "h = 1e-5 serves here: much smaller, and the difference of the two values is lost in rounding; much larger, "
        "and the curve bends in between.",
    ),
    cases=_places,
    probe=partial(call, "numeric_gradient", how=BUILT),
    judge=_judge_numeric,
)

EXERCISES = [NUMERIC]
