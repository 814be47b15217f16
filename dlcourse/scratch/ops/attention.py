"""Attention: every place looks at all others and takes a mean of what it finds there, weighted by how well they match.

    P = softmax(Q·Kᵀ / √d)          Y = P·V

One operation from Q, K, V to Y. The way back, with G = ∂L/∂Y:

    ∂V = Pᵀ·G     ∂P = G·Vᵀ     ∂S = P ∘ (∂P − rowsum(∂P ∘ P))     ∂Q = ∂S·K / √d     ∂K = ∂Sᵀ·Q / √d

Plain: product, scale, softmax and product as operations of their own, which keep the T×T scores more than once. The
row sums are those of G ∘ Y as well, T·d numbers in place of T². Heads are not cut apart: a view shows the h heads
inside the D features, and the products read and write through it. What one operation gains: ``benchmarks.tricks``.
"""

import numpy as np

from .operation import Array, Kept, operation


def weights(q: Array, k: Array, mask: Array | None, scale: float) -> Array:
    """P (…, T, S) from q (…, T, d), k (…, S, d) and what is added before the softmax; a row masked all over is zero."""
    p = q @ k.swapaxes(-1, -2)
    p *= scale
    if mask is not None:
        p += mask
    peak = p.max(axis=-1, keepdims=True, initial=-np.inf)
    if mask is not None:
        peak[peak == -np.inf] = 0
    p -= peak
    np.exp(p, out=p)
    total = p.sum(axis=-1, keepdims=True)
    if mask is not None:
        total[total == 0] = 1
    p /= total
    return p


def way_back(
    g: Array, q: Array, k: Array, v: Array, p: Array, y: Array, scale: float, out: tuple[Array, Array, Array]
) -> None:
    """Write ∂Q, ∂K, ∂V into the three arrays of ``out``."""
    np.matmul(p.swapaxes(-1, -2), g, out=out[2])
    ds = g @ v.swapaxes(-1, -2)
    ds -= (g * y).sum(axis=-1, keepdims=True)
    ds *= p
    ds *= scale
    np.matmul(ds, k, out=out[0])
    np.matmul(ds.swapaxes(-1, -2), q, out=out[1])


@operation
def attention(q: Array, k: Array, v: Array, mask: Array | None, scale: float) -> tuple[Array, Kept]:
    """q (…, T, d), k (…, S, d), v (…, S, dv) → (…, T, dv); mask broadcasts to (…, T, S) and is added."""
    p = weights(q, k, mask, scale)
    y = p @ v
    return y, (q, k, v, p, y, scale)


@attention.back_together
def _(g: Array, needs: list[bool], q: Array, k: Array, v: Array, p: Array, y: Array, scale: float) -> list[Array]:
    lead = p.shape[:-2]  # q, k or v may be broadcast; each gradient in the full shape, the tape sums it
    out = tuple(np.empty((*lead, *x.shape[-2:]), g.dtype) for x in (q, k, v))
    way_back(g, q, k, v, p, y, scale, out)  # type: ignore[arg-type]
    return list(out)


def heads_of(packed: Array, parts: int, heads: int) -> Array:
    """(N, T, parts·D) seen as (parts, N, heads, T, d): a view."""
    n, t, width = packed.shape
    return packed.reshape(n, t, parts, heads, width // parts // heads).transpose(2, 0, 3, 1, 4)


@operation
def self_attention(packed: Array, heads: int, mask: Array | None, scale: float) -> tuple[Array, Kept]:
    """Q, K and V side by side, (N, T, 3·D), as one product with one weight gives them → (N, T, D)."""
    q, k, v = heads_of(packed, 3, heads)
    p = weights(q, k, mask, scale)
    y = np.empty((*packed.shape[:2], packed.shape[2] // 3), packed.dtype)
    (through,) = heads_of(y, 1, heads)
    np.matmul(p, v, out=through)
    return y, (packed, p, y, heads, scale)


@self_attention.back_together
def _(g: Array, needs: list[bool], packed: Array, p: Array, y: Array, heads: int, scale: float) -> list[Array]:
    q, k, v = heads_of(packed, 3, heads)
    back = np.empty(packed.shape, packed.dtype)
    dq, dk, dv = heads_of(back, 3, heads)
    way_back(heads_of(g, 1, heads)[0], q, k, v, p, heads_of(y, 1, heads)[0], scale, (dq, dk, dv))
    return [back]
