"""An exercise on tasks: which output and which loss belong to each of four."""

from functools import partial

from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.values import Known, Value, judge_values, take_values, value_cases

OUTPUTS = ("softmax", "sigmoids", "linear", "relu")
LOSSES = ("cross-entropy", "binary cross-entropy", "squared error")
ONE_OF = '"softmax", "sigmoids", "linear" or "relu"'
LOSS_OF = '"cross-entropy", "binary cross-entropy" or "squared error"'


def _output(right: str, task: str, otherwise: str, *known: Known) -> Value:
    return Value(right, f"the output for {task}", otherwise=otherwise, form=ONE_OF, known=known, choices=OUTPUTS)


def _loss(right: str, task: str, otherwise: str, *known: Known) -> Value:
    return Value(right, f"the loss for {task}", otherwise=otherwise, form=LOSS_OF, known=known, choices=LOSSES)


def _units(right: int, task: str, otherwise: str, *known: Known) -> Value:
    return Value(right, f"the number of output units for {task}", otherwise=otherwise, known=known)


DIGIT, PHOTO = "the digit in a picture", "which of twenty things are in a photograph"
WARMTH, RAIN = "tomorrow's temperature in degrees", "whether it rains tomorrow"
NOT_A_CLASS = "Nothing is chosen from a list here: the answer is a number on a scale."
COMPETE = (
    "With softmax the twenty share one whole: where a dog and a ball are in the picture, either takes from the other, "
    "and no photograph can have none."
)
TOTAL_MISS = (
    "Squared error on a share hardly slopes where the network is surely wrong, so that is where it learns most slowly. "
    "Minus the logarithm of what the truth was given grows without end there."
)

QUESTIONS = {
    "digit_units": _units(
        10,
        DIGIT,
        "One unit for each possible answer.",
        Known(1, "One number would say that a 3 lies between a 2 and a 4. Digits are names here, not sizes."),
        Known(9, "With the 0 there are ten."),
    ),
    "digit_output": _output(
        "softmax",
        DIGIT,
        "Exactly one of the ten holds: they should share one whole.",
        Known(
            "sigmoids",
            "Ten separate sigmoids may say yes to none, or to three. Exactly one digit is there: let them compete.",
            "layers.sigmoids-for-one",
        ),
        Known("linear", "A digit is a name, not a size: the network is to share one whole among ten names."),
    ),
    "digit_loss": _loss(
        "cross-entropy",
        DIGIT,
        "The loss that looks at the share which the right one of several got.",
        Known("squared error", TOTAL_MISS, "layers.squared-error-for-all"),
        Known("binary cross-entropy", "That one is for a yes or no of each by itself. Here one of ten holds."),
    ),
    "photo_units": _units(
        20,
        PHOTO,
        "One unit for each thing that may be there.",
        Known(2**20, "One for each combination would be over a million. Ask for each thing by itself."),
        Known(40, "A yes and a no for each is one too many: the no is what the yes leaves over."),
        Known(1, "One unit answers one question. Here are twenty."),
    ),
    "photo_output": _output(
        "sigmoids",
        PHOTO,
        "Several may hold at once, or none: each needs a yes or no of its own.",
        Known("softmax", COMPETE, "layers.softmax-for-all"),
        Known("linear", "Each answer is a yes or no, to be said as a share between 0 and 1."),
    ),
    "photo_loss": _loss(
        "binary cross-entropy",
        PHOTO,
        "Each of the twenty is a question of its own, with its own loss; then add or average them.",
        Known(
            "cross-entropy",
            "That one wants exactly one right class, and here there may be three, or none.",
            "layers.softmax-for-all",
        ),
        Known("squared error", TOTAL_MISS, "layers.squared-error-for-all"),
    ),
    "warmth_output": _output(
        "linear",
        WARMTH,
        "The sum may be any number, and so may the temperature.",
        Known(
            "sigmoids",
            "A sigmoid stays between 0 and 1: it can never say 21 degrees.",
            "layers.bounded-regression",
        ),
        Known("relu", "A ReLU is never below 0: it would know no frost.", "layers.bounded-regression"),
        Known("softmax", f"{NOT_A_CLASS} And the softmax of a single unit is always 1.", "layers.softmax-for-all"),
    ),
    "warmth_loss": _loss(
        "squared error",
        WARMTH,
        "Off by 8 degrees is worse than off by 2: the loss should grow with the distance.",
        Known("cross-entropy", NOT_A_CLASS, "layers.loss-is-error-count"),
        Known("binary cross-entropy", NOT_A_CLASS, "layers.loss-is-error-count"),
    ),
    "rain_units": _units(
        1,
        RAIN,
        "How many numbers does it take to say how likely a yes is?",
        Known(2, "Two with a softmax would do, and say the same: what is not yes is no. Sigmoids need one only."),
    ),
    "rain_output": _output(
        "sigmoids",
        RAIN,
        "One number, and it is to be a share between 0 and 1.",
        Known(
            "softmax", "Of a single unit the softmax is always 1: it would rain every day.", "layers.softmax-for-all"
        ),
        Known("linear", "The answer is a share between 0 and 1; a plain sum may be 7 or −3."),
        Known("relu", "The answer is a share between 0 and 1; a ReLU may say 7."),
    ),
    "rain_loss": _loss(
        "binary cross-entropy",
        RAIN,
        "It is one yes or no.",
        Known("squared error", TOTAL_MISS, "layers.squared-error-for-all"),
        Known("cross-entropy", "That one compares several classes that share one whole. Here is one sigmoid."),
    ),
}

CHOOSE = Exercise(
    id="outputs.choose",
    title="Four tasks, four endings",
    can="choose the output and the loss that fit a task",
    points=4,
    minutes=10,
    difficulty=2,
    hints=(
        "Ask three questions of each task. Is the answer a name or a size? How many answers can hold at once? Could "
        "it be none?",
        "Names of which exactly one holds share one whole. Names that hold or not, each by itself, have a yes or no of "
        "their own. A size is left as the sum gives it.",
        "Each ending has its loss: where shares compete, minus the logarithm of the right one's; for each yes or no, "
        "the same for whichever of the two is true; for a size, the square of the distance.",
    ),
    cases=partial(value_cases, QUESTIONS),
    probe=take_values,
    judge=partial(judge_values, questions=QUESTIONS),
    kind="choose",
)

EXERCISES = [CHOOSE]
