"""Whether two results agree, and if not, in one sentence where they part: arrays, tensors, numbers, lists, text."""

import inspect
import re
import reprlib
from collections.abc import Mapping
from typing import Any

import numpy as np

SHOWN = 8  # numbers at most
UNKNOWN = "The shape is right; the numbers are not."


def difference(received: Any, expected: Any, *, rtol: float = 1e-4, atol: float = 1e-6) -> str | None:
    """Say in what the received value differs from the expected one; None if they agree.

    Containers must have the same length and keys; arrays the same shape, and numbers that are close: ``|received −
    expected| ≤ atol + rtol·|expected|``, NaN where NaN is expected. Whole numbers and floats of one value agree.
    """
    close = {"rtol": rtol, "atol": atol}
    if isinstance(expected, Mapping):
        if not isinstance(received, Mapping) or set(received) != set(expected):
            return f"expected the keys {sorted(map(str, expected))}, received {shown(received)}"
        return _first(((f"at {key!r}: ", received[key], expected[key]) for key in expected), close)
    if isinstance(expected, (list, tuple)) and not is_numeric(expected):
        if not isinstance(received, (list, tuple)) or len(received) != len(expected):
            return f"expected {len(expected)} results, received {shown(received)}"
        pairs = enumerate(zip(received, expected, strict=True), start=1)
        return _first(((f"result {i}: ", r, e) for i, (r, e) in pairs), close)
    if not is_numeric(expected):
        return None if received == expected else f"expected {shown(expected)}, received {shown(received)}"
    if not is_numeric(received):
        return f"expected {shown(expected)}, received {shown(received)}"
    got, want = _array(received), _array(expected)
    thought = array_difference(got, want, **close)
    if not thought:
        return None
    if got.shape != want.shape:
        return f"expected shape {want.shape}, received shape {got.shape}"
    if want.size <= SHOWN:
        return f"expected {shown(expected)}, received {shown(received)}"
    where = np.unravel_index(np.argmin(np.isclose(got, want, equal_nan=True, **close)), want.shape)
    place = [int(i) for i in where]
    return f"at {place} expected {shown(want[where])}, received {shown(got[where])}"


def array_difference(received: np.ndarray, expected: np.ndarray, *, rtol: float = 1e-4, atol: float = 1e-6) -> str:
    """The first thing in which an array differs from the expected one, as a thought for its author; empty if nothing.

    Whole numbers that equal the expected floats agree; complex numbers, where real ones are expected, do not.
    """

    def close(a: np.ndarray, b: np.ndarray) -> bool:
        return bool(np.allclose(a, b, rtol=rtol, atol=atol, equal_nan=True))

    if received.shape != expected.shape:
        if received.size == expected.size and close(received.reshape(expected.shape), expected):
            return f"The numbers are right, but the shape is {received.shape} and should be {expected.shape}."
        told = f"The shape is {received.shape} and should be {expected.shape}"
        if received.ndim != expected.ndim:
            return f"{told}: which axes are too many, or missing?"
        axis = next(i for i in range(received.ndim) if received.shape[i] != expected.shape[i])
        return f"{told}. Axis {axis}: what should there be {expected.shape[axis]} of?"
    if received.dtype.kind == "c" and expected.dtype.kind != "c":
        return "These are complex numbers; ordinary ones are expected."
    if close(received, expected):
        return ""
    if received.dtype.kind in "biu" and expected.dtype.kind == "f":
        return f"The type is {received.dtype}, which holds no fractions: whatever comes after the point is lost."
    if np.isnan(received).sum() > np.isnan(expected).sum():
        return "`nan` means not a number: it comes from 0 / 0, from ∞ − ∞, or from the mean of nothing."
    if np.isinf(received).sum() > np.isinf(expected).sum():
        return "`inf` is infinity: something was divided by zero, or grew too large for its type."
    if received.dtype == np.float16 and np.allclose(received, expected, rtol=1e-2, atol=1e-3):
        return "`float16` keeps three digits only; `float32` is enough here."
    big = np.abs(expected) > 1e-3
    if big.sum() > 1:
        ratios = received[big] / expected[big]
        factor = ratios.flat[0]
        # Two numbers may be proportional by chance: then only a factor that somebody could trace is worth naming.
        named = factor and (big.sum() > 2 or _telling(factor))
        if named and np.allclose(ratios, factor, rtol=1e-3) and close(received, factor * expected):
            return f"All of them are {factor:.4g} times what is expected. Where does that factor come from?"
    return UNKNOWN


def _telling(factor: float) -> bool:
    """Whether somebody could tell where a factor comes from: a whole number, one over one, a power of ten, a sign."""
    size = max(abs(factor), 1 / abs(factor))
    return abs(size - round(size)) < 2e-3 * size and round(size) <= 1000


def shown(value: Any) -> str:
    """A value in a few words: its numbers if they are few, else its shape or its beginning."""
    if not is_numeric(value):
        return _named(value)
    array = _array(value)
    if array.size > SHOWN:
        return f"an array of shape {array.shape}"
    numbers = array.tolist()
    text = np.array2string(array, precision=4, separator=", ") if isinstance(numbers, list) else f"{numbers:.5g}"
    return re.sub(r"\[ +", "[", " ".join(text.split()))


def _named(value: Any) -> str:
    """An object that is no number: its text, or, where that is an address or many objects, what kind of thing it is."""
    if inspect.isfunction(value):
        return f"the function {value.__name__}"
    kinds = {type(part) for part in value} if isinstance(value, (list, tuple)) else set()
    if len(kinds) == 1 and (kind := kinds.pop()).__module__ != "builtins":
        return f"a {type(value).__name__} of {len(value)} {kind.__name__}s"
    if type(value).__module__ != "builtins" and " at 0x" in repr(value):
        return f"a {type(value).__name__}"
    return reprlib.repr(value)


def _first(parts: Any, close: dict[str, float]) -> str | None:
    for place, received, expected in parts:
        found = difference(received, expected, **close)
        if found:
            return place + found
    return None


def is_numeric(value: Any) -> bool:
    """Whether a value is made of numbers: one, an array or tensor of them, or nested lists of equal length."""
    if value is None or isinstance(value, (str, bytes, Mapping)) or callable(value):
        return False
    try:
        return _array(value).dtype.kind in "biufc"
    except (TypeError, ValueError, RuntimeError):  # a list of tensors within a graph raises the last
        return False


def _array(value: Any) -> np.ndarray:
    # A tensor of PyTorch's or of our own; neither is imported here.
    if hasattr(value, "detach"):
        value = value.detach()
    if hasattr(value, "cpu"):
        value = value.cpu()
    return np.asarray(value)
