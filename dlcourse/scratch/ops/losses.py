"""How wrong is it? One number an example, and where to push.

    cross-entropy  −log pₖ, p = softmax(x), k the right class       ∂/∂x = p − y, y one at k and zero elsewhere
    binary         −t·log σ(x) − (1 − t)·log σ(−x)                  ∂/∂x = σ(x) − t

Each loss comes as one operation, for two reasons: together the logarithm and the exponential cannot overflow, and the
gradient is far simpler than its parts. Plain: softmax, pick, log, each with its rule (``benchmarks.tricks``: as one,
cross-entropy is nearly twice as fast). The values are one an example; the caller, ``nn.functional``, takes mean or sum.
"""

import numpy as np

from .activations import logistic
from .operation import Array, Kept, operation


@operation
def cross_entropy(logits: Array, target: Array, weight: Array, smoothing: float) -> tuple[Array, Kept]:
    """−log p of the right class, logits (N, K), target (N,); weight (N,) scales each example.

    With smoothing s the aim is (1 − s) on the right class and s/K on each; class weights come with
    ``soft_cross_entropy``. Gradient: p − aim.
    """
    log_p = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(log_p)
    total = p.sum(axis=1, keepdims=True)
    log_p -= np.log(total)
    lines = np.arange(len(target))
    y = -log_p[lines, target] * (1 - smoothing)
    if smoothing:
        y -= log_p.mean(axis=1) * smoothing
    p /= total
    return y * weight, (p, target, weight, smoothing)


@cross_entropy.back
def _(g: Array, p: Array, target: Array, weight: Array, smoothing: float) -> Array:
    back = p - smoothing / p.shape[1] if smoothing else p.copy()
    back[np.arange(len(target)), target] -= 1 - smoothing
    back *= (g * weight)[:, None]
    return back


@operation
def soft_cross_entropy(logits: Array, aim: Array) -> tuple[Array, Kept]:
    """−Σ aim · log p, both (N, K); the aims need not sum to one. Gradient: p·Σaim − aim."""
    log_p = logits - logits.max(axis=1, keepdims=True)
    log_p -= np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    return -(aim * log_p).sum(axis=1), (log_p, aim)


soft_cross_entropy.back(
    lambda g, log_p, aim: g[:, None] * (np.exp(log_p) * aim.sum(axis=1, keepdims=True) - aim),
    lambda g, log_p, aim: -g[:, None] * log_p,
)


@operation
def bce_with_logits(x: Array, target: Array, pos_weight: Array | float) -> tuple[Array, Kept]:
    """−w·t·log σ(x) − (1 − t)·log σ(−x), each logarithm stable: log σ(x) = min(x, 0) − log(1 + e^−|x|)."""
    log_tail = np.log1p(np.exp(-np.abs(x)))
    yes, no = np.minimum(x, 0) - log_tail, -np.maximum(x, 0) - log_tail
    return -(pos_weight * target * yes + (1 - target) * no), (x, target, pos_weight, yes, no)


bce_with_logits.back(
    lambda g, x, t, w, yes, no: g * (logistic(x) * (1 - t + w * t) - w * t),
    lambda g, x, t, w, yes, no: g * (no - w * yes),
)


@operation
def smooth_l1(a: Array, b: Array, beta: float) -> tuple[Array, Kept]:
    """½d²/β where |d| < β, else |d| − β/2: a square that turns into straight lines, so that outliers do not rule."""
    d = a - b
    size = np.abs(d)
    if beta == 0:
        return size, (d, beta)
    return np.where(size < beta, 0.5 * d * d / beta, size - 0.5 * beta), (d, beta)


def _smooth_slope(d: Array, beta: float) -> Array:
    return np.sign(d) if beta == 0 else np.clip(d / beta, -1, 1)


smooth_l1.back(lambda g, d, beta: g * _smooth_slope(d, beta), lambda g, d, beta: -g * _smooth_slope(d, beta))


@operation
def kl_div(log_q: Array, p: Array, log_target: bool) -> tuple[Array, Kept]:
    """p · (log p − log q), with 0·log 0 = 0; with ``log_target`` p comes as its logarithm."""
    if log_target:
        full = np.exp(p)
        return full * (p - log_q), (log_q, p, full, log_target)
    log_p = np.log(np.where(p > 0, p, 1))
    return p * log_p - p * log_q, (log_q, log_p, p, log_target)


kl_div.back(
    lambda g, log_q, log_p, p, log_target: -g * p,
    lambda g, log_q, log_p, p, log_target: g * (p * (log_p - log_q + 1) if log_target else log_p - log_q + 1),
)
