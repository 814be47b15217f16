"""What is measured: one training step each, written once in names that both engines have, and given the engine."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

Step = Callable[[], Any]
RNG = np.random.default_rng(0)


def array(*shape: int) -> np.ndarray:
    """Normal float32 numbers."""
    return RNG.standard_normal(shape).astype(np.float32)


MLP_X, MLP_Y = array(128, 784), RNG.integers(0, 10, 128)
PICTURES, PICTURE_Y = array(64, 1, 28, 28), RNG.integers(0, 10, 64)
MAPS, KERNELS = array(16, 64, 32, 32), array(64, 64, 3, 3) * 0.05
SERIES = array(32, 64, 64)
TOKENS = array(8, 128, 128)


def trained(engine: Any, model: Any, x: np.ndarray, y: np.ndarray) -> Step:
    """A step of Adam on cross-entropy."""
    optimiser = engine.optim.Adam(model.parameters(), lr=1e-3)
    inputs, target = engine.from_numpy(x), engine.from_numpy(y)

    def step() -> Any:
        optimiser.zero_grad()
        loss = engine.nn.functional.cross_entropy(model(inputs), target)
        loss.backward()
        optimiser.step()
        return loss

    return step


def mlp(engine: Any) -> Step:
    """784-256-128-10, batch 128, Adam."""
    nn = engine.nn
    layers = [layer for a, b in pairwise([784, 256, 128, 10]) for layer in (nn.Linear(a, b), nn.ReLU())][:-1]
    return trained(engine, nn.Sequential(*layers), MLP_X, MLP_Y)


def lenet(engine: Any) -> Step:
    """LeNet on 28×28, batch 64, Adam."""
    nn = engine.nn
    model = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )
    return trained(engine, model, PICTURES, PICTURE_Y)


def convolution(engine: Any) -> Step:
    """16×64×32×32, 3×3, 64 filters: forward and backward."""
    x, w = engine.from_numpy(MAPS).requires_grad_(), engine.from_numpy(KERNELS).requires_grad_()
    g = engine.from_numpy(np.ones((16, 64, 32, 32), np.float32))

    def step() -> None:
        x.grad = w.grad = None
        engine.nn.functional.conv2d(x, w, padding=1).backward(g)

    return step


def lstm(engine: Any) -> Step:
    """LSTM, hidden 128, 64 steps, batch 32, input 64."""
    layer = engine.nn.LSTM(64, 128, batch_first=True)
    x = engine.from_numpy(SERIES)

    def step() -> None:
        layer.zero_grad()
        layer(x)[0].sum().backward()

    return step


def gpt_block(engine: Any) -> Step:
    """A transformer block as GPT has it: batch 8, 128 tokens, width 128, 4 heads."""
    nn = engine.nn
    layer = nn.TransformerEncoderLayer(128, 4, 512, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
    x = engine.from_numpy(TOKENS).requires_grad_()
    mask = engine.from_numpy(np.triu(np.full((128, 128), -np.inf, np.float32), 1))

    def step() -> None:
        layer.zero_grad()
        x.grad = None
        layer(x, src_mask=mask, is_causal=True).sum().backward()

    return step


def scalars(engine: Any) -> Step:
    """A graph of 10,000 scalar operations."""
    a, b, start = (engine.tensor(v).requires_grad_() for v in (0.99, 0.01, 1.0))

    def step() -> None:
        y = start
        for _ in range(2500):
            y = y * a + b
            y = y * y - a
        y.backward()

    return step


CASES: dict[str, tuple[Callable[[Any], Step], float]] = {
    "MLP 784-256-128-10, batch 128, Adam": (mlp, 1.2),
    "LeNet 28×28, batch 64, Adam": (lenet, 1.6),
    "convolution 16×64×32×32, 3×3, 64 filters": (convolution, 1.7),
    "LSTM hidden 128, 64 steps, batch 32": (lstm, 2.2),
    "GPT block, batch 8, 128 tokens, width 128": (gpt_block, 1.9),
    "10,000 scalar operations": (scalars, 0.5),
}
