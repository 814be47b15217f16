"""Attention, alone and with several heads: softmax(Q·Kᵀ / √d)·V. The mathematics: ``ops.attention``.

    y, _ = MultiheadAttention(128, 4, batch_first=True)(x, x, x)        # x (N, T, 128) → the same shape

Two conventions meet here, as in PyTorch: a mask of truth values means "may look" in ``scaled_dot_product_attention``
and "must not look" in ``MultiheadAttention``. A mask of numbers is added before the softmax in both: −∞ hides.
"""

import math
from typing import Any

import numpy as np

from .. import creation
from ..graph import record, wrap
from ..ops import attention as ops
from ..tensor import Tensor
from . import init
from .linear import Linear, dropout, linear
from .module import Module
from .parameter import Parameter


def _causal(rows: int, columns: int, dtype: Any) -> Any:
    """0 where column ≤ row, −∞ where a place would see its future."""
    return np.triu(np.full((rows, columns), -np.inf, dtype), 1)


def _added(mask: Tensor, dtype: Any, hidden: bool) -> Any:
    """A mask as numbers to add; ``hidden`` says which truth value hides."""
    if mask.requires_grad:
        raise NotImplementedError("a mask that is learned is missing here: write softmax(q @ k.mT + mask) @ v")
    if mask.array.dtype != bool:
        return mask.array.astype(dtype, copy=False)
    return np.where(mask.array == hidden, np.array(-np.inf, dtype), np.array(0, dtype))


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    scale: float | None = None,
) -> Tensor:
    """softmax(Q·Kᵀ / √d)·V.

    Args:
        query: (…, T, d).
        key: (…, S, d).
        value: (…, S, dv).
        attn_mask: broadcasts to (…, T, S): true where a place may look, or numbers to be added.
        dropout_p: share of the weights dropped; at any time, not only while training.
        is_causal: no place looks beyond its own index; excludes attn_mask.
        scale: in place of 1/√d.

    Returns:
        (…, T, dv). A row that may look nowhere is zero.

    Raises:
        RuntimeError: the shapes do not fit, or both a mask and is_causal are given.
    """
    if is_causal and attn_mask is not None:
        raise RuntimeError("scaled_dot_product_attention: give attn_mask or is_causal, not both")
    if query.shape[-1] != key.shape[-1] or key.shape[-2] != value.shape[-2]:
        raise RuntimeError(
            f"scaled_dot_product_attention: query {list(query.shape)} and key {list(key.shape)} need the same last "
            f"length, key and value {list(value.shape)} the same last but one"
        )
    scale = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    mask = None
    if is_causal:
        mask = _causal(query.shape[-2], key.shape[-2], query.dtype)
    elif attn_mask is not None:
        mask = _added(attn_mask, query.dtype, hidden=False)
    if dropout_p:
        scores = query @ key.mT * scale
        shares = (scores if mask is None else scores + wrap(mask)).softmax(-1)
        return dropout(shares, dropout_p) @ value
    return record(ops.attention, query, key, value, mask=mask, scale=scale)


