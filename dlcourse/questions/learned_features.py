"""Questions on features that are learned: when they win, what they rest on, and what is still made by hand."""

from numpy.random import Generator

from dlcourse.interact import Option, Question
from dlcourse.interact.quiz import Maker

BY_HAND, HYBRID, END_TO_END = "features by hand", "hybrid", "end-to-end"

_NETWORK = "learned.has-a-network"
_HARMLESS = "learned.scaling-is-a-feature"


def _pipeline(steps: str, kind: str, because: str, otherwise: dict[str, tuple[str, str]]) -> Maker:
    """A question: of which kind is this pipeline? Wrong kinds each have a sentence and a misconception."""

    def maker(rng: Generator) -> Question:
        options = [
            Option(place, True, because) if place == kind else Option(place, False, *otherwise[place])
            for place in (BY_HAND, HYBRID, END_TO_END)
        ]
        return Question(f"{steps} Of which kind is this pipeline?", options)

    return maker


PIPELINES = [
    _pipeline(
        "A photo is divided by 255 and goes into a network of twenty layers, all of them trained.",
        END_TO_END,
        "Dividing by 255 decides nothing: everything that says what counts is learned.",
        {
            BY_HAND: ("All twenty layers are learned.", "learned.own-algorithm"),
            HYBRID: ("Scaling keeps every difference between two pixels.", _HARMLESS),
        },
    ),
    _pipeline(
        "A recording is turned into a table of how loud each tone is at each moment; a network reads the table.",
        HYBRID,
        "Somebody decided that loudness of tones is what counts (and that the phase of the wave is not); "
        "the rest is learned.",
        {
            BY_HAND: ("What follows the table is learned, layer upon layer.", "learned.own-algorithm"),
            END_TO_END: ("The table is computed by a fixed recipe.", _NETWORK),
        },
    ),
    _pipeline(
        "HOG of a photo goes into a linear classifier.",
        BY_HAND,
        "The recipe for the features is fixed; only the weights of one layer are learned.",
        {
            HYBRID: ("The learned part is a single layer: it learns no features.", "learned.nothing-engineered"),
            END_TO_END: ("HOG is a fixed recipe.", _NETWORK),
        },
    ),
    _pipeline(
        "A text is cut into pieces of words by a fixed dictionary; each piece gets a learned vector, and a network "
        "reads those.",
        HYBRID,
        "The cutting is fixed before anything is trained. Nearly all language models of today are of this kind.",
        {
            BY_HAND: ("Vectors and network are learned.", "learned.own-algorithm"),
            END_TO_END: ("The dictionary has decided what belongs together.", _NETWORK),
        },
    ),
]


def few_labels(rng: Generator) -> Question:
    """What to expect with few labels."""
    labels = int(rng.choice([80, 100, 120]))
    thing = str(rng.choice(["beetles", "stamps", "leaves"]))
    return Question(
        f"You have {labels} labelled photos of ten kinds of {thing}, all similar in size and light. "
        "What do you try first?",
        [
            Option(
                "HOG with a linear classifier, and a small network beside it",
                True,
                "With so few labels features by hand are likely to lead; only a comparison on validation data tells.",
            ),
            Option("A network alone: it learns better features", False, "From so few?", "learned.deep-always-wins"),
            Option("Features by hand alone", False, "Then you would never know.", "learned.hand-is-obsolete"),
            Option("Nothing: too few to learn from", False, "HOG needs no more.", "learned.chance-when-few"),
        ],
    )


def unfair(rng: Generator) -> Question:
    """A comparison in which one side was tuned."""
    hog = int(rng.integers(72, 79))
    return Question(
        f"A report: “HOG reads {hog} % (best of six strengths, on validation data), the network {hog - 4} % (at a rate "
        "of 0.001). So HOG wins.” What is wrong?",
        [
            Option("Only one side was tuned", True, "The network gets the same chance: several rates to choose from."),
            Option("HOG was tuned on validation data", False, "That is the honest way.", "hand.test-may-choose"),
            Option("Nothing", False, "At another rate the network may read far more.", "learned.first-try-is-fair"),
            Option(
                "A network cannot lose: there is a bug", False, "It can, with few labels.", "learned.deep-always-wins"
            ),
        ],
    )


