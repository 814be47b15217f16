"""Three questions for each card of the refreshers."""

from numpy.random import Generator

from dlcourse.interact import Option, Question


def sizes_in_an_error(rng: Generator) -> Question:
    """What the two sizes in an error message tell."""
    n, d, k = rng.choice([2, 3, 5, 7, 10, 64], 3, replace=False)
    return Question(
        f"The line `x @ w` raises `… (size {k} is different from {d})`, and `x` has shape `({n}, {d})`. "
        "What do you know about `w`?",
        [
            Option(f"its first size is {k}", True, f"It meets the last of `x`: {k} and {d} had to be equal."),
            Option(f"its first size is {d}", False, "Then the two would have fitted.", "refreshers.sizes-unread"),
            Option(f"its last size is {k}", False, "The last size of `w` meets nothing.", "start.outer-vanish"),
            Option("nothing", False, f"One of the two sizes is that of `x`: {d}.", "refreshers.sizes-unread"),
        ],
    )


def where_to_read(rng: Generator) -> Question:
    """Where to begin in a traceback."""
    outer, inner = rng.choice(["train", "load", "score", "read", "prepare"], 2, replace=False)
    return Question(
        f"A traceback shows, from top to bottom: your line `{outer}(data)`, a line in `{outer}`, a line in `{inner}`, "
        "and `ValueError: …`. What do you do first?",
        [
            Option("read the last line", True, "What went wrong stands there; then go upwards to see how it came."),
            Option("read the first line", False, "It says where it began.", "refreshers.read-from-top"),
            Option(f"change `{inner}`", False, f"`{outer}` may have handed it nonsense.", "refreshers.broke-is-wrong"),
        ],
    )


def runs_and_is_wrong(rng: Generator) -> Question:
    """What happens when sizes are equal by chance."""
    n = int(rng.choice([3, 5, 10, 12]))
    return Question(
        f"`scores` has shape `({n}, {n})`: {n} pictures, {n} classes. `b` has shape `({n},)`, one number for each "
        "**picture**. What does `scores + b` do?",
        [
            Option(
                "It runs and is wrong: each number goes to a class",
                True,
                f"Aligned on the right, `b` meets the classes. `b[:, None]`, shape `({n}, 1)`, meets the pictures.",
            ),
            Option("It raises an error", False, f"{n} and {n} are equal.", "refreshers.meaning-is-known"),
            Option("It runs, so each picture gets its number", False, "Sizes fit.", "refreshers.runs-is-right"),
        ],
    )


def which_call(rng: Generator) -> Question:
    """What Python does at an operator between two objects."""
    a, b = rng.choice(["p", "q", "r", "s"], 2, replace=False)
    sign, name = [("+", "add"), ("*", "mul"), ("-", "sub")][rng.integers(3)]
    return Question(
        f"`{a}` and `{b}` are objects of a class that you wrote. What does Python do at `{a} {sign} {b}`?",
        [
            Option(f"it calls `{a}.__{name}__({b})`", True, f"`{a}` is then `self`, `{b}` the argument."),
            Option(f"it calls `{b}.__{name}__({a})`", False, "Left comes first.", "refreshers.right-is-asked"),
            Option("it raises an error", False, "Not if the class has it.", "refreshers.operator-built-in"),
            Option(f"it changes `{a}`", False, f"That is `{sign}=`.", "refreshers.operator-changes-self"),
        ],
    )


def init_or_call(rng: Generator) -> Question:
    """What round brackets run."""
    w, x = (int(number) for number in rng.choice(range(2, 10), 2, replace=False))
    return Question(
        "`Times` is a class with `__init__(self, w)` and `__call__(self, x)`, which returns `self.w * x`. "
        f"After `f = Times({w})`, what is `f({x})`?",
        [
            Option(f"{w * x}", True, f"`f` is an object, so `f({x})` runs `__call__` with `x = {x}`."),
            Option(f"a new object with `w = {x}`", False, "`Times(…)` would make one.", "refreshers.call-is-init"),
            Option("an error", False, "`f` has a `__call__`.", "refreshers.only-functions-called"),
        ],
    )


def what_it_remembers(rng: Generator) -> Question:
    """What an inner function remembers."""
    k, later, x = (int(number) for number in rng.choice(range(2, 10), 3, replace=False))
    return Question(
        "`times(k)` defines a function `inner(x)` that returns `k * x`, and returns `inner`. First "
        f"`f = times({k})`, then `g = times({later})`. What is `f({x})`?",
        [
            Option(f"{k * x}", True, f"`f` keeps the `k` of its own call: {k}."),
            Option(f"{later * x}", False, f"That is `g({x})`.", "refreshers.closure-shared"),
            Option("an error", False, "`inner` takes its `k` along.", "refreshers.closure-forgets"),
        ],
    )


