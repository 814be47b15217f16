"""Changes in place that would make a gradient wrong, found out before they do.

    y = x * w           # the way back needs x: ∂y/∂w = x
    x += 1              # on x's own memory
    y.sum().backward()  # an error that names mul; without one, w.grad would be x + 1

PyTorch counts the changes of every tensor, and every operation notes the counts of what it keeps. Here one clock gives
every node its number at birth anyway, so it also dates the changes: an array changed at a time *after* a node's birth
is not what the node kept. The forward pass pays nothing; the way back compares two numbers for each node.

What shares memory shares its changes: a row of x, ``x.detach()``, ``x.data``. Not seen is a change of an array that no
tensor made, as ``x.numpy()[0] = 1``; PyTorch does not see that either.
"""

import itertools
import weakref
from typing import Any

import numpy as np

from .ops import Array

tick = itertools.count().__next__  # the clock: numbers nodes and changes in the order in which they come about
latest = -1  # when any array was last changed
known: "dict[int, tuple[weakref.ref[Any], int]]" = {}  # the owner of the memory, and when it was last changed


def _owner(array: Any) -> Any:
    """Whoever holds the memory that the array is a view of."""
    while (base := getattr(array, "base", None)) is not None:
        array = base
    return array


def note(array: Array) -> None:
    """Date a change of the array's memory; call it where numbers are overwritten."""
    global latest
    owner = _owner(array)
    key = id(owner)
    if key in known:
        watch = known[key][0]
    else:
        try:
            watch = weakref.ref(owner, lambda _: known.pop(key, None))  # forgotten with the memory
        except TypeError:  # memory from elsewhere, whose owner cannot be watched
            return
    latest = tick()
    known[key] = (watch, latest)


def checked(kept: Any, birth: int, name: str) -> Any:
    """What a node kept, with a ``Changed`` in place of every array that was changed since.

    Not yet an error: a rule may need another array, or the shape alone.
    """
    if isinstance(kept, (tuple, list)):
        return type(kept)(checked(part, birth, name) for part in kept)
    if isinstance(kept, np.ndarray):
        found = known.get(id(_owner(kept)))
        if found and found[1] > birth:
            return Changed(kept, name)
    return kept


class Changed:
    """Stands for a changed array. Its shape may be asked for; whoever asks for its numbers gets the error."""

    def __init__(self, array: Array, name: str) -> None:
        self.shape, self.ndim, self.dtype, self.size = array.shape, array.ndim, array.dtype, array.size
        self._name = name

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(
            f"{self._name}: its gradient needs numbers of shape {list(self.shape)} that were changed in place after "
            "the forward pass (x += …, x[…] = …, optimizer.step(), load_state_dict): run the forward pass after the "
            "change, or change a copy, x.clone()"
        )

    def __getattr__(self, name: str) -> Any:
        return self._refuse()

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function in (np.zeros_like, np.ones_like, np.empty_like) and args[0] is self:
            return function(np.broadcast_to(np.zeros((), self.dtype), self.shape), *args[1:], **kwargs)
        return self._refuse()

    __array_ufunc__ = __array__ = __getitem__ = __iter__ = __bool__ = __neg__ = __invert__ = _refuse
    __add__ = __sub__ = __mul__ = __truediv__ = __pow__ = __matmul__ = __and__ = __or__ = __xor__ = _refuse
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __rpow__ = __rmatmul__ = __rand__ = __ror__ = __rxor__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = _refuse
