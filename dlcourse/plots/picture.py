"""The one way in which a figure reaches a page: as an image with its alternative text.

JupyterLab gives a plain PNG output no alternative text, so the image is written as HTML instead.
"""

import base64
import html
import io
import re
from typing import TYPE_CHECKING

from dlcourse.plots.html import Html

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

DOTS_PER_INCH = 100


class Picture(Html):
    """A figure as an ``<img>`` with alternative text; its plain form is that text."""

    def __init__(self, png: bytes, alt: str, width: int):
        """Keep the image; `width` is in CSS pixels."""
        self.png = png
        self.alt = alt
        data = base64.b64encode(png).decode()
        tag = f'<img alt="{html.escape(alt)}" width="{width}" src="data:image/png;base64,{data}">'
        super().__init__(tag, plain=alt)


def picture(fig: "Figure", alt: str) -> Picture:
    """Turn a matplotlib figure into HTML with its alternative text.

    Args:
        fig: the figure; it may be thrown away afterwards.
        alt: what a reader who cannot see it needs to know: what is drawn, and what it shows. No measured numbers.

    Raises:
        ValueError: the alternative text says nothing, or an axes of the figure shows nothing.
    """
    if len(re.findall(r"\w+", alt)) < 3:
        raise ValueError(f"A picture needs alternative text that says what it shows, in a few words; got {alt!r}.")
    if not fig.axes:
        raise ValueError("This figure has no axes: draw something before calling picture().")
    for number, axes in enumerate(fig.axes, start=1):
        if not _shows_something(axes):
            raise ValueError(f"Axes {number} of {len(fig.axes)} of this figure is empty: draw in it, or remove it.")
    return Picture(_png(_pixels(fig)), alt, width=round(fig.get_figwidth() * DOTS_PER_INCH))


def _shows_something(axes: "Axes") -> bool:
    marks = [*axes.lines, *axes.images, *axes.collections, *axes.patches, *axes.texts, *axes.tables, *axes.artists]
    return any(mark.get_visible() for mark in marks)


def _pixels(fig: "Figure") -> "NDArray[np.uint8]":
    """The figure as it is drawn, (H, W, 4): to save it as PNG and read that again cost a third of a demo's redraw."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    fig.set_dpi(DOTS_PER_INCH)
    fig.set_facecolor("white")
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def _png(pixels: "NDArray[np.uint8]") -> bytes:
    """Pixels (H, W, 4) as PNG in 128 colours: a third of the bytes, no visible difference in charts."""
    from PIL import Image

    small = io.BytesIO()
    image = Image.fromarray(pixels).convert("RGB")
    image.quantize(128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()
