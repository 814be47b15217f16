"""Questions on slopes, graphs and the three modes."""

from numpy.random import Generator

from dlcourse.interact import Option, Question


def chain_of_rates(rng: Generator) -> Question:
    """Rates along a chain."""
    p, q = (int(n) for n in rng.choice([3, 4, 5, 6, 7], 2, replace=False))
    return Question(
        f"`u` moves {p} per unit of `x`, and `y` moves {q} per unit of `u`. How far does `y` move per unit of `x`?",
        [
            Option(f"{p * q}", True, f"Each of the {p} units that `u` moves makes {q}: rates multiply along a chain."),
            Option(f"{p + q}", False, "Rates along a chain do not add.", "backward.rates-add"),
            Option(f"{q}", False, "That is the last link alone.", "backward.local-is-all"),
        ],
    )


def used_twice(rng: Generator) -> Question:
    """A node with two ways to the result."""
    a = int(rng.choice([3, 5, 7]))
    return Question(
        f"`b = a + a`, `c = b * a`, at `a = {a}`. What is the gradient of `c` at `a`?",
        [
            Option(f"{4 * a}", True, f"By way of b: {a} · 2 = {2 * a}. Directly: b = {2 * a}. Together {4 * a}."),
            Option(f"{2 * a}", False, "That is one of the two ways.", "backward.overwrites"),
            Option(f"{4 * a * a}", False, "Two ways add up.", "backward.paths-multiply"),
            Option(f"{2 * a * a}", False, "That is the value of c.", "backward.gradient-is-value"),
        ],
    )


def what_it_tells(rng: Generator) -> Question:
    """What a gradient promises about a step."""
    g = int(rng.integers(2, 6)) / 10
    return Question(
        f"A weight is 1.5, its gradient is {g}. You set the weight to 0. What happens to the loss?",
        [
            Option("It cannot be said from the gradient", True, "1.5 is a long way; the slope holds for a small step."),
            Option(f"It falls by {1.5 * g:.2g}", False, "Slope times step, if small.", "backward.valid-far-away"),
            Option(f"It falls by {g}", False, "That takes the gradient for a share.", "backward.share-of-blame"),
        ],
    )


def which_mode(rng: Generator) -> Question:
    """Which way suits which shape of problem."""
    n = int(rng.choice([50_000, 200_000, 1_000_000]))
    if rng.integers(2):
        return Question(
            f"One loss of {n:,} weights; you want all slopes. How many passes, after one way forward?",
            [
                Option("1 in reverse mode", True, "One way back reaches every weight."),
                Option(f"{n:,} in reverse mode", False, "The way back is shared.", "backward.pass-per-weight"),
                Option("1 in forward mode", False, "Forward: one a weight.", "backward.direction-is-taste"),
            ],
        )
    return Question(
        f"A simulation has **one** input and {n:,} outputs; you want all slopes. What is cheapest?",
        [
            Option("Forward mode: 1 pass", True, "One pass an input, whatever comes out."),
            Option(f"Reverse mode: {n:,} passes", False, "One an output.", "backward.direction-is-taste"),
            Option("Reverse mode: 1 pass", False, "That is for one output.", "backward.just-chain-rule"),
        ],
    )


def who_may_pass_on(rng: Generator) -> Question:
    """The order of the way back."""
    x, y = (str(name) for name in rng.choice(["p", "q", "s", "t"], 2, replace=False))
    return Question(
        f"`{y}` is computed from `{x}`; the loss is computed from `{x}` **and** `{y}`. On the way back, which comes "
        "first?",
        [
            Option(f"`{y}`", True, f"It still has a part to send to `{x}`, which then passes on the sum."),
            Option(f"`{x}`", False, f"Then the part by way of `{y}` comes too late.", "backward.any-order"),
            Option("Either", False, f"`{x}` has to wait for both parts.", "backward.any-order"),
        ],
    )


def which_nudge(rng: Generator) -> Question:
    """The size of a nudge."""
    tiny = int(rng.choice([15, 16, 17]))
    return Question(
        f"A slope by two nudged values, in float64. Is a nudge of 10⁻{'¹' + '⁰¹²³⁴⁵⁶⁷'[tiny - 10]} better than one of "
        "10⁻⁵?",
        [
            Option("No: rounding swamps the difference", True, "Two nearly equal numbers lose their digits."),
            Option("Yes, the smaller the better", False, "Down to a point.", "backward.smaller-is-better"),
            Option("It makes no difference", False, "It may even give 0.", "backward.smaller-is-better"),
        ],
    )


QUESTIONS = [chain_of_rates, used_twice, what_it_tells, which_mode, who_may_pass_on, which_nudge]

_SETS = ("It sets a gradient where it should add to it", "backward.overwrites")
_ORDER = ("A node passes on before all have sent to it", "backward.any-order")
_AGAIN = ("What an earlier pass left in inner nodes flows again", "backward.second-pass")


def _diagnosis(engine: str, signs: str, right: tuple[str, str], why: str) -> Question:
    options = [
        Option(words, words == right[0], why if words == right[0] else "Its table would look otherwise.",
               "" if words == right[0] else belief)
        for words, belief in (_SETS, _ORDER, _AGAIN)
    ]  # fmt: skip
    return Question(f"**Engine {engine}** {signs} What is wrong with it?", options)


def engine_a(_rng: Generator) -> Question:
    """The engine that overwrites."""
    return _diagnosis("A", "is wrong wherever a node is used twice.", _SETS, "`=` where `+=` belongs.")


def engine_b(_rng: Generator) -> Question:
    """The engine without an order."""
    return _diagnosis(
        "B",
        "is right on the first program and on the third, wrong on the second, where `f` is used by the end and by `g`.",
        _ORDER,
        "`f` was handled before `g` had sent its part, which never went on to `a`.",
    )


def engine_c(_rng: Generator) -> Question:
    """The engine whose second pass goes wrong."""
    return _diagnosis(
        "C",
        "is right until backward is called a second time; then it gives more than twice as much.",
        _AGAIN,
        "`b.grad` still held the first pass's slope and was sent to `a` again. Keep each pass's slopes apart.",
    )


BROKEN = [engine_a, engine_b, engine_c]
