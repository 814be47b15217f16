"""A quiz drawn from a seed, with feedback for every answer; a new seed draws a parallel one.

    quiz("neurons.one_neuron")                                    all questions of that quiz in the room's quiz.md
    quiz("neurons.before", "start.corner", "features.honest")     questions from anywhere, under a name of its own
"""

from collections.abc import Callable, Sequence

import ipywidgets as widgets
import numpy as np
from numpy.random import Generator

from dlcourse import journal
from dlcourse.interact import questions
from dlcourse.interact.bundle import Bundle, Notice, guarded
from dlcourse.interact.choices import NONE, Choices
from dlcourse.interact.questions import Question
from dlcourse.plots import inline

GOAL = 0.8
"""Share of first answers at which a quiz counts as mastered."""

Maker = Callable[[Generator], Question]


def draw(makers: Sequence[Maker], seed: int) -> list[Question]:
    """The questions of one seed, their answers in an order that the seed decides too."""
    rng = np.random.default_rng(seed)
    drawn = [maker(rng) for maker in makers]
    return [Question(q.text, [q.options[i] for i in rng.permutation(len(q.options))]) for q in drawn]


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
        drawn = draw(self.makers, seed)
        self.choices = [Choices("?", ["", " "]) for _ in drawn]
        for number, choices in enumerate(self.choices):
            choices.observe(guarded(lambda _, number=number: self._answer(number), self.notice), names="value")
        self._pose(drawn, seed)
        form = widgets.VBox([*self.choices, self.score, self.notice, self.again])
        form.add_class("dlcourse-quiz")
        still = "".join(_still(number, question) for number, question in enumerate(drawn, start=1))
        super().__init__(form, still=still, plain=f"Quiz: {len(drawn)} questions.")

    def _pose(self, drawn: list[Question], seed: int) -> None:
        self.seed = seed
        self.questions = drawn
        self.first: dict[int, int] = {}
        for number, (choices, question) in enumerate(zip(self.choices, drawn, strict=True), start=1):
            with choices.hold_sync():
                choices.value, choices.marks, choices.feedback = NONE, {}, ""
                choices.question = f"<strong>{number}.</strong> {inline(question.text)}"
                choices.options = [inline(option.text) for option in question.options]
        self.score.value = f"<p>{len(drawn)} questions. Your first answer counts; then try the others.</p>"

    def _answer(self, number: int) -> None:
        choices = self.choices[number]
        if choices.value == NONE:
            return
        option = self.questions[number].options[choices.value]
        mark = "right" if option.right else "wrong"
        choices.marks = {**choices.marks, str(choices.value): mark}
        verdict = "Yes." if option.right else "Not so."
        behind = "" if option.right else f" {inline(questions.belief(option.misconception))}"
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


def quiz(name: str, *asked: str, seed: int = 0) -> Quiz:
    """Ask the questions of a seed; the score of first answers goes into the journal once all are answered.

    Args:
        name: what the score is recorded under, and, where no questions are named, the quiz to ask.
        asked: names of questions, from any room.
        seed: which one is drawn; the button takes the next.

    Raises:
        KeyError: no such quiz, or no such question.
        ValueError: a question that is not well formed.
    """
    return Quiz([questions.maker(each) for each in asked] or questions.makers_of(name), seed, name)


def _still(number: int, question: Question) -> str:
    answers = "".join(f"<li>{inline(option.text)}</li>" for option in question.options)
    told = "".join(
        f"<li>{inline(option.text)}: <strong>{'yes' if option.right else 'no'}.</strong> {inline(option.feedback)}"
        f"{'' if option.right else ' ' + inline(questions.belief(option.misconception))}</li>"
        for option in question.options
    )
    return (
        f"<p><strong>{number}.</strong> {inline(question.text)}</p><ul>{answers}</ul>"
        f"<details><summary>Answers</summary><ul>{told}</ul></details>"
    )
