"""Questions on features made by hand, on a fair test, and on what AI, machine learning and deep learning mean."""

from numpy.random import Generator

from dlcourse.interact import Option, Question
from dlcourse.interact.quiz import Maker

NEITHER, AI, LEARNS, DEEP = (
    "none of the three",
    "AI, but not machine learning",
    "machine learning, but not deep",
    "deep learning",
)


def _place(system: str, where: str, because: str, otherwise: dict[str, tuple[str, str]]) -> Maker:
    """A question: where does this system belong? Wrong places each have a sentence and a misconception."""

    def maker(rng: Generator) -> Question:
        options = [
            Option(place, True, because) if place == where else Option(place, False, *otherwise[place])
            for place in (NEITHER, AI, LEARNS, DEEP)
        ]
        return Question(f"{system} Where does it belong?", options)

    return maker


_NO_EXAMPLES = ("It learns from no examples: all it does was written down by people.", "hand.ai-learns")
_MORE_THAN_RULE = ("It does more than follow one fixed rule.", "hand.only-deep-is-ai")
_NOT_BY_RULES = ("What it does was not written down but learned from examples.", "hand.ai-is-rules")
_FEW_LAYERS = ("There are no layers that build on one another.", "hand.all-learning-is-deep")

PLACES = [
    _place(
        "A thermostat switches the heating on below 19 °C.",
        NEITHER,
        "One fixed rule: it neither searches nor reasons nor learns.",
        {
            AI: ("A single comparison is seldom called intelligent.", "hand.every-automaton-is-ai"),
            LEARNS: _NO_EXAMPLES,
            DEEP: _NO_EXAMPLES,
        },
    ),
    _place(
        "A route planner searches a map for the quickest way.",
        AI,
        "Search is one of the oldest parts of AI; nothing in it is learned from examples.",
        {NEITHER: _MORE_THAN_RULE, LEARNS: _NO_EXAMPLES, DEEP: _NO_EXAMPLES},
    ),
    _place(
        "A mail filter gives each word a weight, by how often it occurred in mails that people marked as spam.",
        LEARNS,
        "The weights come from examples; there is one layer of them.",
        {NEITHER: _NOT_BY_RULES, AI: _NOT_BY_RULES, DEEP: _FEW_LAYERS},
    ),
    _place(
        "A camera finds people by histograms of edge directions that its makers designed, "
        "and weights for them learned from 2,000 photographs.",
        LEARNS,
        "The features are made by hand, the weights are learned: machine learning as it was usual before 2012.",
        {NEITHER: _NOT_BY_RULES, AI: _NOT_BY_RULES, DEEP: _FEW_LAYERS},
    ),
    _place(
        "A phone writes down what you say, with a network of many layers trained on recordings and their texts.",
        DEEP,
        "Many layers, all of them trained.",
        {
            NEITHER: _NOT_BY_RULES,
            AI: _NOT_BY_RULES,
            LEARNS: ("It has many trained layers.", "hand.deep-is-no-learning"),
        },
    ),
    _place(
        "The linear reader of chapter 00: one weight for each pixel and digit, learned from pictures of digits.",
        LEARNS,
        "It learns from raw pixels, but in a single layer: raw data alone do not make it deep.",
        {NEITHER: _NOT_BY_RULES, AI: _NOT_BY_RULES, DEEP: _FEW_LAYERS},
    ),
]


def top_five(rng: Generator) -> Question:
    """What the top-5 error counts."""
    place = int(rng.integers(2, 6))
    words = ("second", "third", "fourth", "fifth")
    return Question(
        f"A network's five guesses for a photo hold the right name in {words[place - 2]} place. "
        "What does the top-5 error count?",
        [
            Option("no error", True, "The right name is among the five; its place does not matter."),
            Option("one error", False, "That would be the top-1 error.", "hand.top-five-is-first"),
            Option(f"{place - 1}/5 of an error", False, "A photo is right or wrong.", "hand.top-five-is-first"),
        ],
    )


