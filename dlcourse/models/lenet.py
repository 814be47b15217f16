"""LeNet-5, the network that read cheques: convolutions that share weights, pooling that forgets the exact place."""

from collections.abc import Callable

import torch
from torch import nn


class LeNet(nn.Module):
    """Two convolutions with pooling, then three linear layers, for 28×28 pictures of one channel.

    The 1998 network squashed with tanh, averaged with trainable weights when pooling, and joined only some of the maps
    of its two convolutions; this one has ReLU, plain pooling and all joins unless told otherwise.

    Args:
        classes: how many outputs.
        activation: what follows each layer but the last: ``torch.relu`` today, ``torch.tanh`` then.
        pooling: ``nn.MaxPool2d`` today, ``nn.AvgPool2d`` then.

    Source: LeCun, Bottou, Bengio & Haffner 1998, section II.
    """

    def __init__(
        self,
        classes: int = 10,
        activation: Callable[[torch.Tensor], torch.Tensor] = torch.relu,
        pooling: Callable[[int], nn.Module] = nn.MaxPool2d,
    ) -> None:
        super().__init__()
        self.activation = activation
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.pool = pooling(2)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, 1, 28, 28) → logits (N, classes)."""
        x = self.pool(self.activation(self.conv1(x)))  # (N, 6, 14, 14)
        x = self.pool(self.activation(self.conv2(x)))  # (N, 16, 5, 5)
        x = self.activation(self.fc1(x.flatten(1)))
        return self.fc3(self.activation(self.fc2(x)))
