"""The piece inside every demo: it keeps keys, names sliders, says when the kernel is gone, brings the style sheet."""

import anywidget

from dlcourse.interact.modules import HERE, joined

# Boxes with this class are what frame.js guards and frame.css dresses.
DEMO = "dlcourse-demo"


class Frame(anywidget.AnyWidget):
    """Put one inside a box that has the class `DEMO`. It takes no room until it has something to say.

    It keeps keys typed anywhere in that box there: JupyterLab otherwise reads a letter typed while a slider or a button
    has the focus as a command, ``a`` to insert a cell, ``d d`` to delete one. When the kernel is gone, it says so,
    unless the box holds an element of class ``explorable``, which answers without one.
    """

    _esm = joined(HERE / "frame.js")
    _css = HERE / "frame.css"
