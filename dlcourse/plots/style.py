"""One look for every figure: colours that colour-blind readers can tell apart, labels large enough to read.

`figure` finds room for titles and labels itself; `placed` puts axes where it is told to, and draws in half the time.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Place = tuple[float, float, float, float]
"""Left, bottom, width and height of an axes, as shares of the figure."""

# Okabe & Ito, "Color Universal Design", 2008: blue, vermilion, bluish green, orange, sky blue, reddish purple, black.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#e69f00", "#56b4e9", "#cc79a7", "#000000"]
BLUE, VERMILION, GREEN, ORANGE, SKY, PURPLE, BLACK = COLOURS

FAINT = "#767676"  # the palest grey that can still be read as text on white, at 4.5 : 1

# An opaque white ground keeps a figure readable on a dark page too.
RC: dict[str, Any] = {
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "lines.linewidth": 2,
    "image.cmap": "cividis",
    "image.interpolation": "nearest",
    "figure.constrained_layout.use": True,
}


def figure(
    rows: int = 1, columns: int = 1, *, size: tuple[float, float] | None = None, **keywords: Any
) -> "tuple[Figure, Any]":
    """A figure and its axes in the course's style.

    Unlike ``plt.subplots`` it is not registered with pyplot: nothing piles up, and no notebook shows it twice.

    Args:
        rows, columns: how many axes.
        size: width and height in inches; by default 4 by 3 for each axes.
        keywords: passed to ``Figure.subplots`` (``sharex=True`` …).

    Returns:
        The figure, and one axes or an array of them, as ``plt.subplots`` does.
    """
    from matplotlib.figure import Figure

    _wear_style()
    fig = Figure(figsize=size or (4 * columns, 3 * rows))
    return fig, fig.subplots(rows, columns, **keywords)


def placed(places: Sequence[Place], *, size: tuple[float, float]) -> "tuple[Figure, list[Axes]]":
    """A figure in the course's style, its axes where they are told to be. For demos, which must answer quickly.

    Args:
        places: one for each axes; leave room for titles and labels.
        size: width and height in inches.

    Returns:
        The figure and its axes.
    """
    from matplotlib.figure import Figure

    _wear_style()
    none: Any = "none"  # matplotlib takes it; its types do not name it
    fig = Figure(figsize=size, layout=none)
    return fig, [fig.add_axes(place) for place in places]


def numeral(number: float, spec: str = "g") -> str:
    """A number as text with a true minus sign; what rounds to 0 has none.

    Args:
        number: to be written.
        spec: as in a format string: ``.1f``, ``+.3f``, ``g``.
    """
    text = format(number, spec)
    return (text[1:] if float(text) == 0 and text[0] == "-" else text).replace("-", "−")


@lru_cache(maxsize=1)
def _wear_style() -> None:
    """Set the style of this process, once: matplotlib reads it long after a figure is made; a reader may change it."""
    import matplotlib as mpl
    from cycler import cycler

    mpl.rcParams.update({**RC, "axes.prop_cycle": cycler(color=COLOURS)})
