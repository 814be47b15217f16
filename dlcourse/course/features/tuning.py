"""A network that chooses not only its learning rate but also for how many steps it trains."""

from collections.abc import Callable, Iterable, Sequence

import torch
from torch import nn

from dlcourse.training.compare import Parts, choose
from dlcourse.training.fit import accuracy, fit


def rate_then_steps(
    make: Callable[[], nn.Module], parts: Parts, *, steps: Sequence[int], rates: Iterable[float], seed: int
) -> nn.Module:
    """Choose the rate with the fewest steps, and then, at that rate, the number of steps, both on validation data.

    Args:
        make: builds the network; called under the same seed each time, so that all start alike.
        parts: images and labels.
        steps: numbers of batches of 64, the fewest first.
        rates: highest learning rates of Adam's cycle to choose from.
        seed: decides the start and the order of the examples.

    Raises:
        ValueError: there are no rates.
    """

    def trained(rate: float, many: int) -> tuple[nn.Module, float]:
        torch.manual_seed(seed)
        model = make()
        fit(model, *parts.train, steps=many, lr=rate, seed=seed)
        return model, rate

    def score(tried: tuple[nn.Module, float]) -> float:
        return accuracy(tried[0], *parts.validation)

    quickest = choose(lambda rate: trained(rate, steps[0]), rates, score)
    longer = [trained(quickest[1], many) for many in steps[1:]]
    return choose(lambda tried: tried, [quickest, *longer], score)[0]
