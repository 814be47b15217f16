"""A language model with gates: what the state keeps and forgets is learned."""

import torch
from torch import nn


class LSTMLanguageModel(nn.Module):
    """Embedding, long short-term memory, a linear layer.

    Args:
        vocabulary: V, how many different characters.
        width: D, features of a character.
        hidden: H, features of the state.
        layers: recurrent layers one upon the other.
        dropout: share dropped before the last layer and between recurrent ones while training.

    Source: Hochreiter & Schmidhuber 1997; as a language model Sundermeyer, Schlüter & Ney 2012.
    """

    def __init__(
        self, vocabulary: int, width: int = 32, hidden: int = 64, layers: int = 1, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.recurrent = nn.LSTM(width, hidden, layers, batch_first=True, dropout=dropout)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(hidden, vocabulary)

    def forward(
        self, tokens: torch.Tensor, state: tuple[torch.Tensor, torch.Tensor] | None = None
    ) -> tuple[torch.Tensor, tuple[torch.Tensor, torch.Tensor]]:
        """Foretell every next character.

        Args:
            tokens: (N, T) integers 0 … V − 1.
            state: states and cells (layers, N, H) where the text before ended; zeros if left out.

        Returns:
            Logits (N, T, V), and states and cells at the end.
        """
        hidden, state = self.recurrent(self.embedding(tokens), state)
        return self.head(self.dropout(hidden)), state
