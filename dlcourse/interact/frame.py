"""The invisible piece inside every demo: it keeps the keyboard to the demo and brings the style sheet along."""

from pathlib import Path

import anywidget

HERE = Path(__file__).parent

# Boxes with this class are what frame.js guards and frame.css dresses.
DEMO = "dlcourse-demo"


class Frame(anywidget.AnyWidget):
    """Put one inside a box that has the class `DEMO`: keys typed anywhere in that box stay in it.

    JupyterLab otherwise reads a letter typed while a slider or a button has the focus as a command: ``a`` inserts a
    cell, ``d d`` deletes one.
    """

    _esm = HERE / "frame.js"
    _css = HERE / "frame.css"
