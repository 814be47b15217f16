"""The refreshers' questions: the right answers are right whatever the seed, and no two answers look alike."""

import re

import numpy as np
import pytest

from dlcourse.interact.questions import maker, makers_of, of_room
from dlcourse.interact.quiz import draw
from dlcourse.rooms import COURSE

SEEDS = range(200)
TUPLE = re.compile(r"\(([-−\d., ]+)\)")


def right(question):
    return next(option.text for option in question.options if option.right)


def numbers(text):
    return [float(number) for number in text.replace("−", "-").split(",")]


def drawn(make):
    return [make(np.random.default_rng(seed)) for seed in SEEDS]


CARDS = re.findall(r"^## Card (\d): (.+)$", (COURSE / "refreshers" / "refreshers.md").read_text(encoding="utf-8"), re.M)


def test_each_card_has_three_questions():
    quizzes = of_room("refreshers").quizzes
    assert [len(asked) for asked in quizzes.values()] == [3] * len(CARDS) == [3] * 8


def test_dot_products_are_right():
    for question in drawn(maker("refreshers.dot_by_hand")):
        a, b = (np.array(numbers(found)) for found in TUPLE.findall(question.text))
        assert float(right(question)) == a @ b


def test_signs_of_dot_products_are_right():
    for question in drawn(maker("refreshers.sign_of_dot")):
        value = int(re.search(r"is (-?\d+);", question.text)[1])
        words = {1: "less", 0: "at a right", -1: "more"}[int(np.sign(value))]
        assert right(question).startswith(words)


def test_the_longer_arrow_has_the_larger_dot_product_and_the_smaller_cosine():
    for question in drawn(maker("refreshers.alike_or_long")):
        a, b, c = (np.array(numbers(found)) for found in TUPLE.findall(question.text))
        assert a @ b > a @ c
        assert a @ b / np.linalg.norm(b) < a @ c / np.linalg.norm(c)


def test_nudges_are_right():
    for question in drawn(maker("refreshers.how_far")):
        slope, nudge = re.search(r"of `f` is (-?\d+)\. You nudge `x` by ([\d.]+)\.", question.text).groups()
        assert right(question) == f"by about {float(slope) * float(nudge):g}"


def test_down_is_against_the_derivative():
    for question in drawn(maker("refreshers.which_way")):
        slope = int(re.search(r"is (-?\d+)\.", question.text)[1])
        assert right(question).endswith("smaller" if slope > 0 else "larger")


def test_sums_and_places_are_right():
    for question in drawn(maker("refreshers.sum_of_squares")):
        assert float(right(question)) == np.square(numbers(TUPLE.search(question.text)[1])).sum()
    for question in drawn(maker("refreshers.place_of_largest")):
        assert int(right(question)) == np.argmax(numbers(re.search(r"\[(.*)\]", question.text)[1]))
    for question in drawn(maker("start.place")):
        assert int(right(question)) == np.argmax(numbers(TUPLE.search(question.text)[1]))


def test_what_objects_and_closures_give_is_right():
    class Times:
        def __init__(self, w):
            self.w = w

        def __call__(self, x):
            return self.w * x

    def times(k):
        return lambda x: k * x

    for question in drawn(maker("refreshers.init_or_call")):
        w, x = map(int, re.search(r"Times\((\d+)\)`, what is `f\((\d+)\)", question.text).groups())
        assert right(question) == str(Times(w)(x))
    for question in drawn(maker("refreshers.what_it_remembers")):
        k, later, x = map(int, re.findall(r"\((\d+)\)", question.text))
        first, second = times(k), times(later)
        assert right(question) == str(first(x))
        assert str(second(x)) in [option.text for option in question.options]


def test_the_sizes_in_the_error_are_numpys():
    for question in drawn(maker("refreshers.sizes_in_an_error")):
        k, d = map(int, re.search(r"size (\d+) is different from (\d+)", question.text).groups())
        n = int(re.search(r"shape `\((\d+),", question.text)[1])
        with pytest.raises(ValueError, match=f"size {k} is different from {d}"):
            np.ones((n, d)) @ np.ones((k, 4))


CARD = re.compile(r"\[card (\d), (.+)\]\(A_refreshers\.ipynb\)")


def test_eight_questions_route_to_the_first_six_cards_of_the_notebook():
    questions = draw(makers_of("start.which_refreshers"), 0)
    named = [CARD.fullmatch(question.read).groups() for question in questions]
    assert sorted(number for number, _ in named) == ["1", "2", "2", "3", "4", "4", "5", "6"]
    assert set(named) == set(CARDS[:6])


def test_each_of_them_lets_one_say_that_one_would_be_guessing():
    for seed in range(20):
        for question in draw(makers_of("start.which_refreshers"), seed):
            assert [option.text for option in question.options if option.unsure] == ["I would be guessing"]
