"""What the optimisers refuse, and that small leftovers do not slow them down."""

import numpy as np
import pytest

from dlcourse import scratch as torch
from dlcourse.scratch import nn, optim


def test_refused():
    p = nn.Parameter(torch.ones(2))
    with pytest.raises(ValueError, match="no parameters"):
        optim.SGD([], lr=0.1)
    with pytest.raises(ValueError, match="twice"):
        optim.SGD([p, p], lr=0.1)
    with pytest.raises(TypeError, match="tensors"):
        optim.SGD([1.0], lr=0.1)
    with pytest.raises(ValueError, match="momentum"):
        optim.SGD([p], lr=0.1, nesterov=True)
    with pytest.raises(ValueError, match="beta"):
        optim.Adam([p], betas=(1.0, 0.9))
    with pytest.raises(ValueError, match="other groups"):
        optim.Adam([p]).load_state_dict({"state": {}, "param_groups": []})


def test_an_optimiser_of_ones_own():
    class Signs(optim.Optimizer):
        def update(self, p, g, group, step, **state):
            p -= group["lr"] * np.sign(g)

    p = nn.Parameter(torch.tensor([1.0, -1.0]))
    p.grad = torch.tensor([5.0, -0.1])
    Signs([p], {"lr": 0.25}).step()
    assert p.tolist() == [0.75, -0.75]


def test_without_a_gradient_nothing_moves():
    p = nn.Parameter(torch.ones(2))
    optim.AdamW([p], lr=0.1).step()
    assert p.tolist() == [1, 1]


def test_zero_grad():
    p = nn.Parameter(torch.ones(2))
    optimiser = optim.SGD([p], lr=0.1)
    (p * p).sum().backward()
    optimiser.zero_grad(set_to_none=False)
    assert p.grad.tolist() == [0, 0]
    optimiser.zero_grad()
    assert p.grad is None


def test_moments_do_not_decay_into_subnormal_numbers():
    p = nn.Parameter(torch.ones(4))
    optimiser = optim.Adam([p], betas=(0.5, 0.5))
    p.grad = torch.ones(4)
    optimiser.step()
    p.grad = torch.zeros(4)
    for _ in range(191):
        optimiser.step()
    tiny = np.finfo("float32").tiny
    for moment in (optimiser.state[p]["exp_avg"], optimiser.state[p]["exp_avg_sq"]):
        assert ((moment == 0) | (np.abs(moment) >= tiny)).all()
