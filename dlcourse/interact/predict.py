"""A prediction before the experiment: an answer, a reason, how sure; then the folded result below opens.

Nothing is judged before the result is seen. `predicted` tells afterwards, under the result, what the reader said.
"""

import html
import weakref
from collections.abc import Sequence
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from dlcourse import journal
from dlcourse.interact.bundle import Bundle, LiveOnly, Notice, guarded
from dlcourse.interact.modules import HERE, joined
from dlcourse.interact.questions import belief
from dlcourse.interact.questions import misconception as known
from dlcourse.plots import inline, plain


class Form(anywidget.AnyWidget):
    """Buttons for the answers, a reason, how sure, and *Commit*, which sends all of it in one message.

    It is all JavaScript until then, so that a reader can predict while the kernel is still busy. Committing opens the
    folded output below, if the front end is JupyterLab.
    """

    _esm = joined(HERE / "predict.js")
    _css = HERE / "choices.css"

    question = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    earlier = traitlets.Unicode().tag(sync=True)


class Prediction(Bundle):
    """What `predict` returns. `commit` does what the button does."""

    invitation = "Run this cell in JupyterLab to commit to an answer; the result below then opens."

    def __init__(self, name: str, question: str, options: Sequence[tuple[str, str | None]]):
        """Check the options and build the form."""
        right = [text for text, misconception in options if misconception is None]
        if len(right) != 1:
            raise ValueError(f"Prediction {name!r} needs exactly one right option (None); it has {len(right)}.")
        for _, misconception in options:
            if misconception is not None:
                known(misconception)
        self.name = name
        self.options = list(options)
        asked = f"**Predict.** {question}"
        self.form = Form(
            question=inline(asked),
            options=[inline(text) for text, _ in options],
            answers=[plain(text) for text, _ in options],
            earlier=_earlier(name),
        )
        notice = Notice()
        heard = guarded(self.commit, notice)
        self.form.on_msg(lambda _form, message, _buffers: heard(**message))
        answers = "".join(f"<li>{inline(text)}</li>" for text, _ in options)
        super().__init__(
            widgets.VBox([self.form, notice]),
            still=f"<p>{inline(asked)}</p><ul>{answers}</ul>",
            plain=f"{plain(asked)} " + " / ".join(plain(text) for text, _ in options),
        )

    def commit(self, value: int, reason: str, sure: float) -> None:
        """Record an answer.

        Args:
            value: number of the option, counted from 0.
            reason: in the reader's words; may be empty.
            sure: per cent.
        """
        text, misconception = self.options[value]
        answer = {
            "answer": text,
            "right": misconception is None,
            "misconception": misconception,
            "reason": reason,
            "sure": sure / 100,
        }
        journal.record("prediction", self.name, answer)
        for told in _told.get(self.name, ()):
            told.value = _verdict(self.name)


def predict(name: str, question: str, options: Sequence[tuple[str, str | None]]) -> Prediction:
    """Ask for a prediction; committing records it in the journal and opens the next folded result.

    Args:
        name: id of the prediction, such as ``start.centring``; `predicted` finds it by this.
        question: may hold `code` and **bold**, as may the options.
        options: each a text and the id of the misconception behind it; None for the one that is right.

    Raises:
        ValueError: not exactly one option is right.
        KeyError: an unknown misconception.
    """
    return Prediction(name, question, options)


def predicted(name: str) -> LiveOnly:
    """What the reader said, and whether it was so; for the end of the cell with the result. Live only, never stored."""
    told = widgets.HTML(_verdict(name))
    _told.setdefault(name, weakref.WeakSet()).add(told)
    return LiveOnly(told)


# What `predicted` has shown: "run all" shows it before the reader commits, and it is renewed then.
_told: dict[str, weakref.WeakSet] = {}


def _verdict(name: str) -> str:
    answer = journal.latest("prediction", name)
    if answer is None:
        return "<p>You made no prediction here.</p>"
    wrong = answer["misconception"]
    came_out = f"It came out otherwise. {inline(belief(wrong))}" if wrong else "That is what came out."
    return f"<p>{html.escape(_said(answer))} {came_out}</p>"


def _said(answer: dict[str, Any]) -> str:
    because = f", because: {answer['reason']}" if answer["reason"] else ""
    return f"You said: {plain(answer['answer'])}, {answer['sure']:.0%} sure{because}."


def _earlier(name: str) -> str:
    answer = journal.latest("prediction", name)
    return f"Last time. {_said(answer)} Commit again, or open the result below." if answer else ""
