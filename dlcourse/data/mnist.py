"""MNIST and Fashion-MNIST: 70 000 pictures each, downloaded once."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.downloads import Progress, Source, fetch
from dlcourse.data.labelled import Labelled
from dlcourse.data.sets import FASHION_MNIST, MNIST, TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS

SPLITS = {"train": (TRAIN_IMAGES, TRAIN_LABELS), "test": (TEST_IMAGES, TEST_LABELS)}

# What Fashion-MNIST's labels 0 … 9 stand for.
FASHION = ("T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")


def mnist(
    split: str = "train",
    *,
    folder: str | Path | None = None,
    addresses: Sequence[str] | None = None,
    timeout: float = 30.0,
    progress: Progress = None,
) -> Labelled:
    """MNIST: handwritten digits, 28×28, centred by their mass.

    Args:
        split: ``"train"`` (60 000; 10 MB to download) or ``"test"`` (10 000, other people's writing; 2 MB).
        folder: the cache; else ``DLCOURSE_DATA``, else the user's cache folder.
        addresses: other places to look for the files, tried in order.
        timeout: seconds without an answer until an address is given up.
        progress: see `dlcourse.data.downloads.fetch`.

    Returns:
        images uint8 (N, 28, 28), 0 … 255, ink bright on dark; labels int64 (N,), 0 … 9.

    Raises:
        ValueError: there is no such split.
        DataError: it could not be downloaded or kept; the text says why and what to do.

    Source: LeCun, Bottou, Bengio & Haffner 1998, doi:10.1109/5.726791; CC BY-SA 3.0.
    """
    return _labelled(MNIST, split, folder, addresses, timeout, progress)


def fashion_mnist(
    split: str = "train",
    *,
    folder: str | Path | None = None,
    addresses: Sequence[str] | None = None,
    timeout: float = 30.0,
    progress: Progress = None,
) -> Labelled:
    """Fashion-MNIST: photographs of clothes, 28×28, in MNIST's format; `FASHION` names the ten labels.

    Args:
        split: ``"train"`` (60 000; 26 MB to download) or ``"test"`` (10 000; 4 MB).
        folder: the cache; else ``DLCOURSE_DATA``, else the user's cache folder.
        addresses: other places to look for the files, tried in order.
        timeout: seconds without an answer until an address is given up.
        progress: see `dlcourse.data.downloads.fetch`.

    Returns:
        images uint8 (N, 28, 28), 0 … 255, the garment bright on dark; labels int64 (N,), 0 … 9.

    Raises:
        ValueError: there is no such split.
        DataError: it could not be downloaded or kept; the text says why and what to do.

    Source: Xiao, Rasul & Vollgraf 2017, arXiv:1708.07747; MIT licence.
    """
    return _labelled(FASHION_MNIST, split, folder, addresses, timeout, progress)


def _labelled(
    source: Source,
    split: str,
    folder: str | Path | None,
    addresses: Sequence[str] | None,
    timeout: float,
    progress: Progress,
) -> Labelled:
    if split not in SPLITS:
        raise ValueError(f"split={split!r} is not known; choose 'train' or 'test'")
    images, labels = (
        _idx(fetch(source, file, folder=folder, addresses=addresses, timeout=timeout, progress=progress))
        for file in SPLITS[split]
    )
    return Labelled(images, labels.astype(np.int64))


def _idx(path: Path) -> NDArray[np.uint8]:
    """The array in a file of the idx format: two zeros, the type (8: bytes), the number of axes, their lengths."""
    content = gzip.decompress(path.read_bytes())
    axes = content[3]
    shape = np.frombuffer(content, ">u4", count=axes, offset=4)
    # A copy: what is read in place cannot be written to, which PyTorch warns about.
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape).copy()
