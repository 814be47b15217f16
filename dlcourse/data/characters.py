"""Printed characters, in any number, as hard to read as you like.

Every ordinary font that matplotlib carries, each picture a character turned, slanted, resized, moved, pulled out of
shape, unevenly lit, among parts of others, with noise on top: every amount has a keyword. They are made from a seed
and need no network; they are print, not handwriting.
"""

from collections.abc import Sequence
from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.fonts import HIGH, font_names, glyphs
from dlcourse.data.labelled import Labelled
from dlcourse.data.warp import CHUNK, SIDE, Floats, centres_of_mass, maps, warp

SIZE = 20 / HIGH  # pixels to a row of a glyph: MNIST's digits are 20 pixels high


class Style(TypedDict, total=False):
    """How characters are changed. Amounts are drawn uniformly from ± what is given, unless said otherwise.

    Attributes:
        rotation: degrees.
        shear: pixels to the side for each pixel of height.
        scale: natural logarithm of the size.
        aspect: natural logarithm of width over height.
        shift: pixels, along x and along y.
        elastic: pixels, standard deviation of the pull at each knot of a 5×5 grid.
        contrast: the ink's brightness is drawn from this … 1.
        light: the brightness changes by up to this from one side to the other, in any direction.
        noise: standard deviation of what is added to each pixel.
        clutter: how many other characters stand 15 to 20 pixels away and reach into the picture, a whole number.
        inverted: the share of pictures that are dark on bright, 0 … 1.
    """

    rotation: float
    shear: float
    scale: float
    aspect: float
    shift: float
    elastic: float
    contrast: float
    light: float
    noise: float
    clutter: int
    inverted: float


# From the middle of the picture to each pixel, (2, 784): x and y.
FROM_MIDDLE = (np.mgrid[:SIDE, :SIDE][::-1].reshape(2, -1) - (SIDE - 1) / 2).astype(np.float32)

PLAIN: Style = {
    "rotation": 0, "shear": 0, "scale": 0, "aspect": 0, "shift": 0, "elastic": 0,
    "contrast": 1, "light": 0, "noise": 0, "clutter": 0, "inverted": 0,
}  # fmt: skip

PRESETS: dict[str, Style] = {
    "plain": PLAIN,
    # Upright and clean: a first network reads nearly all.
    "easy": {**PLAIN, "rotation": 8, "shear": 0.1, "scale": 0.1, "aspect": 0.1, "shift": 1, "noise": 0.05},
    # Centred and clean but bent as much as handwriting is: what teaches a network to read drawings.
    "centred": {**PLAIN, "rotation": 18, "shear": 0.4, "scale": 0.12, "aspect": 0.25, "elastic": 1},
    # Distorted and dim, nothing beside it: features made by hand do about as well as a small network.
    "mid": {
        **PLAIN, "rotation": 15, "shear": 0.25, "scale": 0.2, "aspect": 0.15, "shift": 2, "elastic": 0.9,
        "contrast": 0.5, "light": 0.2, "noise": 0.1,
    },
    # Parts of other characters reach in: raw pixels, features by hand and a network differ most.
    "s1": {
        **PLAIN, "rotation": 15, "shear": 0.25, "scale": 0.25, "aspect": 0.2, "shift": 3, "elastic": 1,
        "contrast": 0.6, "light": 0.2, "noise": 0.06, "clutter": 2,
    },
}  # fmt: skip


