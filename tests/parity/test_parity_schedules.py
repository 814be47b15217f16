"""Every schedule sets PyTorch's rates, step by step, is saved, loaded, and goes on."""

import numpy as np
import pytest
import torch

from dlcourse import scratch

CASES = {
    "LambdaLR": lambda s, o: s.LambdaLR(o, lambda t: 0.9**t),
    "LambdaLR each": lambda s, o: s.LambdaLR(o, [lambda t: 0.9**t, lambda t: 1 / (t + 1)]),
    "StepLR": lambda s, o: s.StepLR(o, 4, gamma=0.5),
    "MultiStepLR": lambda s, o: s.MultiStepLR(o, [3, 9], gamma=0.5),
    "ExponentialLR": lambda s, o: s.ExponentialLR(o, 0.9),
    "CosineAnnealingLR": lambda s, o: s.CosineAnnealingLR(o, 20, eta_min=0.01),
    "LinearLR": lambda s, o: s.LinearLR(o, total_iters=7),
    "LinearLR down": lambda s, o: s.LinearLR(o, 1.0, 0.1, 10),
    "SequentialLR": lambda s, o: s.SequentialLR(
        o, [s.LinearLR(o, 0.1, total_iters=5), s.CosineAnnealingLR(o, 15)], milestones=[5]
    ),
    "OneCycleLR": lambda s, o: s.OneCycleLR(o, 0.5, 20, cycle_momentum=False),
    "OneCycleLR linear": lambda s, o: s.OneCycleLR(
        o, 0.5, 20, pct_start=0.5, anneal_strategy="linear", cycle_momentum=False
    ),
}


def begin(engine, name):
    p, q = engine.nn.Parameter(engine.zeros(2)), engine.nn.Parameter(engine.zeros(3))
    optimiser = engine.optim.SGD([{"params": [p], "lr": 0.2}, {"params": [q]}], lr=0.1)
    return optimiser, CASES[name](engine.optim.lr_scheduler, optimiser)


@pytest.mark.filterwarnings("ignore:The epoch parameter")
@pytest.mark.parametrize("name", CASES)
def test_rates(name):
    found = []
    for engine in (torch, scratch):
        optimiser, schedule = begin(engine, name)
        rates = [[g["lr"] for g in optimiser.param_groups]]
        for _ in range(19):
            optimiser.step()
            schedule.step()
            rates.append([float(r) for r in schedule.get_last_lr()])
        found.append(rates)
    np.testing.assert_allclose(found[1], found[0], rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("name", CASES)
def test_a_saved_schedule_goes_on(name):
    optimiser, schedule = begin(scratch, name)
    for _ in range(6):
        schedule.step()
    other_optimiser, other = begin(scratch, name)
    other_optimiser.load_state_dict(optimiser.state_dict())
    other.load_state_dict(schedule.state_dict())
    schedule.step()
    other.step()
    assert other.get_last_lr() == schedule.get_last_lr()


@pytest.mark.parametrize("name", ["SGD", "Adam"])
def test_one_cycle_turns_the_momentum_the_other_way(name):
    found = []
    for engine in (torch, scratch):
        p = engine.nn.Parameter(engine.zeros(2))
        settings = {"momentum": 0.9} if name == "SGD" else {}
        optimiser = getattr(engine.optim, name)([p], lr=0.1, **settings)
        schedule = engine.optim.lr_scheduler.OneCycleLR(optimiser, 0.5, epochs=4, steps_per_epoch=5)
        rates = []
        for _ in range(19):
            optimiser.step()
            schedule.step()
            group = optimiser.param_groups[0]
            rates.append([group["lr"], group["momentum"] if name == "SGD" else group["betas"][0]])
        found.append(rates)
    np.testing.assert_allclose(found[1], found[0], rtol=1e-10)


def test_refused():
    optimiser, schedule = begin(scratch, "OneCycleLR")
    for _ in range(20):
        schedule.step()
    with pytest.raises(ValueError, match="20 steps"):
        schedule.step()
    s = scratch.optim.lr_scheduler
    with pytest.raises(ValueError, match="cycle_momentum=False"):
        s.OneCycleLR(scratch.optim.Adagrad([scratch.nn.Parameter(scratch.zeros(1))]), 0.5, 20)
    with pytest.raises(ValueError, match="steps_per_epoch"):
        s.OneCycleLR(optimiser, 0.5)
    with pytest.raises(ValueError, match="cos"):
        s.OneCycleLR(optimiser, 0.5, 20, anneal_strategy="steps")
    with pytest.raises(ValueError, match="2 groups"):
        s.LambdaLR(optimiser, [lambda t: 1.0])
    with pytest.raises(ValueError, match="milestones"):
        s.SequentialLR(optimiser, [s.StepLR(optimiser, 1)], [3])
    with pytest.raises(NotImplementedError):
        s.LRScheduler(optimiser)
