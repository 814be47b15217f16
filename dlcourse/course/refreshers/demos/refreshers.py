"""The live pictures of the refreshers on numbers: dot product, derivative, paired difference, symbols.

Each picture's figures come from a function that runs without it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcourse.interact import Bundle, choice, demo, live, slider
from dlcourse.plots import BLUE, FAINT, GREEN, SKY, VERMILION, Picture, figure, picture

A = np.array([2.0, 1.0])


def arrow_at(angle: float, length: float) -> NDArray[np.float64]:
    """The vector (2,) of this length whose angle to `A` is `angle` degrees, counter-clockwise."""
    turn = np.deg2rad(angle) + np.arctan2(A[1], A[0])
    return length * np.array([np.cos(turn), np.sin(turn)])


@demo("two arrows")
def two_arrows() -> Bundle:
    """Turn and stretch an arrow and see its dot product with another."""

    def draw(angle: int, length: float) -> Picture:
        b = arrow_at(angle, length)
        shadow = (A @ b) / (A @ A) * A
        fig, (left, right) = figure(1, 2, size=(7.2, 3.4))
        for vector, name, colour in ((A, "a", BLUE), (b, "b", VERMILION)):
            left.annotate("", vector, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2.5})
            left.text(*(vector * 1.12), name, color=colour, fontsize=14, ha="center", va="center")
        left.plot([b[0], shadow[0]], [b[1], shadow[1]], ":", color=FAINT)
        left.plot([0, shadow[0]], [0, shadow[1]], color=GREEN, linewidth=6, alpha=0.5, label="b's shadow on a")
        left.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), aspect="equal", xlabel="first number", ylabel="second number")
        left.set_title(f"a = ({A[0]:.1f}, {A[1]:.1f}),  b = ({b[0]:.1f}, {b[1]:.1f})", fontsize=11)
        left.legend(loc="lower right", fontsize=9)
        angles = np.arange(-180, 181, 5)
        dots = np.array([A @ arrow_at(each, length) for each in angles.tolist()])
        right.plot(angles, dots, color=FAINT)
        right.axhline(0, color="black", linewidth=1)
        right.plot(angle, A @ b, "o", color=VERMILION, markersize=9)
        right.set(xticks=[-180, -90, 0, 90, 180], ylim=(-6.2, 6.2), xlabel="angle between them (degrees)")
        cosine = np.cos(np.deg2rad(angle))
        right.set_title(f"a · b = {A @ b:.2f},  cosine {cosine:.2f}", fontsize=11)
        return picture(fig, "Two arrows, and their dot product over the angle: highest when they point the same way")

    controls = {
        "angle": slider("angle from a to b (degrees)", -180, 180, 40, step=5),
        "length": slider("length of b", 0.0, 2.5, 2.0, step=0.1),
    }
    return live(controls, draw, plain="Demo: the dot product of two arrows.")


CURVES: list[tuple[str, Callable[[Any], Any]]] = [
    ("a bowl, x²", lambda x: x**2),
    ("a wave, sin 2x", lambda x: np.sin(2 * x)),
    ("a line, 1 − x/2", lambda x: 1 - x / 2),
]


def moved(curve: int, x: float, nudge: float) -> float:
    """How far the output of one of `CURVES` moves when its input x is nudged."""
    f = CURVES[curve][1]
    return float(f(x + nudge) - f(x))


@demo("nudges")
def nudges() -> Bundle:
    """Nudge the input of a function and see how far the output moves, and that the ratio settles for small nudges."""
    grid = np.linspace(-2.2, 3.2, 200)
    sizes = np.logspace(-3, 0, 40)

    def draw(curve: int, x: float, nudge: float) -> Picture:
        f = CURVES[curve][1]
        change = moved(curve, x, nudge)
        fig, (left, right) = figure(1, 2, size=(7.4, 3.3), gridspec_kw={"width_ratios": [3, 2]})
        left.plot(grid, f(grid), color=FAINT)
        left.plot([x, x + nudge], [f(x), f(x)], color=BLUE, linewidth=4, label="the input moves")
        left.plot([x + nudge] * 2, [f(x), f(x + nudge)], color=VERMILION, linewidth=4, label="the output moves")
        left.plot(x, f(x), "o", color="black", markersize=8)
        left.set(xlabel="input x", ylabel="output f(x)", ylim=[(-0.6, 9.4), (-1.2, 2.2), (-0.8, 3.2)][curve])
        left.set_title(f"nudged by {nudge:.3g}, it moves by {change:.3g}", fontsize=11)
        left.legend(loc="upper left", fontsize=9)
        right.semilogx(sizes, [moved(curve, x, size) / size for size in sizes], color=FAINT)
        right.semilogx(nudge, change / nudge, "o", color=VERMILION, markersize=9)
        right.set(xlabel="size of the nudge", ylim=(-5.5, 6.5))
        right.set_title(f"output per input: {change / nudge:.2f}", fontsize=11)
        return picture(fig, "A curve, a step along its input and the step it causes; the ratio of both by size")

    controls = {
        "curve": choice("The function", [name for name, _ in CURVES]),
        "x": slider("input x", -2.0, 2.0, 1.0, step=0.1),
        "nudge": slider("nudge", 0.001, 1.0, 1.0, log=True),
    }
    return live(controls, draw, plain="Demo: nudge the input of a function and see its output move.")


def two_methods(n: int, luck: float, better: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Invented accuracies (n,), in points, of two methods: the seed moves both by `luck`, each alone by one point."""
    draws = np.random.default_rng(3).normal(size=(3, 20))[:, :n]
    a = 74 + luck * draws[0] + draws[1]
    return a, 74 + better + luck * draws[0] + draws[2]


