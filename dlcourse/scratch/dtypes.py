"""Which type a number has: float32 by default, float64 for checks, int64 for indices, bool for masks.

NumPy and PyTorch differ when types meet: a float32 array plus an int64 array is float64 in NumPy and float32 in
PyTorch; so is a float32 array times a float64 number of no dimensions. Left alone, float64 creeps in, and a tanh takes
four times as long (``benchmarks.tricks``). ``promote`` settles it as PyTorch does.
"""

from typing import Any

import numpy as np

from .ops import Array

float32 = np.dtype("float32")
float64 = np.dtype("float64")
int64 = np.dtype("int64")
int32 = np.dtype("int32")
uint8 = np.dtype("uint8")
bool_ = np.dtype("bool")
long, float_, double = int64, float32, float64

SUPPORTED = {float32, float64, int64, int32, uint8, bool_}
_ORDER = {bool_: 0, uint8: 1, int32: 2, int64: 3, float32: 4, float64: 5}


def _kind(dtype: np.dtype[Any]) -> int:
    return 0 if dtype == bool_ else 1 if dtype.kind in "iu" else 2


def promote(a: Array, b: Array) -> np.dtype[Any]:
    """The type in which two arrays of different types meet, by PyTorch's rule.

    Numbers without dimensions count only if they are of a higher kind (bool < integer < float) than the array beside
    them.
    """
    if (a.ndim == 0) != (b.ndim == 0):
        number, array = (a.dtype, b.dtype) if a.ndim == 0 else (b.dtype, a.dtype)
        return number if _kind(number) > _kind(array) else array
    return max(a.dtype, b.dtype, key=lambda dtype: _ORDER[np.dtype(dtype)])


def check_supported(dtype: Any) -> np.dtype[Any]:
    """The NumPy dtype, refused if this engine does not have it.

    Raises:
        TypeError: the dtype is none of float32, float64, int64, int32, uint8, bool.
    """
    dtype = np.dtype(dtype)
    if dtype not in SUPPORTED:
        raise TypeError(f"no {dtype} in this engine: use float32 or float64, int64, int32, uint8 or bool")
    return dtype