def characters(
    n: int,
    alphabet: str = "0123456789",
    seed: int = 0,
    *,
    preset: str = "s1",
    fonts: Sequence[str] | None = None,
    **changes: Unpack[Style],
) -> Labelled:
    """Make pictures of printed characters.

    Args:
        n: how many; each character of the alphabet and each font is equally likely.
        alphabet: the characters, each once, in the order of their labels: digits, letters, or others that the fonts
            have. All are drawn equally high, so ``o`` and ``O`` can hardly be told apart.
        seed: the same one gives the same bits.
        preset: a name in `PRESETS`, from ``"plain"`` to ``"s1"``.
        fonts: which of `font_names()`; all when None.
        **changes: amounts that replace the preset's, see `Style`: ``rotation=30, clutter=0``.

    Returns:
        images float32 (n, 28, 28) in 0…1, ink bright on dark; labels int64 (n,), places in ``alphabet``.

    Raises:
        ValueError: n is negative, the alphabet is empty or repeats a character, an amount is out of its range, or a
            preset, an amount or a font is not known.
    """
    style = _style(preset, changes)
    if n < 0:
        raise ValueError(f"n={n}: the number of pictures cannot be negative")
    if not alphabet or len(set(alphabet)) < len(alphabet):
        raise ValueError(f"alphabet={alphabet!r}: give at least one character, and each of them once")
    masters = glyphs(alphabet, tuple(font_names() if fonts is None else fonts))
    centres = centres_of_mass(masters)
    rng = np.random.default_rng(seed)
    labels = rng.integers(len(alphabet), size=n)
    which = labels * (len(masters) // len(alphabet)) + rng.integers(len(masters) // len(alphabet), size=n)
    coefficients = maps(
        rng, centres[which], size=SIZE, rotation=style["rotation"], shear=style["shear"], scale=style["scale"],
        aspect=style["aspect"], shift=style["shift"], elastic=style["elastic"],
    )  # fmt: skip
    strength = rng.uniform(style["contrast"], 1, (n, 1)).astype(np.float32)
    others = [_others(rng, centres, n) for _ in range(int(style["clutter"]))]
    dark = rng.random(n) < style["inverted"]
    images = np.empty((n, SIDE * SIDE), np.float32)
    for i in range(0, n, CHUNK):
        part = slice(i, i + CHUNK)
        ink = warp(masters, which[part], coefficients[part])
        ink *= strength[part]
        for other, bend, grey in others:
            np.maximum(ink, warp(masters, other[part], bend[part]) * grey[part], out=ink)
        images[part] = _lit(ink, style["light"], style["noise"], rng)
    images[dark] = 1 - images[dark]
    return Labelled(images.reshape(n, SIDE, SIDE), labels)


def _others(rng: np.random.Generator, centres: NDArray[np.float64], n: int) -> tuple[NDArray[np.int64], Floats, Floats]:
    """For each picture one character that stands beside it: which, its map, its brightness (n, 1)."""
    which = rng.integers(len(centres), size=n)
    around, far = rng.uniform(0, 2 * np.pi, n), rng.uniform(15, 20, n)
    place = (far * np.array([np.cos(around), np.sin(around)])).T
    bend = maps(rng, centres[which], size=SIZE, rotation=30, scale=0.2, to=place)
    return which, bend, rng.uniform(0.4, 1, (n, 1)).astype(np.float32)


def _lit(ink: Floats, light: float, noise: float, rng: np.random.Generator) -> Floats:
    """Pictures (n, 784) under uneven light and with noise, within 0…1."""
    if light:
        around = rng.uniform(0, 2 * np.pi, len(ink))
        amount = rng.uniform(0, light, len(ink))
        slope = np.array([np.cos(around), np.sin(around)]).T * amount[:, None] / SIDE
        ink += (slope.astype(np.float32) @ FROM_MIDDLE) + (amount / 2).astype(np.float32)[:, None]
    if noise:
        ink += noise * rng.standard_normal(ink.shape, dtype=np.float32)
    return np.clip(ink, 0, 1, out=ink)


def _style(preset: str, changes: Style) -> Style:
    if preset not in PRESETS:
        raise ValueError(f"preset={preset!r} is not known; choose one of {', '.join(PRESETS)}")
    unknown = set(changes) - set(PLAIN)
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: no such amount; there are {', '.join(PLAIN)}")
    style: Style = {**PRESETS[preset], **changes}
    for name, value in style.items():
        highest = 1 if name in ("contrast", "inverted") else np.inf
        if not (isinstance(value, (int, float)) and 0 <= value <= highest and np.isfinite(value)):
            raise ValueError(f"{name}={value!r}: give a number from 0" + (" to 1" if highest == 1 else " up"))
    if style["clutter"] != int(style["clutter"]):
        raise ValueError(f"clutter={style['clutter']!r}: a whole number of characters")
    return style
