"""A language model with one recurrent layer: reads a character, updates its state, foretells the next."""

import torch
from torch import nn


class RNNLanguageModel(nn.Module):
    """Embedding, Elman's network, a linear layer.

    Args:
        vocabulary: V, how many different characters.
        width: D, features of a character.
        hidden: H, features of the state.
        layers: recurrent layers one upon the other.

    Source: Mikolov et al. 2010.
    """

    def __init__(self, vocabulary: int, width: int = 32, hidden: int = 64, layers: int = 1) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.recurrent = nn.RNN(width, hidden, layers, batch_first=True)
        self.head = nn.Linear(hidden, vocabulary)

    def forward(
        self, tokens: torch.Tensor, state: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Foretell every next character.

        Args:
            tokens: (N, T) integers 0 … V − 1.
            state: (layers, N, H) where the text before ended; zeros if left out.

        Returns:
            Logits (N, T, V), and the state at the end.
        """
        hidden, state = self.recurrent(self.embedding(tokens), state)
        return self.head(hidden), state
