"""An exercise on depth: the tent network, built by hand, and how many straight pieces its graph has."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise, Verdict
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise layers.tent: two functions


def _tent_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    inputs = {
        "the corners, one fold": ([0, 0.25, 0.5, 0.75, 1], 1),
        "eighths, two folds": (np.arange(9) / 8, 2),
        "anywhere, three folds": (rng.random(6), 3),
        # Multiples of 1/1024: every way to write a fold is exact on them.
        "eight folds": (rng.integers(0, 1025, 40) / 1024, 8),
        "a single number": (rng.integers(1, 64, 1) / 64, 2),
        "no fold": (rng.random(3), 0),
    }
    cases: Arrays = {}
    for case, (x, folds) in inputs.items():
        cases |= {f"{case}/x": np.array(x), f"{case}/folds": np.array(folds)}
    return cases


def _piece_cases(seed: int) -> Arrays:
    few = int(np.random.default_rng(seed).integers(4, 8))
    folds = {"one fold": 1, "two folds": 2, "three folds": 3, "a few folds": few, "thirty folds": 30}
    return {f"pieces of {case}/folds": np.array(n) for case, n in folds.items()}


def _cases(seed: int) -> Arrays:
    return _tent_cases(seed) | _piece_cases(seed)


def tent(x: np.ndarray, folds: int) -> np.ndarray:
    """The tent map, applied to its own result again and again, by two ReLUs a fold: (N,) to (N,)."""
    for _ in range(int(folds)):
        x = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return x


def pieces(folds: int) -> int:
    """How many straight pieces its graph has between 0 and 1."""
    return 2 ** int(folds)


def _folded(x: np.ndarray, folds: int, fold: object) -> np.ndarray:
    for _ in range(int(folds)):
        x = fold(x)  # type: ignore[operator]
    return x


def _relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


TENT_MISTAKES = [
    Mistake(
        lambda x, folds: _folded(x, folds, lambda t: 2 * _relu(t) - 2 * _relu(t - 0.5)),
        "It rises with slope 2 and is level from ½ on. To turn a slope of 2 into one of −2, the second ReLU has to "
        "take away 4.",
        "layers.slopes-replace",
    ),
    Mistake(
        lambda x, folds: _folded(x, min(int(folds), 1), tent_once),
        "This is one fold, however many are asked for. A deep network feeds the result of a layer into the next.",
        "layers.a-neuron-is-a-neuron",
    ),
    Mistake(
        lambda x, folds: int(folds) * tent_once(x),
        "The fold was multiplied, not repeated. Taller is not more folded: feed the result of one fold into the next.",
        "layers.a-neuron-is-a-neuron",
    ),
    Mistake(
        lambda x, folds: _folded(x, folds, lambda t: 2 * t - 4 * (t - 0.5)),
        "Without the ReLUs every fold is a straight line, and a stack of straight lines is one. What do they cut off, "
        "and where?",
        "layers.linear-stack-bends",
    ),
    Mistake(
        lambda x, folds: _folded(x, folds, lambda t: _relu(t) - 2 * _relu(t - 0.5)),
        "The shape is right and the top is at ½. It has to reach 1, or the next fold never gets to the other side: "
        "twice the slopes.",
        "layers.slopes-replace",
    ),
    Mistake(
        lambda x, folds: _folded(x, int(folds) + 1, tent_once),
        "One fold too many: with `folds = 0` the numbers are to come back as they are.",
    ),
]


def tent_once(x: np.ndarray) -> np.ndarray:
    """One fold."""
    return tent(x, 1)


PIECES_MISTAKES = [
    Mistake(
        lambda folds: 2 * folds,
        "Two more for each fold: that would be so if each fold bent the line at one new place. But a fold acts on "
        "every piece there is. Sketch two folds and count.",
        "layers.pieces-add",
    ),
    Mistake(
        lambda folds: 2 * folds + 1,
        "That is the most that one hidden layer of 2·folds neurons can have: each neuron adds one bend. Stacked, they "
        "fold what has been folded. Sketch two folds and count.",
        "layers.pieces-add",
    ),
    Mistake(
        lambda folds: folds + 1,
        "One more for each fold: that would be so if each fold bent the line at one new place. But a fold acts on "
        "every piece there is. Sketch two folds and count.",
        "layers.pieces-add",
    ),
    Mistake(
        lambda folds: folds**2,
        "Right for two folds, and only for those. Each fold does the same to what is there: ask by which factor the "
        "count grows.",
        "layers.pieces-add",
    ),
    Mistake(
        lambda folds: 2 ** int(folds) - 1,
        "These are the bends, the places where two pieces meet. Between the ends there is one piece more than bends.",
    ),
    Mistake(
        lambda folds: 4 ** int(folds),
        "Two neurons a fold, but they share the work: one fold makes two pieces of one, not four.",
    ),
]


def _probe(namespace: Mapping[str, object], cases: Arrays) -> Arrays:
    tents, counts = _parted(cases)
    return call("tent", namespace, tents) | call("pieces", namespace, counts)


def _parted(cases: Arrays) -> tuple[Arrays, Arrays]:
    """Those of `tent` and those of `pieces`."""
    counts = {name: array for name, array in cases.items() if name.startswith("pieces of ")}
    return {name: array for name, array in cases.items() if name not in counts}, counts


COUNTED = (
    "Right for few folds, and not for many: this looks like counting on a grid, or in fractions that a computer "
    "rounds. A grid cannot show more pieces than it has points, and each fold costs a binary fraction one bit, until "
    "nothing is left. That is a limit of the arithmetic and not of the network. Do not count: argue from one fold to "
    "the next."
)


def _judge(arrays: Arrays, cases: Arrays) -> list[Verdict]:
    tents, counts = _parted(cases)
    verdicts = judge_calls(arrays, tents, name="tent", right=tent, mistakes=TENT_MISTAKES)
    counted = judge_calls(arrays, counts, name="pieces", right=pieces, mistakes=PIECES_MISTAKES)
    if all(verdict.passed for verdict in counted[:3]) and not counted[-1].passed:
        counted = [_with(verdict, COUNTED, "layers.rounding-refutes") for verdict in counted]
    return verdicts + counted


def _with(verdict: Verdict, thought: str, misconception: str) -> Verdict:
    if verdict.passed:
        return verdict
    plain = verdict.message.removesuffix("The shape is right; the numbers are not.").rstrip()
    return replace(verdict, message=f"{plain}\n\n{thought}", misconception=misconception)


TENT = Exercise(
    id="layers.tent",
    title="Fold, and fold again",
    can="build a deep network by hand, and say what its depth buys",
    points=5,
    minutes=30,
    difficulty=4,
    hints=(
        "Draw the tent: slope 2 up to ½, slope −2 from there. A ReLU that begins at 0 gives the first slope. By how "
        "much must a second one, which begins at ½, change it? Check with x = 1, where 0 must come out.",
        "One fold is a·relu(t) + b·relu(t − ½), with two numbers a and b that do not depend on t. A fold's result is "
        "the next fold's t. For the count, sketch two folds: what has happened to each of the first fold's pieces?",
        "A loop that runs `folds` times and overwrites its own variable is a deep network. On the count: each piece of "
        "the graph runs all the way between 0 and 1, so the next fold breaks every one of them in the middle.",
    ),
    cases=_cases,
    probe=_probe,
    judge=_judge,
    kind="transfer",
)

EXERCISES = [TENT]