def what_is_learned(rng: Generator) -> Question:
    """Which stage of a pipeline learns."""
    seen = int(rng.choice([100, 1000, 5000]))
    return Question(
        f"You train HOG and a linear model on {seen:,} digits, then again on {seen:,} others. What changes?",
        [
            Option("The weights of the linear model", True, "Only the model learns; HOG is a fixed recipe."),
            Option("How a picture is turned into HOG", False, "No example has any say in it.", "hand.features-adapt"),
            Option("Both", False, "HOG is a fixed recipe, whatever the pictures.", "hand.features-adapt"),
            Option("Neither", False, "The model's weights come from its examples.", "hand.nothing-learned"),
        ],
    )


def how_many_numbers(rng: Generator) -> Question:
    """How long the list is into which HOG turns an image."""
    cell, bins = int(rng.choice([4, 7])), int(rng.choice([6, 8, 9]))
    cells = 28 // cell
    blocks = cells - 1
    return Question(
        f"HOG of a 28 × 28 picture: cells of {cell} × {cell} pixels, {bins} directions, blocks of 2 × 2 cells, "
        "each block one cell further. How many numbers?",
        [
            Option(f"{blocks**2 * 4 * bins:,}", True, f"{blocks} × {blocks} blocks of 4 cells, {bins} numbers a cell."),
            Option(f"{cells**2 * bins:,}", False, "Those are the cells before they meet in blocks.", "hand.blocks"),
            Option(
                f"{cells**2 * 4 * bins:,}",
                False,
                f"Of {cells} cells in a row, the last one has no neighbour to make a block with.",
                "hand.blocks",
            ),
            Option("784", False, "That is one a pixel; HOG counts votes in cells.", "hand.one-number-a-pixel"),
        ],
    )


def what_stays(rng: Generator) -> Question:
    """What HOG is blind to."""
    degrees, pixels = int(rng.choice([20, 30, 40])), int(rng.choice([5, 6, 7]))
    return Question(
        "HOG with cells of 4 × 4 pixels. Which of these leaves it as good as unchanged?",
        [
            Option("Half the contrast", True, "Each block is divided by its length: contrast drops out."),
            Option(f"Moving it by {pixels} pixels", False, "The votes land in other cells.", "hand.hog-forgives"),
            Option(f"Turning it by {degrees}°", False, "Every edge then has another direction.", "hand.hog-forgives"),
            Option("Noise on every pixel", False, "Noise is full of small edges.", "hand.hog-forgives"),
        ],
    )


def honest(rng: Generator) -> Question:
    """Which way to choose a setting does not leak."""
    setting = str(rng.choice(["the size of the cells", "the number of directions", "which ten features to keep"]))
    return Question(
        f"You want to choose {setting}. Which way leaves the test score honest?",
        [
            Option(
                "Choose by a validation set, then look at the test set once",
                True,
                "What was chosen by a set looks too good on that set; the test set had no say.",
            ),
            Option(
                "Train each on the training set, keep the one with the best test score",
                False,
                "Then the test set has chosen, and its score is that of the luckiest.",
                "hand.test-may-choose",
            ),
            Option(
                "Choose on all pictures, then split and train on one part",
                False,
                "The choice has already seen the test pictures.",
                "hand.choose-first",
            ),
            Option("Choose by the training score", False, "It rewards learning by heart.", "hand.training-score"),
        ],
    )


def real_or_luck(rng: Generator) -> Question:
    """Whether a small difference is real, from its paired differences."""
    base = rng.choice([70, 71, 72, 73, 74, 75, 76, 77], 5, replace=False)
    gain = rng.choice([1, 2, 2, 2, 3], 5, replace=False)
    a, b = ", ".join(map(str, base)), ", ".join(map(str, base + gain))
    return Question(
        f"Five seeds; under each, both get the same pictures. A reads {a} % right, B reads {b} %. What follows?",
        [
            Option(
                "B is better by about two points",
                True,
                "The differences are 1 to 3, all of one sign: the seeds' ups and downs hit both alike.",
            ),
            Option(
                "Nothing: the scores of A and B overlap",
                False,
                "They vary with the pictures, which both share. Take the difference seed by seed.",
                "hand.overlap-is-a-tie",
            ),
            Option(
                f"B is better by {max(base + gain) - min(base)} points: its best against A's worst",
                False,
                "That compares good luck with bad luck.",
                "hand.best-seed",
            ),
        ],
    )


QUESTIONS = [top_five, what_is_learned, how_many_numbers, what_stays, honest, real_or_luck]
