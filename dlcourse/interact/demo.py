"""The commonest demo: a few controls, and a picture that follows them.

    live({"rate": slider("learning rate", 0.01, 1.0, 0.1)}, draw, plain="Demo: the learning rate.")

where ``draw(rate)`` returns a `picture`. `sweep` drives every control across its range, without a browser.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import ipywidgets as widgets
import numpy as np

from dlcourse.interact.bundle import Bundle, HasHtml, Notice, guarded, markup
from dlcourse.interact.canvas import Canvas
from dlcourse.interact.choices import Choices

BUSY = '<div class="dlcourse-busy" role="status">drawing …</div>'

# An L, drawn in the middle and then in a corner: what `sweep` puts on a canvas.
SAMPLES: list[list[list[list[float]]]] = [
    [[[0.4, 0.3], [0.4, 0.7], [0.6, 0.7]]],
    [[[0.1, 0.1], [0.1, 0.2], [0.15, 0.2]]],
    [],
]


DEMOS: dict[str, Callable[[], Bundle]] = {}
"""The live pictures of the rooms that were imported, by name, with stand-in data; see `dlcourse.course.gallery`."""

Made = TypeVar("Made", bound=Callable[..., Bundle])


def demo(name: str) -> Callable[[Made], Made]:
    """Register a live picture under the name that lessons, quizzes and the tests' gallery know it by.

    Raises:
        ValueError: another one has that name.
    """

    def register(make: Made) -> Made:
        if DEMOS.get(name, make).__qualname__ != make.__qualname__:
            raise ValueError(f"There are two demos called {name!r}: {DEMOS[name].__module__} and {make.__module__}.")
        DEMOS[name] = make
        return make

    return register


def slider(
    label: str, low: float, high: float, value: float, *, step: float | None = None, log: bool = False
) -> widgets.Widget:
    """A slider; whole numbers if ``low``, ``high``, ``value`` and ``step`` are.

    Args:
        label: what it sets, with its unit.
        low, high, value: the ends of its range and where it starts.
        step: how far one arrow key moves it; by default 1, or about a fiftieth of the range. With ``log``: of the
            exponent.
        log: equal steps multiply; low and high are the values themselves, not their exponents.
    """
    look: dict[str, Any] = {"description": label, "style": {"description_width": "initial"}}
    look["layout"] = {"width": "min(100%, 440px)"}
    if log:
        first, last = math.log10(low), math.log10(high)
        return widgets.FloatLogSlider(value, min=first, max=last, step=step or (last - first) / 50, **look)
    if all(isinstance(number, int) for number in (low, high, value, step or 1)):
        return widgets.IntSlider(value, low, high, step or 1, **look)
    step = step or _round_step((high - low) / 50)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return widgets.FloatSlider(value, min=low, max=high, step=step, readout_format=f".{decimals}f", **look)


def _round_step(step: float) -> float:
    """1, 2 or 5 times a power of ten, near ``step``: a slider that stops at 0.1, 0.15, not at 0.158."""
    unit = 10.0 ** math.floor(math.log10(step))
    return min((1 * unit, 2 * unit, 5 * unit, 10 * unit), key=lambda nice: abs(math.log(nice / step)))


def choice(label: str, options: Sequence[str], value: int = 0) -> Choices:
    """Buttons of which one is pressed; ``draw`` receives its number, counted from 0. Labels may hold `code`."""
    return Choices(label, options, value=value)


class Demo(Bundle):
    """What `live` returns: a `Bundle` that knows its controls."""

    def __init__(
        self,
        controls: Mapping[str, widgets.Widget],
        draw: Callable[..., HasHtml],
        plain: str,
        still: Mapping[str, Any],
    ):
        """Draw the first picture; an error in it is the cell's error."""
        self.controls = dict(controls)
        self._draw = draw
        self._busy = widgets.HTML(layout={"margin": "0"})
        self._shown = widgets.HTML(markup(draw(**self.values)))
        notice = Notice()
        for control in self.controls.values():
            control.observe(guarded(self._redraw, notice), names=value_name(control))
        screen = widgets.VBox([self._busy, self._shown])
        screen.add_class("dlcourse-shown")
        super().__init__(
            _arranged(list(self.controls.values()), screen, notice),
            still=draw(**{**self.values, **still}) if still else self._shown.value,
            plain=plain,
        )

    @property
    def values(self) -> dict[str, Any]:
        """What the controls are set to, by name."""
        return {name: getattr(control, value_name(control)) for name, control in self.controls.items()}

    @property
    def html(self) -> str:
        """The picture that is shown now."""
        return self._shown.value

    def _redraw(self, _change: object) -> None:
        self._busy.value = BUSY
        try:
            self._shown.value = markup(self._draw(**self.values))
        finally:
            self._busy.value = ""