def intervals(a: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[float, float, float]:
    """Mean of b − a, and half the width of its 95% interval without and with pairing (Student's t), in their unit."""
    from scipy.special import stdtrit

    n, d = len(a), b - a
    apart = stdtrit(2 * n - 2, 0.975) * np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / n)
    paired = stdtrit(n - 1, 0.975) * d.std(ddof=1) / np.sqrt(n)
    return float(d.mean()), float(apart), float(paired)


@demo("seed by seed")
def seed_by_seed() -> Bundle:
    """Set how much luck two methods share and see what pairing them by seed is worth."""

    def draw(luck: float, better: float, n: int) -> Picture:
        a, b = two_methods(n, luck, better)
        mean, apart, paired = intervals(a, b)
        fig, (left, right) = figure(1, 2, size=(7.4, 3.2))
        left.plot([0, 1], np.stack([a, b]), color=FAINT, linewidth=1)
        left.plot(np.zeros(n), a, "o", color=BLUE)
        left.plot(np.ones(n), b, "o", color=VERMILION)
        left.set(xticks=[0, 1], xticklabels=["method A", "method B"], xlim=(-0.4, 1.4), ylim=(50, 100))
        left.set(ylabel="accuracy (points)", title="one line a seed")
        for row, half, colour in ((1, apart, FAINT), (0, paired, GREEN)):
            right.errorbar(mean, row, xerr=half, fmt="o", color=colour, capsize=5, linewidth=3)
        right.plot(b - a, np.full(n, -0.35), "|", color="black", markersize=9)
        right.axvline(0, color="black", linewidth=1)
        right.set(yticks=[1, 0, -0.35], yticklabels=["not paired", "paired", "each seed"], ylim=(-0.8, 1.6))
        right.set(xlim=(-12, 14), xlabel="B − A (points)", title="how far B is ahead, 95% interval")
        return picture(fig, "Two methods joined seed by seed; the interval of their difference, unpaired and paired")

    controls = {
        "luck": slider("luck that both share (points)", 0.0, 6.0, 4.0, step=0.5),
        "better": slider("how much better B is (points)", 0.0, 4.0, 2.0, step=0.5),
        "n": slider("seeds", 3, 20, 8),
    }
    return live(controls, draw, plain="Demo: two methods compared seed by seed.")


X = np.array([3, 1, 5, 1, 4])
W = np.array([2, -1, 1, 3, -1])
SYMBOLS = ["Σ xᵢ", "Σ wᵢ xᵢ", "argmax xᵢ", "∂ by one wᵢ"]


def in_words(symbol: int, i: int) -> str:
    """What one of `SYMBOLS` says about X and W up to place i, or at place i; places are counted from 1."""
    if symbol == 0:
        return " + ".join(map(str, X[:i])) + f" = {X[:i].sum()}"
    if symbol == 1:
        products = [f"{w}·{x}" if w > 0 else f"({w})·{x}" for w, x in zip(W[:i], X[:i], strict=True)]
        return (" + ".join(products) + f" = {(W * X)[:i].sum()}").replace("-", "−")
    if symbol == 2:
        best = int(X[:i].argmax())
        return f"so far: the largest is {X[best]}, it stands at i = {best + 1} (in Python: {best})"
    return f"w{i} moves by 0.1, all else stays: the sum moves by {0.1 * X[i - 1]:.1f}, so ∂ is {X[i - 1]}"


@demo("read the symbols")
def read_symbols() -> Bundle:
    """Step through a sum, a search for the largest, and a nudge of one number among five."""

    def draw(symbol: int, i: int) -> Picture:
        heights = W * X if symbol in (1, 3) else X
        fig, axes = figure(size=(6.6, 3.2))
        on = np.arange(5) < i if symbol < 2 else np.arange(5) == (X[:i].argmax() if symbol == 2 else i - 1)
        colours = [BLUE if lit else "#cccccc" for lit in on]
        if symbol == 2:
            colours[:i] = [BLUE if lit else SKY for lit in on[:i]]
        axes.bar(range(5), heights, color=colours, width=0.7)
        if symbol == 3:
            foot, look = heights[i - 1], {"edgecolor": VERMILION, "linestyle": ":", "linewidth": 2}
            axes.bar(i - 1, X[i - 1], bottom=foot, width=0.7, fill=False, **look)
            top = max(foot + X[i - 1], 0) + 0.3
            axes.text(i - 1, top, "ten such nudges", ha="center", color=VERMILION, fontsize=10)
        names = [f"i = {place + 1}\nx[{place}] = {x}" for place, x in enumerate(X)]
        if symbol in (1, 3):
            names = [f"{name}\nw[{place}] = {w}" for place, (name, w) in enumerate(zip(names, W, strict=True))]
        axes.set(xticks=range(5), xticklabels=names, ylim=(-9, 13) if symbol in (1, 3) else (0, 6))
        axes.set(ylabel="wᵢ xᵢ" if symbol in (1, 3) else "xᵢ", title=in_words(symbol, i))
        axes.axhline(0, color="black", linewidth=1)
        axes.grid(False, axis="x")
        return picture(fig, "Five numbers as bars; those that the symbol has read so far are coloured")

    controls = {"symbol": choice("The symbol", SYMBOLS), "i": slider("i", 1, 5, 3)}
    return live(controls, draw, plain="Demo: what sum, argmax and partial derivative tell one to do.")
