"""Six activations in a network of four hidden layers, each from three ways to draw the first weights."""

from collections.abc import Callable
from itertools import pairwise

import torch
from torch import nn
from torch.nn import functional as F

from dlcourse.data import digits
from dlcourse.training.fit import accuracy
from dlcourse.training.recipes import Recipe

SIZES = (64, 128, 128, 128, 128, 10)
STEPS, BATCH, MOMENTUM = 600, 64, 0.9
RATES = (0.01, 0.1)
ACTIVATIONS: dict[str, Callable[[], nn.Module]] = {
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "ReLU": nn.ReLU,
    "leaky ReLU": lambda: nn.LeakyReLU(0.1),
    "ELU": nn.ELU,
    "SiLU": nn.SiLU,
}
STARTS = ("default", "Xavier", "He")


def network_from(activation: str, start: str) -> nn.Sequential:
    """The network, its weights drawn by PyTorch's default for ``nn.Linear``, by Xavier's or by He's rule.

    The default is uniform in ±1/√(inputs): a variance of 1/(3·inputs), where He's is 2/inputs. With Xavier and He the
    biases begin at 0.
    """
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(SIZES):
        linear = nn.Linear(inputs, outputs)
        if start == "Xavier":
            nn.init.xavier_uniform_(linear.weight)
        if start == "He":
            nn.init.kaiming_uniform_(linear.weight, nonlinearity="relu")
        if start != "default":
            nn.init.zeros_(linear.bias)
        layers += [linear, ACTIVATIONS[activation]()]
    return nn.Sequential(nn.Flatten(), *layers[:-1])


def run(seed: int) -> dict[str, float]:
    """The share of 510 digits by other people that each network reads; named ``activation/start/rate``."""
    train, test = digits("train"), digits("test")
    x, y = torch.as_tensor(train.images), torch.as_tensor(train.labels)
    scores = {}
    for activation in ACTIVATIONS:
        for start in STARTS:
            for rate in RATES:
                torch.manual_seed(seed)
                model = network_from(activation, start)
                optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=MOMENTUM)
                for _ in range(STEPS):
                    batch = torch.randint(len(x), (BATCH,))
                    loss = F.cross_entropy(model(x[batch]), y[batch])
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
                scores[f"{activation}/{start}/{rate}"] = accuracy(model, *test)
    return scores


RECIPE = Recipe(
    name="neurons.first_weights",
    what="Networks of four hidden layers of 128 on scikit-learn's digits, by activation, first weights and rate; "
    "600 steps of stochastic gradient descent with momentum.",
    metric="share of 510 digits by other people read right, by activation/first weights/learning rate",
    published="none for these digits",
    run=run,
    seeds=(0, 1, 2, 3, 4),
)