def halfway(rng: Generator) -> Question:
    """Where two curves cross on a logarithmic axis."""
    low, times = int(rng.choice([100, 200, 300])), int(rng.choice([4, 9, 16, 25]))
    middle, mean = int(low * times**0.5), low * (times + 1) // 2
    return Question(
        f"At {low:,} labels HOG leads by five points, at {low * times:,} the network does. "
        "Joined by straight lines over a logarithmic axis: where do the curves cross?",
        [
            Option(f"{middle:,}", True, f"From {low:,} times {times**0.5:.0f}, and that times {times**0.5:.0f} again."),
            Option(f"{mean:,}", False, "That is halfway on an even axis.", "learned.straight-in-labels"),
            Option("It cannot be said", False, "Straight lines between two points cross once.", "learned.one-crossing"),
        ],
    )


def new_order(rng: Generator) -> Question:
    """Which reader does not notice a fixed permutation."""
    seed = int(rng.integers(1, 100))
    return Question(
        f"All pictures, for training and for testing, have their pixels put into one new order (seed {seed}). "
        "Which reader learns as well as before?",
        [
            Option("A fully connected network", True, "Every input meets every unit, in whatever order."),
            Option("HOG with a linear classifier", False, "It needs real neighbours.", "learned.hog-is-a-list"),
            Option("A convolutional network", False, "It, too, looks at neighbours.", "learned.scramble-harms-none"),
            Option("None", False, "One of them never knew which were neighbours.", "learned.looks-at-the-picture"),
        ],
    )


def as_vectors(rng: Generator) -> Question:
    """The shape in which a sequence network takes sound."""
    n, frames, samples = int(rng.choice([100, 500, 4000])), int(rng.choice([10, 25, 40])), int(rng.choice([16, 20, 30]))
    return Question(
        f"{n:,} sounds of {frames * samples} samples are cut into pieces of {samples} samples. "
        "Which shape does the network get, (examples, length of the sequence, numbers in each vector)?",
        [
            Option(f"`({n}, {frames}, {samples})`", True, f"{frames} pieces of {samples} samples each."),
            Option(f"`({n}, {samples}, {frames})`", False, "The pieces are the sequence.", "learned.axes-swap"),
            Option(f"`({n}, {frames * samples})`", False, "Those are uncut sounds.", "learned.sound-is-a-picture"),
            Option("none: it is made for images", False, "It takes any vectors.", "learned.sound-is-a-picture"),
        ],
    )


def why_linear_fails(rng: Generator) -> Question:
    """What a linear classifier lacks on raw sound and raw text."""
    if rng.integers(2):
        return Question(
            "Why does a linear classifier tell vowels apart little better than by guessing, from 400 raw samples?",
            [
                Option(
                    "Each sample may be high or low in any vowel; it adds up single samples",
                    True,
                    "A sound begins anywhere in its wave. Only patterns of neighbours tell the vowel.",
                ),
                Option("A sound is no picture", False, "It is a list of numbers too.", "learned.sound-is-a-picture"),
                Option("400 samples are too few", False, "The network hears it in them.", "learned.linear-hears"),
            ],
        )
    return Question(
        "Which way does a line of 32 characters run? A network learns it, a linear classifier guesses. "
        "What does the network use?",
        [
            Option(
                "Which characters follow which",
                True,
                "Turned round, a line keeps its letters and changes its neighbours.",
            ),
            Option("The words, which it knows", False, "It was told of no word.", "learned.must-know-letters"),
            Option("Which letters occur", False, "They are the same both ways.", "learned.linear-hears"),
        ],
    )


def left_random(rng: Generator) -> Question:
    """What is lost when convolutions stay random."""
    labels = int(rng.choice([1000, 2000]))
    return Question(
        f"A small network, {labels:,} labels. Only its last layers learn; all convolutions stay as chance made them. "
        "What happens?",
        [
            Option("It reads far less than a learned one, but more than a linear model on pixels", True, "So it is."),
            Option("It only guesses", False, "Random features still tell pictures apart.", "learned.random-is-useless"),
            Option(
                "Hardly anything: the last layers make up for it",
                False,
                "That is so for the first layer alone, not for all of them.",
                "learned.first-layer-is-key",
            ),
        ],
    )


QUESTIONS = [few_labels, unfair, halfway, new_order, as_vectors, why_linear_fails, left_random]
