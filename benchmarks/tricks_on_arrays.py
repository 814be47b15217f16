"""Tricks on bare arrays: convolution, pooling, curves, sums and products."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks import plain
from benchmarks.trick import RNG, Trick, draw, with_setting
from dlcourse.scratch.ops import activations, convolution, pooling, products, threads

ONE = (1, 1)


def convolutions() -> Iterator[Trick]:
    """Pictures."""
    few, small = draw(2, 3, 10, 10), draw(4, 3, 3, 3)
    yield Trick(
        "windows as columns, one product",
        lambda: plain.six_loops(few, small),
        lambda: convolution.correlate(few, small, ONE, ONE, 1),
        "dlcourse.scratch.ops.convolution.correlate",
    )
    x, w = draw(32, 32, 34, 34), draw(32, 32, 3, 3)

    def correlated() -> Any:
        return convolution.correlate(x, w, ONE, ONE, 1)

    one_part = with_setting(threads, "WORTH_IT", 2**62, correlated)
    yield Trick(
        "a few pictures' columns at a time",
        with_setting(threads, "WORTH_IT", 2**62, lambda: plain.all_columns(x, w)),
        one_part,
        "dlcourse.scratch.ops.convolution.blocks",
    )
    yield Trick("half of the batch on each core", one_part, correlated, "dlcourse.scratch.ops.threads.in_parts", 2)
    pictures = draw(64, 6, 28, 28)
    settings = {"kernel": (2, 2), "stride": (2, 2), "padding": (0, 0), "dilation": ONE}
    yield Trick(
        "pooling in two stages of shifted pictures",
        lambda: plain.largest_of_windows(pictures),
        lambda: pooling.max_pool2d.forward(pictures, **settings)[0],
        "dlcourse.scratch.ops.pooling.largest",
    )


def curves() -> Iterator[Trick]:
    """Activations."""
    x, g = draw(256, 512), draw(256, 512)
    y = np.maximum(x, 0)
    yield Trick(
        "ReLU's way back as a product",
        lambda: np.where(y > 0, g, 0),
        lambda: activations.relu.rules[0](g, y),
        "dlcourse.scratch.ops.activations.relu",
    )
    yield Trick(
        "erf as tanh of a polynomial",
        lambda: activations.exact_erf(x),
        lambda: activations.erf(x),
        "dlcourse.scratch.ops.activations.erf",
    )
    yield Trick(
        "cubes as products, passes in place",
        lambda: plain.gelu_tanh(x),
        lambda: activations.gelu_tanh.forward(x)[0],
        "dlcourse.scratch.ops.activations.gelu_tanh",
    )
    a, size = draw(64, 512), 128
    halves = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), size)

    def one_tanh() -> np.ndarray:
        y = np.tanh(a * halves)
        sigmoids = y[:, : 3 * size]
        sigmoids *= 0.5
        sigmoids += 0.5
        return y

    yield Trick("one tanh for all gates", lambda: plain.gates(a, size), one_tanh, "dlcourse.scratch.ops.recurrent.lstm")
    scale = np.sqrt(2 / np.pi)
    yield Trick(
        "no float64 by accident",
        lambda: np.tanh(x * scale),
        lambda: np.tanh(x * float(scale)),
        "dlcourse.scratch.dtypes.promote",
    )


def sums_and_products() -> Iterator[Trick]:
    """What BLAS does best, or NumPy's own loops do badly."""
    x, w = draw(64, 32, 128), draw(128, 128)
    yield Trick(
        "one large product for a stack",
        lambda: np.stack([matrix @ w for matrix in x]),
        lambda: products.matmul.forward(x, w)[0],
        "dlcourse.scratch.ops.products.matmul",
    )
    g = draw(4096, 64)
    ones = np.ones(len(g), g.dtype)
    yield Trick(
        "a sum over rows as a product with ones",
        lambda: g.sum(axis=0),
        lambda: ones @ g,
        "dlcourse.scratch.ops.normalisation.layer_norm",
    )
    other = draw(4096, 64)
    yield Trick(
        "products summed in one pass",
        lambda: (g * other).sum(axis=1),
        lambda: np.einsum("nd,nd->n", g, other),
        "dlcourse.scratch.ops.normalisation.layer_norm",
    )
    table, index = draw(1000, 64), RNG.integers(0, 1000, 4096)
    yield Trick(
        "an embedding looked up",
        lambda: plain.one_hot_product(table, index),
        lambda: products.embedding.forward(table, index, None)[0],
        "dlcourse.scratch.ops.products.embedding",
    )
    yield Trick(
        "an embedding's gradient sorted first",
        lambda: plain.add_row_by_row(g, index, 1000),
        lambda: products.embedding.rules[0](g, table, index, None),
        "dlcourse.scratch.ops.products.embedding",
    )
