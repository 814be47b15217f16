"""Layers that are one product with a weight: Linear, Embedding; and what makes them forget on purpose: Dropout.

Linear(784, 128)(x)          # x @ W.T + b, W (128, 784): PyTorch keeps a row for each output
"""

import math

import numpy as np

from .. import creation
from ..dtypes import int64
from ..graph import record
from ..ops import products
from ..tensor import Tensor
from . import init
from .module import Module
from .parameter import Parameter


def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x·Wᵀ + b: input (…, in), weight (out, in), bias (out,) → (…, out).

    Raises:
        RuntimeError: the last length of the input is not the weight's, or the dtypes differ.
    """
    if not input.shape or input.shape[-1] != weight.shape[-1]:
        raise RuntimeError(
            f"linear: input {list(input.shape)} ends in another length than weight {list(weight.shape)} takes; "
            "flatten or reshape the input so that its last length is the weight's second"
        )
    if input.dtype != weight.dtype:
        raise RuntimeError(f"linear: input is {input.dtype}, weight {weight.dtype}: convert the input with .to(…)")
    if input.ndim == 1:
        return linear(input.unsqueeze(0), weight, bias).squeeze(0)
    return record(products.linear, input, weight, bias)


class Linear(Module):
    """x·Wᵀ + b. Weight (out_features, in_features) and bias start uniform within ±1/√in_features, as in PyTorch."""

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = Parameter(creation.empty(out_features, in_features))
        self.bias = Parameter(creation.empty(out_features)) if bias else None
        if self.bias is None:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw weight and bias anew."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features) if self.in_features else 0
            init.uniform_(self.bias, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        """(…, in_features) → (…, out_features)."""
        return linear(x, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"


def embedding(input: Tensor, weight: Tensor, padding_idx: int | None = None) -> Tensor:
    """Rows of a table: input integers of any shape, weight (V, D) → (…, D).

    Raises:
        IndexError: a number outside 0 … V − 1.
        RuntimeError: the input is not made of integers.
    """
    index = input.array
    if index.dtype.kind not in "iu":
        raise RuntimeError(f"embedding needs integers, got {index.dtype}: use .long()")
    rows = weight.shape[0]
    if index.size and (index.min() < 0 or index.max() >= rows):
        raise IndexError(f"embedding: indices {index.min()} … {index.max()} leave the table's rows 0 … {rows - 1}")
    return record(products.embedding, weight, index=index, padding_idx=padding_idx)


class Embedding(Module):
    """A table of ``num_embeddings`` vectors, standard normal at first; row ``padding_idx`` is zero and stays so."""

    def __init__(self, num_embeddings: int, embedding_dim: int, padding_idx: int | None = None) -> None:
        super().__init__()
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.padding_idx = None if padding_idx is None else padding_idx % num_embeddings
        self.weight = Parameter(creation.randn(num_embeddings, embedding_dim))
        if self.padding_idx is not None:
            self.weight.array[self.padding_idx] = 0

    def forward(self, x: Tensor) -> Tensor:
        """Integers of any shape → (…, embedding_dim)."""
        return embedding(x, self.weight, self.padding_idx)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"{self.num_embeddings}, {self.embedding_dim}"


def one_hot(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """Integers (…) → (…, num_classes) in int64, a one at each integer's place."""
    index = tensor.array
    classes = int(index.max()) + 1 if num_classes == -1 else num_classes
    if index.size and (index.min() < 0 or index.max() >= classes):
        raise RuntimeError(f"one_hot: integers {index.min()} … {index.max()} do not fit {classes} classes")
    return creation.tensor(np.eye(classes, dtype=int64)[index])


def dropout(input: Tensor, p: float = 0.5, training: bool = True) -> Tensor:
    """Each number becomes 0 with probability p; the others grow by 1 / (1 − p), so that the mean stays.

    Raises:
        ValueError: p is not within 0 … 1.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"dropout: p is a probability, not {p}")
    if not training or p == 0:
        return input
    kept = creation.rand(input.shape).array >= p
    scale = 0.0 if p == 1 else 1 / (1 - p)
    return input * creation.tensor(kept.astype(input.dtype) * scale, dtype=input.dtype)


class Dropout(Module):
    """Dropout while training; nothing in evaluation."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"Dropout: p is a probability, not {p}")
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return dropout(x, self.p, self.training)

    def extra_repr(self) -> str:
        """Its settings."""
        return f"p={self.p}"


class Flatten(Module):
    """The axes start_dim … end_dim laid out as one: (N, C, H, W) → (N, C·H·W)."""

    def __init__(self, start_dim: int = 1, end_dim: int = -1) -> None:
        super().__init__()
        self.start_dim, self.end_dim = start_dim, end_dim

    def forward(self, x: Tensor) -> Tensor:
        """(N, …) → (N, D)."""
        return x.flatten(self.start_dim, self.end_dim)
