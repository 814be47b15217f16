"""Data: built in, made from a seed, or drawn by hand. Importing it loads NumPy and nothing heavier."""

from dlcourse.data.characters import PRESETS, characters
from dlcourse.data.digits import digits, handwriting, unseen_handwriting
from dlcourse.data.downloads import DataError
from dlcourse.data.fonts import font_names
from dlcourse.data.labelled import Labelled
from dlcourse.data.language_reference import language_reference, snippets, spelled
from dlcourse.data.mnist import FASHION, fashion_mnist, mnist
from dlcourse.data.pretrained import PRETRAINED, get_pretrained, pretrained
from dlcourse.data.sets import SETS, have
from dlcourse.data.simulated import simulated_drawings
from dlcourse.data.strokes import Drawing, bitmap, render, render_all
from dlcourse.data.tiles import scrambled
from dlcourse.data.vowels import VOWELS, vowels

__all__ = [
    "FASHION",
    "PRESETS",
    "PRETRAINED",
    "SETS",
    "VOWELS",
    "DataError",
    "Drawing",
    "Labelled",
    "bitmap",
    "characters",
    "digits",
    "fashion_mnist",
    "font_names",
    "get_pretrained",
    "handwriting",
    "have",
    "language_reference",
    "mnist",
    "pretrained",
    "render",
    "render_all",
    "scrambled",
    "simulated_drawings",
    "snippets",
    "spelled",
    "unseen_handwriting",
    "vowels",
]
