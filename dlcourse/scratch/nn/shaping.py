"""Functions on shapes that PyTorch keeps in ``nn.functional``.

pad(x, (1, 1))                    # one zero at each end of the last axis
"""

from collections.abc import Sequence

from ..graph import record
from ..ops import shapes
from ..tensor import Tensor


def pad(input: Tensor, pad: Sequence[int], mode: str = "constant", value: float | None = None) -> Tensor:
    """A border: (left, right) of the last axis, then of the one before, and so on; negative widths cut away.

    Raises:
        NotImplementedError: a mode other than "constant"; cat the pieces to be mirrored instead.
        ValueError: an odd number of widths, or more than the tensor has axes.
    """
    if mode != "constant":
        raise NotImplementedError(f'pad: mode {mode!r} is missing here: cat the pieces, or use "constant"')
    if len(pad) % 2 or len(pad) > 2 * input.ndim:
        raise ValueError(f"pad: {len(pad)} widths do not fit {input.ndim} dims: two for each axis, the last axis first")
    pairs = [(pad[n], pad[n + 1]) for n in range(0, len(pad), 2)]
    widths = ((0, 0),) * (input.ndim - len(pairs)) + tuple(reversed(pairs))
    return record(shapes.pad, input, widths=widths, value=value or 0)
