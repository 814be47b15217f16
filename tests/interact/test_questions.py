"""How a quiz.md is read."""

import numpy as np
import pytest

from dlcourse import rooms
from dlcourse.interact import questions
from dlcourse.interact.questions import belief, misconception, read

TEXT = """\
# first

## twice
```draw
# a heading begins like this comment
n = int(rng.integers(2, 5))
```
What is `2 * {n}`,
written out?

- [x] {2 * n} -- {n} and {n}; in braces: `{{n}}`.
- {n:.1f} -- That is once,
  not twice. #once
- {true_minus(-n)} -- The sign. #start.star-is-at

## either
```draw
if rng.integers(2):
    question = Question("A?", [Option("a", True, "a."), Option("b", False, "b.", "start.star-is-at")])
```
B?

- [x] b -- b.
- a -- a. #start.star-is-at

# second

# Misconceptions

- `once` **Once is `twice`.** It is half as much,
  as a *sketch* shows. → demo matrix product
- `other.prefix` **It is so.** It is not.
"""


@pytest.fixture
def room(tmp_path, monkeypatch):
    path = tmp_path / "start" / "quiz.md"
    path.parent.mkdir()

    def write(text=TEXT):
        path.write_text(text)
        file = read(path)
        known = {**questions.misconceptions(), **file.misconceptions}
        monkeypatch.setattr(questions, "misconceptions", lambda: known)
        return file

    return write


def test_quizzes_questions_and_misconceptions_are_found_under_their_names(room):
    file = room()
    assert file.quizzes == {"first": ["twice", "either"], "second": []}
    assert list(file.makers) == ["twice", "either"]
    once = file.misconceptions["start.once"]
    assert (once.says, once.truth) == ("Once is `twice`.", "It is half as much, as a *sketch* shows.")
    assert (once.demo, file.misconceptions["other.prefix"].demo) == ("matrix product", "")


def test_what_is_drawn_stands_in_text_answers_and_feedback(room):
    question = room().makers["twice"](np.random.default_rng(3))
    n = int(np.random.default_rng(3).integers(2, 5))
    assert question.text == f"What is `2 * {n}`, written out?"
    assert [option.text for option in question.options] == [f"{2 * n}", f"{n:.1f}", f"−{n}"]
    assert [option.right for option in question.options] == [True, False, False]
    assert [option.feedback for option in question.options] == [
        f"{n} and {n}; in braces: `{{n}}`.",
        "That is once, not twice.",
        "The sign.",
    ]
    assert [option.misconception for option in question.options] == ["", "start.once", "start.star-is-at"]


def test_the_block_may_make_the_question_itself(room):
    make = room().makers["either"]
    assert {make(np.random.default_rng(seed)).text for seed in range(9)} == {"A?", "B?"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("## either", "## twice", "there are two of 'twice'"),
        ("# second", "# first", "there are two of 'first'"),
        ("- `once` **Once", "- once **Once", "not `id` \\*\\*belief"),
    ],
)
def test_a_file_at_fault_is_told(room, before, after, told):
    with pytest.raises(ValueError, match=f"start/quiz.md: .*{told}"):
        room(TEXT.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "error", "told"),
    [
        ("- [x] b", "- b", ValueError, "names the misconception"),
        (" -- a. #start.star-is-at", "", ValueError, "needs feedback"),
        ("- a -- a. #start.star-is-at", "- a -- a. #nothing", KeyError, "no misconception 'start.nothing'"),
        ("- a -- a.", "- [x] a -- a.", ValueError, "a right one none"),
    ],
)
def test_a_question_at_fault_is_told_when_it_is_drawn(room, before, after, error, told):
    make = room(TEXT.replace(before, after)).makers["either"]
    with pytest.raises(error, match=told):
        [make(np.random.default_rng(seed)) for seed in range(9)]


def test_what_is_told_of_a_misconception():
    told = belief("start.star-is-at")
    assert told.startswith("The belief behind it: “`*` is `@`.” ")
    assert told.endswith(" See it break: demo *matrix product*, in [Start here](00_start_here.ipynb).")
    assert belief("start.star-is-at", chapters="../").endswith(", in [Start here](../00_start_here.ipynb).")


def test_each_demo_that_breaks_a_belief_is_in_a_lesson():
    named = {known.demo for known in questions.misconceptions().values() if known.demo}
    assert len(named) > 20
    assert not [name for name in named if rooms.lesson_with_demo(name) is None]
    assert rooms.lesson_with_demo("nudges").name == "refreshers"
    assert rooms.lesson_with_demo("no such demo") is None


READING = """\
# first

## which
```draw
n = 3
```
Twice {n}?
I ask.

→ read [card 1, *Doubling*](A_refreshers.ipynb)

- [x] 6 -- Yes.
- 3 -- Once. #start.star-is-at
- [?] I would be guessing -- So be it.
"""


def test_a_question_may_say_what_to_read_and_an_answer_that_one_does_not_know(room):
    question = room(READING).makers["which"](np.random.default_rng(0))
    assert question.text == "Twice 3? I ask."
    assert question.read == "[card 1, *Doubling*](A_refreshers.ipynb)"
    assert [(o.text, o.right, o.unsure) for o in question.options] == [
        ("6", True, False),
        ("3", False, False),
        ("I would be guessing", False, True),
    ]
    with pytest.raises(ValueError, match="names the misconception"):
        room(READING.replace("So be it.", "So be it. #start.star-is-at")).makers["which"](np.random.default_rng(0))


def test_unknown_names_say_what_there_is():
    with pytest.raises(KeyError, match=r"add it to a room's quiz\.md"):
        misconception("start.nothing")
    with pytest.raises(KeyError, match=r"no quiz 'start\.nothing'.* there are: start_here"):
        questions.makers_of("start.nothing")
    with pytest.raises(KeyError, match=r"no question 'start\.nothing'.* there are: corner"):
        questions.maker("start.nothing")
    with pytest.raises(KeyError, match="There is no room 'nowhere'"):
        questions.maker("nowhere.nothing")
