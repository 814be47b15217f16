"""A training curve that grows while the training runs. It is neither stored nor compared."""

from collections.abc import Iterable
from pathlib import Path

import anywidget
import traitlets

from dlcourse.interact.progress import Shown


class Curve(anywidget.AnyWidget):
    """A line through ``points`` [[x, y], …], drawn by the browser: a redraw costs the kernel nothing."""

    _esm = Path(__file__).parent / "curve.js"
    _css = Path(__file__).parent / "curve.css"

    points = traitlets.List().tag(sync=True)
    end = traitlets.Float(0.0, help="where the x axis ends at least").tag(sync=True)
    x = traitlets.Unicode().tag(sync=True)
    y = traitlets.Unicode().tag(sync=True)


class LiveHistory(Shown):
    """A training curve that grows while the training runs: ``fit(…, on_step=LiveHistory("loss", total=1000))``.

    Each point drawn is the mean over some steps: however long the training, there are at most `MOST` of them.

    Args:
        y: what is drawn, with its unit.
        x: what is counted.
        total: how many steps there will be; the axis then reaches that far from the start, and the last one is drawn.
    """

    MOST = 200

    def __init__(self, y: str = "loss", x: str = "step", total: int | None = None):
        self.total = total
        self.curve = Curve(x=x, y=y, end=float(total or 0))
        self._each = 1  # steps to a point
        self._points: list[tuple[float, float]] = []
        self._open: list[tuple[float, float]] = []
        super().__init__(self.curve)

    def __call__(self, step: float, value: float) -> None:
        """Add one value."""
        self._open.append((float(step), float(value)))
        if len(self._open) >= self._each:
            self._points.append(_mean(self._open))
            self._open = []
        if len(self._points) >= self.MOST:
            self._points = [_mean(pair) for pair in zip(self._points[::2], self._points[1::2], strict=True)]
            self._each *= 2
        if self.due() or step == self.total:
            self.draw()

    def draw(self) -> None:
        """Draw all that has come in so far."""
        rest = [_mean(self._open)] if self._open else []
        self.curve.points = [list(point) for point in [*self._points, *rest]]


def _mean(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    steps, values = zip(*points, strict=True)
    return sum(steps) / len(steps), sum(values) / len(values)
