"""A question with buttons for its answers, whose labels may be whole sentences."""

from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from dlcourse.interact.modules import HERE, joined
from dlcourse.plots import inline

NONE = -1
"""The value while no button is pressed."""


class Choices(anywidget.AnyWidget):
    """Buttons of which at most one is pressed. Tab and the arrow keys move between them, Enter or Space presses.

    Args:
        question: what is asked; may hold `code` and **bold**, as may the options.
        options: one label a button.
        value: number of the pressed button, counted from 0, or `NONE`.

    Attributes:
        feedback: HTML under the buttons, empty at first.
        marks: button's number, as text → ``"right"`` or ``"wrong"``, for those that are to be marked so.
        locked: no further answer is taken.

    Raises:
        ValueError: fewer than two options.
    """

    _esm = joined(HERE / "choices.js")
    _css = HERE / "choices.css"

    question = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    value = traitlets.Int(NONE).tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)

    def __init__(self, question: str, options: Sequence[str], value: int = NONE, **keywords: Any):
        if len(options) < 2:
            raise ValueError(f"A choice needs two options at least; {question!r} has {len(options)}.")
        labels = [inline(option) for option in options]
        super().__init__(question=inline(question), options=labels, value=value, **keywords)

    @traitlets.validate("value")  # type: ignore[untyped-decorator]  # traitlets has no types
    def _is_an_option(self, proposal: dict[str, Any]) -> int:
        number = proposal["value"]
        if not NONE <= number < len(self.options):
            raise traitlets.TraitError(f"value is the number of an option, 0 … {len(self.options) - 1}; got {number}.")
        return number
