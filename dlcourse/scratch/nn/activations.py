"""Activations, each as a function (``F.gelu(x)``) and as a layer (``nn.GELU()``).

    Sequential(Linear(784, 128), ReLU(), Linear(128, 10))

Each is y = f(x), number by number, with ∂L/∂x = ∂L/∂y · f′(x); the curves and slopes stand in ``ops.activations``.
"""

from typing import Any

from ..arithmetic import floating
from ..graph import record
from ..ops import activations as ops
from ..tensor import Tensor
from .module import Module

relu, tanh, sigmoid = Tensor.relu, Tensor.tanh, Tensor.sigmoid


def leaky_relu(input: Tensor, negative_slope: float = 0.01) -> Tensor:
    """The number itself above zero, a small slope below, so that no neuron dies."""
    return record(ops.leaky_relu, input, slope=negative_slope)


def elu(input: Tensor, alpha: float = 1.0) -> Tensor:
    """The number itself above zero, α(eˣ − 1) below."""
    return record(ops.elu, input, alpha=alpha)


def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """x·Φ(x), exact or with GPT-2's tanh.

    Raises:
        ValueError: approximate is neither "none" nor "tanh".
    """
    if approximate not in ("none", "tanh"):
        raise ValueError(f'approximate is "none" or "tanh", not {approximate!r}')
    return record(ops.gelu_tanh if approximate == "tanh" else ops.gelu, floating(input))


def silu(input: Tensor) -> Tensor:
    """x·σ(x), also called swish."""
    return record(ops.silu, floating(input))


def softplus(input: Tensor, beta: float = 1.0, threshold: float = 20.0) -> Tensor:
    """log(1 + e^βx) / β; x itself where βx is beyond the threshold."""
    return record(ops.softplus, floating(input), beta=beta, threshold=threshold)


def logsigmoid(input: Tensor) -> Tensor:
    """log σ(x)."""
    return record(ops.logsigmoid, floating(input))


def softmax(input: Tensor, dim: int) -> Tensor:
    """eˣ / Σeˣ along the axis."""
    return input.softmax(dim)


def log_softmax(input: Tensor, dim: int) -> Tensor:
    """The softmax's logarithm along the axis."""
    return input.log_softmax(dim)


class _Curve(Module):
    """A layer without parameters that applies one function."""

    def extra_repr(self) -> str:
        """Its settings."""
        settings = {name: value for name, value in self.__dict__.items() if name != "training" and name[0] != "_"}
        return ", ".join(f"{name}={value}" for name, value in settings.items())


class ReLU(_Curve):
    """max(x, 0). ``inplace`` is accepted and changes nothing: a fresh array is as fast here."""

    def __init__(self, inplace: bool = False) -> None:
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x.relu()


class Tanh(_Curve):
    """tanh x, −1 … 1."""

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x.tanh()


class Sigmoid(_Curve):
    """1 / (1 + e⁻ˣ), 0 … 1."""

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x.sigmoid()


class SiLU(_Curve):
    """x·σ(x)."""

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return silu(x)


class Identity(Module):
    """Nothing: a place to put something later. Takes and forgets any arguments."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x


class LeakyReLU(_Curve):
    """The number itself above zero, a small slope below."""

    def __init__(self, negative_slope: float = 0.01) -> None:
        super().__init__()
        self.negative_slope = negative_slope

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return leaky_relu(x, self.negative_slope)


class ELU(_Curve):
    """The number itself above zero, α(eˣ − 1) below."""

    def __init__(self, alpha: float = 1.0) -> None:
        super().__init__()
        self.alpha = alpha

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return elu(x, self.alpha)


class GELU(_Curve):
    """x·Φ(x); ``approximate="tanh"`` as GPT-2 has it."""

    def __init__(self, approximate: str = "none") -> None:
        super().__init__()
        self.approximate = approximate

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return gelu(x, self.approximate)


class Softplus(_Curve):
    """log(1 + e^βx) / β."""

    def __init__(self, beta: float = 1.0, threshold: float = 20.0) -> None:
        super().__init__()
        self.beta, self.threshold = beta, threshold

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return softplus(x, self.beta, self.threshold)


class Softmax(_Curve):
    """eˣ / Σeˣ along ``dim``."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x.softmax(self.dim)


class LogSoftmax(_Curve):
    """The softmax's logarithm along ``dim``."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x.log_softmax(self.dim)
