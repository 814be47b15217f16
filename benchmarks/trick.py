"""What a trick is to ``benchmarks.tricks``: the plain version, the fast one, and where it is used."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np

from dlcourse import scratch

RNG = np.random.default_rng(0)


class Trick(NamedTuple):
    """One row of the table.

    Attributes:
        name: what the fast version does.
        plain: the version that one would write first; returns an array, or several.
        fast: the engine's; returns the same numbers.
        where: the dotted name of what uses it.
        threads: how many BLAS may use.
    """

    name: str
    plain: Callable[[], Any]
    fast: Callable[[], Any]
    where: str
    threads: int = 1


def draw(*shape: int) -> np.ndarray:
    """Normal float32 numbers."""
    return RNG.standard_normal(shape).astype(np.float32)


def leaf(*shape: int, spread: float = 1.0) -> scratch.Tensor:
    """Normal numbers of this standard deviation that want a gradient."""
    return scratch.from_numpy(draw(*shape) * np.float32(spread)).requires_grad_()


def walked(make: Callable[..., scratch.Tensor], *inputs: scratch.Tensor) -> Callable[[], Any]:
    """Forward and backward; gives the value and every gradient."""
    weight = None

    def run() -> Any:
        nonlocal weight
        for x in inputs:
            x.grad = None
        y = make(*inputs)
        if weight is None:
            weight = scratch.from_numpy(np.random.default_rng(1).standard_normal(y.shape).astype(np.float32))
        y.backward(weight)
        return [y.detach().numpy(), *(x.grad.numpy() for x in inputs if x.grad is not None)]

    return run


@contextmanager
def setting(place: Any, name: str, value: Any) -> Iterator[None]:
    """A constant of the engine, changed for a while."""
    before = getattr(place, name)
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, before)


def with_setting(place: Any, name: str, value: Any, run: Callable[[], Any]) -> Callable[[], Any]:
    """The same call under another constant."""

    def inside() -> Any:
        with setting(place, name, value):
            return run()

    return inside


def milliseconds(trick: Trick, seconds: float) -> tuple[float, float]:
    """Medians of both, run in turns for about so long: of processor time with one thread, by the clock with several."""
    clock = time.process_time if trick.threads == 1 else time.perf_counter
    times: tuple[list[float], list[float]] = ([], [])
    trick.plain(), trick.fast()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < 5:
        for run, found in zip((trick.plain, trick.fast), times, strict=True):
            start = clock()
            run()
            found.append(clock() - start)
    slow, fast = (sorted(found)[len(found) // 2] * 1e3 for found in times)
    return slow, fast
