"""Questions on one neuron: weights and border, Rosenblatt's rule, slopes, scales, and the line it cannot draw."""

from numpy.random import Generator

from dlcourse.interact import Option, Question


def score(rng: Generator) -> Question:
    """A weighted sum by hand."""
    total = b = 0
    while total <= 0 or total <= 2 * b:  # so that the wrong answers are others
        x = [int(each) for each in rng.choice(range(1, 6), 2, replace=False)]
        w = [int(rng.integers(2, 6)), -int(rng.integers(2, 6))]
        b = int(rng.choice([-7, -4, 4, 7]))
        total = x[0] * w[0] + x[1] * w[1] + b
    return Question(
        f"A neuron has weights ({w[0]}, −{-w[1]}), bias {_told(b)} and ReLU as its activation. What is its output for "
        f"the input ({x[0]}, {x[1]})?",
        [
            Option(
                f"{total}",
                True,
                f"{w[0]}·{x[0]} − {-w[1]}·{x[1]} {'−' if b < 0 else '+'} {abs(b)} = {total}; ReLU lets it through.",
            ),
            Option(f"{total - 2 * b}", False, "The bias comes with its own sign.", "neuron.bias-sign"),
            Option(
                f"two numbers: {w[0] * x[0]} and {_told(w[1] * x[1])}",
                False,
                "The products are added up, then the bias; ReLU comes last.",
                "refreshers.dot-is-list",
            ),
        ],
    )


def _told(number: int) -> str:
    return str(number).replace("-", "−")


def which_way_w_points(rng: Generator) -> Question:
    """The arrow of the weights and the border."""
    a, b = (int(each) for each in rng.choice(range(1, 9), 2, replace=False))
    c = int(rng.integers(2, 9))
    return Question(
        f"A neuron has weights w = ({a}, {b}) and bias −{c}. In the plane of its two inputs, how does its border lie?",
        [
            Option(
                f"at right angles to the arrow ({a}, {b})",
                True,
                "Along the border the score does not change, so no step on it may go along w or against it.",
            ),
            Option(f"along the arrow ({a}, {b})", False, "Along w the score rises fastest.", "neuron.w-is-the-border"),
            Option(
                f"that depends on the bias −{c}",
                False,
                "The bias only shifts it.",
                "neuron.bias-turns",
            ),
        ],
    )


def doubled(rng: Generator) -> Question:
    """What a common factor does."""
    k = int(rng.integers(2, 10))
    return Question(
        f"All weights of a sigmoid neuron and its bias are multiplied by {k}. What happens?",
        [
            Option(
                "the border stays; the output changes more steeply there",
                True,
                f"The score is {k} times as far from 0 everywhere, and 0 where it was 0.",
            ),
            Option(
                f"the border moves {k} times as far from the origin",
                False,
                f"The score is 0 where it was 0 before: {k} · 0 = 0.",
                "neuron.longer-moves",
            ),
            Option(
                "the border bends, since the sigmoid is a curve",
                False,
                "Its level lines are those of the score: straight.",
                "neuron.bends-the-border",
            ),
        ],
    )


def how_many_weights(rng: Generator) -> Question:
    """Weights of one neuron on a colour picture."""
    side = int(rng.choice([8, 10, 16, 20, 32]))
    n = side * side
    return Question(
        f"A neuron looks at a colour picture of {side} × {side} pixels. How many numbers does it learn?",
        [
            Option(f"{3 * n + 1:,}", True, f"Three weights a pixel, {3 * n:,}, and one bias."),
            Option(f"{n + 1:,}", False, "A coloured pixel is three inputs.", "neuron.colour-is-one"),
            Option("2", False, "One weight for each input, not one in all.", "neuron.weight-a-class"),
            Option(
                f"{2 * (3 * n) + 1:,}",
                False,
                "The inputs are given; nothing is learned there.",
                "neuron.inputs-compute",
            ),
        ],
    )


