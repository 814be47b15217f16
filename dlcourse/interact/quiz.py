"""A quiz drawn from a seed, with feedback for every answer; a new seed draws a parallel one.

    def shapes(rng):
        n = int(rng.integers(2, 6))
        return Question(f"Which shape has `x` + `y` … `({n},)` …?", [
            Option("`(3,)`", True, "Because …"),
            Option("`(1,)`", False, "That would …", "start.aligned-left"),
        ])

    quiz([shapes], name="00 Start here")
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import ipywidgets as widgets
import numpy as np
from numpy.random import Generator

from dlcourse import journal
from dlcourse.interact.bundle import Bundle, Notice, guarded
from dlcourse.interact.choices import NONE, Choices
from dlcourse.interact.misconceptions import breaks, named
from dlcourse.interact.words import inline

GOAL = 0.8
"""Share of first answers at which a quiz counts as mastered."""


@dataclass(frozen=True)
class Option:
    """One answer of a question.

    Args:
        text: may hold `code` and **bold**.
        right: whether it is the right one.
        feedback: what a reader who chose it is told, in one sentence.
        misconception: id of the belief behind a wrong answer.

    Raises:
        ValueError: no feedback; a wrong answer without a misconception, or a right one with one.
        KeyError: an unknown misconception.
    """

    text: str
    right: bool
    feedback: str
    misconception: str = ""

    def __post_init__(self) -> None:
        if not self.feedback:
            raise ValueError(f"Each answer needs feedback; {self.text!r} has none.")
        if self.right == bool(self.misconception):
            raise ValueError(f"A wrong answer names the misconception behind it, a right one none: {self.text!r}.")
        if self.misconception:
            named(self.misconception)


@dataclass(frozen=True)
class Question:
    """One question with its answers.

    Args:
        text: may hold `code` and **bold**.
        options: two or more, exactly one of them right, no two with the same text.

    Raises:
        ValueError: none or several right answers, or the same answer twice.
    """

    text: str
    options: Sequence[Option]

    def __post_init__(self) -> None:
        right = sum(option.right for option in self.options)
        texts = {option.text for option in self.options}
        if right != 1 or len(texts) < len(self.options):
            raise ValueError(f"{self.text!r} needs exactly one right answer and no answer twice; it has {right} right.")


Maker = Callable[[Generator], Question]


def draw(makers: Sequence[Maker], seed: int) -> list[Question]:
    """The questions of one seed, their answers in an order that the seed decides too."""
    rng = np.random.default_rng(seed)
    questions = [maker(rng) for maker in makers]
    return [Question(q.text, [q.options[i] for i in rng.permutation(len(q.options))]) for q in questions]


class Quiz(Bundle):
    """What `quiz` returns; ``choices`` and ``again`` are the parts to drive from Python."""

    def __init__(self, makers: Sequence[Maker], seed: int, name: str):
        """Draw the questions and build the form."""
        if not makers:
            raise ValueError(f"Quiz {name!r} has no questions.")
        self.name = name
        self.makers = list(makers)
        self.notice = Notice()
        self.score = widgets.HTML()
        self.again = widgets.Button(description="New questions", icon="refresh")
        self.again.on_click(guarded(self._next, self.notice))
        questions = draw(self.makers, seed)
        self.choices = [Choices("?", ["", " "]) for _ in questions]
        for number, choices in enumerate(self.choices):
            choices.observe(guarded(lambda _, number=number: self._answer(number), self.notice), names="value")
        self._pose(questions, seed)
        form = widgets.VBox([*self.choices, self.score, self.notice, self.again])
        form.add_class("dlcourse-quiz")
        still = "".join(_still(number, question) for number, question in enumerate(questions, start=1))
        super().__init__(form, still=still, plain=f"Quiz {name}: {len(questions)} questions.")

    def _pose(self, questions: list[Question], seed: int) -> None:
        self.seed = seed
        self.questions = questions
        self.first: dict[int, int] = {}
        for number, (choices, question) in enumerate(zip(self.choices, questions, strict=True), start=1):
            with choices.hold_sync():
                choices.value, choices.marks, choices.feedback = NONE, {}, ""
                choices.question = f"<strong>{number}.</strong> {inline(question.text)}"
                choices.options = [inline(option.text) for option in question.options]
        self.score.value = f"<p>{len(questions)} questions. Your first answer counts; then try the others.</p>"

    def _answer(self, number: int) -> None:
        choices = self.choices[number]
        if choices.value == NONE:
            return
        option = self.questions[number].options[choices.value]
        mark = "right" if option.right else "wrong"
        choices.marks = {**choices.marks, str(choices.value): mark}
        verdict = "Yes." if option.right else "Not so."
        behind = "" if option.right else f" {breaks(option.misconception)}"
        choices.feedback = f'<div class="{mark}"><strong>{verdict}</strong> {inline(option.feedback)}{behind}</div>'
        if number not in self.first:
            self.first[number] = choices.value
            self._count()

    def _count(self) -> None:
        done, of = len(self.first), len(self.questions)
        chosen = [self.questions[number].options[value] for number, value in sorted(self.first.items())]
        right = sum(option.right for option in chosen)
        self.score.value = f"<p>{right} of {done} right at the first try; {of - done} to go.</p>"
        if done < of:
            return
        behind = [option.misconception for option in chosen if not option.right]
        journal.record("quiz", self.name, {"seed": self.seed, "right": right, "of": of, "misconceptions": behind})
        verdict = "Mastered." if right >= GOAL * of else "The aim is four of five: try new questions."
        self.score.value = f"<p><strong>{right} of {of}</strong> right at the first try. {verdict}</p>"

    def _next(self, _button: object = None) -> None:
        seed = self.seed + 1
        self._pose(draw(self.makers, seed), seed)


def quiz(makers: Sequence[Maker], seed: int = 0, *, name: str) -> Quiz:
    """Ask the questions of a seed; the score of first answers goes into the journal once all are answered.

    Args:
        makers: functions of a NumPy generator to a `Question`, so that a parallel quiz can be drawn.
        seed: which one is drawn; the button takes the next.
        name: what the score is recorded under.

    Raises:
        ValueError: no questions, or one that is not well formed.
    """
    return Quiz(makers, seed, name)


def _still(number: int, question: Question) -> str:
    answers = "".join(f"<li>{inline(option.text)}</li>" for option in question.options)
    told = "".join(
        f"<li>{inline(option.text)}: <strong>{'yes' if option.right else 'no'}.</strong> {inline(option.feedback)}"
        f"{'' if option.right else ' ' + breaks(option.misconception)}</li>"
        for option in question.options
    )
    return (
        f"<p><strong>{number}.</strong> {inline(question.text)}</p><ul>{answers}</ul>"
        f"<details><summary>Answers</summary><ul>{told}</ul></details>"
    )
