"""Changes in place. They are not recorded on the tape, so they are refused where a gradient is asked for.

    x.add_(1)                             # a tensor without a gradient
    with no_grad(): w -= 0.1 * w.grad     # a parameter, outside the tape

A change between forward and backward is dated, and refused at backward if a rule needs the old numbers: ``changes``.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from . import changes
from .graph import Value, here
from .ops import Array

if TYPE_CHECKING:
    from .tensor import Tensor


def bare(data: Any) -> Any:
    """The array inside a tensor; anything else as it is."""
    return data.array if isinstance(data, Value) else data


class InPlace(Value):
    """The part of ``Tensor`` that overwrites its own numbers; each method returns the tensor."""

    __slots__ = ()

    def _refuse_recorded(self) -> None:
        if self.requires_grad and here.recording:
            raise RuntimeError(
                "this engine does not record changes in place: put them under torch.no_grad(), "
                "or make a new tensor (x = x + y, torch.where)"
            )

    def _writable(self) -> Array:
        """The array, about to be overwritten."""
        self._refuse_recorded()
        if isinstance(self.array, np.ndarray):
            changes.note(self.array)
        else:  # a number without dims: whoever kept it keeps the old one
            self.array = np.array(self.array)
        return self.array

    def __iadd__(self, other: Any) -> "Tensor":
        return self + other if self._recorded(other) else self.add_(other)

    def __isub__(self, other: Any) -> "Tensor":
        return self - other if self._recorded(other) else self.sub_(other)

    def __imul__(self, other: Any) -> "Tensor":
        return self * other if self._recorded(other) else self.mul_(other)

    def __itruediv__(self, other: Any) -> "Tensor":
        return self / other if self._recorded(other) else self.div_(other)

    def _recorded(self, other: Any) -> bool:
        """Whether ``x += y`` must make a new tensor under the old name: where y's or x's gradient counts."""
        if self.grad_fn is None and self.requires_grad:
            self._refuse_recorded()
        return here.recording and (self.requires_grad or getattr(other, "requires_grad", False))

    def __setitem__(self, index: Any, value: Any) -> None:
        plain = tuple(bare(part) for part in index) if isinstance(index, tuple) else bare(index)
        self._writable()[plain] = bare(value)

    def copy_(self, other: "Tensor") -> "Tensor":
        """Take over the other's numbers, which broadcast."""
        self._writable()[...] = other.array
        return self  # type: ignore[return-value]

    def fill_(self, value: Any) -> "Tensor":
        """The same number everywhere."""
        self._writable()[...] = bare(value)
        return self  # type: ignore[return-value]

    def zero_(self) -> "Tensor":
        """Zero everywhere."""
        return self.fill_(0)

    def add_(self, other: Any, *, alpha: float = 1) -> "Tensor":
        """Add ``alpha · other``."""
        array = self._writable()
        array += bare(other) if alpha == 1 else alpha * bare(other)
        return self  # type: ignore[return-value]

    def sub_(self, other: Any, *, alpha: float = 1) -> "Tensor":
        """Subtract ``alpha · other``."""
        return self.add_(other, alpha=-alpha)

    def mul_(self, other: Any) -> "Tensor":
        """Multiply by ``other``."""
        array = self._writable()
        array *= bare(other)
        return self  # type: ignore[return-value]

    def div_(self, other: Any) -> "Tensor":
        """Divide by ``other``."""
        array = self._writable()
        array /= bare(other)
        return self  # type: ignore[return-value]

    def clamp_(self, min: float | None = None, max: float | None = None) -> "Tensor":
        """Hold within min … max."""
        array = self._writable()
        np.clip(array, min, max, out=array)
        return self  # type: ignore[return-value]
