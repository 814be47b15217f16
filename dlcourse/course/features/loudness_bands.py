"""A sound described as a phonetician would: how loud it is in each band of tones, whatever the moment it begins.

No part of it is learned: it is to sounds what `hog` is to images.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

QUIET = 0.1  # added before the logarithm: below this it is noise, and its ups and downs say nothing


def loudness_bands(sounds: ArrayLike, bands: int = 40) -> NDArray[np.float32]:
    """Describe each sound by the logarithm of its loudness in equally wide bands, lowest tones first.

    Args:
        sounds: (N, T), pressure.
        bands: how many, at most T/2.

    Returns:
        float32 (N, bands).

    Raises:
        ValueError: sounds is not (N, T), or is too short for so many bands.
    """
    x = np.asarray(sounds, dtype=np.float32)
    if x.ndim != 2 or not 1 <= bands <= x.shape[1] // 2:
        raise ValueError(f"sounds must be (N, T) with T of {2 * bands} or more for {bands} bands; got {x.shape}.")
    # Faded in and out: cut off sharply, one tone would spill into all bands.
    tones = np.abs(np.fft.rfft(x * np.hanning(x.shape[1]))[:, : x.shape[1] // 2])
    edges = np.linspace(0, tones.shape[1], bands + 1).astype(int)
    loudness = np.stack([tones[:, a:b].mean(1) for a, b in pairwise(edges)], axis=1)
    return np.log(loudness + QUIET).astype(np.float32)
