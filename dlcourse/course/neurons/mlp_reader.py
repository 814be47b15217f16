"""An MLP that learns to read pictures, in one call: the sealed box of training, until chapter 03 opens it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dlcourse.data.labelled import Labelled

Reader = Callable[[ArrayLike], NDArray[np.floating]]
"""Pictures (N, 28, 28) → logits (N, 10)."""


def trained(pictures: Labelled, steps: int, seed: int, on_step: Callable[[int, float], None] | None = None) -> Reader:
    """Train an MLP, 784 → 256 → 128 → 10.

    Args:
        pictures: to learn from, (N, 28, 28) and (N,).
        steps: of training, each on a batch of 64.
        seed: decides the first weights and the batches.
        on_step: called after each step with its number, counted from 1, and its loss.

    Returns:
        What the network gives for pictures: their logits.
    """
    import torch  # here, so that the lesson on one neuron need not wait for it

    from dlcourse.models.mlp import MLP
    from dlcourse.training import fit

    torch.manual_seed(seed)
    network = MLP([784, 256, 128, 10])
    fit(network, pictures.images, pictures.labels, steps=steps, lr=1e-3, seed=seed, on_step=on_step)

    @torch.no_grad()
    def logits(images: ArrayLike) -> NDArray[np.floating]:
        where = next(network.parameters()).device
        return network(torch.as_tensor(images).to(where)).cpu().double().numpy()

    return logits
