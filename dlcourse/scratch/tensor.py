"""The tensor: an array that remembers how it was computed.

    x = tensor([3.0], requires_grad=True)
    y = (x * x + 2 * x).sum()
    y.backward()                     # walks back along what was recorded
    x.grad                           # dy/dx = 2x + 2 = tensor([8.])

Here stands what a tensor is: its numbers, its text, its type. A small engine has the rest in the same class; here it
has a file each and is joined: ``arithmetic``, ``reductions``, ``shaping``, ``gradients`` (``backward``, hooks),
``inplace``. The tape itself is ``graph``.

Names, argument order, defaults and results are PyTorch's: change the import line and the code runs there.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from .arithmetic import Arithmetic, Number, to_dtype
from .dtypes import bool_, check_supported, float32, float64, int64
from .gradients import Gradients
from .graph import Value, record
from .inplace import InPlace, bare
from .missing import missing
from .ops import Array, products
from .reductions import Reductions
from .shaping import Shaping

Flag = bool  # inside the class, ``bool`` is the method that converts


class Tensor(Arithmetic, Reductions, Shaping, Gradients, InPlace):
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
    if not TYPE_CHECKING:
        __getattr__ = missing("Tensor")
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


Value.result = Tensor
