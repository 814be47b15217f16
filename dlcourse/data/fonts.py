"""The fonts that matplotlib carries, and master copies of their characters.

Found by looking, not by a list: which fonts there are depends on matplotlib's version.
"""

from functools import cache, lru_cache
from pathlib import Path
from string import ascii_letters, digits

import numpy as np
from numpy.typing import NDArray

HIGH = 32  # rows of a character in its master copy, whatever the font: capital or small, all are equally high
WIDE = 40  # columns that a wide character is squeezed into
SIDE = 48  # of a master copy; the rest is dark
POINTS = 96  # size at which a glyph is drawn before it is made smaller, so that its edges come out smooth

ORDINARY = {letter: letter for letter in ascii_letters}
ORDINARY |= dict(
    zip(digits, ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True)
)


def font_names() -> list[str]:
    """Names of the fonts used: the files that matplotlib carries in which all digits and letters are ordinary ones.

    A file qualifies when its glyph for ``0`` is called "zero", that for ``A`` is called "A", and so on: this leaves
    out fonts of symbols, of old-style figures, of script capitals, and the one that shows a box for every character.

    Returns:
        File names without their ending, sorted: ``"DejaVuSans"``, ``"cmr10"`` …
    """
    return list(_files())


@lru_cache(maxsize=64)
def glyphs(alphabet: str, fonts: tuple[str, ...]) -> NDArray[np.float32]:
    """Master copies: every character of the alphabet in every font, 32 rows high (and a soft edge) in 48×48.

    Args:
        alphabet: A characters.
        fonts: F names out of `font_names`.

    Returns:
        float32 (A·F, 48, 48) in 0…1, read-only; character a in font f stands at a·F + f.

    Raises:
        ValueError: no font is given, one is not known, or one has no such character or nothing to show for it.
    """
    files = _files()
    unknown = [name for name in fonts if name not in files]
    if unknown or not fonts:
        raise ValueError(f"{', '.join(unknown) or 'no font'}: choose from {', '.join(files)}")
    copies = np.stack([_glyph(character, files[name], name) for character in alphabet for name in fonts])
    copies.flags.writeable = False
    return copies


@lru_cache(maxsize=1)
def _files() -> dict[str, str]:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    found = {}
    for path in sorted((Path(matplotlib.get_data_path()) / "fonts" / "ttf").glob("*.ttf")):
        font = FT2Font(str(path))
        index = font.get_charmap()
        if all(ord(c) in index and font.get_glyph_name(index[ord(c)]) == name for c, name in ORDINARY.items()):
            found[path.stem] = str(path)
    return found


@cache
def _characters(file: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(file).get_charmap())


def _glyph(character: str, file: str, name: str) -> NDArray[np.float32]:
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(file, POINTS)
    left, top, right, bottom = font.getbbox(character)
    if ord(character) not in _characters(file) or right <= left or bottom <= top:
        raise ValueError(f"the font {name} has no picture of {character!r}; leave it out or name other fonts")
    drawn = Image.new("L", (int(right - left), int(bottom - top)))
    ImageDraw.Draw(drawn).text((-left, -top), character, fill=255, font=font)
    wide = min(max(1, round(drawn.width * HIGH / drawn.height)), WIDE)
    copy = np.zeros((SIDE, SIDE), np.float32)
    x, y = (SIDE - wide) // 2, (SIDE - HIGH) // 2
    small = drawn.resize((wide, HIGH), Image.Resampling.BOX)
    copy[y : y + HIGH, x : x + wide] = np.asarray(small, dtype=np.float32) / 255
    # Read at every 1.6th dot, a sharp edge would jump from picture to picture; softened by one dot, it moves.
    for axis in (0, 1):
        copy += (np.roll(copy, 1, axis) - 2 * copy + np.roll(copy, -1, axis)) / 4
    return copy
