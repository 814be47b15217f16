"""Eight questions that send a reader of chapter 00 to the refreshers that help, and past those that do not.

One for each of the first six cards; two for classes and for the derivative, on which chapter 03 stands. Cards 7 and 8
are linked where they are used.
"""

from numpy.random import Generator

from dlcourse.interact import Option, Question

CARDS = {
    1: "Tracebacks and shapes",
    2: "Classes and operators",
    3: "The dot product as similarity",
    4: "The derivative as sensitivity",
    5: "Mean, spread, paired difference",
    6: "Reading Σ, argmax, ∂",
    7: "The chain rule by rates",
    8: "Logarithms and likelihood",
}
TWICE = (2, 4)


def _question(card: int, text: str, right: tuple[str, str], *wrong: tuple[str, str, str]) -> Question:
    """A question whose every answer says whether to read a card.

    Args:
        card: number of the card in `CARDS`.
        text: the question.
        right: the right answer and why.
        wrong: answers, each with why not and the misconception behind it; "I would be guessing" is added.
    """
    name = f"card {card}, **{CARDS[card]}**"
    skip = "you may skip it" + (", if its other question goes well too" if card in TWICE else "")
    return Question(
        text,
        [
            Option(right[0], True, f"{right[1]} As for {name}: {skip}."),
            *(Option(answer, False, f"{why} Read {name}.", belief) for answer, why, belief in wrong),
            Option("I would be guessing", False, f"Then read {name}.", "refreshers.no-guess"),
        ],
    )


def message(rng: Generator) -> Question:
    """Card 1: where an error message says what went wrong."""
    lines = int(rng.integers(9, 40))
    return _question(
        1,
        f"A cell fails with an error message of {lines} lines. Which line says what went wrong?",
        ("the last", "The lines above it say on which way the program got there."),
        ("the first", "It only says where it began.", "refreshers.read-from-top"),
        ("the one at the arrow", "That is where it was noticed.", "refreshers.broke-is-wrong"),
    )


def method(rng: Generator) -> Question:
    """Card 2: what `self` is."""
    k, name = int(rng.integers(2, 9)), str(rng.choice(["c", "counter", "mine"]))
    return _question(
        2,
        f"A class `Counter` has a method `def add(self, k)`. `{name}` is one of its objects. How do you add {k} to it?",
        (f"`{name}.add({k})`", "`self` is the object before the dot."),
        (f"`{name}.add(self, {k})`", "Python passes `self`.", "refreshers.self-passed"),
        (f"`Counter.add({k})`", f"Which counter? `{name}` is not named.", "refreshers.one-for-all"),
    )


def operator(rng: Generator) -> Question:
    """Card 2: what an operator calls."""
    a, b = rng.choice(["p", "q", "u", "v"], 2, replace=False)
    return _question(
        2,
        f"`{a}` and `{b}` are objects of a class of your own. What must the class have for `{a} + {b}` to work?",
        ("a method `__add__`", f"Python calls `{a}.__add__({b})`."),
        ("nothing: `+` works on everything", "Python would not know how.", "refreshers.operator-for-all"),
        ("it cannot work: `+` is for numbers", "Texts and lists have it too.", "refreshers.operator-built-in"),
    )


def similar(rng: Generator) -> Question:
    """Card 3: what a large dot product tells."""
    k = int(rng.integers(2, 6))
    return _question(
        3,
        f"`a = (1, −1)`, `b = ({k}, −{k})`, `c = (−{k}, {k})`. Which has the larger dot product with `a`?",
        ("`b`", f"Same signs in the same places: {2 * k}; for `c` it is −{2 * k}."),
        ("`c`", "Where `a` is positive, `c` is negative.", "refreshers.sign-unread"),
        ("neither: both give a list of two numbers", "The products are added up.", "refreshers.dot-is-list"),
    )


def slope(rng: Generator) -> Question:
    """Card 4: what a derivative tells."""
    x, d = (int(number) for number in rng.choice(range(2, 9), 2, replace=False))
    return _question(
        4,
        f"The derivative of `f` at `x = {x}` is {d}. What does that say?",
        (f"nudge `x` a little, and `f(x)` moves about {d} times as far", "It is a ratio."),
        (f"`f({x})` is {d}", "It says nothing about the height.", "refreshers.slope-is-height"),
        (f"nudge `x` a little, and `f(x)` moves by {d}", "It depends on the nudge.", "refreshers.slope-is-change"),
    )


def downhill(rng: Generator) -> Question:
    """Card 4: which way is down."""
    d = int(rng.integers(2, 9))
    return _question(
        4,
        f"The derivative of an error by a weight `w` is −{d}. Which small step lowers the error?",
        ("make `w` larger", f"For small steps the error falls {d} times as far as `w` grows."),
        ("make `w` smaller", "That raises it.", "refreshers.with-the-slope"),
        ("that depends on how large the error is", "Not the way.", "refreshers.slope-is-height"),
    )


def ahead(rng: Generator) -> Question:
    """Card 5: when a difference counts."""
    n, mean, spread = int(rng.integers(4, 9)), int(rng.integers(80, 90)), int(rng.integers(3, 6))
    return _question(
        5,
        f"Two methods, each run with the same {n} seeds. Accuracy, mean ± standard deviation: {mean} ± {spread} and "
        f"{mean + 2} ± {spread} points. Is the second one better?",
        ("I would look at the differences, seed by seed", "They may agree far better than the scores do."),
        ("yes: its mean is higher", "By luck, perhaps.", "refreshers.higher-mean-wins"),
        ("no: the two overlap", "A seed may lift both alike.", "refreshers.overlap-is-equal"),
    )


def place(rng: Generator) -> Question:
    """Card 6: a symbol for the place of the largest."""
    scores = [float(number) for number in rng.permutation([0.1, 0.2, 0.7])]
    where = scores.index(0.7)
    listed = ", ".join(f"{score:g}" for score in scores)
    return _question(
        6,
        f"`s = ({listed})`, counted from 0. What is `argmax s`?",
        (f"{where}", "It is the place of the largest."),
        ("0.7", "That is `max s`.", "refreshers.argmax-is-max"),
        (f"{where + 1}", "Here we count from 0.", "refreshers.counts-from-one"),
    )


ROUTING = [message, method, operator, similar, slope, downhill, ahead, place]

QUESTIONS = ROUTING
