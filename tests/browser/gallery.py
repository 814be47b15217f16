"""A notebook that shows every interactive piece once: what the browser tests drive, and what is looked at.

Each piece is the source of a cell, as an author would write it.
"""

import importlib.util
from pathlib import Path

import nbformat

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

PIECES: dict[str, str] = {
    "slider": '''
import numpy as np
from dlcourse.interact import choice, live, slider
from dlcourse.plots import figure, picture

def draw(rate, shape):
    fig, axes = figure(size=(4.5, 3))
    t = np.linspace(0, 10, 200)
    axes.plot(t, np.exp(-rate * t) if shape == 0 else np.cos(rate * t))
    axes.set(xlabel="time t (s)", ylabel="height (m)", ylim=(-1.1, 1.1))
    return picture(fig, "A curve over time that falls faster the higher the rate.")

live({"rate": slider("rate (1/s)", 0.1, 3.0, 0.5), "shape": choice("The curve", ["it decays", "it swings"])},
     draw, plain="Demo: how the rate changes the curve.")
''',
    "canvas": '''
from dlcourse.interact import Canvas
from dlcourse.plots import say

def count(drawing):
    points = sum(len(stroke) for stroke in drawing)
    return say(f"{len(drawing)} strokes, {points} points")

live({"drawing": Canvas(label="Draw a digit")}, count, plain="Demo: draw a digit.")
''',
    "trouble": '''
def fails(rate):
    if rate > 0.5:
        raise ValueError("the rate must stay below a half")
    return say(f"rate {rate:.2f}")

live({"rate": slider("rate", 0.0, 1.0, 0.5, step=0.1)}, fails, plain="Demo: one that fails.")
''',
    "slow": '''
import threading
gate = threading.Event()

def slow(rate):
    if rate > 1:
        gate.wait(0.8)
    return say(f"rate {rate}")

live({"rate": slider("rate", 1, 5, 1)}, slow, plain="Demo: one that takes its time.")
''',
}


def demos() -> list[str]:
    """The names of the course's demos, as the package lists them."""
    if importlib.util.find_spec("dlcourse.demos") is None:
        return []
    from dlcourse.demos import DEMOS

    return list(DEMOS)


def write(path: Path) -> dict[str, int]:
    """Write the gallery; returns name → number of its cell."""
    cells = [nbformat.v4.new_markdown_cell("# Gallery")]
    numbers: dict[str, int] = {}
    shown = [f"from dlcourse.demos import DEMOS\nDEMOS[{name!r}]()" for name in demos()]
    for name, source in [*PIECES.items(), *zip(demos(), shown, strict=True)]:
        numbers[name] = len(cells)
        cells.append(nbformat.v4.new_code_cell(source.strip()))
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    return numbers
