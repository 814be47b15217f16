"""Exercises: a view that spoils the data, and three drawings that were misread."""

from functools import partial

import numpy as np

from dlcourse.exercises.exercise import Arrays, Exercise
from dlcourse.exercises.judging import Mistake, judge_calls
from dlcourse.exercises.own_words import OwnWords, judge_words, word_cases
from dlcourse.exercises.probe import call
from dlcourse.exercises.values import take_values

# Exercise start.view


def _picture_cases(seed: int) -> Arrays:
    rng = np.random.default_rng(seed)
    return {
        "one small picture/images": rng.integers(1, 10, (1, 2, 4)) / 10,
        "two pictures/images": rng.random((2, 3, 6), dtype=np.float32),
        "whole numbers/images": rng.integers(1, 255, (3, 4, 4)).astype(np.uint8),
        "a transposed array/images": rng.random((4, 5, 3)).transpose(2, 1, 0),
    }


def before_and_after(images: np.ndarray) -> np.ndarray:
    """The images, and the same with their left halves dark: (N, H, W) to (2, N, H, W)."""
    before = images.astype(float)
    after = before.copy()
    after[:, :, : images.shape[2] // 2] = 0
    return np.stack([before, after])


def _both_dark(images: np.ndarray) -> np.ndarray:
    after = before_and_after(images)[1]
    return np.stack([after, after])


VIEW_MISTAKES = [
    Mistake(
        _both_dark,
        "The pictures *before* have lost their left halves too. Two names still stand for one memory at the moment "
        "of writing: a slice, `reshape` or `asarray` makes no copy. And a copy made after the writing comes too "
        "late: it copies the damage. At which line must there be two arrays?",
        "start.copy-too-late",
    ),
    Mistake(
        lambda images: before_and_after(images)[::-1],
        "Both are there, but in the wrong order: first the pictures as they were, then the darkened ones.",
    ),
    Mistake(
        lambda images: np.stack([images.astype(float), images.astype(float)]),
        "Now nothing is darkened: the two are equal. The writing was right; only what it wrote into was not.",
    ),
    Mistake(
        lambda images: np.stack([images.astype(float), np.zeros(images.shape)]),
        "All of the second is dark. Only the left half is to be.",
    ),
]

VIEW = Exercise(
    id="start.view",
    title="Find the bug: the picture that changed by itself",
    can="find where two names stand for the same numbers, and put the copy in the right place",
    points=3,
    minutes=15,
    difficulty=3,
    kind="bug",
    hints=(
        "Run it on a picture of ones, `np.ones((1, 2, 4))`, and look at both halves of the result. Which line spoils "
        "the first?",
        "`np.shares_memory(before, after)` says whether two arrays are one. Ask it after each line.",
        "`before[:]` is a slice of everything, and a slice is a view. `.copy()` makes an array with numbers of its "
        "own. It must exist before the first number is written.",
    ),
    cases=_picture_cases,
    probe=partial(call, "before_and_after"),
    judge=partial(judge_calls, name="before_and_after", right=before_and_after, mistakes=VIEW_MISTAKES),
)

# Exercise start.misread

MISREAD_WORDS = OwnWords(
    text="what_i_saw",
    marked="points_made",
    least=40,
    points=(
        "For each drawing: what I drew, and what the network answered, so that somebody else could draw it again.",
        "For each a cause of its own: placed or scaled unlike the examples; a way of writing that is not among the "
        "examples; or a drawing that people would quarrel over too.",
        "For at least one cause a test: one thing changed and nothing else, and what the network answered then.",
        "Which of the three more training on the same examples would not mend, and what would.",
    ),
    good="1. A 2 in the upper left corner, a third of the size: read as 7. I drew the same 2 in the middle, and it "
    "was read; so it was the place, and centring mends it. 2. A 9 with an open head: read as 4. In the middle it was "
    "read as 4 too; closed, it was a 9. Printed nines are all closed: such nines must be among the examples. 3. A 1 "
    "with a long flag: read as 7, and my neighbour read 7 too. No training mends that one. More of the same examples "
    "would mend none of the three.",
    wrong="1. A 2 in the corner: read as 7. 2. An open 9: read as 4. 3. A 1 with a long flag: read as 7. All three "
    "have the same cause: the network was trained for some seconds only and is not sure of its digits yet. I trained "
    "it again and the first was read rightly, which shows it. With an hour of training it would read all of them.",
    because="It names the drawings, but one cause for all, with no test that could show it wrong. Trained again, the "
    "network starts from other random numbers and answers some drawings differently: one that comes out right proves "
    "nothing. More training on centred, closed digits shows it no corner and no open nine.",
)

MISREAD = Exercise(
    id="start.misread",
    title="Three misread drawings",
    can="sort a network's mistakes by cause, and test a cause by changing one thing",
    points=3,
    minutes=20,
    difficulty=3,
    kind="open",
    hints=(
        "Draw the way you write in a hurry: small, in a corner, slanted, open, with flags and bars. The canvas is in "
        "the lesson.",
        "To find a cause, change one thing. The same digit in the middle: if it is read now, it was the place.",
        "Ask somebody what they read. If people disagree, the drawing is the cause, and no network can be right.",
    ),
    cases=partial(word_cases, MISREAD_WORDS),
    probe=take_values,
    judge=partial(judge_words, own=MISREAD_WORDS),
    own=MISREAD_WORDS,
)

EXERCISES = [VIEW, MISREAD]
