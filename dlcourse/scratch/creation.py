"""New tensors: from data, constant, counted, and random from a seed of one's own.

    tensor([[1.0, 2.0]]), zeros(2, 3), arange(5), randn(2, 3, generator=Generator().manual_seed(0))

Random numbers come from NumPy's generator: the same seed gives the same numbers here, but not PyTorch's.
"""

from typing import Any

import numpy as np

from .dtypes import bool_, check_supported, float32, float64, int64
from .graph import Value, wrap
from .shaping import sizes
from .tensor import Tensor


def tensor(data: Any, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """A copy of the data: an array keeps its dtype, Python's floats become float32, its integers int64.

    Raises:
        TypeError: a dtype that this engine does not have.
    """
    array = np.array(data.array if isinstance(data, Value) else data)
    if dtype is None and array.dtype == float64 and not isinstance(data, (np.ndarray, np.generic, Value)):
        dtype = float32
    array = array.astype(check_supported(array.dtype if dtype is None else dtype), copy=False)
    # array[()] is NumPy's scalar where there are no dims: several times as fast in arithmetic (benchmarks.tricks)
    return wrap(array if array.ndim else array[()]).requires_grad_(requires_grad)


def from_numpy(array: np.ndarray) -> Tensor:
    """A tensor that shares the array's memory."""
    check_supported(array.dtype)
    return wrap(array)


def as_tensor(data: Any, dtype: Any = None) -> Tensor:
    """Like ``tensor``, without a copy where none is needed."""
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return from_numpy(data) if isinstance(data, np.ndarray) and dtype is None else tensor(data, dtype)


def full(size: Any, fill_value: float, *, dtype: Any = None, requires_grad: bool = False) -> Tensor:
    """The same number everywhere, in its own type: float32, int64 or bool."""
    if dtype is None:
        dtype = bool_ if isinstance(fill_value, bool) else int64 if isinstance(fill_value, int) else float32
    return wrap(np.full(size, fill_value, check_supported(dtype))).requires_grad_(requires_grad)


def zeros(*size: Any, dtype: Any = float32, requires_grad: bool = False) -> Tensor:
    """Zeros."""
    return wrap(np.zeros(sizes(size), check_supported(dtype))).requires_grad_(requires_grad)


def ones(*size: Any, dtype: Any = float32, requires_grad: bool = False) -> Tensor:
    """Ones."""
    return wrap(np.ones(sizes(size), check_supported(dtype))).requires_grad_(requires_grad)


empty = zeros  # PyTorch leaves whatever was in memory; zeros are as good a surprise


def zeros_like(x: Tensor, dtype: Any = None) -> Tensor:
    """Zeros in x's shape and type."""
    return zeros(x.shape, dtype=dtype or x.dtype)


def ones_like(x: Tensor, dtype: Any = None) -> Tensor:
    """Ones in x's shape and type."""
    return ones(x.shape, dtype=dtype or x.dtype)


def full_like(x: Tensor, fill_value: float, dtype: Any = None) -> Tensor:
    """One number in x's shape and type."""
    return full(x.shape, fill_value, dtype=dtype or x.dtype)


empty_like = zeros_like


def arange(start: float, end: float | None = None, step: float = 1, *, dtype: Any = None) -> Tensor:
    """start, start + step, … below end; from 0 if only one number is given."""
    start, end = (0, start) if end is None else (start, end)
    array = np.arange(start, end, step)
    return tensor(array, dtype or (float32 if array.dtype == float64 else int64))


def linspace(start: float, end: float, steps: int, *, dtype: Any = float32) -> Tensor:
    """So many numbers from start to end, both included, at equal distances."""
    return tensor(np.linspace(start, end, steps), dtype)


def eye(n: int, m: int | None = None, *, dtype: Any = float32) -> Tensor:
    """Ones on the diagonal."""
    return wrap(np.eye(n, m, dtype=check_supported(dtype)))


class Generator:
    """A source of random numbers with a state of its own, handed to whatever should draw from it."""

    def __init__(self, device: str = "cpu") -> None:
        self.rng = np.random.default_rng(0)

    def manual_seed(self, seed: int) -> "Generator":
        """Start again from this seed."""
        self.rng = np.random.default_rng(seed)
        return self


default_generator = Generator()


def manual_seed(seed: int) -> Generator:
    """Start the generator that is used where none is given again from this seed."""
    return default_generator.manual_seed(seed)


def _rng(generator: Generator | None) -> np.random.Generator:
    return (generator or default_generator).rng


def randn(*size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: bool = False) -> Tensor:
    """Normal numbers: mean 0, standard deviation 1."""
    array = _rng(generator).standard_normal(sizes(size), dtype=check_supported(dtype))
    return wrap(np.asarray(array)).requires_grad_(requires_grad)


def rand(*size: Any, generator: Generator | None = None, dtype: Any = float32, requires_grad: bool = False) -> Tensor:
    """Uniform numbers, 0 ≤ x < 1."""
    array = _rng(generator).random(sizes(size), dtype=check_supported(dtype))
    return wrap(np.asarray(array)).requires_grad_(requires_grad)


def randn_like(x: Tensor) -> Tensor:
    """Normal numbers in x's shape and type."""
    return randn(x.shape, dtype=x.dtype)


def rand_like(x: Tensor) -> Tensor:
    """Uniform numbers in x's shape and type."""
    return rand(x.shape, dtype=x.dtype)


def randint(low: int, high: Any, size: Any = None, *, generator: Generator | None = None) -> Tensor:
    """Integers low … high − 1; from 0 if only one bound is given."""
    low, high, size = (0, low, high) if size is None else (low, high, size)
    return wrap(_rng(generator).integers(low, high, size))


def randperm(n: int, *, generator: Generator | None = None) -> Tensor:
    """The numbers 0 … n − 1 in random order."""
    return wrap(_rng(generator).permutation(n))


def multinomial(
    probs: Tensor, num_samples: int, replacement: bool = False, *, generator: Generator | None = None
) -> Tensor:
    """Indices drawn in proportion to the weights in each row; (…, num_samples) int64.

    The largest of log p + Gumbel noise is a draw from p, and the k largest are k draws without putting back.
    """
    weights = np.log(probs.array, where=probs.array > 0, out=np.full(probs.shape, -np.inf))
    shape = (*weights.shape[:-1], num_samples, weights.shape[-1]) if replacement else weights.shape
    noise = _rng(generator).gumbel(size=shape)
    if replacement:
        return wrap((weights[..., None, :] + noise).argmax(axis=-1))
    if int((weights > -np.inf).sum(axis=-1).min()) < num_samples:
        raise RuntimeError(f"cannot draw {num_samples} different indices: too few weights above zero")
    return wrap(np.argsort(-(weights + noise), axis=-1)[..., :num_samples])
