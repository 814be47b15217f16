"""Arrays in, pictures out: figures with alternative text, tables, and numbers that a run has measured."""

from dlcourse.plots.html import Html, m, plain_text, say, table
from dlcourse.plots.picture import Picture, picture
from dlcourse.plots.sound import player
from dlcourse.plots.style import COLOURS, figure
from dlcourse.plots.tiles import tiles
from dlcourse.plots.words import indented, inline, page, plain

__all__ = [
    "COLOURS",
    "Html",
    "Picture",
    "figure",
    "indented",
    "inline",
    "m",
    "page",
    "picture",
    "plain",
    "plain_text",
    "player",
    "say",
    "table",
    "tiles",
]
