"""The multi-layer perceptron: linear layers with a bend between them."""

from itertools import pairwise

import torch
from torch import nn


class MLP(nn.Module):
    """Layers of the widths given, ReLU between them, raw numbers (logits) at the end.

    Args:
        sizes: widths from input to output, as ``[784, 256, 128, 10]``: at least two.
        dropout: share of the hidden numbers that training drops.

    Source: Rumelhart, Hinton & Williams 1986, with ReLU in place of the sigmoid.
    """

    def __init__(self, sizes: list[int], dropout: float = 0.0) -> None:
        super().__init__()
        self.linears = nn.ModuleList([nn.Linear(a, b) for a, b in pairwise(sizes)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, sizes[0]) or pictures (N, C, H, W) of as many numbers → logits (N, sizes[-1])."""
        x = x.flatten(1)
        for linear in self.linears[:-1]:
            x = self.dropout(torch.relu(linear(x)))
        return self.linears[-1](x)
