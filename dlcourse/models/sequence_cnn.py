"""One network for anything that comes as a sequence of vectors: rows of an image, frames of a sound, characters."""

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor, nn

WIDTH = 48
SEEN = 5  # neighbours that the first layer looks at together


class SequenceCNN(nn.Module):
    """Three convolutions along a sequence, what they find anywhere in it, and one linear layer.

    It knows nothing of what the numbers mean: only that neighbours in the sequence belong together, and that a
    pattern means the same wherever it stands. A time-delay network (Waibel et al. 1989, doi:10.1109/29.21701) with
    ReLU and pooling.
    """

    def __init__(self, dimensions: int, classes: int):
        """Prepare the layers.

        Args:
            dimensions: numbers in each vector of the sequence, D.
            classes: answers to choose from, K.
        """
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv1d(dimensions, WIDTH, SEEN, padding=SEEN // 2),  # (N, D, T) → (N, 48, T)
            nn.ReLU(),
            nn.Conv1d(WIDTH, WIDTH, 5, stride=2, padding=2),  # → (N, 48, T/2)
            nn.ReLU(),
            nn.Conv1d(WIDTH, WIDTH, 3, padding=1),  # → (N, 48, T/2)
            nn.ReLU(),
        )
        self.classifier = nn.Linear(2 * WIDTH, classes)

    def forward(self, sequences: Tensor) -> Tensor:
        """Score each class.

        Args:
            sequences: (N, T, D), any length T from 1 up.

        Returns:
            Scores before the softmax (logits), (N, K).
        """
        found = self.features(sequences.transpose(1, 2))
        # How much of each pattern there is, and how clear its clearest occurrence.
        return self.classifier(torch.cat([found.mean(2), found.amax(2)], dim=1))

    @torch.no_grad()
    def favourites(self, sequences: ArrayLike, unit: int, n: int = 20) -> NDArray[np.float32]:
        """What one unit of the first layer looks for: the pieces of the data that excite it most, strongest first.

        Args:
            sequences: (N, T, D), T at least 5.
            unit: 0 … 47.
            n: how many pieces, at most one from each sequence.

        Returns:
            (n, 5, D).
        """
        x = torch.as_tensor(sequences)
        first = self.features[0]
        assert isinstance(first, nn.Conv1d)
        weight, bias = first.weight[unit : unit + 1], first.bias[unit : unit + 1]  # type: ignore[index]
        found = []
        for batch in x.split(500):
            # Only where the unit sees five real neighbours, none of the zeros at the ends.
            excited = nn.functional.conv1d(batch.transpose(1, 2).to(weight.device), weight, bias)
            found.append(excited[:, 0].max(dim=1))
        strength = torch.cat([values for values, _ in found])
        place = torch.cat([places for _, places in found])
        best = strength.argsort(descending=True)[:n]
        return torch.stack([x[i, place[i] : place[i] + SEEN] for i in best.tolist()]).numpy()