class MultiheadAttention(Module):
    """Several attentions side by side, each on its own D/h features, mixed by a last linear layer.

    y = concat(head₁, …, headₕ)·Wᵀ + b, each head softmax(Q·Kᵀ / √d)·V of its own linear maps of the input.

    Args:
        embed_dim: D, the features of query, key and value.
        num_heads: h, divides D.
        dropout: share of the attention weights dropped while training.
        bias: whether the linear layers have one.
        batch_first: (N, T, D) in place of (T, N, D).

    Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.2.2.
    """

    def __init__(
        self, embed_dim: int, num_heads: int, dropout: float = 0.0, bias: bool = True, batch_first: bool = False
    ) -> None:
        super().__init__()
        if embed_dim % num_heads:
            raise AssertionError(f"embed_dim {embed_dim} must be divisible by num_heads {num_heads}")
        self.embed_dim, self.num_heads, self.dropout, self.batch_first = embed_dim, num_heads, dropout, batch_first
        self.in_proj_weight = Parameter(init.xavier_uniform_(creation.empty(3 * embed_dim, embed_dim)))
        self.register_parameter("in_proj_bias", Parameter(creation.zeros(3 * embed_dim)) if bias else None)
        self.out_proj = Linear(embed_dim, embed_dim, bias=bias)
        if self.out_proj.bias is not None:
            init.zeros_(self.out_proj.bias)

    def forward(
        self,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        key_padding_mask: Tensor | None = None,
        need_weights: bool = True,
        attn_mask: Tensor | None = None,
        average_attn_weights: bool = True,
        is_causal: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        """Attend.

        Args:
            query: (T, N, D), or (N, T, D) with batch_first; likewise key and value (S, N, D).
            key_padding_mask: (N, S), true where there is nothing to look at.
            need_weights: return the attention weights too; without them one fused operation does the work.
            attn_mask: (T, S) or (N·h, T, S), true where a place must not look, or numbers to be added.
            average_attn_weights: the heads' mean (N, T, S), or each of them (N, h, T, S).
            is_causal: a promise that attn_mask hides the future; needs attn_mask.

        Returns:
            The mixed values in query's shape, and the weights or None.
        """
        if is_causal and attn_mask is None:
            raise RuntimeError("MultiheadAttention: is_causal needs attn_mask, which it only describes")
        same = query is key is value
        if not self.batch_first:
            query, key, value = (x.transpose(0, 1) for x in (query, key, value))
        batch, length, width = query.shape
        mask = self._mask(attn_mask, key_padding_mask, batch, length, key.shape[1], query.dtype)
        dropped = self.dropout if self.training else 0.0
        scale = 1 / math.sqrt(width // self.num_heads)
        weights = None
        if same and not need_weights and not dropped:
            packed = linear(query, self.in_proj_weight, self.in_proj_bias)
            mixed = record(ops.self_attention, packed, heads=self.num_heads, mask=mask, scale=scale)
        else:
            q, k, v = (self._projected(x, n) for n, x in enumerate((query, key, value)))
            scores = q @ k.mT * scale
            shares = (scores if mask is None else scores + wrap(mask)).softmax(-1)
            shares = dropout(shares, dropped)
            mixed = (shares @ v).transpose(1, 2).reshape(batch, length, width)
            weights = shares.mean(1) if average_attn_weights else shares
        out = self.out_proj(mixed)
        return out if self.batch_first else out.transpose(0, 1), weights if need_weights else None

    def _projected(self, x: Tensor, part: int) -> Tensor:
        """(N, T, D) → query (part 0), key (1) or value (2) by heads, (N, h, T, d)."""
        some = slice(part * self.embed_dim, (part + 1) * self.embed_dim)
        bias = None if self.in_proj_bias is None else self.in_proj_bias[some]
        y = linear(x, self.in_proj_weight[some], bias)
        return y.reshape(*x.shape[:2], self.num_heads, -1).transpose(1, 2)

    def _mask(self, attn: Tensor | None, padding: Tensor | None, n: int, t: int, s: int, dtype: Any) -> Any:
        total = None
        if attn is not None:
            if attn.shape not in ((t, s), (n * self.num_heads, t, s)):
                raise RuntimeError(
                    f"attn_mask {list(attn.shape)} fits neither [{t}, {s}] nor [{n * self.num_heads}, {t}, {s}]"
                )
            total = _added(attn, dtype, hidden=True)
            total = total.reshape(n, self.num_heads, t, s) if attn.ndim == 3 else total
        if padding is not None:
            if padding.shape != (n, s):
                raise AssertionError(f"key_padding_mask {list(padding.shape)} does not fit [{n}, {s}]")
            hidden = _added(padding, dtype, hidden=True)[:, None, None, :]
            total = hidden if total is None else total + hidden
        return total
