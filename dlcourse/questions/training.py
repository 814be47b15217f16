"""Questions on training: steps and rates, batches and epochs, momentum, and what a loss curve tells."""

from numpy.random import Generator

from dlcourse.interact import Option, Question
from dlcourse.interact.quiz import Maker

SMALL, LARGE, SORTED = "rate too small", "rate too large", "examples in one order, sorted"
OVERFIT, LABELS, UNCLEARED = "too few examples: overfitting", "labels that do not fit", "gradients never cleared"

# How a wrong diagnosis came about: what its holder believes of such a curve.
_BELIEF = {
    SMALL: "training.flat-is-finished",
    LARGE: "training.larger-is-sooner",
    SORTED: "training.order-is-nothing",
    OVERFIT: "training.low-loss-is-good",
    LABELS: "training.longer-mends",
    UNCLEARED: "training.clearing-is-tidiness",
}


def _patient(letter: str, ill: str, because: str, others: dict[str, str]) -> Maker:
    """A question: what is the matter with this curve? Each wrong diagnosis has a sentence on why it is not."""

    def maker(rng: Generator) -> Question:
        answers = [Option(ill, True, because)]
        answers += [Option(name, False, words, _BELIEF[name]) for name, words in others.items()]
        return Question(f"Patient {letter}: what is the matter?", answers)

    return maker


CURVES = [
    _patient(
        "A",
        SMALL,
        "Flat near guessing, both curves alike and smooth: it moves, but hardly. Thirty times the rate heals it.",
        {
            LARGE: "Then the curve would jump; this one is smooth.",
            LABELS: "Then the training loss would part from the validation loss, given time.",
        },
    ),
    _patient(
        "B",
        SORTED,
        "It goes up and down, once for each epoch: stretches of one digit, each unlearned in the next.",
        {
            LARGE: "That jumps at random, and does not get down; here it swings in time with the epochs.",
            OVERFIT: "Then the training loss would lie far below the validation loss.",
        },
    ),
    _patient(
        "C",
        OVERFIT,
        "The training loss goes to zero, the validation loss stops far above it. More examples would close the gap.",
        {
            LABELS: "Then the validation loss would not fall below guessing, the dotted line.",
            SMALL: "It has settled: three times as long changes nothing that matters.",
        },
    ),
    _patient(
        "D",
        LARGE,
        "Flat at guessing, and it jitters: the first steps flung it away, and there is no slope where it landed.",
        {
            SMALL: "A small rate gives a smooth curve; and treatment by a larger one makes this worse.",
            UNCLEARED: "Those go down first, and swing more and more widely.",
        },
    ),
    _patient(
        "E",
        LABELS,
        "It learns its examples by heart, for there is nothing else to learn: others only get worse than guessing.",
        {
            OVERFIT: "Overfitting still learns something of use; this never gets below the dotted line.",
            SORTED: "Then both curves would swing with the epochs.",
        },
    ),
    _patient(
        "F",
        UNCLEARED,
        "It begins well, then swings ever wider: each step repeats all those before it.",
        {
            LARGE: "Here too large a rate shows from the first steps on (D); this began well.",
            OVERFIT: "Then the training loss would stay down; here it swings as well.",
        },
    ),
]


def one_step(rng: Generator) -> Question:
    """A weight after one step."""
    weight, gradient = int(rng.integers(2, 6)) / 10, int(rng.choice([-4, -3, -2, 2, 3, 4]))
    rate = 0.1
    after = round(weight - rate * gradient, 1) + 0.0  # + 0.0: no minus zero
    return Question(
        f"A weight is {weight:g}, its gradient {gradient:g}, the learning rate {rate:g}. "
        "What is the weight after `backward()` and one step of plain gradient descent?",
        [
            Option(f"{after:.1f}", True, f"{weight:g} − {rate:g} · {gradient:g}: against the slope."),
            Option(
                f"{weight + rate * gradient:.1f}", False, "That goes up the slope.", "training.gradient-is-distance"
            ),
            Option(f"{weight - gradient:.1f}", False, "The rate is missing.", "training.gradient-is-distance"),
            Option(f"{weight:.1f}, as before", False, "The step has moved it.", "training.backward-trains"),
        ],
    )


