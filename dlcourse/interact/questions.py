"""The questions of a room's ``quiz.md``, and the misconceptions behind their wrong answers.

    # one_neuron                                the name of a quiz: neurons.one_neuron

    ## how_many_weights                         the name of a question: neurons.how_many_weights
    ```draw
    side = rng.choice([8, 16, 32])
    ```
    A neuron looks at a grey picture of {side} × {side} pixels. How many numbers does it learn?

    - [x] {side**2 + 1} -- One weight for each pixel, and one bias.
    - 2 -- One weight for each input, not one in all. #neuron.weight-a-class
    - [?] I would be guessing -- Nobody knows it all.

    # Misconceptions

    - `neuron.weight-a-class` **A neuron has one weight.** It has one for each of its inputs. → demo one neuron

The block ``draw`` is Python, with ``rng``, ``np`` and ``math``; what it names may stand in braces in all that follows,
``true_minus(x)`` too, for a number that may be negative. Where more than numbers varies, it sets
``question`` itself. An id without a point is the room's own. ``[?]`` is neither right nor wrong. Where a question asks
what somebody should read, a line ``→ read [its title](A_notebook.ipynb)`` below its text says it.
"""

import functools
import math
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import numpy as np
from numpy.random import Generator

from dlcourse import rooms

FILE = "quiz.md"
MISCONCEPTIONS = "Misconceptions"
HEADING = re.compile(r"^(#{1,2}) (.+)$", re.MULTILINE)
DRAW = re.compile(r"^```draw\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
ITEM = re.compile(r"^- ", re.MULTILINE)
BELIEF = re.compile(r"`([\w.-]+)` \*\*(.+?)\*\* (.+?)(?: → demo (.+))?")


@dataclass(frozen=True)
class Misconception:
    """One belief that is not so."""

    id: str
    says: str
    """The belief, as its holder would put it."""
    truth: str
    """What is so instead, in one or two sentences."""
    demo: str = ""
    """The name of the demo that breaks it; empty if there is none."""


@dataclass(frozen=True)
class Option:
    """One answer of a question.

    Args:
        text: may hold `code` and **bold**.
        right: whether it is the right one.
        feedback: what a reader who chose it is told, in one sentence.
        misconception: id of the belief behind a wrong answer.
        unsure: whether it says "I do not know", which is neither right nor wrong.

    Raises:
        ValueError: no feedback; a wrong answer without a misconception, or a right one with one.
        KeyError: an unknown misconception.
    """

    text: str
    right: bool
    feedback: str
    misconception: str = ""
    unsure: bool = False

    def __post_init__(self) -> None:
        if not self.feedback:
            raise ValueError(f"Each answer needs feedback; {self.text!r} has none.")
        if (self.right or self.unsure) == bool(self.misconception):
            raise ValueError(f"A wrong answer names the misconception behind it, a right one none: {self.text!r}.")
        if self.misconception:
            misconception(self.misconception)


@dataclass(frozen=True)
class Question:
    """One question with its answers.

    Args:
        text: may hold `code` and **bold**.
        options: two or more, exactly one of them right, no two with the same text.
        read: a link to what helps whoever does not know the answer; may be empty.

    Raises:
        ValueError: none or several right answers, or the same answer twice.
    """

    text: str
    options: Sequence[Option]
    read: str = ""

    def __post_init__(self) -> None:
        right = sum(option.right for option in self.options)
        texts = {option.text for option in self.options}
        if right != 1 or len(texts) < len(self.options):
            raise ValueError(f"{self.text!r} needs exactly one right answer and no answer twice; it has {right} right.")


@dataclass(frozen=True)
class Maker:
    """A question as it is written: calling it with a generator draws one."""

    room: str
    name: str
    code: str
    """The block ``draw``."""
    text: str
    options: tuple[str, ...]
    """Each as it is written, without its dash."""
    read: str = ""

    def __call__(self, rng: Generator) -> Question:
        """Draw the numbers, and write the question with them."""
        names = {"rng": rng, **IN_DRAW}
        exec(compile(self.code, f"<{self.room}/{FILE}: {self.name}>", "exec"), names)
        if "question" in names:
            return names["question"]
        return Question(_filled(self.text, names), [self._option(each, names) for each in self.options], self.read)

    def _option(self, written: str, names: dict[str, Any]) -> Option:
        right, unsure = written.startswith("[x] "), written.startswith("[?] ")
        text, _, rest = written.removeprefix("[x] ").removeprefix("[?] ").partition(" -- ")
        feedback, _, id = rest.partition(" #")
        id = _filled(id, names).strip()
        behind = _full(id, self.room) if id else ""
        return Option(_filled(text, names), right, _filled(feedback, names), behind, unsure)


def true_minus(number: object) -> str:
    """A number as print has it: −3, not -3."""
    return str(number).replace("-", "−")


IN_DRAW: dict[str, Any] = {"np": np, "math": math, "true_minus": true_minus, "Question": Question, "Option": Option}


def _filled(text: str, names: dict[str, Any]) -> str:
    """The text with what stands in its braces computed."""
    parts = []
    for literal, field, spec, _ in Formatter().parse(text):
        parts.append(literal)
        if field is not None:
            parts.append(format(eval(field, names), spec or ""))
    return "".join(parts)


def _full(id: str, room: str) -> str:
    return id if "." in id else f"{room}.{id}"


@dataclass(frozen=True)
class QuizFile:
    """What a room's ``quiz.md`` holds."""

    quizzes: dict[str, list[str]]
    """The questions of each quiz, all by name."""
    makers: dict[str, Maker]
    misconceptions: dict[str, Misconception]
    """By id."""


def read(path: Path) -> QuizFile:
    """Read a ``quiz.md``.

    Raises:
        ValueError: a heading stands twice, or a misconception is not written as one.
    """
    found = QuizFile({}, {}, {})
    room = path.parent.name
    quiz = ""
    for level, name, body in _sections(path.read_text(encoding="utf-8")):
        if name == MISCONCEPTIONS:
            for each in _items(body):
                belief = BELIEF.fullmatch(each)
                if belief is None:
                    raise ValueError(f"{room}/{FILE}: not `id` **belief.** What is so. → demo name: {each[:60]!r}")
                id = _full(belief[1], room)
                found.misconceptions[id] = Misconception(id, belief[2], belief[3], belief[4] or "")
        elif name in found.quizzes or name in found.makers:
            raise ValueError(f"{room}/{FILE}: there are two of {name!r}.")
        elif level == "#":
            quiz, found.quizzes[name] = name, []
        else:
            found.quizzes[quiz].append(name)
            found.makers[name] = _maker(room, name, body)
    return found


def _sections(text: str) -> Iterator[tuple[str, str, str]]:
    # A comment in Python begins like a heading: what stands in fences is none.
    fences = [found.span() for found in DRAW.finditer(text)]
    heads = [h for h in HEADING.finditer(text) if not any(a <= h.start() < b for a, b in fences)]
    for head, after in zip(heads, [*(each.start() for each in heads[1:]), len(text)], strict=True):
        yield head[1], head[2].strip(), text[head.end() : after]


def _maker(room: str, name: str, body: str) -> Maker:
    code = DRAW.search(body)
    words, *_ = ITEM.split(body[code.end() :] if code else body, maxsplit=1)
    words, _, read = words.partition("\n→ read ")
    items = tuple(_items(body[len(code[0]) if code else 0 :]))
    return Maker(room, name, code[1] if code else "", _joined(words), items, _joined(read))


def _items(body: str) -> list[str]:
    return [_joined(each) for each in ITEM.split(body)[1:]]


def _joined(lines: str) -> str:
    """The lines of a paragraph as one; paragraphs stay apart."""
    paragraphs = re.split(r"\n\s*\n", textwrap.dedent(lines).strip())
    return "\n\n".join(" ".join(line.strip() for line in each.splitlines()) for each in paragraphs)


@functools.cache
def of_room(room: str) -> QuizFile:
    """What a room's ``quiz.md`` holds; of a room without one, nothing."""
    path = rooms.room_of(room) / FILE
    return read(path) if path.exists() else QuizFile({}, {}, {})


def makers_of(quiz: str) -> list[Maker]:
    """The questions of a quiz, such as ``neurons.one_neuron``.

    Raises:
        KeyError: there is no such room, or no such quiz in it.
    """
    file, name = of_room(quiz.partition(".")[0]), quiz.partition(".")[2]
    if name not in file.quizzes:
        raise KeyError(f"There is no quiz {quiz!r}. In that room there are: {', '.join(file.quizzes)}.")
    return [file.makers[each] for each in file.quizzes[name]]


def maker(question: str) -> Maker:
    """One question, such as ``neurons.how_many_weights``.

    Raises:
        KeyError: there is no such room, or no such question in it.
    """
    file, name = of_room(question.partition(".")[0]), question.partition(".")[2]
    if name not in file.makers:
        raise KeyError(f"There is no question {question!r}. In that room there are: {', '.join(file.makers)}.")
    return file.makers[name]


@functools.cache
def misconceptions() -> dict[str, Misconception]:
    """All of them by id, in the order of the course."""
    return {id: each for chapter in rooms.chapters() for id, each in of_room(chapter.room).misconceptions.items()}


def misconception(id: str) -> Misconception:
    """The misconception of this id.

    Raises:
        KeyError: there is none.
    """
    if id not in misconceptions():
        raise KeyError(f"There is no misconception {id!r}: add it to a room's {FILE}.")
    return misconceptions()[id]


def belief(id: str, *, perhaps: bool = False, chapters: str = "") -> str:
    """What is told of a misconception, in marks: the belief, what is so, and where one can see it.

    Args:
        id: of the misconception.
        perhaps: whether that belief is a guess.
        chapters: the way to the lessons from the notebook that shows it: ``"../"`` among the exercises.
    """
    known = misconception(id)
    begin = "Perhaps it comes from the belief" if perhaps else "The belief behind it:"
    shown_in = rooms.lesson_with_demo(known.demo) if known.demo else None
    where = f", in [{shown_in.heading}]({chapters}{shown_in.notebook}.ipynb)" if shown_in else ""
    demo = f" See it break: demo *{known.demo}*{where}." if known.demo else ""
    return f"{begin} “{known.says}” {known.truth}{demo}"
