"""A progress bar for long work. Like all that is shown only while work runs, it is neither stored nor compared."""

import time
from collections.abc import Iterable, Iterator, Sized
from types import TracebackType
from typing import Any, TypeVar

import ipywidgets as widgets
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from dlcourse.interact.bundle import LiveOnly

T = TypeVar("T")

PAUSE = 0.25  # seconds between redraws: often enough to see it move, and no burden on the training


class Shown:
    """A widget that appears when it is first needed, and is redrawn at most four times a second."""

    def __init__(self, widget: widgets.Widget):
        self._widget = widget
        self._shown = False
        self._next = 0.0

    def due(self) -> bool:
        """Whether to redraw now."""
        if not self._shown:
            self._shown = True
            if InteractiveShell.initialized():  # in a plain Python program there is nothing to show it in
                display(LiveOnly(self._widget))
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + PAUSE
        return True


class Progress(Shown):
    """A progress bar for long work, with the time that is left.

        with Progress(1000, "training") as bar:
            fit(…, on_step=bar)

        for image in Progress.over(images, "reading"):
            …

    Args:
        total: how many steps there are.
        label: what is being done.

    Raises:
        ValueError: a total below 1.
    """

    def __init__(self, total: int, label: str):
        if total < 1:
            raise ValueError(f"Progress needs a total of 1 or more; got {total}.")
        self.total = total
        self.label = label
        self.done = 0
        self._begun = time.monotonic()
        self._bar = widgets.IntProgress(0, 0, total, layout={"width": "min(100%, 300px)"})
        self._words = widgets.Label(layout={"flex": "0 0 auto"})
        super().__init__(widgets.Box([self._bar, self._words], layout={"flex_flow": "row wrap", "grid_gap": "0 8px"}))

    def __call__(self, done: int, *_: Any) -> None:
        """So many steps are done; further arguments are ignored, so that it can stand as ``on_step``."""
        self.done = done
        if self.due() or done >= self.total:
            self._draw()

    def step(self) -> None:
        """One more step is done."""
        self(self.done + 1)

    def __enter__(self) -> "Progress":
        self._begun = time.monotonic()
        self(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._bar.bar_style = "warning"
            self._draw("stopped")

    @classmethod
    def over(cls, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        """Go through some items; ``total`` is needed if they do not know how many they are."""
        if total is None:
            if not isinstance(items, Sized):
                raise ValueError("Progress.over() needs total=…: these items do not know how many they are.")
            total = len(items)
        if total == 0:
            return
        with cls(total, label) as bar:
            for item in items:
                yield item
                bar.step()

    def _draw(self, state: str = "") -> None:
        seconds = time.monotonic() - self._begun
        if not state and self.done >= self.total:
            self._bar.bar_style = "success"
            state = f"done in {seconds:.0f} s"
        elif not state and self.done:
            state = f"{seconds * (self.total - self.done) / self.done:.0f} s left"
        self._bar.value = min(self.done, self.total)
        self._words.value = f"{self.label}: {self.done} of {self.total}" + (f", {state}" if state else "")
