"""GPT, small enough to train here: blocks of attention that look only back, and of linear layers."""

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Attention to what came before, then two linear layers, each added to what it was given."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, T, D) → (N, T, D)."""
        n, t, d = x.shape
        parts = self.qkv(self.norm1(x)).reshape(n, t, 3, self.heads, d // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4).unbind(0)  # each (N, h, T, D/h)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.dropout(self.mix(y.transpose(1, 2).reshape(n, t, d)))
        return x + self.dropout(self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh")))


class TinyGPT(nn.Module):
    """Embeddings of character and place, blocks, a normalisation, and the embedding once more as the last layer.

    Args:
        vocabulary: V, how many different characters.
        context: T, the longest text that it sees.
        width: D, features of a place.
        heads: divides D.
        layers: blocks.
        dropout: share dropped after attention and linear layers while training.

    Source: Radford et al. 2019 (GPT-2).
    """

    def __init__(
        self, vocabulary: int, context: int = 64, width: int = 64, heads: int = 4, layers: int = 2, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.context = context
        self.token = nn.Embedding(vocabulary, width)
        self.place = nn.Embedding(context, width)
        self.blocks = nn.ModuleList([Block(width, heads, dropout) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, vocabulary, bias=False)
        self.head.weight = self.token.weight  # what a character means and how it is foretold are one table
        for parameter in self.parameters():
            if parameter.ndim > 1:
                nn.init.normal_(parameter, std=0.02)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """(N, T) integers 0 … V − 1, T ≤ context → logits of every next character (N, T, V)."""
        x = self.token(tokens) + self.place(torch.arange(tokens.shape[1]))
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))
