"""A canvas for drawing with mouse, finger, pen or keyboard. It keeps strokes, not pixels."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from dlcourse.interact.modules import HERE

Drawing = list[list[list[float]]]
"""Strokes, each of points ``[x, y]``."""


class Canvas(anywidget.AnyWidget):
    """A square to draw on; ``strokes`` follows the pen some ten times a second.

    Arrow keys move a cursor (with Shift in small steps), Space lowers or lifts the pen, Backspace takes the last stroke
    back, Escape or Delete clears; buttons do the same. Drawing goes on without a kernel, it is then not passed on.

    Args:
        label: what to draw, as a heading and for those who do not see the canvas.
        strokes: what is on it: a list of strokes, each a list of points ``[x, y]``, 0 … 1 of the width and height,
            y downwards.
        size: its greatest width, CSS pixels; it shrinks with a narrow window.
        pen: width of the line, as a share of the canvas.
        example: ``strokes`` are an example: drawn faintly, they give way to the reader's first stroke, and to Clear.
        keep: label of a further button, which hands the drawing to `on_keep` and clears the canvas; none if empty.

    Raises:
        traitlets.TraitError: strokes of another form.
    """

    _esm = HERE / "canvas.js"
    _css = HERE / "canvas.css"

    label = traitlets.Unicode("Draw here").tag(sync=True)
    strokes = traitlets.List().tag(sync=True)
    size = traitlets.Int(280).tag(sync=True)
    pen = traitlets.Float(0.07).tag(sync=True)
    example = traitlets.Bool(False).tag(sync=True)
    keep = traitlets.Unicode("").tag(sync=True)

    @traitlets.validate("strokes")  # type: ignore[untyped-decorator]  # traitlets has no types
    def _are_strokes(self, proposal: dict[str, Any]) -> Drawing:
        try:
            strokes = [[[float(x), float(y)] for x, y in stroke] for stroke in proposal["value"]]
        except (TypeError, ValueError):
            raise traitlets.TraitError(
                f"strokes is a list of strokes, each a list of [x, y]; got {proposal['value']!r}."
            ) from None
        if not all(stroke for stroke in strokes) or not all(0 <= c <= 1 for s in strokes for p in s for c in p):
            raise traitlets.TraitError("each stroke needs at least one point, and coordinates lie between 0 and 1.")
        return strokes

    def on_keep(self, callback: Callable[[Drawing], None]) -> None:
        """Call this with the drawing when the *keep* button is pressed.

        The drawing comes with the click: ``strokes`` may lag behind it while the kernel is busy.
        """
        self.on_msg(lambda _canvas, message, _buffers: callback(message["strokes"]))
