"""Operations on plain arrays, each with its way back. Nothing here knows of tensors or graphs.

Read in this order: ``operation`` (what one is), ``elementwise``, ``activations``, ``reductions``, ``shapes``,
``products``, ``losses``; then what networks for pictures and sequences add.
"""

from . import (
    activations,
    attention,
    convolution,
    elementwise,
    losses,
    normalisation,
    pooling,
    products,
    reductions,
    shapes,
)  # fmt: skip
from .operation import Array, Operation

__all__ = [
    "Array", "Operation", "activations", "attention", "convolution", "elementwise", "losses", "normalisation",
    "pooling", "products", "recurrent", "reductions", "shapes",
]  # fmt: skip
