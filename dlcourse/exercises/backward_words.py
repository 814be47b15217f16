"""An exercise in words: what a gradient is, since it is nobody's share of the blame."""

from functools import partial

from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.own_words import OwnWords, judge_words, word_cases
from dlcourse.exercises.values import take_values

# Exercise backward.blame

BLAME_WORDS = OwnWords(
    least=50,
    points=(
        "A gradient is a sensitivity: how far the loss moves per unit that this weight moves, a little, from here, "
        "while all others stay.",
        "Gradients are no parts of a whole: they do not add up to the loss, some are negative, and a small loss may "
        "come with large ones.",
        "A gradient of 0 does not say that the weight does nothing. Where training has found a minimum all gradients "
        "are 0, and the network still needs its weights.",
        "An example with numbers, in which a weight with the gradient 0 matters, or the gradients and the loss do not "
        "add up.",
        "To remove a weight is to move it all the way to 0, and on the way the loss may bend. What it costs is "
        "measured: set it to 0 and compute the loss again.",
    ),
    good="A gradient answers a question about a small move: by how much does the loss change, per unit that this "
    "weight moves, if all others stay? That is no share. Take `loss = (u + v - 3)**2`. At u = v = 2 the loss is 1, and "
    "both gradients are 2: as shares of 1 they would be too much. At u = 2, v = 1 the loss is 0 and both gradients "
    "are 0. Yet if you remove u, the loss is 4. A trained network is near such a place: most gradients are small, and "
    "the weights are needed all the same. Removing is a move all the way to 0, and the gradient speaks of small ones. "
    "So set a weight to 0, compute the loss, and see.",
    wrong="Blame is a strong word, but the picture is right. The loss starts at the end and is passed back through the "
    "network. At every step the chain rule divides it among those that took part: at a sum in equal parts, at a "
    "product according to the factors. What arrives at a weight is the part that it caused, and the sign says whether "
    "it made the loss larger or smaller. For example, when the loss is large the gradients are large. A weight where "
    "nothing arrives took no part, so after training I would remove those with gradients near 0, too.",
    because="What is passed back is no loss and is not divided: it begins with 1, however large the loss is, and a sum "
    "hands all of it to *each* of its inputs. That large losses often come with large gradients is true and shows no "
    "shares: `(w - 3)**2` has four times the loss at twice the distance, and twice the gradient. And after training "
    "the gradients of the most needed weights are near 0 as well.",
)

BLAME = Exercise(
    id="backward.blame",
    title="In your own words: a share of the blame?",
    can="say what a gradient tells about a weight, and what it does not",
    points=3,
    minutes=15,
    difficulty=3,
    kind="explain",
    hints=(
        "If gradients were shares of the loss, what would they add up to? Try a loss made of two weights, small enough "
        "to work out on paper.",
        "What are the gradients at a minimum? Does the network not need its weights there?",
        "Say what moves and what stays in the definition, what gradients do not add up to, what 0 means and what it "
        "does not, and how far a weight moves when it is removed. Put numbers to one of these.",
    ),
    cases=partial(word_cases, BLAME_WORDS),
    probe=take_values,
    judge=partial(judge_words, own=BLAME_WORDS),
    own=BLAME_WORDS,
)

EXERCISES = [BLAME]
