"""Layers: PyTorch's state_dict goes in, the same numbers come out, and the state goes back."""

import numpy as np
import pytest
import torch
from parity import agree
from twins import layers_agree, twins

from dlcourse import scratch

RNG = np.random.default_rng(0)
X = RNG.standard_normal((5, 4))


def test_linear():
    layers_agree(lambda t: t.nn.Linear(4, 3), X)
    layers_agree(lambda t: t.nn.Linear(4, 3, bias=False), RNG.standard_normal((2, 3, 4)))


def test_embedding():
    layers_agree(lambda t: t.nn.Embedding(7, 3), np.array([[0, 6, 6], [1, 0, 2]]))
    layers_agree(lambda t: t.nn.Embedding(7, 3, padding_idx=0), np.array([[0, 6, 6], [1, 0, 2]]))


ACTIVATIONS = [
    lambda t: t.nn.ReLU(),
    lambda t: t.nn.ReLU(inplace=True),
    lambda t: t.nn.Tanh(),
    lambda t: t.nn.Sigmoid(),
    lambda t: t.nn.SiLU(),
    lambda t: t.nn.GELU(),
    lambda t: t.nn.GELU(approximate="tanh"),
    lambda t: t.nn.LeakyReLU(0.2),
    lambda t: t.nn.ELU(0.7),
    lambda t: t.nn.Softplus(2.0),
    lambda t: t.nn.Softmax(dim=1),
    lambda t: t.nn.LogSoftmax(dim=1),
    lambda t: t.nn.Identity(),
    lambda t: t.nn.Flatten(),
    lambda t: t.nn.Dropout(0.5).eval(),
]


@pytest.mark.parametrize("number", range(len(ACTIVATIONS)))
def test_layers_without_parameters(number):
    layers_agree(ACTIVATIONS[number], RNG.standard_normal((5, 4, 2)), call=lambda layer, t, x: layer(x * 1))


def test_sequential_and_lists():
    def make(t):
        return t.nn.Sequential(t.nn.Linear(4, 6), t.nn.ReLU(), t.nn.Sequential(t.nn.Linear(6, 2)))

    layers_agree(make, X)
    theirs, ours = twins(make)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    assert [n for n, _ in ours.named_modules()] == [n for n, _ in theirs.named_modules()]
    assert len(ours[:2]) == 2


def test_tied_weights_are_listed_twice_and_trained_once():
    def make(t):
        class Tied(t.nn.Module):
            def __init__(self):
                super().__init__()
                self.embed = t.nn.Embedding(5, 4)
                self.head = t.nn.Linear(4, 5, bias=False)
                self.head.weight = self.embed.weight

            def forward(self, x):
                return self.head(self.embed(x))

        return Tied()

    theirs, ours = twins(make)
    assert list(ours.state_dict()) == list(theirs.state_dict())
    assert len(list(ours.parameters())) == len(list(theirs.parameters())) == 1
    layers_agree(make, np.array([0, 4, 4]))


def test_one_hot():
    agree(lambda t: t.nn.functional.one_hot(t.tensor([[0, 2], [1, 1]])))
    agree(lambda t: t.nn.functional.one_hot(t.tensor([0, 2]), 5))


def test_clipping():
    grads = [RNG.standard_normal((3, 4)) * 3, RNG.standard_normal(5)]
    for max_norm, kind in ((1.0, 2.0), (100.0, 2.0), (0.5, float("inf")), (2.0, 1.0)):
        results = []
        for engine in (torch, scratch):
            parameters = [engine.nn.Parameter(engine.from_numpy(np.zeros_like(g))) for g in grads]
            for p, g in zip(parameters, grads, strict=True):
                p.grad = engine.from_numpy(g.copy())
            norm = engine.nn.utils.clip_grad_norm_(parameters, max_norm, kind)
            results.append([norm.item(), *(p.grad.numpy() for p in parameters)])
        for a, b in zip(*results, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-10)


@pytest.mark.parametrize("shape", [(40, 30), (32, 4, 3, 3)])
@pytest.mark.parametrize(
    "fill",
    [
        lambda i, w: i.xavier_uniform_(w, gain=2.0),
        lambda i, w: i.xavier_normal_(w),
        lambda i, w: i.kaiming_uniform_(w, nonlinearity="relu"),
        lambda i, w: i.kaiming_normal_(w, mode="fan_out", nonlinearity="relu"),
        lambda i, w: i.kaiming_uniform_(w, a=5**0.5),
        lambda i, w: i.uniform_(w, -0.5, 1.0),
        lambda i, w: i.normal_(w, 1.0, 0.1),
        lambda i, w: i.orthogonal_(w),
        lambda i, w: i.constant_(w, 0.3),
    ],
)
def test_initialisation_has_the_same_spread(shape, fill):
    found = []
    for engine in (torch, scratch):
        engine.manual_seed(1)
        w = engine.empty(*shape)
        fill(engine.nn.init, w)
        found.append((w.numpy().mean(), w.numpy().std(), np.abs(w.numpy()).max()))
    np.testing.assert_allclose(found[1][:2], found[0][:2], rtol=0.1, atol=0.02)


def test_clipping_by_value_and_constants():
    for engine in (torch, scratch):
        p = engine.nn.Parameter(engine.empty(3))
        engine.nn.init.zeros_(p)
        engine.nn.init.ones_(p)
        p.grad = engine.tensor([-5.0, 0.5, 5.0])
        engine.nn.utils.clip_grad_value_(p, 1.0)
        assert p.grad.tolist() == [-1, 0.5, 1]
        assert p.tolist() == [1, 1, 1]


def test_fans():
    for shape in ((3, 4), (8, 2, 5, 3)):
        theirs = torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))
        assert scratch.nn.init.fans(scratch.empty(shape)) == theirs


def test_gains():
    for name in ("linear", "sigmoid", "tanh", "relu", "leaky_relu"):
        assert scratch.nn.init.calculate_gain(name) == pytest.approx(torch.nn.init.calculate_gain(name))
