"""Exercises on fair comparisons: a protocol with three bugs, and where two learning curves cross."""

from collections.abc import Callable
from functools import partial
from itertools import product

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.probe import call

# Exercise features.protocol


def _tables(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, n in {"24 rows": 24, "40 rows": 40, "60 rows": 60, "80 rows": 80, "100 rows": 100}.items():
        # The classes in blocks, as files often come: without shuffling, the last quarter is all of one class.
        y = np.repeat([0, 1], n // 2)
        X = rng.normal(size=(n, 3)) * [1, 4, 0.2] + y[:, None] * [1.0, 3.0, 0.15]
        order = rng.permutation(n)
        wild = order[3 * n // 4 :][: n // 12 + 1]  # rows to be tested on: what they do to a spread is not to be known
        X[wild, 0] += rng.choice([-15, 15], len(wild))
        cases |= {f"{case}/X": np.round(X, 2), f"{case}/y": y, f"{case}/order": order}
    return cases


def _protocol(
    X: np.ndarray, y: np.ndarray, order: np.ndarray, *, both: bool = True, apart: bool = True, scored: str = "test"
) -> float:
    """The protocol, with or without each of its bugs."""
    X, y = X[order], y[order] if both else y
    cut = 3 * len(X) // 4
    X = X / (X[:cut] if apart else X).std(axis=0)
    means = np.stack([X[:cut][y[:cut] == k].mean(axis=0) for k in range(2)])
    right = ((X[:, None] - means) ** 2).sum(axis=2).argmin(axis=1) == y
    return float({"test": right[cut:], "train": right[:cut], "all": right}[scored].mean())


def honest_score(X: np.ndarray, y: np.ndarray, order: np.ndarray) -> float:
    """The share of the last quarter that is read right by the nearest mean of a class."""
    return _protocol(X, y, order)


SHUFFLE = (
    "`X` is shuffled and `y` is not: most rows now have another row's label.",
    "features.order-does-not-matter",
)
SCALE = (
    "The spreads that the columns are divided by are taken from all rows. The rows of the test have a say in them, "
    "and so in the score. Which rows may be asked?",
    "features.scaling-is-harmless",
)
SCORE = {
    "train": (
        "The score is taken on rows that the means were made of. It shows how well they are remembered.",
        "hand.training-score",
    ),
    "all": (
        "The score counts rows that the means were made of, and three quarters of all rows are such. Which were "
        "never seen?",
        "hand.training-score",
    ),
}


def _buggy(both: bool, apart: bool, scored: str) -> Mistake:
    found = [SHUFFLE] * (not both) + [SCALE] * (not apart) + ([SCORE[scored]] if scored in SCORE else [])
    left = {1: "One bug is left.", 2: "Two bugs are left.", 3: "All three bugs are still there."}[len(found)]
    first = "" if len(found) == 1 else " Mend this one first:"
    return Mistake(
        partial(_protocol, both=both, apart=apart, scored=scored), f"{left}{first} {found[0][0]}", found[0][1]
    )


def _own_spreads(X: np.ndarray, y: np.ndarray, order: np.ndarray) -> float:
    cut, X = 3 * len(X) // 4, X.copy()
    X[order[cut:]] *= X[order[:cut]].std(axis=0) / X[order[cut:]].std(axis=0)
    X, y = X[order], y[order]
    X /= X[:cut].std(axis=0)
    means = np.stack([X[:cut][y[:cut] == k].mean(axis=0) for k in range(2)])
    return float((((X[cut:, None] - means) ** 2).sum(axis=2).argmin(axis=1) == y[cut:]).mean())


OTHERS = [
    Mistake(
        _own_spreads,
        "The rows of the test are divided by spreads of their own. All rows need the same scale, the one that was "
        "learned from the rows to learn from: a single new row has no spread.",
        "features.examples-know-each-other",
    ),
    Mistake(
        lambda X, y, order: _protocol(X, y, np.arange(len(X))),
        "Nothing is shuffled now. The classes come one after the other in `y`, so the last quarter is of one class "
        "only. Both are to be put into the new order.",
        "features.order-does-not-matter",
    ),
]

PROTOCOL_MISTAKES = OTHERS + [
    _buggy(both, apart, scored)
    for both, apart, scored in product((True, False), (True, False), ("test", "train", "all"))
    if not (both and apart and scored == "test")
]

PROTOCOL = Exercise(
    id="features.protocol",
    title="Find the bugs: an honest score",
    can="find what makes a test score dishonest, and mend it",
    points=4,
    minutes=20,
    difficulty=3,
    kind="bug",
    hints=(
        "There are three bugs, and none raises an error. Ask of each line: which rows does it use, and which may it "
        "use?",
        "Go through the names. After the first line, does row 5 of `X` belong to label 5 of `y`? Which rows does "
        "`std` see? Which rows does the last line count?",
        "`X[:cut]` are the rows to learn from, `X[cut:]` those to be tested on. Whatever is learned, spreads too, "
        "may see the first only; the score may count the second only.",
    ),
    cases=_tables,
    probe=partial(call, "honest_score"),
    judge=partial(judge_calls, name="honest_score", right=honest_score, mistakes=PROTOCOL_MISTAKES),
)

# Exercise features.crossover

SIZES = np.array([50, 100, 300, 1000, 4000])


def _curves(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    cases: Arrays = {}
    for case, (seeds, low, high) in {
        "one seed": (1, 0, 4),
        "three seeds": (3, 1, 5),
        "five seeds": (5, 0, 5),
        "as many seeds as sizes": (4, 1, 5),
    }.items():
        n = SIZES[low:high]
        luck = rng.normal(0, 0.04, (seeds, 1))  # what a seed does to both
        hand = 0.5 + 0.04 * np.arange(len(n)) + luck + rng.normal(0, 0.003, (seeds, len(n)))
        # Behind up to some size, ahead after it: one crossing for each seed.
        last = rng.integers(0, len(n) - 1, (seeds, 1))
        ahead = np.where(np.arange(len(n)) <= last, -1, 1) * rng.uniform(0.01, 0.1, (seeds, len(n)))
        cases |= {f"{case}/n": n, f"{case}/hand": np.round(hand, 3), f"{case}/learned": np.round(hand + ahead, 3)}
    return cases


Scale = Callable[[np.ndarray], np.ndarray]


def _cross(n: np.ndarray, ahead: np.ndarray, to: Scale = np.log, back: Scale = np.exp) -> np.ndarray:
    found = []
    for row in ahead:
        k = int(np.argmax(row > 0))
        share = row[k - 1] / (row[k - 1] - row[k])
        found.append(back(to(n[k - 1]) + share * (to(n[k]) - to(n[k - 1]))))
    return np.array(found)


def _halfway(n: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    k = np.argmax(ahead > 0, axis=1)
    return np.sqrt(n[k - 1] * n[k])


def _same(n: np.ndarray) -> np.ndarray:
    return n


def crossings(n: np.ndarray, hand: np.ndarray, learned: np.ndarray) -> np.ndarray:
    """For each seed the number of labels at which the learned features overtake: (P,), (S, P), (S, P) to (S,)."""
    return _cross(n, learned - hand)


CROSSOVER_MISTAKES = [
    Mistake(
        lambda n, hand, learned: _cross(n, learned - hand, _same, _same),
        "Between two sizes the line is drawn over n itself. Learning curves are straighter over the logarithm: "
        "halfway between 100 and 10,000 lies 1,000. Take `np.log` of the sizes, and `np.exp` of what comes out.",
        "learned.straight-in-labels",
    ),
    Mistake(
        lambda n, hand, learned: _cross(n, learned - hand)[0],
        "This is the crossing of the first seed alone. Another seed has another: one for each is wanted, shape `(S,)`.",
        "features.one-run-will-do",
    ),
    Mistake(
        lambda n, hand, learned: _cross(n, (learned - hand).mean(axis=0, keepdims=True))[0],
        "The curves were averaged over the seeds first, and one number is left. How much the crossing moves from "
        "seed to seed is lost then: give one for each, shape `(S,)`.",
        "features.one-run-will-do",
    ),
    Mistake(
        lambda n, hand, learned: _cross(n, (learned - hand).mean(axis=0, keepdims=True)),
        "The curves were averaged over the seeds first. How much the crossing moves from seed to seed is lost then: "
        "give one for each, shape `(S,)`.",
        "features.one-run-will-do",
    ),
    Mistake(
        lambda n, hand, learned: _cross(n, learned - hand.mean(axis=0)),
        "Each seed's learned curve is held against the *average* of the others. A seed with easy data then seems to "
        "cross early. Take it against the curve of its own seed: their luck is the same, and cancels.",
        "features.seeds-are-names",
    ),
    Mistake(
        lambda n, hand, learned: _cross(n, learned - hand, np.log, _same),
        "These are logarithms of the number of labels. `np.exp` brings them back.",
    ),
    Mistake(
        lambda n, hand, learned: _halfway(n, learned - hand),
        "These lie halfway, over the logarithm, between the last size behind and the first ahead. Where a line crosses "
        "0 depends on how far below and above its ends are: from −1 to 3 it does after a quarter.",
    ),
    Mistake(
        lambda n, hand, learned: n[np.argmax(learned > hand, axis=1)],
        "This is the first size *measured* at which the learned features are ahead. The curves cross before it: "
        "where, on a straight line over the logarithm, is the difference 0?",
    ),
    Mistake(
        lambda n, hand, learned: n[np.argmax(learned > hand, axis=1) - 1],
        "This is the last size measured at which they are behind. The curves cross after it: where, on a straight "
        "line over the logarithm, is the difference 0?",
    ),
]

CROSSOVER = Exercise(
    id="features.crossover",
    title="Where the curves cross",
    can="read from learning curves, seed by seed, from how many labels on one method beats another",
    points=4,
    minutes=25,
    difficulty=4,
    hints=(
        "One seed at a time. `difference = learned[s] - hand[s]`, shape `(P,)`, is below 0 at first and above 0 "
        "later. Between which two sizes does it change its sign?",
        "`k = np.argmax(difference > 0)` is the first size at which it is above. Between `k - 1` and `k` it rises in "
        "a straight line: after which share of the way is it 0? (If it goes from -1 to 3, after a quarter.)",
        "Go that share of the way from `np.log(n[k - 1])` to `np.log(n[k])`, then take `np.exp`. Collect one number "
        "a seed in a list, and make an array of it.",
    ),
    cases=_curves,
    probe=partial(call, "crossings"),
    judge=partial(judge_calls, name="crossings", right=crossings, mistakes=CROSSOVER_MISTAKES),
)

EXERCISES = [PROTOCOL, CROSSOVER]
