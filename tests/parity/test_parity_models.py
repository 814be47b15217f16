"""Whole models, each written once in plain PyTorch, follow PyTorch's losses when the engine is exchanged under them."""

import numpy as np
import pytest
from twins import losses_agree, on_scratch

from dlcourse.models import lenet, mlp


def test_mlp():
    twin = on_scratch("mlp")
    images, labels = pictures()
    losses = losses_agree(
        lambda t: (mlp if t.__name__ == "torch" else twin).MLP([64, 32, 16, 10]),
        lambda step: (images[step % 4], labels[step % 4]),
        lambda t, model, x, y: t.nn.functional.cross_entropy(model(x), y),
        lambda t, p: t.optim.Adam(p, lr=1e-2),
    )
    assert losses[-1] < 0.5 * losses[0]


@pytest.mark.parametrize("era", ["today", "1998"])
def test_lenet(era):
    twin = on_scratch("lenet")
    images, labels = pictures(28, n=8)

    def make(t):
        module = lenet if t.__name__ == "torch" else twin
        return module.LeNet() if era == "today" else module.LeNet(activation=t.tanh, pooling=t.nn.AvgPool2d)

    losses = losses_agree(
        make,
        lambda step: (images[step % 4], labels[step % 4]),
        lambda t, model, x, y: t.nn.functional.cross_entropy(model(x), y),
        lambda t, p: t.optim.SGD(p, lr=0.1, momentum=0.5),
    )
    assert losses[-1] < losses[0]


def pictures(size=8, n=32, batches=4):
    rng = np.random.default_rng(0)
    return rng.standard_normal((batches, n, 1, size, size)), rng.integers(0, 10, (batches, n))
