"""What every labelled set of this package comes as: arrays of pictures and of labels, one row each."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


class Labelled(NamedTuple):
    """Pictures with their labels; unpack it: ``images, labels = digits()``.

    Attributes:
        images: (N, H, W); float32 in 0…1, ink bright on dark, unless the function that made it says otherwise.
        labels: (N,), int64, classes 0 … K-1.
    """

    images: NDArray[Any]
    labels: NDArray[Any]
