"""The live pictures of two refreshers: rates in a row, and how likely data are.

Each picture's figures come from a function that runs without it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import BLUE, FAINT, GREEN, VERMILION, Picture, Place, numeral, picture, placed

Curve = tuple[str, Callable[[Any], Any], Callable[[Any], Any]]

FIRST: list[Curve] = [
    ("u = 2x", lambda x: 2 * x, lambda x: 2 + 0 * x),
    ("u = x²", lambda x: x**2, lambda x: 2 * x),
    ("u = 3 − x", lambda x: 3 - x, lambda x: -1 + 0 * x),
]
SECOND: list[Curve] = [
    ("y = 3u", lambda u: 3 * u, lambda u: 3 + 0 * u),
    ("y = u²/2", lambda u: u**2 / 2, lambda u: u),
    ("y = ReLU of u − 1", lambda u: np.maximum(u - 1, 0), lambda u: 1.0 * (u > 1)),
]
NUDGE = 0.1
PLACES: list[Place] = [(0.065, 0.165, 0.26, 0.67), (0.4, 0.165, 0.28, 0.67), (0.73, 0.165, 0.255, 0.67)]


def rates(first: int, second: int, x: float) -> tuple[float, float]:
    """How far u moves per x, at x; and how far y moves per u, at u."""
    u = FIRST[first][1](x)
    return float(FIRST[first][2](x)), float(SECOND[second][2](u))


@demo("rates in a row")
def rates_in_a_row() -> Bundle:
    """Choose two functions, one behind the other, and where to stand; see both rates and their product."""

    def draw(first: int, second: int, x: float) -> Picture:
        du, dy = rates(first, second, x)
        u = FIRST[first][1](x)
        fig, (left, middle, right) = placed(PLACES, size=(8.6, 3.1))
        steps = ((left, FIRST[first], x, (-2.4, 2.4), "x", "u"), (middle, SECOND[second], u, (-4.5, 6.5), "u", "y"))
        for axes, (name, f, slope), at, ends, into, out in steps:
            grid = np.linspace(*ends, 150)
            axes.plot(grid, f(grid), color=FAINT)
            touch = np.array([at - 1, at + 1])
            axes.plot(touch, f(at) + slope(at) * (touch - at), color=BLUE if into == "x" else GREEN, linewidth=3)
            axes.plot(at, f(at), "o", color="black", markersize=8)
            axes.set(xlabel=into, ylabel=out, xlim=ends)
            axes.locator_params(nbins=5)
            # ReLU has no rate at its kink; the usual choice, 0, is called by its name.
            kink = " (chosen: a kink)" if "ReLU" in name and at == 1 else ""
            rate = numeral(slope(at), ".4g") + kink
            axes.set_title(f"{name}\nat {into} = {numeral(at, '.4g')}: rate {rate}", fontsize=10)
        moves = [NUDGE, NUDGE * du, NUDGE * du * dy]
        right.barh(range(3), moves, color=[FAINT, BLUE, GREEN], height=0.5)
        right.axvline(0, color="black", linewidth=1)
        right.set(
            yticks=range(3), yticklabels=["x", "u", "y"], ylim=(2.6, -0.6), xlim=(-1.9, 1.9), xlabel="moves by, about"
        )
        right.set_xticks((-1, 0, 1))
        factors = [numeral(each, ".4g") for each in (du, dy)]
        right.set_title(f"y per x:\n{' · '.join(factors)} = {numeral(du * dy, '.4g')}", fontsize=11)
        return picture(fig, "Two curves, u over x and y over u, each with its slope; bars: how far x, u and y move")

    controls = {
        "first": choice("first", [name for name, _, _ in FIRST], value=1),
        "second": choice("then", [name for name, _, _ in SECOND]),
        "x": slider("x", -2.0, 2.0, 1.0, step=0.25),
    }
    return live(controls, draw, plain="Demo: two functions in a row, and how far the last moves when the first does.")


THROWS = (10, 100, 2000)
HEADS = 0.7  # the share of heads in all of them


def log_likelihood(p: Any, throws: int) -> Any:
    """Natural logarithm of how probable it is that the throws come out as they did, if heads have probability p."""
    heads = round(HEADS * throws)
    return heads * np.log(p) + (throws - heads) * np.log(1 - p)


def likelihood(p: float, throws: int) -> float:
    """The same without the logarithm, multiplied up one throw after the other: it may come out as 0."""
    heads = round(HEADS * throws)
    return float(np.prod(np.repeat([p, 1 - p], [heads, throws - heads])))


@demo("how likely")
def how_likely() -> Bundle:
    """Guess a coin's probability of heads and see how likely it makes the throws: as a product, and as a sum."""
    grid = np.linspace(0.02, 0.98, 193)

    def draw(p: float, throws: int) -> Picture:
        n = THROWS[throws]
        product = np.array([likelihood(each, n) for each in grid.tolist()])
        fig, (left, right) = placed([(0.06, 0.155, 0.39, 0.66), (0.575, 0.155, 0.405, 0.66)], size=(7.8, 3.3))
        left.plot(grid, product, color=FAINT)
        left.plot(p, likelihood(p, n), "o", color=VERMILION, markersize=9)
        left.set_title(f"product of {n:,} probabilities:\n{likelihood(p, n):.3g}", fontsize=11)
        right.plot(grid, log_likelihood(grid, n), color=FAINT)
        right.plot(p, log_likelihood(p, n), "o", color=VERMILION, markersize=9)
        told = f"{log_likelihood(p, n):,.1f}".replace("-", "−")
        right.set_title(f"sum of their {n:,} logarithms:\n{told}", fontsize=11)
        for axes in (left, right):
            axes.axvline(HEADS, color=GREEN, linestyle=":", label="share of heads")
            axes.set(xlim=(0, 1), xticks=(0, 0.25, 0.5, 0.75, 1), xlabel="p, the guess for heads")
        right.locator_params(axis="y", nbins=5)
        left.set(ylabel="likelihood", yticks=[0], ylim=(None, None) if product.max() > 0 else (-1, 1))
        right.set_ylabel("log-likelihood")
        right.legend(loc="lower center", fontsize=9)
        return picture(
            fig, "Left: the likelihood over p, a hump, or flat 0 for many throws. Right: its logarithm, never flat"
        )

    controls = {
        "p": slider("p", 0.05, 0.95, 0.5, step=0.05),
        "throws": choice("throws", [f"{n:,}" for n in THROWS]),
    }
    return live(controls, draw, plain="Demo: how likely a guess makes the throws of a coin.")
