"""What a gradient says of one weight of a real network, and how far that holds."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import digits
from dlcourse.interact import Bundle, demo, live, slider
from dlcourse.plots import COLOURS, FAINT, Picture, figure, picture
from dlcourse.scratch import first


class Net(NamedTuple):
    """A small trained network, the digits it is judged on, and some of its weights."""

    weights: list[NDArray[np.float64]]
    gradients: list[NDArray[np.float64]]
    x: NDArray[np.float64]
    y: NDArray[np.int64]
    chosen: list[tuple[int, tuple[int, int]]]
    """(which of the arrays, place): four with large gradients, four that cost much to remove all the same, four of the
    first layer."""

    def loss(self, which: int = 0, place: tuple[int, int] = (0, 0), nudge: float = 0.0) -> float:
        """The loss with one weight moved."""
        moved = [array.copy() if n == which else array for n, array in enumerate(self.weights)]
        moved[which][place] += nudge
        hidden = np.maximum(self.x @ moved[0], 0)
        return float(first.cross_entropy(first.Tensor(hidden @ moved[1]), self.y).data)


@lru_cache(maxsize=1)
def small_net(steps_taken: int = 120, seed: int = 0) -> Net:
    """Train 64 → 12 → 10 on 300 real digits with the course's small engine, and stop while the loss still falls."""
    train = digits("train")
    x, y = train.images[:300].reshape(300, 64).astype(float), train.labels[:300]
    rng = np.random.default_rng(seed)
    w = [first.Tensor(rng.normal(0, (2 / d) ** 0.5, (d, h))) for d, h in ((64, 12), (12, 10))]
    for step in range(steps_taken + 1):
        for each in w:
            each.grad = None
        first.cross_entropy((first.Tensor(x) @ w[0]).relu() @ w[1], y).backward()
        if step < steps_taken:
            for each in w:
                each.data = each.data - 0.3 * each.grad
    values, slopes = [each.data for each in w], [each.grad for each in w]
    net = Net(values, slopes, x, y, [])
    places = [(1, place) for place in np.ndindex(12, 10)]
    by_slope = sorted(places, key=lambda each: -abs(slopes[1][each[1]]))
    flat = by_slope[60:]  # the half with the smaller gradients, those first whose removal costs most
    flat.sort(key=lambda each: -net.loss(each[0], each[1], -values[1][each[1]]))
    inner = sorted([(0, place) for place in np.ndindex(64, 12)], key=lambda each: -abs(slopes[0][each[1]]))
    return net._replace(chosen=[*by_slope[:4], *flat[:4], *inner[:4]])


@demo("nudge")
def nudge() -> Bundle:
    """Move one weight of a trained network: the true change of the loss, beside what its gradient says."""
    net = small_net()
    now = net.loss()
    grid = np.linspace(-2.5, 2.5, 26)

    @cache
    def curve(number: int) -> NDArray[np.float64]:
        return np.array([net.loss(*net.chosen[number], step) - now for step in grid.tolist()])

    def draw(which: int, nudge: float) -> Picture:
        layer, place = net.chosen[which - 1]
        slope, weight = net.gradients[layer][place], net.weights[layer][place]
        true, said = net.loss(layer, place, nudge) - now, slope * nudge
        fig, (left, right) = figure(1, 2, size=(7.6, 3.5), gridspec_kw={"width_ratios": [2.2, 1]})
        left.plot(grid, curve(which - 1), color=COLOURS[0], label="the loss itself")
        left.plot(grid, slope * grid, "--", color=COLOURS[1], label="what the slope says")
        left.plot([nudge, nudge], [said, true], color=FAINT, linewidth=1)
        left.plot(nudge, true, "o", color=COLOURS[0], markersize=9)
        left.plot(nudge, said, "s", color=COLOURS[1], markersize=7)
        left.axvline(-weight, color="black", linestyle=":", linewidth=1.2)
        top = max(0.05, curve(which - 1).max()) * 1.25
        left.text(-weight, -0.57 * top, " weight = 0", va="bottom", fontsize=9)
        left.set(
            xlabel="how far the weight is moved", ylabel="change of the loss", ylim=(-0.6 * top, top), xlim=(-2.6, 2.6)
        )
        title = f"weight {which}: value {weight:.2f}, gradient {slope:.4f}"
        left.set_title(title.replace("-", "−"), fontsize=11)
        left.legend(loc="upper center", fontsize=9, frameon=True, framealpha=1, edgecolor="none")
        right.bar([0, 1], [true, said], color=[COLOURS[0], COLOURS[1]], width=0.6)
        right.axhline(0, color="black", linewidth=1)
        reach = 1.15 * max(abs(true), abs(said), 0.001)
        right.set(xticks=[0, 1], xticklabels=["true", "slope\n× step"], ylim=(-reach, reach))
        right.set_title(f"{true:+.4f}, said {said:+.4f}".replace("-", "−"), fontsize=10)
        alt = "The loss as one weight moves, and the line of its gradient: they agree near 0 and part far out"
        return picture(fig, alt)

    controls: dict[str, Any] = {
        "which": slider("which weight", 1, len(net.chosen), 1),
        "nudge": slider("moved by", -2.5, 2.5, 0.1, step=0.1),
    }
    return live(controls, draw, plain="Demo: move one weight of a trained network.", still={"nudge": 1.5})
