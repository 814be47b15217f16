"""Normalisation: shift and scale numbers to mean 0 and variance 1, then by two learned numbers once more.

    x̂ = (x − mean) / √(variance + ε)          y = x̂·w + b

Over what the mean is taken makes the name: over the batch for each channel (batch), over the features of each example
(layer). The mean and the variance depend on every x, and so the gradient has three parts:

    ∂L/∂x = w / √(variance + ε) · (g − mean(g) − x̂ · mean(g·x̂))

it is g without its mean and without its part along x̂: shifting or scaling all x together changes nothing. Plain:
subtract, square, divide as operations of their own, each of which keeps arrays for its rule. As one operation the rule
above needs x̂ alone (``benchmarks.tricks``: about 1.6 times as fast).
"""

from typing import Any

import numpy as np

from .operation import Array, Kept, operation


def by_channel(x: Array) -> Array:
    """(N, C, …) as (N, C, D), everything after the channels laid out as one axis."""
    return x.reshape(*x.shape[:2], -1) if x.ndim > 2 else x[:, :, None]


def statistics(x: Array) -> tuple[Array, Array]:
    """Mean and (biased) variance of each channel of x (N, C, …), both (C,)."""
    x = by_channel(x)
    mean = x.mean(axis=2).mean(axis=0)
    centred = x - mean[:, None]
    return mean, np.einsum("ncd,ncd->c", centred, centred) / (len(x) * x.shape[2])


@operation
def batch_norm(
    x: Array, w: Array | None, b: Array | None, mean: Array, variance: Array, eps: float, training: bool
) -> tuple[Array, Kept]:
    """x (N, C, …), the rest (C,). While training, mean and variance are x's own, and the gradient knows it."""
    scale = 1 / np.sqrt(variance + eps)
    normal = by_channel(x) - mean[:, None]
    normal *= scale[:, None]
    y = normal if w is None else normal * w[:, None]
    if b is not None:
        y = np.add(y, b[:, None], out=None if y is normal else y)
    return y.reshape(x.shape), (normal, scale, w, training)


@batch_norm.back_together
def _(g: Array, needs: list[bool], normal: Array, scale: Array, w: Array | None, training: bool) -> list[Array | None]:
    shape, g = g.shape, by_channel(g)
    total, along = g.sum(axis=2).sum(axis=0), np.einsum("ncd,ncd->c", g, normal)
    back = None
    if needs[0]:
        if training:
            count = len(g) * g.shape[2]
            back = normal * (along / -count)[:, None]
            back += g
            back -= (total / count)[:, None]
        else:
            back = g.copy()
        back *= (scale if w is None else scale * w)[:, None]
        back = back.reshape(shape)
    return [back, along, total]


@operation
def layer_norm(x: Array, w: Array | None, b: Array | None, size: int, eps: float) -> tuple[Array, Kept]:
    """Each stretch of ``size`` numbers at the end of x (…, size) on its own; w and b in the shape of one stretch."""
    rows = x.reshape(-1, size)
    rows = rows - rows.mean(axis=1, keepdims=True)
    scale = np.einsum("nd,nd->n", rows, rows)
    scale /= size
    scale += eps
    scale = (1 / np.sqrt(scale))[:, None]
    rows *= scale
    y = rows if w is None else rows * w.reshape(-1)
    if b is not None:
        y += b.reshape(-1)
    return y.reshape(x.shape), (rows, scale, w)


@layer_norm.back_together
def _(g: Array, needs: list[bool], rows: Array, scale: Array, w: Array | None) -> list[Array | None]:
    shape: tuple[int, ...] = g.shape
    g = g.reshape(rows.shape)
    back: list[Array | None] = [None, None, None]
    if needs[1] and w is not None:
        back[1] = np.einsum("nd,nd->d", g, rows).reshape(w.shape)
    if needs[2] and w is not None:
        back[2] = (np.ones(len(g), g.dtype) @ g).reshape(w.shape)
    if needs[0]:
        weighed = g if w is None else g * w.reshape(-1)
        along = np.einsum("nd,nd->n", weighed, rows)[:, None]
        dx = rows * (along / -rows.shape[1])
        dx += weighed
        dx -= weighed.mean(axis=1, keepdims=True)
        dx *= scale
        back[0] = dx.reshape(shape)
    return back


@operation
def rms_norm(x: Array, w: Array | None, size: int, eps: float) -> tuple[Array, Kept]:
    """x / √(mean(x²) + ε)·w: layer normalisation without the mean. Source: Zhang & Sennrich 2019, arXiv:1910.07467."""
    rows = x.reshape(-1, size)
    scale = 1 / np.sqrt(np.einsum("nd,nd->n", rows, rows)[:, None] / size + eps)
    rows = rows * scale
    y = rows if w is None else rows * w.reshape(-1)
    return y.reshape(x.shape), (rows, scale, w)


@rms_norm.back_together
def _(g: Array, needs: list[bool], rows: Array, scale: Array, w: Array | None) -> list[Array | None]:
    flat: Any = g.reshape(rows.shape)
    weighed = flat if w is None else flat * w.reshape(-1)
    dx = (weighed - rows * (np.einsum("nd,nd->n", weighed, rows)[:, None] / flat.shape[1])) * scale
    return [dx.reshape(g.shape), None if w is None else (flat * rows).sum(axis=0).reshape(w.shape)]
