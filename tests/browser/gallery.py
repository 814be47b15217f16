"""A notebook that shows every interactive piece once: what the browser tests drive, and what is looked at.

Each piece is the source of a cell, as an author would write it.
"""

from pathlib import Path

import nbformat

from dlcourse.course.gallery import demos

GATE = "gate"  # the slow piece draws until a file of this name lies beside the notebook

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

PIECES: dict[str, str] = {
    "slider": """
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
""",
    "canvas": """
from dlcourse.interact import Canvas
from dlcourse.plots import say

def count(drawing):
    points = sum(len(stroke) for stroke in drawing)
    return say(f"{len(drawing)} strokes, {points} points")

live({"drawing": Canvas(label="Draw a digit")}, count, plain="Demo: draw a digit.")
""",
    "trouble": """
def fails(rate):
    if rate > 0.5:
        raise ValueError("the rate must stay below a half")
    return say(f"rate {rate:.2f}")

live({"rate": slider("rate", 0.0, 1.0, 0.5, step=0.1)}, fails, plain="Demo: one that fails.")
""",
    "slow": """
import time
from pathlib import Path

def slow(rate):
    while rate > 1 and not Path("gate").exists():
        time.sleep(0.05)
    return say(f"rate {rate}")

live({"rate": slider("rate", 1, 5, 1)}, slow, plain="Demo: one that takes its time.")
""",
    "predict": """
from dlcourse.interact import folded, predict, predicted

predict(
    "start.centring",
    "Uncropped, how many of the same drawings does the same network read?",
    [
        ("Nearly as many: the digits are all there", "start.sees-what-i-see"),
        ("About half", None),
        ("About one of ten, as by chance", "start.useless-off-centre"),
    ],
)
""",
    "result": """
folded()
display(say("The result: about half."))
predicted("start.centring")
""",
    "predict next": """
predict("start.next", "And the next one?", [("More", None), ("Fewer", "start.more-training")])
""",
    "result next": """
folded()
say("The next result: more.")
""",
    "quiz": """
from dlcourse.interact import quiz

quiz("start.start_here", "start.sum_of_shapes", "start.clash")
""",
    "routing": """
quiz("start.which_refreshers", "start.message")
""",
    "vote": """
from dlcourse.interact import vote

vote(22)
""",
    "vote after": """
vote(22, when="after")
""",
    "my reader": """
from dlcourse.interact import draw_digits, my_reader

draw_digits()
""",
    "blanks": """
from dlcourse.interact import blank
from dlcourse.interact.blanks import answer

@answer("start.relu", on=[np.array([1.0, 2.0]), np.array([-1.0, 2.0])])
def course_relu(x):
    return np.maximum(x, 0)

def my_relu(x):
    ...

def my_other_relu(x):
    return abs(x)

def my_good_relu(x):
    return x * (x > 0)

for mine in (my_relu, my_other_relu, my_good_relu):
    blank("start.relu", mine)
""",
    "progress": """
from dlcourse.interact import LiveHistory, Progress

curve = LiveHistory("loss", total=2000)
with Progress(2000, "training") as bar:
    for step in range(1, 2001):
        bar(step)
        curve(step, 2.3 * np.exp(-step / 400) + 0.2 * np.random.default_rng(step).random())
""",
}


def write(path: Path) -> dict[str, int]:
    """Write the gallery; returns name → number of its cell."""
    cells = [nbformat.v4.new_markdown_cell("# Gallery")]
    numbers: dict[str, int] = {}
    shown = {name: f"from dlcourse.course.gallery import demos\ndemos()[{name!r}]()" for name in demos()}
    for name, source in {**PIECES, **shown}.items():
        numbers[name] = len(cells)
        cell = nbformat.v4.new_code_cell(source.strip())
        if source.strip().startswith("folded()"):
            cell.metadata.jupyter = {"outputs_hidden": True}
        cells.append(cell)
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    return numbers
