"""A text described as a code-breaker would: which pairs of characters stand next to each other, and how often.

No part of it is learned: it is to text what `hog` is to images.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

CODES = 128  # ASCII


def letter_pairs(codes: NDArray[np.integer]) -> csr_array:
    """Count the pairs of neighbours in each text.

    Args:
        codes: (N, T), ASCII codes 0 … 127.

    Returns:
        Sparse (N, 16384): the count of "a then b" stands in column 128·a + b.

    Raises:
        ValueError: codes is not (N, T), or holds something else than ASCII codes.
    """
    x = np.asarray(codes)
    if x.ndim != 2 or (x.size and not 0 <= x.min() <= x.max() < CODES):
        raise ValueError(f"codes must be (N, T), whole numbers 0 … {CODES - 1}; got shape {x.shape}.")
    pairs = CODES * x[:, :-1] + x[:, 1:]
    rows = np.repeat(np.arange(len(x)), pairs.shape[1])
    ones = np.ones(pairs.size, np.float32)
    return csr_array((ones, (rows, pairs.ravel())), shape=(len(x), CODES * CODES))
