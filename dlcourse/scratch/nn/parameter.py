"""A parameter: a tensor that a module lists among what training may change.

self.scale = Parameter(torch.ones(8))       # in a module; ``parameters()`` finds it
"""

from typing import Any

import numpy as np

from ..graph import Value
from ..tensor import Tensor


class Parameter(Tensor):
    """A tensor that requires a gradient; it shares the memory of the one it is made from."""

    __slots__ = ()

    def __init__(self, data: Any, requires_grad: bool = True) -> None:
        self.array = np.asarray(data.array) if isinstance(data, Value) else np.array(data, dtype=np.float32)
        self.grad = self.grad_fn = self.hooks = None
        self.requires_grad_(requires_grad)

    def __repr__(self) -> str:
        return "Parameter containing:\n" + super().__repr__()
