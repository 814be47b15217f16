"""Bend many small pictures at once: turned, slanted, resized, moved and pulled out of shape.

Both `characters` and `handwriting` make their pictures from few master copies by one map for each picture. The
map runs backwards, from a pixel of the result to a place in the master, so every pixel gets exactly one value.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SIDE = 28
MIDDLE = 14.0  # MNIST has the centre of mass on pixel 14, counted from 0
KNOTS = 5  # along each side of the grid whose knots are pulled
CHUNK = 64  # pictures at a time: their coordinates and values stay in the processor's cache


def _basis() -> Floats:
    """What each pixel's place is made of (3 + KNOTS², SIDE²): x, y, 1 and its share of every knot's pull.

    A knot's share falls from 1 to 0 at the next knot along a cosine; the shares at a pixel add up to 1.
    """
    y, x = np.mgrid[:SIDE, :SIDE].reshape(2, -1).astype(float)
    apart = (SIDE - 1) / (KNOTS - 1)
    knots = np.arange(KNOTS) * apart
    near = [0.5 + 0.5 * np.cos(np.pi * (np.abs(p - knots[:, None]) / apart).clip(max=1)) for p in (y, x)]
    shares = (near[0][:, None] * near[1][None]).reshape(KNOTS * KNOTS, -1)
    return np.concatenate([[x, y, np.ones_like(x)], shares]).astype(np.float32)


BASIS = _basis()


def maps(
    rng: np.random.Generator,
    centres: NDArray[np.float64],
    *,
    size: float,
    rotation: float = 0.0,
    shear: float = 0.0,
    scale: float = 0.0,
    aspect: float = 0.0,
    shift: float = 0.0,
    elastic: float = 0.0,
    to: NDArray[np.float64] | None = None,
) -> Floats:
    """Draw one random map for each picture; every amount is uniform in ± what is given.

    Args:
        rng: where chance comes from.
        centres: (n, 2), the point (x, y) of each picture's master, in master pixels, that goes to the middle.
        size: pixels of the result for one pixel of the master.
        rotation: degrees.
        shear: pixels to the side for each pixel of height.
        scale: natural logarithm of the size.
        aspect: natural logarithm of width over height, the area unchanged.
        shift: pixels, along x and along y.
        elastic: pixels, the standard deviation of the pull at each knot of a 5×5 grid.
        to: (n, 2), where the centre goes, in pixels off the middle, before the shift.

    Returns:
        (n, 2, 28): for x and y of the master, the coefficients of the basis: the affine part and the pulls.
    """
    n = len(centres)
    turn = np.deg2rad(rng.uniform(-rotation, rotation, n))
    lean = rng.uniform(-shear, shear, n)
    larger = size * np.exp(rng.uniform(-scale, scale, n))
    wider = np.exp(rng.uniform(-aspect, aspect, n) / 2)
    place = MIDDLE + rng.uniform(-shift, shift, (n, 2)) + (0 if to is None else to)
    one, none = np.ones(n), np.zeros(n)
    rotate = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    slant = np.array([[one, -lean], [none, one]])
    stretch = np.array([[larger * wider, none], [none, larger / wider]])
    forwards = np.einsum("ijn,jkn,kln->nil", rotate, slant, stretch)
    backwards = np.linalg.inv(forwards)
    origin = centres - np.einsum("nij,nj->ni", backwards, place)
    pull = rng.normal(0, elastic, (n, 2, KNOTS * KNOTS)) if elastic else np.zeros((n, 2, KNOTS * KNOTS))
    pull /= (np.sqrt(np.abs(np.linalg.det(forwards)))).reshape(n, 1, 1)  # into master pixels
    return np.concatenate([backwards, origin[:, :, None], pull], axis=2).astype(np.float32)


def warp(masters: Floats, which: NDArray[np.int64], coefficients: Floats) -> Floats:
    """Make one picture of each map, read from its master between the four nearest pixels.

    Args:
        masters: (M, S, S), dark all along the edge: what lies outside is read from there.
        which: (n,), the master of each picture.
        coefficients: (n, 2, 28) from `maps`. Call it for CHUNK pictures at a time.

    Returns:
        (n, 784), the pictures' pixels row by row.
    """
    side = masters.shape[1]
    place = coefficients.reshape(-1, len(BASIS)) @ BASIS
    place = place.reshape(len(which), 2, -1)
    np.clip(place, 0, side - 1.001, out=place)
    whole = place.astype(np.int32)
    place -= whole
    right, down = place[:, 0], place[:, 1]
    index = (whole[:, 1] * side + whole[:, 0]).astype(np.intp)
    index += (which * (side * side))[:, None]
    flat = masters.reshape(-1)
    upper = _read(flat, index, right)
    index += side
    upper += down * (_read(flat, index, right) - upper)
    return upper


def _read(flat: Floats, index: NDArray[np.intp], right: Floats) -> Floats:
    """Values between a pixel and its right neighbour. ``mode="clip"`` spares numpy a pass to look for bad indices."""
    left = np.take(flat, index, mode="clip")
    return left + right * (np.take(flat[1:], index, mode="clip") - left)


def centres_of_mass(images: Floats) -> NDArray[np.float64]:
    """The point (x, y) of each picture (N, S, S) on which its brightness balances, pixels counted from 0; (N, 2)."""
    at = np.arange(images.shape[-1])
    mass = images.sum(axis=(1, 2), dtype=float)
    across, down = (images.sum(axis=axis, dtype=float) @ at for axis in (1, 2))
    return np.stack([across, down], axis=1) / mass[:, None]
