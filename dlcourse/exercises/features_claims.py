"""Exercises on what learned features are: pixels in another order, and what counts as end-to-end."""

from functools import partial

from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.own_words import OwnWords, judge_words, word_cases
from dlcourse.exercises.values import Known, Value, judge_values, take_values, value_cases

# Exercise features.scramble

SAME, WORSE = "same", "worse"
A_LIST = "It gets a list of numbers, and no two are neighbours to it. In another order, the same for all pictures, "


def _unmoved(who: str, why: str, belief: str = "learned.looks-at-the-picture") -> Value:
    thought = f"{A_LIST}{why}"
    return Value(
        SAME,
        f'`"{SAME}"` or `"{WORSE}"`, for {who}',
        thought,
        known=[Known(WORSE, thought, belief)],
        choices=(SAME, WORSE),
    )


def _moved(who: str, why: str, belief: str) -> Value:
    return Value(
        WORSE, f'`"{SAME}"` or `"{WORSE}"`, for {who}', why, known=[Known(SAME, why, belief)], choices=(SAME, WORSE)
    )


PREDICTIONS = {
    "connected": _unmoved("a fully connected network", "it learns the same weights in another order."),
    "linear": _unmoved("a linear model on pixels", "it learns the same weights in another order."),
    "nearest": _unmoved(
        "the nearest neighbour on pixels", "every difference is still there, and the sum of their squares is the same."
    ),
    "ink": _unmoved(
        "a model whose one feature is the sum of all pixels", "the sum of all is the same.", "learned.own-algorithm"
    ),
    "hog_linear": _moved(
        "a linear model on HOG",
        "HOG takes differences between pixels that lie side by side. Now strangers lie side by side, and there are "
        "no edges left. It does get all numbers, but not in the order that it relies on.",
        "learned.hog-is-a-list",
    ),
    "convolutional": _moved(
        "a convolutional network",
        "It slides small windows over the picture, and relies on what lies side by side belonging together. With all "
        "numbers there but among strangers, it has to do without.",
        "learned.scramble-harms-none",
    ),
    "only_training": _moved(
        "a fully connected network, when only the training pictures are put into the other order and the test pictures "
        "are not",
        "Any order will do, but it must be one and the same. Weight 300 has learned what pixel 300 meant in "
        "training; in the test another pixel comes there.",
        "features.order-does-not-matter",
    ),
}

MEASURED = {
    "changed": Value(
        0,
        "how many of the 300 answers of the nearest neighbour on pixels change",
        "Compare its answers for `train.images` and `test.images` with those for both of them scrambled alike: "
        "`(before != after).sum()`.",
        known=[
            Known(
                300,
                "All of them? Then one thing was compared with another kind of thing. Compare answers with answers.",
            ),
        ],
    ),
    "hog_before": Value(
        0.823,
        "the share that the nearest neighbour on HOG reads right, of the test pictures as they are",
        "A number between 0 and 1 is wanted: `(answers(hog, train.images, test.images) == test.labels).mean()`.",
        known=[
            Known(0.343, "This is the share *after* scrambling. Which of the two did you scramble?"),
            Known(0.743, "This is the share on pixels. Give `hog` to `answers`, in place of `pixels`."),
            Known(82.3, "This is in percent. A share between 0 and 1 is wanted."),
        ],
        close=0.05,
    ),
    "hog_after": Value(
        0.343,
        "the same share when training and test pictures are scrambled",
        "Scramble both, with the same side, 1: `scrambled(train.images, 1)` and `scrambled(test.images, 1)`. Then "
        "ask for the share that is right, a number between 0 and 1.",
        known=[
            Known(0.823, "This is the share *before* scrambling."),
            Known(0.743, "This is the share on pixels. Give `hog` to `answers`, in place of `pixels`."),
            Known(34.3, "This is in percent. A share between 0 and 1 is wanted."),
        ],
        close=0.05,
    ),
}

SCRAMBLE_QUESTIONS = PREDICTIONS | MEASURED

SCRAMBLE = Exercise(
    id="features.scramble",
    title="Another order of pixels: predict, then measure",
    can="say which readers rely on neighbouring pixels, and show it by a measurement",
    points=4,
    minutes=20,
    difficulty=3,
    kind="predict",
    hints=(
        "For each reader ask: does it use *where* a number stands? Would it notice if all numbers of all pictures "
        "changed places in the same way?",
        "A weight for each pixel, a sum, a distance: these take the numbers in any order. Differences between pixels "
        "that lie side by side, and windows that slide, do not.",
        "To measure: `before = answers(pixels, train.images, test.images)`, and `after` the same with both "
        "scrambled. `hog` in place of `pixels` gives the other two.",
    ),
    cases=partial(value_cases, SCRAMBLE_QUESTIONS),
    probe=take_values,
    judge=partial(judge_values, questions=SCRAMBLE_QUESTIONS),
)

# Exercise features.spectrogram

SPECTROGRAM_WORDS = OwnWords(
    least=40,
    points=(
        "End-to-end means that everything from the raw numbers to the answer is trained for that answer.",
        "A spectrogram is a fixed recipe: people chose how long its windows are, which bands it has, that it takes "
        "strengths and drops the rest. No example changes it.",
        "So it is a hybrid: features by hand, then learned ones; that there is a network in it decides nothing.",
        "What the recipe throws away no training brings back. It differs from dividing by a constant, which loses "
        "nothing.",
        "A hybrid need not be worse: with few recordings, what people know about hearing costs no label.",
    ),
    good="No. End-to-end would mean that all steps from the sound wave to the answer are trained for the task. The "
    "spectrogram comes first and is not trained: people decided on windows of so many milliseconds, on bands, and on "
    "keeping only how strong each band is. If two sounds differ in what is dropped there, the network behind it can "
    "never tell them apart. So it is a hybrid, features by hand followed by learned ones. That may be the better "
    "choice when recordings are few; with very many, one can let the network have the wave itself.",
    wrong="Yes. A spectrogram is only another way to write the sound down, like dividing the pixels of a picture by "
    "255 before they go in. No label is used in it and nothing is classified there. All that is learned is learned "
    "by the network, by gradient descent from one end to the other, and with a good network the spectrogram does not "
    "matter. By-hand would be a person who writes rules for vowels.",
    because="Dividing by 255 can be undone, so it decides nothing. A spectrogram drops part of the sound for good "
    "and fixes how finely time and pitch are told apart: that *is* a decision on what counts. Not using labels does "
    "not make a step learned, and rules for answers are not the only thing that people can make by hand.",
)

SPECTROGRAM = Exercise(
    id="features.spectrogram",
    title="In your own words: is that end-to-end?",
    can="tell an end-to-end system from a hybrid one, and say what is lost and won",
    points=3,
    minutes=15,
    difficulty=3,
    kind="explain",
    hints=(
        "List the steps from the microphone to the answer. At each: who decided how it works, a person or the "
        "examples?",
        "Could one get the sound back from a spectrogram, number by number? What about a picture that was divided by "
        "255?",
        "Say what end-to-end means, which step is not trained and what it drops, what you would call the whole, and "
        "when it is the better choice.",
    ),
    cases=partial(word_cases, SPECTROGRAM_WORDS),
    probe=take_values,
    judge=partial(judge_words, own=SPECTROGRAM_WORDS),
    own=SPECTROGRAM_WORDS,
)

EXERCISES = [SCRAMBLE, SPECTROGRAM]
