"""The transformer's layer: attention mixes places, two linear layers change each place.

layer = TransformerEncoderLayer(128, 4, batch_first=True)
layer(x)                                                     # x (N, T, 128) → the same shape
"""

from collections.abc import Callable

from ..tensor import Tensor
from . import activations
from .attention import MultiheadAttention
from .linear import Dropout, Linear
from .module import Module
from .normalisation import LayerNorm


class TransformerEncoderLayer(Module):
    """Attention, then two linear layers, each added to what it was given; normalised after (2017) or before (GPT-2).

    x ← norm(x + attention(x)), x ← norm(x + linear₂(f(linear₁(x)))); with norm_first x ← x + attention(norm(x)) and
    x ← x + linear₂(f(linear₁(norm(x)))).

    Args:
        d_model: D, the features.
        nhead: heads.
        dim_feedforward: width between the two linear layers.
        dropout: share dropped in three places while training.
        activation: "relu", "gelu", or a function.
        layer_norm_eps: of both normalisations.
        batch_first: (N, T, D) in place of (T, N, D).
        norm_first: normalise before attention and linear layers: trains without warm-up.
        bias: whether linear layers and normalisations have one.

    Source: Vaswani et al. 2017, arXiv:1706.03762; Xiong et al. 2020, arXiv:2002.04745 for norm_first.
    """

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: str | Callable[[Tensor], Tensor] = "relu",
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.self_attn = MultiheadAttention(d_model, nhead, dropout=dropout, bias=bias, batch_first=batch_first)
        self.linear1 = Linear(d_model, dim_feedforward, bias=bias)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, bias=bias)
        self.norm_first = norm_first
        self.norm1 = LayerNorm(d_model, eps=layer_norm_eps, bias=bias)
        self.norm2 = LayerNorm(d_model, eps=layer_norm_eps, bias=bias)
        self.dropout1 = Dropout(dropout)
        self.dropout2 = Dropout(dropout)
        if isinstance(activation, str) and activation not in ("relu", "gelu"):
            raise RuntimeError(f'activation is "relu", "gelu" or a function, not {activation!r}')
        self.activation = getattr(activations, activation) if isinstance(activation, str) else activation

    def forward(
        self,
        src: Tensor,
        src_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        is_causal: bool = False,
    ) -> Tensor:
        """(T, N, D), or (N, T, D) with batch_first → the same; masks as in ``MultiheadAttention``."""

        def attended(x: Tensor) -> Tensor:
            masks = {"attn_mask": src_mask, "key_padding_mask": src_key_padding_mask, "is_causal": is_causal}
            return self.dropout1(self.self_attn(x, x, x, need_weights=False, **masks)[0])

        def fed_forward(x: Tensor) -> Tensor:
            return self.dropout2(self.linear2(self.dropout(self.activation(self.linear1(x)))))

        x = src
        if self.norm_first:
            x = x + attended(self.norm1(x))
            return x + fed_forward(self.norm2(x))
        x = self.norm1(x + attended(x))
        return self.norm2(x + fed_forward(x))