def dot_by_hand(rng: Generator) -> Question:
    """A dot product of two pairs."""
    p, q, r, s = (int(number) for number in rng.choice(range(2, 10), 4, replace=False))
    return Question(
        f"`a = ({p}, {q})`, `b = ({r}, {s})`. What is their dot product?",
        [
            Option(f"{p * r + q * s}", True, f"{p}·{r} + {q}·{s}."),
            Option(f"({p * r}, {q * s})", False, "Now add them up.", "refreshers.dot-is-list"),
            Option(f"{(p + q) * (r + s)}", False, "Multiply first.", "refreshers.dot-adds-first"),
            Option(f"{p * s + q * r}", False, f"{p} meets {r}.", "refreshers.dot-crosswise"),
        ],
    )


def sign_of_dot(rng: Generator) -> Question:
    """What the sign of a dot product tells."""
    case = int(rng.integers(3))
    value = (int(rng.integers(2, 9)), 0, -int(rng.integers(2, 9)))[case]
    answers = ["less than a right angle apart", "at a right angle", "more than a right angle apart"]
    truth = f"The dot product is {['positive', '0', 'negative'][case]}."
    behind = ["refreshers.sign-unread"] * 2 + [f"refreshers.{'zero-is-opposite' if case == 1 else 'sign-unread'}"]
    return Question(
        f"`a · b` is {value}; neither is all zeros. How do the two arrows lie?",
        [Option(text, i == case, truth, "" if i == case else behind[i]) for i, text in enumerate(answers)],
    )


def alike_or_long(rng: Generator) -> Question:
    """Length against direction."""
    k = int(rng.integers(3, 10))
    return Question(
        f"`a = (1, 0)`, `b = ({k}, {k})`, `c = (2, 0)`. So `a · b` = {k} and `a · c` = 2. Whose direction is more like "
        "that of `a`?",
        [
            Option("that of `c`", True, "`c` points exactly the same way: cosine 1. For `b` it is 0.71."),
            Option("that of `b`", False, "`b` is long, and half a right angle off.", "refreshers.dot-ignores-length"),
            Option("both the same", False, "Only `c` points along `a`.", "refreshers.positive-is-same"),
        ],
    )


def how_far(rng: Generator) -> Question:
    """From a derivative to how far the output moves."""
    slope, nudge = int(rng.choice([-5, -4, -3, 3, 4, 5])), float(rng.choice([0.01, 0.02, 0.1]))
    x = int(rng.integers(1, 9))
    return Question(
        f"At `x = {x}` the derivative of `f` is {slope}. You nudge `x` by {nudge:g}. How far does `f(x)` move?",
        [
            Option(f"by about {slope * nudge:g}", True, f"{slope} times as far as `x`: {slope} · {nudge:g}."),
            Option(f"by about {slope}", False, "That is a ratio: multiply.", "refreshers.slope-is-change"),
            Option(f"by about {nudge:g}", False, "`x` moves so far.", "refreshers.one-for-one"),
            Option(f"I need `f({x})` for that", False, "How high is not asked.", "refreshers.slope-is-height"),
        ],
    )


def which_way(rng: Generator) -> Question:
    """Against the sign of the derivative, the output falls."""
    slope = int(rng.choice([-1, 1])) * int(rng.integers(2, 9))
    down, up = "make `w` a little smaller", "make `w` a little larger"
    right, wrong = (down, up) if slope > 0 else (up, down)
    return Question(
        f"A network errs. The derivative of its error by the weight `w` is {slope}. What lowers the error?",
        [
            Option(right, True, f"For small steps the error moves {slope} times as far as `w`."),
            Option(wrong, False, "That raises it.", "refreshers.with-the-slope"),
            Option("that depends on how large the error is", False, "Not the way.", "refreshers.slope-is-height"),
        ],
    )


def flat(rng: Generator) -> Question:
    """What a derivative of zero tells."""
    w = float(rng.choice([-1.5, -0.5, 0.5, 1.5, 2.5]))
    return Question(
        f"At `w = {w}` the derivative of the error by `w` is 0. What do you know?",
        [
            Option("a small nudge of `w` hardly changes the error", True, "No more than that: it is flat there."),
            Option("the error is 0", False, "A flat place can be at any height.", "refreshers.slope-is-height"),
            Option("no other `w` has a smaller error", False, "Tops are flat too.", "refreshers.flat-is-lowest"),
        ],
    )


