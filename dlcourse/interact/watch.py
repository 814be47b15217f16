"""A score that is taken while a network trains: live as a curve, afterwards as a picture that can be stored."""

from collections.abc import Callable

from dlcourse.interact.history import LiveHistory
from dlcourse.plots import COLOURS, FAINT, Picture, figure, picture


class Watch:
    """Measure something every so many steps of a training, and draw it as it grows.

        watch = Watch(lambda: accuracy(network, kept.images, kept.labels), "read right", total=1000)
        fit(network, …, steps=1000, on_step=watch)
        watch.picture("The share read right rises …")

    Args:
        measure: takes no argument, returns the score, 0 … 1. It must leave the network as it was; one with dropout or
            batch normalisation it must put back to training.
        label: what the score is.
        total: how many steps there will be.
        each: so many steps lie between two measurements; the first is taken after one step.

    Raises:
        ValueError: ``each`` or ``total`` is below 1.
    """

    def __init__(self, measure: Callable[[], float], label: str, *, total: int, each: int = 50):
        if total < 1 or each < 1:
            raise ValueError(f"Watch needs a total and an interval of 1 or more steps; got {total} and {each}.")
        self.points: list[tuple[int, float]] = []
        self._measure, self._each, self._total = measure, each, total
        self._label = label
        self._live = LiveHistory(y=label, total=total)

    def __call__(self, step: int, *_: float) -> None:
        """A step is done; what else `fit` tells is ignored."""
        if step == 1 or step % self._each == 0 or step == self._total:
            self.points.append((step, self._measure()))
            self._live(*self.points[-1])

    def picture(self, alt: str, chance: float | None = None) -> Picture:
        """The curve as a picture; the live one, which shows the same, goes.

        Args:
            alt: what it shows, without measured numbers.
            chance: a line for what guessing would reach.
        """
        self._live.curve.layout.display = "none"
        fig, axes = figure(size=(6.4, 2.6))
        steps, scores = zip(*self.points, strict=True)
        axes.plot(steps, scores, "o-", markersize=4, color=COLOURS[0])
        if chance is not None:
            axes.axhline(chance, color=FAINT, linestyle=":", linewidth=1.5)
            axes.text(self._total, chance + 0.02, "guessing", ha="right", color=FAINT)
        axes.set(xlabel="step", ylim=(0, 1.02), xlim=(0, self._total * 1.01))
        axes.set_title(self._label)
        return picture(fig, alt)
