"""An exercise in words: what a share of 0.97 says, and what it does not."""

from functools import partial

from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.own_words import OwnWords, judge_words, word_cases
from dlcourse.exercises.values import take_values

# Exercise outputs.sure

SURE_WORDS = OwnWords(
    least=40,
    points=(
        "Softmax makes ten positive numbers with sum 1 of *any* ten logits, those of a picture of noise too. So that "
        "they look like probabilities proves nothing.",
        "97 % is a promise about many pictures: of all that get about 0.97, about 97 in 100 are right. One picture "
        "cannot show whether it is kept.",
        "So it is measured, on new pictures: gather those of about the same confidence, and count how many are right. "
        "Pictures that the network was trained on will not do.",
        "Longer training is no cure. It may lead to knowing pictures by heart, and then the network is too sure of new "
        "ones. (After few steps it may be too modest.)",
        "If it is off, dividing all logits by one number, fitted on held-out pictures, mends much of it and changes no "
        "answer. It promises nothing for pictures of another kind.",
    ),
    good="Not yet. Softmax would give ten positive numbers with sum 1 for a picture of noise too, so that proves "
    "nothing. Being 97 % sure is a promise about many pictures: of all that get about 0.97, about 97 in 100 should be "
    "right. You can count that, on new pictures, not on those that it learned from. Training longer may make it worse: "
    "a network that knows its examples by heart is often too sure of all others. If yours is, divide its logits by one "
    "number that you fit on pictures held out for that. No answer changes, only how sure it sounds. For letters, or "
    "for somebody else's scanner, you would have to count again.",
    wrong="Nearly. A logit of 8 is no probability, but softmax turns it into one: it makes all of them positive and "
    "divides by their sum. And the loss is the likelihood, so training pulls the shares towards the true ones. I "
    "counted it, too: of the training pictures that get about 0.97, at least 97 in 100 are right. So the network keeps "
    "its promise, and if anything it is modest. If you want it more exact, train longer: while the loss falls, the "
    "shares come nearer to the truth.",
    because="It counts on the training pictures. A network that knows them by heart is right on nearly all of them, "
    "whatever it promises; on new ones it may be right far less often. The loss that falls is the loss on these "
    "pictures too: it can go on falling by making the network surer, while on new pictures it is no more often right. "
    "And dividing by the sum makes the sum 1, and nothing else.",
)

SURE = Exercise(
    id="outputs.sure",
    title="In your own words: 97 % sure?",
    can="say what an output of 0.97 promises, and how one finds out whether the promise is kept",
    points=3,
    minutes=15,
    difficulty=3,
    kind="explain",
    hints=(
        "What would softmax give for a picture of noise? Would those ten numbers have the sum 1?",
        "A weather forecast says “90 % rain”. How would you find out whether such forecasts are honest? How many "
        "days would you need, and which days would be unfair to count?",
        "Say what the sum of 1 proves, what 97 % would promise, on which pictures one counts, what longer training "
        "may do, and what mends it.",
    ),
    cases=partial(word_cases, SURE_WORDS),
    probe=take_values,
    judge=partial(judge_words, own=SURE_WORDS),
    own=SURE_WORDS,
)

EXERCISES = [SURE]
