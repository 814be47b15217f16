"""The invisible piece inside every demo: it keeps the keyboard to the demo and brings the style sheet along."""

from pathlib import Path

import anywidget

HERE = Path(__file__).parent

# Boxes with this class are what frame.js guards and frame.css dresses.
DEMO = "dlcourse-demo"


def script(*names: str) -> str:
    """Several of our JavaScript files as one module: a widget's code is a single text and cannot import the others."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


class Frame(anywidget.AnyWidget):
    """Put one inside a box that has the class `DEMO`: keys typed anywhere in that box stay in it.

    JupyterLab otherwise reads a letter typed while a slider or a button has the focus as a command: ``a`` inserts a
    cell, ``d d`` deletes one.
    """

    _esm = HERE / "frame.js"
    _css = HERE / "frame.css"
