"""The engine that lessons 03a and 03b build: all of reverse-mode differentiation in two short files.

    from dlcourse.scratch import first

    w = first.Tensor(np.zeros((64, 10)))
    loss = first.cross_entropy(first.Tensor(images) @ w, labels)
    loss.backward()
    w.grad  # (64, 10)

``scalar.py`` is the engine on single numbers, ``tensor.py`` the same on arrays. Both are written to be read; the fast
engine of the course is the rest of `dlcourse.scratch`.
"""

from .scalar import Value, order
from .tensor import Tensor, cross_entropy, unbroadcast

__all__ = ["Tensor", "Value", "cross_entropy", "order", "unbroadcast"]
