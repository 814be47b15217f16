"""Real handwriting that needs no network: the digits that come with scikit-learn.

`digits` gives them as they are, 8×8; `handwriting` gives any number of them enlarged to 28×28 and bent a little,
so that a network trained on them can read a drawing.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.labelled import Labelled
from dlcourse.data.warp import CHUNK, SIDE, Floats, centres_of_mass, maps, warp

# The set was written block after block: the same sequence of digits begins anew every 126 to 130 pictures, so each
# block is taken to be one person's. The last four blocks begin here and are kept for judging.
UNSEEN = 1287

ENLARGED = 20  # rows and columns of a master: MNIST's digits are 20 pixels high
BORDER = 2  # dark all round


def digits(split: str = "all") -> Labelled:
    """Scikit-learn's handwritten digits: 1797 real ones, each 8×8.

    Every value is a count of the ink's dots in a 4×4 block, out of 16: it took only seventeen values.

    Args:
        split: ``"all"``, or ``"train"`` (the first 1287) or ``"test"`` (the last 510: other people's writing, as far
            as the order of the file tells; a random split would put the same hand on both sides).

    Returns:
        images float32 (N, 8, 8) in 0…1, ink bright on dark; labels int64 (N,), 0 … 9.

    Raises:
        ValueError: there is no such split.

    Source: E. Alpaydin & C. Kaynak 1998, doi:10.24432/C50P49, its test part, CC BY 4.0.
    """
    parts = {"all": slice(None), "train": slice(UNSEEN), "test": slice(UNSEEN, None)}
    if split not in parts:
        raise ValueError(f"split={split!r} is not known; choose 'all', 'train' or 'test'")
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    chosen = parts[split]
    return Labelled((images[chosen] / 16).astype(np.float32).reshape(-1, 8, 8), labels[chosen].astype(np.int64))


def handwriting(
    n: int,
    seed: int = 0,
    *,
    rotation: float = 15.0,
    shear: float = 0.35,
    scale: float = 0.2,
    aspect: float = 0.4,
    shift: float = 2.0,
) -> Labelled:
    """Real handwriting as 28×28 pictures, any number: the digits of the training part, enlarged and bent.

    Each is enlarged from 8×8 to 20×20, put with its centre of mass on pixel (14, 14) as MNIST's are, then changed by
    amounts drawn uniformly from ± the ones below. The writing is real, the size is not: there is no more detail in
    it than in 8×8.

    Args:
        n: how many; digits are drawn from the 1287, some often.
        seed: the same one gives the same bits.
        rotation: degrees.
        shear: pixels to the side for each pixel of height.
        scale: natural logarithm of the size.
        aspect: natural logarithm of width over height.
        shift: pixels, along x and along y.

    Returns:
        images float32 (n, 28, 28) in 0…1, ink bright on dark; labels int64 (n,), 0 … 9.

    Raises:
        ValueError: n is negative.
    """
    if n < 0:
        raise ValueError(f"n={n}: the number of pictures cannot be negative")
    masters, centres, labels = _masters("train")
    rng = np.random.default_rng(seed)
    which = rng.integers(len(masters), size=n)
    coefficients = maps(
        rng, centres[which], size=1,
        rotation=rotation, shear=shear, scale=scale, aspect=aspect, shift=shift,
    )  # fmt: skip
    images = np.empty((n, SIDE * SIDE), np.float32)
    for i in range(0, n, CHUNK):
        images[i : i + CHUNK] = warp(masters, which[i : i + CHUNK], coefficients[i : i + CHUNK])
    return Labelled(images.reshape(n, SIDE, SIDE), labels[which])


def unseen_handwriting() -> Labelled:
    """The 510 real digits that `handwriting` never draws on: enlarged and centred in the same way, bent in no way.

    Returns:
        images float32 (510, 28, 28) in 0…1, ink bright on dark; labels int64 (510,), 0 … 9.
    """
    masters, centres, labels = _masters("test")
    as_they_are = maps(np.random.default_rng(0), centres, size=1)
    images = warp(masters, np.arange(len(masters)), as_they_are)
    return Labelled(images.reshape(-1, SIDE, SIDE), labels)


@lru_cache(maxsize=2)
def _masters(split: str) -> tuple[Floats, NDArray[np.float64], NDArray[np.int64]]:
    """Digits enlarged by cubic curves (N, 24, 24), their centres of mass (x, y), their labels."""
    from PIL import Image

    small, labels = digits(split)
    side = ENLARGED + 2 * BORDER
    masters = np.zeros((len(small), side, side), np.float32)
    inner = slice(BORDER, side - BORDER)
    for master, image in zip(masters, small, strict=True):
        enlarged = Image.fromarray(image).resize((ENLARGED, ENLARGED), Image.Resampling.BICUBIC)
        master[inner, inner] = np.asarray(enlarged).clip(0, 1)
    return masters, centres_of_mass(masters), labels
