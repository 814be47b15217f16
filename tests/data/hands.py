"""Strangers' handwriting as drawings: real MNIST test digits, replayed as strokes on the canvas."""

import gzip
import os
from pathlib import Path

import numpy as np
from conftest import cannot_prove

HERE = Path(__file__).parents[2]


def real_data(name: str) -> Path:
    """The folder that holds a set's real files; skips the test where there is none."""
    folder = HERE / os.environ.get("DLCOURSE_TEST_DATA", "../shared/data") / name
    if not folder.is_dir():
        cannot_prove(f"what needs the real files of {name} (DLCOURSE_TEST_DATA names no folder that holds them)")
    return folder


def hands(n: int, seed: int):
    """Real digits of MNIST's test part as drawings: n drawings, their labels (n,), the pen of each (n,).

    Each digit is made twice as fine, its ink cut at half, enlarged to 38 to 85 % of the canvas and placed
    anywhere. Every row of its ink is a stroke, drawn with a pen as wide as a row: as a canvas would hold it.
    """
    folder = real_data("mnist")
    images = np.frombuffer(gzip.decompress((folder / "t10k-images-idx3-ubyte.gz").read_bytes()), np.uint8, offset=16)
    labels = np.frombuffer(gzip.decompress((folder / "t10k-labels-idx1-ubyte.gz").read_bytes()), np.uint8, offset=8)
    rng = np.random.default_rng(seed)
    chosen = rng.choice(10_000, size=n, replace=False)
    drawings, pens = zip(*(as_drawing(image, rng) for image in images.reshape(-1, 28, 28)[chosen]), strict=True)
    return list(drawings), labels[chosen].astype(np.int64), np.array(pens)


def as_drawing(image, rng):
    """One picture (28, 28) of 0 … 255 as strokes somewhere on the canvas, and their pen."""
    from PIL import Image

    ink = np.asarray(Image.fromarray(image).resize((56, 56), Image.Resampling.BICUBIC)) >= 128
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = ink.shape
    dot = min(rng.uniform(0.38, 0.85) / high, 0.89 / wide)
    left, top = rng.uniform(0.05, 0.95 - np.array([wide, high]) * dot)
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(int), axis=1)
    strokes = []
    for (row, begin), end in zip(np.argwhere(edges == 1), np.argwhere(edges == -1)[:, 1], strict=True):
        y = top + (row + 0.5) * dot
        strokes.append([[left + (begin + 0.5) * dot, y], [left + (end - 0.5) * dot, y]])
    return strokes, 1.3 * dot  # rows overlap, so that no gap shows between two