def four_times_the_seeds(rng: Generator) -> Question:
    """What more seeds change, and what not."""
    n, spread = int(rng.choice([3, 4, 5, 10])), int(rng.integers(2, 7))
    return Question(
        f"Over {n} seeds the accuracy has a standard deviation of {spread} points. You run {4 * n} seeds. What do you "
        "expect?",
        [
            Option(
                f"still about {spread} points, and a mean known twice as well",
                True,
                "The spread belongs to single runs; the doubt about the mean is the spread over √n.",
            ),
            Option(f"about {spread / 2:g} points", False, "Runs differ as before.", "refreshers.spread-shrinks"),
            Option("nothing new: it is luck", False, "Luck averages out.", "refreshers.seeds-do-not-help"),
        ],
    )


def ahead_on_every_seed(rng: Generator) -> Question:
    """Ranges that overlap, differences that agree."""
    a = [int(rng.integers(70, 75)), int(rng.integers(78, 84)), int(rng.integers(86, 92))]
    b = [int(score + lead) for score, lead in zip(a, rng.permutation([2, 2, 3]), strict=True)]
    return Question(
        f"Three seeds, accuracy in points. A: {a[0]}, {a[1]}, {a[2]}. B, with the same seeds: {b[0]}, {b[1]}, {b[2]}. "
        "What do you say?",
        [
            Option("B is ahead by two or three on each seed", True, "The differences agree; the scores do not."),
            Option("no difference: the ranges overlap", False, "Look at the pairs.", "refreshers.overlap-is-equal"),
            Option(f"A: its best is {a[2]}, B's worst {b[0]}", False, "Unlike seeds.", "refreshers.best-seed"),
        ],
    )


def fair_pairs(rng: Generator) -> Question:
    """Which plan compares fairly."""
    n = int(rng.choice([3, 5, 8]))
    return Question(
        f"You can afford {n} runs of each of the methods A and B. Which plan?",
        [
            Option(
                f"A and B on seeds 0 … {n - 1}; average the differences",
                True,
                "What luck the two share cancels in the difference.",
            ),
            Option(f"A on seeds 0 … {n - 1}, B on {n} … {2 * n - 1}", False, "Unlike luck.", "refreshers.any-seeds-do"),
            Option(f"the best of {n} of each", False, "That compares luck.", "refreshers.best-seed"),
        ],
    )


def sum_of_squares(rng: Generator) -> Question:
    """What stands behind the sign is done first."""
    a, b, c = (int(number) for number in rng.choice(range(1, 6), 3, replace=False))
    return Question(
        f"`x = ({a}, {b}, {c})`. What is `Σ xᵢ²`?",
        [
            Option(f"{a * a + b * b + c * c}", True, f"{a * a} + {b * b} + {c * c}."),
            Option(f"{(a + b + c) ** 2}", False, "Square each, then add.", "refreshers.sum-then-square"),
            Option(f"({a * a}, {b * b}, {c * c})", False, "Now add them up.", "refreshers.sum-is-list"),
        ],
    )


def place_of_largest(rng: Generator) -> Question:
    """The place, not the value, counted from 0."""
    scores = [int(number) for number in rng.choice(range(10, 99), 4, replace=False)]
    place = scores.index(max(scores))
    return Question(
        f"`scores = np.array({scores})`. What is `scores.argmax()`?",
        [
            Option(f"{place}", True, f"{max(scores)} is the largest, and it stands at place {place}, counted from 0."),
            Option(f"{max(scores)}", False, "That is `scores.max()`.", "refreshers.argmax-is-max"),
            Option(f"{place + 1}", False, "Python counts from 0.", "refreshers.counts-from-one"),
        ],
    )


def by_one_weight(rng: Generator) -> Question:
    """Only one weight moves."""
    p, q = (int(number) for number in rng.choice(range(2, 10), 2, replace=False))
    return Question(
        f"`f = w₁·{p} + w₂·{q}`. What is `∂f/∂w₂`?",
        [
            Option(f"{q}", True, f"Nudge w₂ alone, and f moves {q} times as far."),
            Option(f"{p + q}", False, "w₁ is held.", "refreshers.partial-moves-all"),
            Option("w₂", False, "How far does f move when w₂ does?", "refreshers.partial-is-itself"),
            Option(f"w₂·{q}", False, "That is a part of f.", "refreshers.partial-is-itself"),
        ],
    )


TRACEBACKS = [sizes_in_an_error, where_to_read, runs_and_is_wrong]
CLASSES = [which_call, init_or_call, what_it_remembers]
DOT_PRODUCT = [dot_by_hand, sign_of_dot, alike_or_long]
DERIVATIVE = [how_far, which_way, flat]
DIFFERENCES = [four_times_the_seeds, ahead_on_every_seed, fair_pairs]
SYMBOLS = [sum_of_squares, place_of_largest, by_one_weight]

QUESTIONS = [*TRACEBACKS, *CLASSES, *DOT_PRODUCT, *DERIVATIVE, *DIFFERENCES, *SYMBOLS]
