"""The same steps on other NumPy engines, where they are installed: HIPS autograd and MyGrad.

Neither has layers or optimisers like PyTorch's; the MLP's update is the plain formula of Adam on each array.
"""

import importlib.util
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks import cases
from benchmarks.cases import Step

WIDTHS = (784, 256, 128, 10)


def _weights() -> list[np.ndarray]:
    """Weights and biases in turn."""
    rng = np.random.default_rng(0)
    shapes = [shape for a, b in pairwise(WIDTHS) for shape in ((a, b), (b,))]
    return [rng.uniform(-0.03, 0.03, shape).astype(np.float32) for shape in shapes]


class Adam:
    """The formula as it stands in the paper, line by line on whole arrays."""

    def __init__(self, weights: list[np.ndarray]) -> None:
        self.weights, self.t = weights, 0
        self.moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]

    def step(self, gradients: list[np.ndarray]) -> None:
        """Move the weights in place."""
        self.t += 1
        for w, g, (m, v) in zip(self.weights, gradients, self.moments, strict=True):
            m[...] = 0.9 * m + 0.1 * g
            v[...] = 0.999 * v + 0.001 * g * g
            w -= 1e-3 * (m / (1 - 0.9**self.t)) / (np.sqrt(v / (1 - 0.999**self.t)) + 1e-8)


def autograd_mlp() -> Step:
    """autograd: functions of NumPy's own names, differentiated as a whole."""
    import autograd.numpy as anp
    from autograd import grad

    weights, lines = _weights(), np.arange(128)
    optimiser = Adam(weights)

    def loss(weights: Any) -> Any:
        x = cases.MLP_X
        for n in (0, 2, 4):
            x = anp.dot(x, weights[n]) + weights[n + 1]
            x = anp.maximum(x, 0) if n < 4 else x
        peak = anp.max(x, axis=1, keepdims=True)
        log_p = x - peak - anp.log(anp.sum(anp.exp(x - peak), axis=1, keepdims=True))
        return -anp.mean(log_p[lines, cases.MLP_Y])

    slope = grad(loss)
    return lambda: optimiser.step(slope(weights))


def autograd_scalars() -> Step:
    """The chain of ``cases.scalars``."""
    from autograd import grad

    def chain(numbers: Any) -> Any:
        a, b, y = numbers
        for _ in range(2500):
            y = y * a + b
            y = y * y - a
        return y

    slope = grad(chain)
    return lambda: slope((0.99, 0.01, 1.0))


def mygrad_mlp() -> Step:
    """MyGrad: tensors like PyTorch's."""
    import mygrad as mg
    from mygrad.nnet.losses import softmax_crossentropy

    weights = [mg.tensor(w) for w in _weights()]
    optimiser = Adam([w.data for w in weights])

    def step() -> None:
        x: Any = cases.MLP_X
        for n in (0, 2, 4):
            x = mg.matmul(x, weights[n]) + weights[n + 1]
            x = mg.maximum(x, 0) if n < 4 else x
        softmax_crossentropy(x, cases.MLP_Y).backward()
        optimiser.step([w.grad for w in weights])
        for w in weights:
            w.null_grad()

    return step


def mygrad_convolution() -> Step:
    """MyGrad's own convolution."""
    import mygrad as mg
    from mygrad.nnet.layers import conv_nd

    x, w = mg.tensor(cases.MAPS), mg.tensor(cases.KERNELS)
    g = np.ones((16, 64, 32, 32), np.float32)

    def step() -> None:
        conv_nd(x, w, stride=1, padding=1).backward(g)
        x.null_grad()
        w.null_grad()

    return step


def mygrad_scalars() -> Step:
    """The chain of ``cases.scalars``."""
    import mygrad as mg

    a, b, start = (mg.tensor(np.float32(v)) for v in (0.99, 0.01, 1.0))

    def step() -> None:
        y = start
        for _ in range(2500):
            y = y * a + b
            y = y * y - a
        y.backward()

    return step


PEERS: dict[str, dict[Callable[[Any], Step], Callable[[], Step]]] = {
    "autograd": {cases.mlp: autograd_mlp, cases.scalars: autograd_scalars},
    "mygrad": {cases.mlp: mygrad_mlp, cases.convolution: mygrad_convolution, cases.scalars: mygrad_scalars},
}


def installed(case: Callable[[Any], Step]) -> dict[str, Step]:
    """The steps of those peers that are installed and know the case."""
    return {
        peer: known[case]()
        for peer, known in PEERS.items()
        if case in known and importlib.util.find_spec(peer) is not None
    }
