"""Every optimiser follows PyTorch's for twenty steps, stops, is saved, loaded, and goes on."""

import numpy as np
import pytest
import torch

from dlcourse import scratch

CASES = {
    "SGD": lambda o, p: o.SGD(p, lr=0.1),
    "SGD decay": lambda o, p: o.SGD(p, lr=0.1, weight_decay=0.05),
    "SGD momentum": lambda o, p: o.SGD(p, lr=0.1, momentum=0.9),
    "SGD damped": lambda o, p: o.SGD(p, lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.01),
    "SGD Nesterov": lambda o, p: o.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "SGD up": lambda o, p: o.SGD(p, lr=0.01, maximize=True),
    "Adagrad": lambda o, p: o.Adagrad(p, lr=0.1),
    "Adagrad all": lambda o, p: o.Adagrad(p, lr=0.1, lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=0.2),
    "RMSprop": lambda o, p: o.RMSprop(p, lr=0.01),
    "RMSprop all": lambda o, p: o.RMSprop(p, lr=0.01, alpha=0.9, weight_decay=0.1, momentum=0.8, centered=True),
    "Adam": lambda o, p: o.Adam(p, lr=0.05),
    "Adam all": lambda o, p: o.Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1, amsgrad=True),
    "AdamW": lambda o, p: o.AdamW(p, lr=0.05),
    "AdamW all": lambda o, p: o.AdamW(p, lr=0.05, betas=(0.8, 0.95), weight_decay=0.3, amsgrad=True),
}
RNG = np.random.default_rng(0)
START = [RNG.standard_normal((4, 3)), RNG.standard_normal(3), RNG.standard_normal(()), RNG.standard_normal(40000)]
X, Y = RNG.standard_normal((6, 4)), RNG.standard_normal((6, 3))


def begin(engine):
    return [engine.nn.Parameter(engine.from_numpy(np.array(a))) for a in START]


def slope(engine, p):
    for parameter in p:
        parameter.grad = None
    out = (engine.from_numpy(X) @ p[0] + p[1]) * p[2] - engine.from_numpy(Y)
    (out.square().mean() + p[3].square().mean() * 100).backward()


@pytest.mark.parametrize("name", CASES)
def test_twenty_steps(name):
    found = []
    for engine in (torch, scratch):
        p = begin(engine)
        optimiser = CASES[name](engine.optim, p)
        for _ in range(20):
            slope(engine, p)
            optimiser.step()
        found.append([x.detach().numpy() for x in p])
    for a, b in zip(*found, strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("source", [torch, scratch])
def test_a_saved_state_goes_on_exactly(name, source):
    p = begin(source)
    optimiser = CASES[name](source.optim, p)
    for _ in range(5):
        slope(source, p)
        optimiser.step()
    copy = [scratch.nn.Parameter(scratch.tensor(x.detach().numpy())) for x in p]
    other = CASES[name](scratch.optim, copy)
    other.load_state_dict(optimiser.state_dict())
    for _ in range(5):
        slope(source, p)
        optimiser.step()
        slope(scratch, copy)
        other.step()
    for a, b in zip(p, copy, strict=True):
        np.testing.assert_allclose(b.detach().numpy(), a.detach().numpy(), rtol=1e-10, atol=1e-12)


def test_groups_have_settings_of_their_own():
    found = []
    for engine in (torch, scratch):
        p = begin(engine)
        groups = [{"params": p[:1], "lr": 0.5}, {"params": p[1:]}]
        optimiser = engine.optim.SGD(groups, lr=0.1, momentum=0.5)
        for _ in range(5):
            slope(engine, p)
            optimiser.step()
        found.append([x.detach().numpy() for x in p])
    for a, b in zip(*found, strict=True):
        np.testing.assert_allclose(b, a, rtol=1e-10)
