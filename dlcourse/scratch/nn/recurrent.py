"""Recurrent layers: RNN, LSTM, GRU, of one or several layers. The steps, and what makes them fast: ``ops.recurrent``.

output, (h, c) = LSTM(64, 128)(x)         # x (T, N, 64) → output (T, N, 128), h and c (1, N, 128)
"""

import math
from typing import Any

from .. import creation
from ..functions import stack
from ..graph import record
from ..ops import recurrent as ops
from ..tensor import Tensor
from . import init
from .linear import dropout
from .module import Module
from .parameter import Parameter


class _Recurrent(Module):
    """What the three share: weights by PyTorch's names, layers one upon the other, time first or batch first.

    Args:
        input_size: I, features of a step.
        hidden_size: H, features of the state.
        num_layers: each layer reads the states of the one below.
        bias: whether each product has one (two a layer, as in PyTorch; only their sum matters but for GRU).
        batch_first: (N, T, I) in place of (T, N, I).
        dropout: share of the states dropped between layers while training.
        bidirectional: not supported.

    Raises:
        NotImplementedError: ``bidirectional``.
    """

    gates = 1

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
    ) -> None:
        super().__init__()
        if bidirectional:
            raise NotImplementedError(
                "bidirectional is missing here: run a second layer over the steps in reverse, and cat the two outputs"
            )
        self.input_size, self.hidden_size, self.num_layers = input_size, hidden_size, num_layers
        self.bias, self.batch_first, self.dropout = bias, batch_first, dropout
        bound = 1 / math.sqrt(hidden_size)
        for layer in range(num_layers):
            shapes: dict[str, tuple[int, ...]] = {
                f"weight_ih_l{layer}": (self.gates * hidden_size, input_size if layer == 0 else hidden_size),
                f"weight_hh_l{layer}": (self.gates * hidden_size, hidden_size),
                f"bias_ih_l{layer}": (self.gates * hidden_size,),
                f"bias_hh_l{layer}": (self.gates * hidden_size,),
            }
            for name, shape in shapes.items():
                if bias or name.startswith("weight"):
                    setattr(self, name, Parameter(init.uniform_(creation.empty(shape), -bound, bound)))

    def _weights(self, layer: int) -> list[Tensor | None]:
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        return [getattr(self, f"{name}_l{layer}") if self.bias or name[0] == "w" else None for name in names]

    def _time_first(self, x: Tensor) -> Tensor:
        if x.ndim != 3 or x.shape[2] != self.input_size:
            axes = "(N, T, I)" if self.batch_first else "(T, N, I)"
            raise RuntimeError(
                f"{type(self).__name__} needs {axes} with I = {self.input_size}, got shape {list(x.shape)}"
            )
        return x.transpose(0, 1) if self.batch_first else x

    def _state(self, state: Tensor | None, x: Tensor) -> Tensor:
        shape = (self.num_layers, x.shape[1], self.hidden_size)
        if state is None:
            return creation.zeros(shape, dtype=x.dtype)
        if state.shape != shape:
            raise RuntimeError(f"{type(self).__name__}: the state needs shape {list(shape)}, got {list(state.shape)}")
        return state

    def _step_all(self, x: Tensor, h: Tensor, layer: int) -> Tensor:
        raise NotImplementedError

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Any:
        """Run over all steps.

        Args:
            input: (T, N, I), or (N, T, I) with batch_first.
            hx: the first states (num_layers, N, H), zeros if left out.

        Returns:
            The last layer's states at all steps (T, N, H), and all layers' at the last (num_layers, N, H).
        """
        x = self._time_first(input)
        first = self._state(hx, x)
        last = []
        for layer in range(self.num_layers):
            x = self._step_all(self._between(x, layer), first[layer], layer)
            last.append(x[-1])
        return x.transpose(0, 1) if self.batch_first else x, stack(last)

    def _between(self, x: Tensor, layer: int) -> Tensor:
        return dropout(x, self.dropout, self.training) if layer else x

    def extra_repr(self) -> str:
        """Its settings."""
        return f"{self.input_size}, {self.hidden_size}, num_layers={self.num_layers}"


class RNN(_Recurrent):
    """h′ = tanh(Wx + Uh + b). Source: Elman 1990. ``nonlinearity="relu"`` in place of tanh."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        nonlinearity: str = "tanh",
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
    ) -> None:
        super().__init__(input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional)
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f'nonlinearity is "tanh" or "relu", not {nonlinearity!r}')
        self.nonlinearity = nonlinearity

    def _step_all(self, x: Tensor, h: Tensor, layer: int) -> Tensor:
        return record(ops.rnn, x, h, *self._weights(layer), relu=self.nonlinearity == "relu")


class GRU(_Recurrent):
    """Gated recurrent unit: h′ = (1 − z)·n + z·h, with n = tanh(Wx + b + r·(Uh + b′)) and gates r, z.

    Source: Cho et al. 2014, arXiv:1406.1078, with r after the product.
    """

    gates = 3

    def _step_all(self, x: Tensor, h: Tensor, layer: int) -> Tensor:
        return record(ops.gru, x, h, *self._weights(layer))


class LSTM(_Recurrent):
    """Long short-term memory: c′ = f·c + i·g and h′ = o·tanh(c′), with gates i, f, o and a proposal g.

    Source: Hochreiter & Schmidhuber 1997, with Gers' forget gate of 1999.
    """

    gates = 4

    def forward(self, input: Tensor, hx: Any = None) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Run over all steps.

        Args:
            input: (T, N, I), or (N, T, I) with batch_first.
            hx: the first states and cells, two tensors (num_layers, N, H); zeros if left out.

        Returns:
            The last layer's states at all steps (T, N, H), and all layers' states and cells at the last.
        """
        x = self._time_first(input)
        first, cells = (self._state(None if hx is None else hx[n], x) for n in (0, 1))
        last, last_cells = [], []
        for layer in range(self.num_layers):
            given = self._between(x, layer)
            both = record(ops.lstm, given, first[layer], cells[layer], *self._weights(layer))
            x = both[:-1]
            last.append(x[-1])
            last_cells.append(both[-1])
        return x.transpose(0, 1) if self.batch_first else x, (stack(last), stack(last_cells))