def live(
    controls: Mapping[str, widgets.Widget],
    draw: Callable[..., HasHtml],
    *,
    plain: str,
    still: Mapping[str, Any] | None = None,
) -> Demo:
    """A demo of controls and one picture that follows them.

    Args:
        controls: name → `slider`, `choice`, `Canvas` or another widget with a ``value``.
        draw: called with the controls' values by name; returns a `picture`, or anything with ``.html``. It should take
            less than 150 ms; beyond that the demo says that it is drawing.
        plain: one fixed sentence that says what the demo is about.
        still: values, by name, for the picture that stands where no kernel runs; the controls' own for the rest.
    """
    return Demo(controls, draw, plain, still or {})


def value_name(control: widgets.Widget) -> str:
    """The trait that holds a control's value."""
    return "strokes" if isinstance(control, Canvas) else "value"


def sweep(demo: Demo) -> Iterator[tuple[str, Any, str]]:
    """Move each control across its range and back while the others stand still.

    Yields:
        Name of the control, its value, and the HTML shown for it.

    Raises:
        Exception: whatever a draw raises, if ``DLCOURSE_RAISE=1``.
    """
    for name, control in demo.controls.items():
        for value in across(control):
            setattr(control, value_name(control), value)
            yield name, value, demo.html


def across(control: widgets.Widget) -> list[Any]:
    """Where `sweep` moves a control: a slider to both ends, a choice to each option; last, where it stands now.

    A slider that stands at an end goes to the middle too.

    Raises:
        TypeError: the control is of an unknown kind.
    """
    now = getattr(control, value_name(control))
    return [*(value for value in _reach(control, now) if value != now), now]


def _reach(control: widgets.Widget, now: Any) -> list[Any]:
    if isinstance(control, Canvas):
        return list(SAMPLES)
    if isinstance(control, Choices):
        return list(range(len(control.options)))
    if isinstance(control, widgets.Text):
        return ["", "x", "Many words that fill more than the line they are meant for"]
    if hasattr(control, "options"):
        return [option[1] if isinstance(option, tuple) else option for option in control.options]
    if isinstance(now, bool):
        return [False, True]
    if isinstance(control, widgets.FloatLogSlider):
        low, middle, high = (control.base**exponent for exponent in np.linspace(control.min, control.max, 3).tolist())
    elif isinstance(control, widgets.FloatSlider):
        low, middle, high = np.linspace(control.min, control.max, 3).tolist()
    elif isinstance(control, widgets.IntSlider):
        steps = (control.max - control.min) // control.step
        low, middle, high = (control.min + control.step * step for step in (0, steps // 2, steps))
    else:
        raise TypeError(f"sweep() does not know how to move a {type(control).__name__}: teach it in across().")
    return [low, high] if low < now < high else [low, middle, high]


def _arranged(controls: list[widgets.Widget], screen: widgets.Widget, notice: Notice) -> widgets.Widget:
    """Controls above the picture; a canvas beside it where there is room."""
    canvases = [control for control in controls if isinstance(control, Canvas)]
    others = [control for control in controls if not isinstance(control, Canvas)]
    column = widgets.VBox([*others, screen, notice])
    if not canvases:
        return column
    column.layout = {"flex": "1 1 300px", "min_width": "0"}
    side_by_side = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "16px"}
    return widgets.Box([*canvases, column], layout=side_by_side)
