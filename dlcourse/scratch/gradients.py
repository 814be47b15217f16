"""A tensor's gradient: asking for it, walking back for it, looking at it on its way.

    loss.backward()                     # adds ∂loss/∂x to x.grad, for every leaf x that requires grad
    y.register_hook(print)              # shows ∂loss/∂y as it passes
    x.detach()                          # the same numbers; no gradient passes

A leaf was given, everything else computed: ``grad_fn`` is the node of the tape that says how. The walk is
``graph.backward``.
"""

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from . import graph
from .graph import Value, record, wrap
from .ops import Array, elementwise

if TYPE_CHECKING:
    from .tensor import Tensor


class Hook:
    """What ``register_hook`` returns; ``remove()`` takes the hook off."""

    def __init__(self, hooks: list[Any], function: Any) -> None:
        self._hooks, self._function = hooks, function

    def remove(self) -> None:
        """Take the hook off; twice does no harm."""
        if self._function in self._hooks:
            self._hooks.remove(self._function)


class Gradients(Value):
    """The part of ``Tensor`` that has to do with its gradient."""

    __slots__ = ()

    @property
    def is_leaf(self) -> bool:
        """Whether it was given rather than computed."""
        return self.grad_fn is None

    @property
    def data(self) -> "Tensor":
        """The same numbers outside the graph, shared."""
        return wrap(self.array)

    @data.setter
    def data(self, other: "Tensor") -> None:
        self.array = other.array

    def detach(self) -> "Tensor":
        """The same numbers outside the graph, shared: no gradient passes."""
        return wrap(self.array)

    def clone(self) -> "Tensor":
        """A copy that the gradient passes through."""
        return record(elementwise.mul, self, 1) if self.requires_grad else wrap(self.array.copy())

    def cpu(self) -> "Tensor":
        """Itself: there is one device."""
        return self  # type: ignore[return-value]

    def requires_grad_(self, requires_grad: bool = True) -> "Tensor":
        """Ask for a gradient, in place.

        Raises:
            RuntimeError: the numbers are not floating point, which have no derivative.
        """
        if requires_grad and self.array.dtype.kind != "f":
            raise RuntimeError(f"only floating point has gradients; this is {self.array.dtype}: use .float()")
        self.requires_grad = requires_grad
        return self  # type: ignore[return-value]

    def backward(
        self, gradient: "Tensor | None" = None, retain_graph: bool = False, create_graph: bool = False
    ) -> None:
        """Compute ∂self/∂(leaf) for every leaf that requires a gradient, and add it to the leaf's ``grad``.

        Args:
            gradient: ∂L/∂self, shape of self; may be left out where self is one number.
            retain_graph: keep the graph, so that one may walk back again.
            create_graph: not supported; gradients here are not differentiable themselves.

        Raises:
            RuntimeError: nothing was recorded; a gradient is missing or of the wrong shape; the graph was used up.
            NotImplementedError: ``create_graph``.
        """
        if create_graph:
            raise NotImplementedError(
                "second derivatives are not recorded by this engine: differentiate the gradient numerically, "
                "or use PyTorch, where create_graph=True works"
            )
        if not self.requires_grad:
            raise RuntimeError("backward from a tensor that does not require grad: no input had requires_grad=True")
        if gradient is None:
            if self.array.size != 1:
                raise RuntimeError(
                    f"backward starts from one number; shape {list(self.shape)} needs a gradient of that shape, "
                    "or take .sum() or .mean() first"
                )
            g: Array = np.ones(self.shape, self.dtype)
        elif gradient.shape != self.shape:
            raise RuntimeError(f"the gradient has shape {list(gradient.shape)}, the tensor {list(self.shape)}")
        else:
            g = gradient.array.astype(self.dtype, copy=False)
        if self.grad_fn is None:
            graph.deliver(self, np.array(g))
        else:
            graph.backward(self.grad_fn, g, retain_graph)

    def register_hook(self, hook: "Callable[[Tensor], Tensor | None]") -> Hook:
        """Call ``hook(gradient)`` when this tensor's gradient is known; what it returns, if anything, takes its place.

        Raises:
            RuntimeError: the tensor requires no gradient, so none will come.
        """
        if not self.requires_grad:
            raise RuntimeError("register_hook on a tensor that does not require grad: no gradient will come")
        owner: Any = self.grad_fn or self
        owner.hooks = owner.hooks or []
        owner.hooks.append(hook)
        return Hook(owner.hooks, hook)

    def retain_grad(self) -> None:
        """Keep the gradient of a computed tensor too; leaves keep theirs anyway."""
        if self.grad_fn is None:
            return
        me = weakref.ref(self)  # a strong reference would close a cycle: tensor → node → hook → tensor

        def keep(g: "Tensor") -> None:
            owner = me()
            if owner is not None:
                owner.grad = wrap(g.array.copy()) if owner.grad is None else wrap(owner.grad.array + g.array)

        self.register_hook(keep)
