"""Pictures taken apart: cut into square tiles that change places, in one order for all of them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def scrambled(images: ArrayLike, side: int, seed: int = 0) -> NDArray:
    """Cut each picture into tiles and put them back elsewhere. No number is lost, and none is changed.

    Args:
        images: (N, H, W).
        side: of a tile, pixels; divides H and W. With 1 every pixel moves; with the whole picture none does.
        seed: decides the order, which is the same for every picture and every number of pictures.

    Returns:
        (N, H, W), of the type that images has.

    Raises:
        ValueError: images is not (N, H, W), or side does not divide H and W.
    """
    x = np.asarray(images)
    if x.ndim != 3 or side < 1 or x.shape[1] % side or x.shape[2] % side:
        raise ValueError(f"Pictures (N, H, W) are cut into tiles whose side divides H and W; got {x.shape}, {side}.")
    n, height, width = x.shape
    rows, columns = height // side, width // side
    tiles = x.reshape(n, rows, side, columns, side).swapaxes(2, 3).reshape(n, rows * columns, side, side)
    moved = tiles[:, np.random.default_rng(seed).permutation(rows * columns)]
    return moved.reshape(n, rows, columns, side, side).swapaxes(2, 3).reshape(n, height, width)
