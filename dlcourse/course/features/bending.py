"""Bent copies of pictures: turned, slanted, resized, moved and pulled out of shape, and still the same characters."""

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.warp import CHUNK, MIDDLE, SIDE, maps, warp

Pictures = NDArray[np.float32]


def bend(images: Pictures, seed: int = 0) -> Pictures:
    """Bend each picture once, by chance, by as much as the course's printed characters differ from one another.

    A picture is bent whole, with what reaches into it; nothing is drawn anew. Where the bent picture shows what lay
    outside, the pixels of its edge are repeated.

    Args:
        images: (N, 28, 28), values in 0 … 1.
        seed: another one bends every picture in another way.

    Returns:
        (N, 28, 28), in the same order.
    """
    middles = np.full((len(images), 2), MIDDLE)
    coefficients = maps(
        np.random.default_rng(seed), middles, size=1,
        rotation=15, shear=0.25, scale=0.25, aspect=0.2, shift=3, elastic=1,
    )  # fmt: skip
    bent = np.empty((len(images), SIDE * SIDE), np.float32)
    for i in range(0, len(images), CHUNK):
        which = np.arange(i, min(i + CHUNK, len(images)))
        bent[which] = warp(images, which, coefficients[which])
    return bent.reshape(-1, SIDE, SIDE)


def with_bent_copies(images: Pictures, labels: NDArray, copies: int, seed: int = 0) -> tuple[Pictures, NDArray]:
    """The pictures, and so many bent copies of each, with their labels: (N, …) to (N · (1 + copies), …)."""
    bent = [bend(images, seed=1000 * seed + number) for number in range(copies)]
    return np.concatenate([images, *bent]), np.tile(labels, 1 + copies)