def correction(rng: Generator) -> Question:
    """One turn of Rosenblatt's rule."""
    w = [int(each) for each in rng.integers(1, 5, 2)]
    x = [int(each) for each in rng.integers(1, 4, 2)]
    b = int(rng.integers(0, 4))
    total = w[0] * x[0] + w[1] * x[1] + b
    return Question(
        f"Rosenblatt's rule: w = ({w[0]}, {w[1]}), b = {b}. The next example is x = ({x[0]}, {x[1]}) and belongs on "
        "the **negative** side. What are w and b afterwards?",
        [
            Option(
                _state(w[0] - x[0], w[1] - x[1], b - 1),
                True,
                f"The score is {total}, above 0: misread. So x is taken from w, and 1 from b.",
            ),
            Option(
                _state(w[0] + x[0], w[1] + x[1], b + 1),
                False,
                "Adding x raises its score; here it must fall.",
                "neuron.bias-sign",
            ),
            Option(
                _state(w[0], w[1], b), False, f"Its score is {total}: that is the wrong side.", "neuron.right-ones-too"
            ),
        ],
    )


def _state(first: int, second: int, b: int) -> str:
    return f"w = ({first}, {second}), b = {b}".replace("-", "−")


def never_stops(rng: Generator) -> Question:
    """What Rosenblatt's rule does where no line parts the kinds."""
    rounds = int(rng.choice([100, 1000, 5000]))
    return Question(
        f"After {rounds:,} rounds, Rosenblatt's rule still makes mistakes on four points. Which is true?",
        [
            Option(
                "if a line parts them, it stops some day; if none does, never",
                True,
                "That it stops if there is such a line is proved. Only the number of rounds is not known beforehand.",
            ),
            Option(
                f"with {10 * rounds:,} rounds it would surely be done",
                False,
                "Not on XOR.",
                "neuron.more-rounds",
            ),
            Option(
                "fewer mistakes were made in each round",
                False,
                "A correction can push others over.",
                "neuron.each-step-better",
            ),
        ],
    )


def xor_by_one(rng: Generator) -> Question:
    """Why one neuron cannot do XOR."""
    name = str(rng.choice(["sigmoid", "tanh", "leaky ReLU", "ReLU"]))
    return Question(
        f"Can one neuron with a {name} activation get all four cases of XOR right?",
        [
            Option(
                "no: what it says yes to lies on one side of a straight line",
                True,
                f"{name} never falls, so “output above a threshold” means “score above a threshold”.",
            ),
            Option(
                f"yes: the {name} is not a straight line",
                False,
                "Its level lines are.",
                "neuron.smooth-is-enough",
            ),
            Option("yes, after enough training", False, "No weights do it.", "neuron.more-rounds"),
            Option("no, only two of the four", False, "OR gets three of them.", "neuron.xor-two"),
        ],
    )


def slope_of_error(rng: Generator) -> Question:
    """Which way and how far, from a slope."""
    w, tilt, rate = int(rng.integers(2, 9)), -int(rng.integers(2, 6)), float(rng.choice([0.1, 0.01]))
    return Question(
        f"A weight is {w}, the slope of the error there is −{-tilt}, the learning rate {rate:g}. Where does one step "
        "of descent lead?",
        [
            Option(f"to {w - rate * tilt:g}", True, f"{w} − {rate:g} · (−{-tilt}): against the slope, so upwards."),
            Option(f"to {w + rate * tilt:g}", False, "That goes up the error.", "refreshers.with-the-slope"),
            Option(f"to {w - tilt}", False, "The learning rate is missing.", "neuron.longer-steps-faster"),
            Option("that depends on how large the error is", False, "Only on its slope.", "neuron.steepest-at-the-top"),
        ],
    )


def new_pictures(rng: Generator) -> Question:
    """Whose mean and spread are used for new pictures."""
    n, new = int(rng.choice([300, 1000, 5000])), int(rng.choice([1, 50]))
    return Question(
        f"A neuron was trained on {n:,} standardised pictures. Now it shall read {new} new "
        f"{'one' if new == 1 else 'ones'}. With which mean and spread do you standardise?",
        [
            Option(f"with those of the {n:,} training pictures", True, "The weights were found on that scale."),
            Option(
                f"with those of the new {'picture' if new == 1 else 'pictures'}",
                False,
                "Then the same picture gets another score in other company.",
                "neuron.own-mean-for-test",
            ),
            Option("with none: divide by 255", False, "That is another scale.", "neuron.scale-is-units"),
        ],
    )


QUESTIONS = [
    score,
    which_way_w_points,
    doubled,
    how_many_weights,
    correction,
    never_stops,
    xor_by_one,
    slope_of_error,
    new_pictures,
]
