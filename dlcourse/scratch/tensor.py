"""The tensor: an array that remembers how it was computed.

    x = tensor([3.0], requires_grad=True)
    y = (x * x + 2 * x).sum()
    y.backward()                     # walks back along what was recorded
    x.grad                           # dy/dx = 2x + 2 = tensor([8.])

Arithmetic, reductions and shapes have a file each, and are joined here; the tape itself is ``graph.py``.
Names, argument order, defaults and results are PyTorch's: change the import line and the code runs there.
"""

import weakref
from collections.abc import Callable, Iterator
from typing import Any, cast

import numpy as np

from . import graph
from .arithmetic import Arithmetic, Number, to_dtype
from .dtypes import bool_, check_supported, float32, float64, int64
from .graph import Value, record, wrap
from .inplace import InPlace, bare
from .ops import Array, products
from .reductions import Reductions
from .shaping import Shaping

Flag = bool  # inside the class, ``bool`` is the method that converts


class Hook:
    """What ``register_hook`` returns; ``remove()`` takes the hook off."""

    def __init__(self, hooks: list[Any], function: Any) -> None:
        self._hooks, self._function = hooks, function

    def remove(self) -> None:
        """Take the hook off; twice does no harm."""
        if self._function in self._hooks:
            self._hooks.remove(self._function)


class Tensor(Arithmetic, Reductions, Shaping, InPlace):
    """Numbers in a block, with a gradient on request. ``Tensor(data)`` is float32; ``tensor(data)`` keeps an array's
    dtype.

    Attributes:
        array: the NumPy array inside; PyTorch hands it out as ``x.numpy()``.
        requires_grad: whether ``backward`` should reach this tensor.
        grad: ∂L/∂self after ``backward``, in the shape of self; None before.
        grad_fn: the recorded operation that made it; None for what was not computed.
    """

    __slots__ = ()
    __hash__ = Value.__hash__
    __array_priority__ = 1000  # an array on the left, ``a * x``, leaves the operation to the tensor

    def __init__(self, data: Any = (), requires_grad: bool = False) -> None:
        """Copy the data into float32, whatever it was."""
        self.array = np.array(bare(data), dtype=float32)
        self.grad = self.grad_fn = self.hooks = None
        self.requires_grad = requires_grad

    def __repr__(self) -> str:
        numbers = np.array2string(np.asarray(self.array), separator=", ", precision=4, prefix="tensor(")
        extra = "" if self.dtype in (float32, int64, bool_) else f", dtype={self.dtype}"
        if self.grad_fn is not None:
            extra += f", grad_fn={self.grad_fn.name()}"
        elif self.requires_grad:
            extra += ", requires_grad=True"
        return f"tensor({numbers}{extra})"

    # --- what it is

    @property
    def ndim(self) -> int:
        """How many axes."""
        return self.array.ndim

    def dim(self) -> int:
        """How many axes."""
        return self.array.ndim

    def size(self, dim: int | None = None) -> Any:
        """The shape, or the length of one axis."""
        return self.shape if dim is None else self.shape[dim]

    def numel(self) -> int:
        """How many numbers."""
        return int(self.array.size)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("a tensor without dims has no length")
        return self.shape[0]

    def __iter__(self) -> "Iterator[Tensor]":
        if not self.shape:
            raise TypeError("iteration over a tensor without dims: use .item()")
        return iter(self.unbind(0))

    def __bool__(self) -> bool:
        if self.array.size != 1:
            raise RuntimeError(f"the truth of {self.array.size} numbers is ambiguous: use .any() or .all()")
        return bool(self.array.reshape(()))

    def __float__(self) -> "Number":
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __index__(self) -> int:
        if self.dtype.kind not in "iub":
            raise TypeError(f"only integer tensors can be an index, this one is {self.dtype}")
        return int(self.item())

    def item(self) -> Any:
        """The one number inside, as Python's own.

        Raises:
            RuntimeError: there are none, or several.
        """
        if self.array.size != 1:
            raise RuntimeError(f"item() needs exactly one number; shape {list(self.shape)} has {self.array.size}")
        return self.array.item()

    def tolist(self) -> Any:
        """Nested lists of Python's own numbers."""
        return self.array.tolist()

    def numpy(self) -> Array:
        """The array inside, shared.

        Raises:
            RuntimeError: the tensor requires a gradient; ``x.detach().numpy()`` says that none is wanted.
        """
        if self.requires_grad:
            raise RuntimeError("numpy() of a tensor that requires grad: use x.detach().numpy()")
        return np.asarray(self.array)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    # --- its type

    def to(self, dtype: Any) -> "Tensor":
        """In another dtype; itself if it has it. There is one device, the CPU, and ``"cpu"`` is accepted."""
        return self if dtype == "cpu" else cast(Tensor, to_dtype(self, check_supported(dtype)))

    def float(self) -> "Tensor":
        """In float32."""
        return self.to(float32)

    def double(self) -> "Tensor":
        """In float64, for checks."""
        return self.to(float64)

    def long(self) -> "Tensor":
        """In int64."""
        return self.to(int64)

    def bool(self) -> "Tensor":
        """True where not zero."""
        return self.to(bool_)

    def is_floating_point(self) -> Flag:
        """Whether it holds float32 or float64."""
        return self.array.dtype.kind == "f"

    # --- products

    def matmul(self, other: "Tensor") -> "Tensor":
        """A @ B over the last two axes.

        Raises:
            RuntimeError: the inner lengths differ, the batch axes do not broadcast, or the dtypes differ.
        """
        a, b = self, other
        if not a.array.ndim or not b.array.ndim:
            raise RuntimeError("matmul needs at least one dim on each side; * multiplies by a number")
        if a.array.dtype != b.array.dtype:
            raise RuntimeError(f"matmul needs one dtype, got {a.array.dtype} and {b.array.dtype}: convert one with .to")
        inner = b.shape[-2] if b.array.ndim > 1 else b.shape[0]
        if a.shape[-1] != inner:
            raise RuntimeError(
                f"matmul of {list(a.shape)} and {list(b.shape)}: the inner lengths {a.shape[-1]} and {inner} differ; "
                "transpose one of the two"
            )
        try:
            return record(products.matmul, a, b)
        except ValueError:
            raise RuntimeError(f"matmul of {list(a.shape)} and {list(b.shape)}: batch axes do not broadcast") from None

    __matmul__ = matmul

    # --- the graph

    @property
    def is_leaf(self) -> Flag:
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
        return self * 1 if self.requires_grad else wrap(self.array.copy())

    def cpu(self) -> "Tensor":
        """Itself: there is one device."""
        return self

    def requires_grad_(self, requires_grad: Flag = True) -> "Tensor":
        """Ask for a gradient, in place.

        Raises:
            RuntimeError: the numbers are not floating point, which have no derivative.
        """
        if requires_grad and self.array.dtype.kind != "f":
            raise RuntimeError(f"only floating point has gradients; this is {self.array.dtype}: use .float()")
        self.requires_grad = requires_grad
        return self

    def backward(
        self, gradient: "Tensor | None" = None, retain_graph: Flag = False, create_graph: Flag = False
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


Value.result = Tensor
