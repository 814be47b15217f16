"""A quiz drawn from a seed, with feedback for every answer; a new seed draws a parallel one.

quiz("neurons.one_neuron")                                    all questions of that quiz in the room's quiz.md
quiz("neurons.before", "start.corner", "features.honest")     questions from anywhere, under a name of its own
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import ipywidgets as widgets
import numpy as np
from numpy.random import Generator

from dlcourse import journal
from dlcourse.interact import questions
from dlcourse.interact.bundle import Bundle, Notice, guarded
from dlcourse.interact.choices import NONE, Choices
from dlcourse.interact.questions import Option, Question
from dlcourse.plots import inline

GOAL = 0.8
"""Share of first answers at which a quiz counts as mastered."""

Maker = Callable[[Generator], Question]


def draw(makers: Sequence[Maker], seed: int) -> list[Question]:
    """The questions of one seed, their answers in an order that the seed decides too."""
    rng = np.random.default_rng(seed)
    drawn = [maker(rng) for maker in makers]
    return [replace(q, options=[q.options[i] for i in rng.permutation(len(q.options))]) for q in drawn]


class Quiz(Bundle):
    """What `quiz` returns; ``choices`` and ``again`` are the parts to drive from Python."""

    invitation = "Run this cell in JupyterLab to answer the questions."

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
        verdict = "<strong>Yes.</strong> " if option.right else "<strong>Not quite.</strong> "
        if option.unsure:
            mark = verdict = ""
        else:
            choices.marks = {**choices.marks, str(choices.value): mark}
        choices.feedback = f'<div class="{mark}">{verdict}{_told(self.questions[number], option)}</div>'
        if number not in self.first:
            self.first[number] = choices.value
            self._count()

    def _count(self) -> None:
        done, of = len(self.first), len(self.questions)
        chosen = [self.questions[number].options[value] for number, value in sorted(self.first.items())]
        right = sum(option.right for option in chosen)
        to_read = [question.read for question in self.questions]
        so_far = "" if any(to_read) else f"{right} of {done} right at the first try; "
        self.score.value = f"<p>{so_far}{of - done} to go.</p>"
        if done < of:
            return
        behind = [option.misconception for option in chosen if option.misconception]
        journal.record("quiz", self.name, {"seed": self.seed, "right": right, "of": of, "misconceptions": behind})
        if any(to_read):
            needed = [title for title, option in zip(to_read, chosen, strict=True) if not option.right]
            self.score.value = _reading(to_read, needed)
            return
        verdict = "Passed." if right >= GOAL * of else "The aim is four of five: try new questions."
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


def _told(question: Question, option: Option) -> str:
    """What an answer is told, as HTML: why, the belief behind it, what to read."""
    told = [option.feedback]
    if option.misconception:
        told.append(questions.belief(option.misconception))
    if question.read and not option.right:
        told.append(f"Read {question.read}.")
    return inline(" ".join(told))


def _reading(titles: Sequence[str], needed: Sequence[str]) -> str:
    """Where the answers lead: what is worth reading, and what may be skipped."""
    read = [title for title in dict.fromkeys(titles) if title in needed]
    skip = [title for title in dict.fromkeys(titles) if title not in needed]
    sentences = [f"<strong>Worth reading:</strong> {inline('; '.join(read))}."] if read else []
    sentences += [f"<strong>You may skip</strong> {inline('; '.join(skip))}."] if skip else []
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def _still(number: int, question: Question) -> str:
    answers = "".join(f"<li>{inline(option.text)}</li>" for option in question.options)
    verdicts = ["" if o.unsure else f"<strong>{'yes' if o.right else 'no'}.</strong> " for o in question.options]
    told = "".join(
        f"<li>{inline(option.text)}: {verdict}{_told(question, option)}</li>"
        for option, verdict in zip(question.options, verdicts, strict=True)
    )
    return (
        f"<p><strong>{number}.</strong> {inline(question.text)}</p><ul>{answers}</ul>"
        f"<details><summary>Answers</summary><ul>{told}</ul></details>"
    )