def after_backward(rng: Generator) -> Question:
    """What backward changes."""
    calls = int(rng.integers(2, 5))
    return Question(
        f"`loss.backward()` is called on {calls} losses one after the other, with nothing in between. "
        "What has happened to the weights?",
        [
            Option("Nothing: their gradients have added up", True, "Computing a gradient moves nothing."),
            Option(f"They made {calls} steps", False, "Nobody has stepped.", "training.backward-trains"),
            Option("They made one step, along the last gradient", False, "Nobody stepped.", "training.backward-trains"),
        ],
    )


def steps_in_all(rng: Generator) -> Question:
    """How many steps some epochs are."""
    size, batches, epochs = int(rng.choice([20, 25, 50])), int(rng.integers(8, 20)), int(rng.integers(3, 7))
    n = size * batches
    return Question(
        f"{n:,} examples, batches of {size}, {epochs} epochs. How many steps?",
        [
            Option(f"{batches * epochs:,}", True, f"{n:,} / {size} = {batches} batches, {epochs} times over."),
            Option(f"{epochs}", False, "That would be one step an epoch.", "training.epoch-is-a-step"),
            Option(f"{n * epochs:,}", False, "One step serves a whole batch.", "training.all-is-best"),
            Option(f"{batches:,}", False, "That is a single epoch.", "training.epoch-is-a-step"),
        ],
    )


def largest_rate(rng: Generator) -> Question:
    """The stability limit."""
    bend = int(rng.choice([4, 5, 8, 10, 20, 40]))
    limit = 2 / bend
    return Question(
        f"Along its sharpest direction a loss is ½ · {bend} · w². What do plain steps of rate {1.25 * limit:g} do?",
        [
            Option(f"Overshoot more each time: the limit is {limit:g}", True, f"2/λ = 2/{bend}; beyond, |1 − ηλ| > 1."),
            Option("Get to the bottom sooner than smaller ones", False, "Not beyond 2/λ.", "training.larger-is-sooner"),
            Option("Creep down slowly", False, "A small rate does that.", "training.gradient-is-distance"),
        ],
    )


def add_momentum(rng: Generator) -> Question:
    """What momentum does to a well-chosen rate."""
    momentum = float(rng.choice([0.8, 0.9, 0.95]))
    times = round(1 / (1 - momentum))
    return Question(
        f"A rate was tuned for plain steps. Somebody adds momentum {momentum:g} and leaves the rate. What to expect?",
        [
            Option(f"Steps up to {times} times as long: the rate is now too large", True, "1 / (1 − momentum)."),
            Option("The same path, taken quicker", False, "It overshoots and swings.", "training.momentum-only-speed"),
            Option(
                "No harm: momentum smooths, so it can only help, whatever the rate was before",
                False,
                "It also adds up.",
                "training.momentum-is-harmless",
            ),
        ],
    )


def went_up(rng: Generator) -> Question:
    """One rise of the loss."""
    step, size = int(rng.integers(200, 900)), int(rng.choice([16, 32, 64]))
    return Question(
        f"Batches of {size}. From step {step} to step {step + 1} the validation loss went up. What do you do?",
        [
            Option("Go on, and look at windows of steps", True, "Many single steps raise it while training goes well."),
            Option("Stop: the gradient must be wrong", False, "A batch is a sample.", "training.rise-is-a-bug"),
            Option("Halve the rate until no step rises", False, "It would crawl.", "training.smaller-is-better"),
            Option("Use all the examples in each step", False, "Sure, and dear.", "training.all-is-best"),
        ],
    )


def which_epoch(rng: Generator) -> Question:
    """Where to stop."""
    best, end = int(rng.integers(8, 15)), int(rng.integers(40, 60))
    return Question(
        f"Training loss: lowest at epoch {end}, the last. Validation loss: lowest at epoch {best}. "
        "Which weights do you keep, and how do you say how good they are?",
        [
            Option(f"Those of epoch {best}, judged on the test set", True, "Chosen on one set, judged on another."),
            Option(
                f"Those of epoch {best}, judged by their validation loss",
                False,
                "It was the best of many on that very set: it flatters.",
                "hand.test-may-choose",
            ),
            Option(f"Those of epoch {end}: the loss is lowest", False, "By heart.", "training.low-loss-is-good"),
        ],
    )


QUESTIONS = [one_step, after_backward, steps_in_all, largest_rate, add_momentum, went_up, which_epoch]
