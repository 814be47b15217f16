"""A convolutional network small enough to learn to read characters on a laptop in seconds."""

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor, nn


class SmallCNN(nn.Module):
    """Three convolutions and two linear layers for images of 28 by 28 pixels.

    In the manner of LeNet-5 (LeCun, Bottou, Bengio & Haffner 1998), with ReLU and max pooling. With ten classes:
    208 + 2,336 + 9,248 + 100,416 + 650 = 112,858 parameters.
    """

    def __init__(self, classes: int = 10):
        """Prepare the layers for this many classes."""
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 8, 5, stride=2, padding=2),  # (N, 1, 28, 28) → (N, 8, 14, 14)
            nn.ReLU(),
            nn.Conv2d(8, 32, 3, padding=1),  # → (N, 32, 14, 14)
            nn.ReLU(),
            nn.MaxPool2d(2),  # → (N, 32, 7, 7)
            nn.Conv2d(32, 32, 3, padding=1),  # → (N, 32, 7, 7)
            nn.ReLU(),
            nn.Flatten(),  # → (N, 1568)
        )
        self.classifier = nn.Sequential(nn.Linear(1568, 64), nn.ReLU(), nn.Linear(64, classes))

    def forward(self, images: Tensor) -> Tensor:
        """Score each class.

        Args:
            images: (N, 28, 28), values in 0 … 1.

        Returns:
            Scores before the softmax (logits), (N, K).
        """
        return self.classifier(self.features(torch.unsqueeze(images, 1)))

    @torch.no_grad()
    def describe(self, images: ArrayLike, batch_size: int = 1000) -> NDArray[np.float32]:
        """The network's own features: what it hands to its last layer.

        Args:
            images: (N, 28, 28), values in 0 … 1.
            batch_size: how many are looked at together; it changes nothing but the memory needed.

        Returns:
            (N, 64), each 0 or more.
        """
        where = next(self.parameters()).device
        body = nn.Sequential(self.features, self.classifier[:2])
        batches = torch.as_tensor(images).split(batch_size)
        return np.concatenate([body(torch.unsqueeze(batch.to(where), 1)).cpu().numpy() for batch in batches])
