"""Three questions for each of two refreshers: the chain rule by rates; logarithms and likelihood."""

import math

from numpy.random import Generator

from dlcourse.interact import Option, Question


def rates_in_a_row(rng: Generator) -> Question:
    """Two rates, one behind the other."""
    a, b = int(rng.integers(3, 8)), -int(rng.integers(3, 8))
    return Question(
        f"Nudge w, and s moves {a} times as far. Nudge s, and the error moves −{-b} times as far. Now w is nudged by "
        "0.01. How far does the error move?",
        [
            Option(f"by about −{-a * b / 100:g}", True, f"{a} · (−{-b}) = −{-a * b}, and that times 0.01."),
            Option(_told(f"by about {(a + b) / 100:g}"), False, "The rates multiply.", "refreshers.rates-add"),
            Option(f"by about −{-b / 100:g}", False, "That leaves out the first.", "refreshers.only-the-last"),
            Option(f"by about −{-a * b}", False, "That is per nudge of 1.", "refreshers.slope-is-change"),
        ],
    )


def _told(text: str) -> str:
    return text.replace("-", "−")


def at_which_place(rng: Generator) -> Question:
    """The second rate is taken at u."""
    x, k = int(rng.integers(1, 6)), int(rng.choice([2, 3, 10]))
    last = 3 * (k * x) ** 2
    return Question(
        f"`u = {k}·x` and `y = u³`. The rate of y at u is 3u². At `x = {x}`, how far does y move per x?",
        [
            Option(f"{last * k}", True, f"u is {k * x}, so the rates are {k} and 3 · {k * x}² = {last}."),
            Option(f"{3 * x**2 * k}", False, f"The second rate is taken at u = {k * x}.", "refreshers.rate-at-x"),
            Option(f"{last}", False, f"u also moves {k} times as far as x.", "refreshers.only-the-last"),
            Option(f"{last + k}", False, "The rates multiply.", "refreshers.rates-add"),
        ],
    )


def two_ways(rng: Generator) -> Question:
    """Two ways add up."""
    a, b = (int(each) for each in rng.choice(range(3, 10), 2, replace=False))
    return Question(
        f"w reaches the error in two ways. Along the first way the rates multiply to {a}, along the second to −{b}. "
        "How far does the error move per w?",
        [
            Option(_told(f"{a - b}"), True, f"Each way brings its own movement: {a} − {b}."),
            Option(f"−{a * b}", False, "Ways add up.", "refreshers.ways-multiply"),
            Option(f"{a}" if a > b else f"−{b}", False, "The other way moves it too.", "refreshers.larger-way-counts"),
        ],
    )


def log_of_product(rng: Generator) -> Question:
    """Products become sums."""
    n = int(rng.choice([3, 4, 5, 6]))
    p = float(rng.choice([0.1, 0.2, 0.5]))
    return Question(
        f"ln {p:g} is about −{-math.log(p):.2f}. What is the natural logarithm of {p:g} multiplied by itself, {n} "
        "factors in all?",
        [
            Option(f"about −{-n * math.log(p):.2f}", True, f"{n} times as much: the logarithms are added."),
            Option(
                _told(f"about {math.log(p) ** n:.2f}"),
                False,
                "That multiplies the logarithms.",
                "refreshers.log-keeps-products",
            ),
            Option("none: there is no negative logarithm", False, "Below 1 it is.", "refreshers.log-is-positive"),
        ],
    )


def best_guess(rng: Generator) -> Question:
    """Which p makes the data most likely."""
    n = int(rng.choice([20, 50, 200]))
    heads = int(n * rng.choice([0.2, 0.3, 0.6, 0.8]))
    best = heads / n
    return Question(
        f"A coin shows heads {heads} times out of {n}. For which probability p of heads is the log-likelihood largest?",
        [
            Option(f"{best:g}", True, "For the share that was seen; the likelihood is largest there too."),
            Option("0.5", False, "Coins may be bent; these throws speak for another p.", "refreshers.likelihood-of-p"),
            Option(f"not for {best:g}: there the likelihood is", False, "Both are.", "refreshers.log-moves-the-top"),
        ],
    )


def cost_of_being_sure(rng: Generator) -> Question:
    """What −ln p charges."""
    p, less = [(0.1, 0.001), (0.1, 0.01), (0.2, 0.002)][rng.integers(3)]
    more = math.log(p / less)
    return Question(
        f"The truth turns out to be an 8. Network A had given it probability {p:g}, network B {less:g}. The cost is "
        "−ln p. How do the two costs compare?",
        [
            Option(f"B pays about {more:.1f} more", True, f"ln({p:g} / {less:g}) is about {more:.1f}."),
            Option(
                f"B pays {p / less:.0f} times as much", False, "Ratios become sums.", "refreshers.cost-in-proportion"
            ),
            Option("both pay the same: both were wrong", False, "B was surer.", "refreshers.wrong-is-wrong"),
        ],
    )


CHAIN_RULE = [rates_in_a_row, at_which_place, two_ways]
LIKELIHOOD = [log_of_product, best_guess, cost_of_being_sure]

QUESTIONS = [*CHAIN_RULE, *LIKELIHOOD]
