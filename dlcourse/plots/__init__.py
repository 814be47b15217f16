"""Arrays in, pictures out: figures with alternative text, tables, and numbers that a run has measured."""

from dlcourse.plots.html import Html, m, plain_text, say, table
from dlcourse.plots.picture import Picture, picture
from dlcourse.plots.sound import player
from dlcourse.plots.style import (
    BLACK,
    BLUE,
    COLOURS,
    FAINT,
    GREEN,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    Place,
    figure,
    numeral,
    placed,
)
from dlcourse.plots.tiles import tiles
from dlcourse.plots.words import indented, inline, page, plain

__all__ = [
    "BLACK",
    "BLUE",
    "COLOURS",
    "FAINT",
    "GREEN",
    "ORANGE",
    "PURPLE",
    "SKY",
    "VERMILION",
    "Html",
    "Picture",
    "Place",
    "figure",
    "indented",
    "inline",
    "m",
    "numeral",
    "page",
    "picture",
    "placed",
    "plain",
    "plain_text",
    "player",
    "say",
    "table",
    "tiles",
]
