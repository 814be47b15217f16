import re
from dataclasses import replace

import numpy as np
import pytest

from dlcourse import journal
from dlcourse.interact import Option, Question, quiz
from dlcourse.interact.questions import maker
from dlcourse.interact.quiz import Quiz, draw


def double(rng):
    n = int(rng.integers(100))
    wrong = Option(f"{n}", False, "That is once.", "start.star-is-at")
    return Question(f"Twice {n}?", [Option(f"{2 * n}", True, f"{n} + {n}."), wrong])


def fixed(rng):
    return Question(
        "Is `a*b` the same as `a@b`?",
        [Option("no", True, "Right so."), Option("**yes**", False, "It is not.", "start.star-is-at")],
    )


def answer(form, number, right):
    options = form.questions[number].options
    form.choices[number].value = next(i for i, option in enumerate(options) if option.right is right)


def test_the_same_seed_draws_the_same_questions():
    assert draw([double, fixed], 3) == draw([double, fixed], 3)
    assert len({draw([double], seed)[0].text for seed in range(8)}) > 1


def test_the_order_of_the_answers_depends_on_the_seed():
    first = {draw([fixed], seed)[0].options[0].text for seed in range(12)}
    assert first == {"no", "**yes**"}


def test_every_answer_gets_feedback_and_a_wrong_one_its_misconception():
    form = Quiz([fixed], 0, "test")
    answer(form, 0, False)
    told = form.choices[0].feedback
    assert "Not quite." in told
    assert "It is not." in told
    assert "<code>*</code> is <code>@</code>" in told
    assert "demo <em>matrix product</em>" in told
    answer(form, 0, True)
    assert "Yes." in form.choices[0].feedback
    assert sorted(form.choices[0].marks.values()) == ["right", "wrong"]


def test_the_first_answer_counts_and_the_score_is_recorded_once():
    form = Quiz([double, fixed], 5, "start.start_here")
    answer(form, 1, False)
    assert journal.entries("quiz") == []
    answer(form, 1, True)
    answer(form, 0, True)
    answer(form, 0, False)
    scores = [entry.value for entry in journal.entries("quiz")]
    assert scores == [{"seed": 5, "right": 1, "of": 2, "misconceptions": ["start.star-is-at"]}]
    assert "<strong>1 of 2</strong>" in form.score.value


def routed(card):
    """A question that sends whoever does not know the answer to a card."""

    def make(rng):
        unsure = Option("no idea", False, "So be it.", unsure=True)
        return replace(fixed(rng), options=[*fixed(rng).options, unsure], read=f"[card {card}](A_refreshers.ipynb)")

    return make


def choose(form, number, text):
    form.choices[number].value = next(i for i, o in enumerate(form.questions[number].options) if o.text == text)


def test_not_to_know_is_neither_right_nor_wrong():
    form = Quiz([routed(1)], 0, "test")
    choose(form, 0, "no idea")
    assert form.choices[0].marks == {}
    assert re.sub("<[^>]+>", "", form.choices[0].feedback) == "So be it. Read card 1."
    assert '<a href="A_refreshers.ipynb">card 1</a>' in form.choices[0].feedback
    assert journal.latest("quiz", "test") == {"seed": 0, "right": 0, "of": 1, "misconceptions": []}


def test_questions_on_what_to_read_end_with_what_to_read_and_not_with_a_score():
    form = Quiz([routed(1), routed(2), routed(2), routed(3), routed(4)], 0, "test")
    for number, text in enumerate(["no", "**yes**", "no", "no idea", "no"]):
        assert "right" not in form.score.value
        choose(form, number, text)
    told = re.sub("<[^>]+>", " ", form.score.value)
    assert " ".join(told.split()) == "Worth reading: card 2 ; card 3 . You may skip card 1 ; card 4 ."
    assert form.score.value.count('<a href="A_refreshers.ipynb">') == 4
    sure = Quiz([routed(1)], 0, "test")
    choose(sure, 0, "no")
    assert "Worth reading" not in sure.score.value


def test_the_still_says_what_to_read_too():
    still = Quiz([routed(1)], 0, "test").still
    assert still.count('Read <a href="A_refreshers.ipynb">card 1</a>.') == 2
    assert "no idea: So be it." in still


@pytest.mark.parametrize(("right", "verdict"), [(4, "Passed"), (3, "try new questions")])
def test_four_of_five_is_mastery(right, verdict):
    form = Quiz([fixed] * 5, 0, "test")
    for number in range(5):
        answer(form, number, number < right)
    assert verdict in form.score.value


def test_new_questions_are_a_parallel_with_the_next_seed():
    form = Quiz([double], 0, "test")
    answer(form, 0, False)
    form.again.click()
    assert form.questions == draw([double], 1)
    assert form.choices[0].value == -1
    assert form.choices[0].marks == {}
    assert form.choices[0].feedback == ""
    assert len(journal.entries("quiz")) == 1
    answer(form, 0, True)
    assert journal.latest("quiz", "test")["seed"] == 1


def test_the_still_shows_questions_and_hides_answers_in_a_fold():
    form = Quiz([fixed], 0, "test")
    before, after = form.still.split("<details>")
    assert "<code>a*b</code>" in before
    assert "Right so." not in before
    assert "Right so." in after
    assert "matrix product" in after
    assert form.plain == "Quiz: 1 questions."


@pytest.mark.parametrize(
    "options",
    [
        [Option("a", True, "x"), Option("b", True, "x")],
        [Option("b", False, "x", "start.star-is-at"), Option("c", False, "x", "start.star-is-at")],
        [Option("a", True, "x"), Option("a", False, "x", "start.star-is-at")],
    ],
)
def test_a_question_has_one_right_answer_and_none_twice(options):
    with pytest.raises(ValueError, match="exactly one right"):
        Question("?", options)


@pytest.mark.parametrize(
    ("right", "feedback", "misconception"), [(True, "", ""), (False, "x", ""), (True, "x", "start.star-is-at")]
)
def test_an_option_explains_itself(right, feedback, misconception):
    with pytest.raises(ValueError, match=r"feedback|misconception"):
        Option("a", right, feedback, misconception)


def test_an_option_names_a_known_misconception():
    with pytest.raises(KeyError):
        Option("a", False, "x", "start.nothing")


def test_a_quiz_has_questions():
    with pytest.raises(ValueError, match="no questions"):
        Quiz([], 0, "empty")


def test_drawing_uses_nothing_but_its_generator():
    np.random.default_rng(0)
    assert draw([double], 7) == draw([double], 7)


def test_a_quiz_asks_its_rooms_questions_or_those_that_are_named():
    assert quiz("start.start_here").questions[0].text.startswith("A network was trained on centred digits.")
    mixed = quiz("features.before", "start.corner", "features.honest", seed=1)
    assert [question.text for question in mixed.questions] == [
        question.text for question in draw([maker("start.corner"), maker("features.honest")], 1)
    ]
    assert (mixed.name, mixed.seed) == ("features.before", 1)
    with pytest.raises(KeyError, match="no quiz"):
        quiz("start.nothing")
