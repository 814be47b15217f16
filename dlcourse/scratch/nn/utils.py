"""``torch.nn.utils``, which has its name from PyTorch: holding exploding gradients in check."""

from collections.abc import Iterable

import numpy as np

from ..graph import wrap
from ..tensor import Tensor


def clip_grad_norm_(parameters: Tensor | Iterable[Tensor], max_norm: float, norm_type: float = 2.0) -> Tensor:
    """Shrink all gradients by one factor, in place, so that together they are no longer than ``max_norm``.

    Args:
        parameters: one tensor or several; those without a gradient are passed over.
        max_norm: the length allowed.
        norm_type: 2 for the Euclidean length, ``float("inf")`` for the largest entry.

    Returns:
        The length before, a tensor without dims.
    """
    tensors = [parameters] if isinstance(parameters, Tensor) else list(parameters)
    grads = [x.grad for x in tensors if x.grad is not None]
    norms = np.array([0.0, *(np.linalg.norm(g.array.reshape(-1), norm_type) for g in grads)])
    total = np.linalg.norm(norms, norm_type).astype(grads[0].dtype if grads else np.float32)
    factor = float(max_norm / (total + 1e-6))
    if not factor >= 1:  # a length that is not a number clips too, as in PyTorch
        for g in grads:
            g.mul_(factor)
    return wrap(np.asarray(total))


def clip_grad_value_(parameters: Tensor | Iterable[Tensor], clip_value: float) -> None:
    """Hold every entry of the gradients within ±clip_value, in place."""
    for x in [parameters] if isinstance(parameters, Tensor) else parameters:
        if x.grad is not None:
            x.grad.clamp_(-clip_value, clip_value)
