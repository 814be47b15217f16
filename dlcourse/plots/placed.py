"""Figures whose axes are placed by hand: drawn once, where a layout that is computed draws each of them twice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dlcourse.plots.style import _wear_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Place = tuple[float, float, float, float]
"""Left, bottom, width and height, as shares of the figure."""


def placed(places: Sequence[Place], *, size: tuple[float, float]) -> "tuple[Figure, list[Axes]]":
    """A figure in the course's style, its axes where they are told to be. For demos, which must answer quickly.

    Args:
        places: one for each axes; leave room for titles and labels.
        size: width and height in inches.

    Returns:
        The figure and its axes. With ``set_layout_engine("none")`` after `figure` matplotlib would still draw twice.
    """
    from matplotlib.figure import Figure

    _wear_style()
    none: Any = "none"  # matplotlib takes it; its types do not name it
    fig = Figure(figsize=size, layout=none)
    return fig, [fig.add_axes(place) for place in places]
