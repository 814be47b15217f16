"""Where weights start. A layer that keeps the variance of what passes through it can be stacked thirty deep.

fan_in is how many numbers one output sums, fan_out how many outputs one input reaches. Xavier's variance, 2 / (fan_in
+ fan_out), suits tanh; Kaiming's, gain² / fan_in, suits ReLU, which loses half (gain √2). Every function overwrites
its tensor and returns it; the random numbers come from ``generator``, or from ``manual_seed``.
"""

import math

import numpy as np

from .. import creation
from ..creation import Generator
from ..grad_mode import no_grad
from ..tensor import Tensor


def calculate_gain(nonlinearity: str, param: float | None = None) -> float:
    """By how much an activation shrinks the signal, inverted.

    Raises:
        ValueError: an activation without a known gain.
    """
    if nonlinearity in ("linear", "sigmoid", "conv1d", "conv2d"):
        return 1.0
    if nonlinearity == "tanh":
        return 5 / 3
    if nonlinearity == "relu":
        return math.sqrt(2)
    if nonlinearity == "leaky_relu":
        return math.sqrt(2 / (1 + (0.01 if param is None else param) ** 2))
    raise ValueError(f"no gain known for {nonlinearity!r}: use linear, sigmoid, tanh, relu or leaky_relu")


def fans(tensor: Tensor) -> tuple[int, int]:
    """(fan_in, fan_out) of a weight (out, in, …); the further axes are a kernel's.

    Raises:
        ValueError: fewer than two dims.
    """
    if tensor.ndim < 2:
        raise ValueError(f"a weight has at least two dims, out and in; got shape {list(tensor.shape)}")
    kernel = math.prod(tensor.shape[2:])
    return tensor.shape[1] * kernel, tensor.shape[0] * kernel


def constant_(tensor: Tensor, val: float) -> Tensor:
    """The same number everywhere."""
    with no_grad():
        return tensor.fill_(val)


def zeros_(tensor: Tensor) -> Tensor:
    """Zero everywhere."""
    return constant_(tensor, 0)


def ones_(tensor: Tensor) -> Tensor:
    """One everywhere."""
    return constant_(tensor, 1)


def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Uniform between a and b."""
    with no_grad():
        drawn = creation.rand(tensor.shape, generator=generator, dtype=tensor.dtype).array
        return tensor.copy_(creation.from_numpy(drawn * (b - a) + a))


def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Normal with this mean and standard deviation."""
    with no_grad():
        drawn = creation.randn(tensor.shape, generator=generator, dtype=tensor.dtype).array
        return tensor.copy_(creation.from_numpy(drawn * std + mean))


def xavier_uniform_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Uniform, variance gain²·2 / (fan_in + fan_out). Source: Glorot & Bengio 2010, eq. 16."""
    bound = gain * math.sqrt(6 / sum(fans(tensor)))
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Normal, variance gain²·2 / (fan_in + fan_out)."""
    return normal_(tensor, 0, gain * math.sqrt(2 / sum(fans(tensor))), generator)


def kaiming_uniform_(
    tensor: Tensor,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Uniform, variance gain² / fan. Source: He et al. 2015, arXiv:1502.01852, eq. 10."""
    bound = math.sqrt(3) * _kaiming_std(tensor, a, mode, nonlinearity)
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(
    tensor: Tensor,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Generator | None = None,
) -> Tensor:
    """Normal, variance gain² / fan."""
    return normal_(tensor, 0, _kaiming_std(tensor, a, mode, nonlinearity), generator)


def _kaiming_std(tensor: Tensor, a: float, mode: str, nonlinearity: str) -> float:
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f'mode is "fan_in" or "fan_out", not {mode!r}')
    fan = fans(tensor)[mode == "fan_out"]
    return calculate_gain(nonlinearity, a) / math.sqrt(max(fan, 1))


def orthogonal_(tensor: Tensor, gain: float = 1.0, generator: Generator | None = None) -> Tensor:
    """Rows (or columns, whichever are fewer) at right angles and of length gain: lengths pass unchanged."""
    rows, columns = tensor.shape[0], math.prod(tensor.shape[1:])
    drawn = creation.randn(max(rows, columns), min(rows, columns), generator=generator, dtype=np.float64).array
    q, r = np.linalg.qr(drawn)
    q = q * np.sign(np.diag(r))  # so that every rotation is equally likely
    with no_grad():
        return tensor.copy_(creation.from_numpy(((q if rows >= columns else q.T) * gain).reshape(tensor.shape)))
