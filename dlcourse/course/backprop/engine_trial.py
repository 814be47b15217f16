"""The engine of lesson 03b on trial: with one part exchanged for a broken one, and what a pass through it costs."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np

from dlcourse.course.backprop.engine_check import fault


@contextmanager
def exchanged(names: dict[str, Any], tensor: type, **parts: Any) -> Iterator[None]:
    """Exchange parts of a notebook's engine for a while.

    Args:
        names: the notebook's ``globals()``, where the engine finds its functions.
        tensor: the engine's class.
        parts: name → what takes its place: a method, if the class has one of that name, else a function.
    """
    methods = {name: getattr(tensor, name) for name in parts if hasattr(tensor, name)}
    functions = {name: names[name] for name in parts if name not in methods}
    try:
        for name in methods:
            setattr(tensor, name, parts[name])
        names.update({name: parts[name] for name in functions})
        yield
    finally:
        for name, method in methods.items():
            setattr(tensor, name, method)
        names.update(functions)


def complaint(engine: Any, names: dict[str, Any], **broken: Any) -> str:
    """What the checker says first of an engine of which one part is exchanged.

    Args:
        engine: with ``Tensor`` and ``cross_entropy``.
        names: the notebook's ``globals()``.
        broken: name → the broken part: ``backward=…`` or ``order=…``.
    """
    with exchanged(names, engine.Tensor, **broken):
        found = fault(engine)
    return found.sentence if found else "no fault found"


class Cost(NamedTuple):
    """What one pass there and back through a network of equal layers costs."""

    weights: int
    forward: int
    """Multiply-adds of the matrix products on the way forward."""
    back: int
    """The same on the way back."""
    there: float
    """Seconds of a forward pass, the shortest of twelve."""
    there_and_back: float


def cost(engine: Any, names: dict[str, Any], layers: int, width: int, batch: int = 128) -> Cost:
    """Count and time a pass through a network of equal layers, on an engine of which ``at_left`` and ``at_right`` are
    the ways back through a product.

    Args:
        engine: with ``Tensor`` and ``cross_entropy``.
        names: the notebook's ``globals()``, where the engine finds these two.
        layers: how many products there are.
        width: inputs, outputs and hidden numbers.
        batch: examples.
    """
    run, weights = _equal_layers(engine, layers, width, batch)
    forward, back = _multiply_adds(engine, names, run)
    there = min(_seconds(run) for _ in range(12))
    both = min(_seconds(lambda: run().backward()) for _ in range(12))
    return Cost(sum(w.data.size for w in weights), forward, back, there, both)


def kept_numbers(engine: Any, order: Callable[[Any], Any], layers: int, width: int = 64) -> tuple[int, int]:
    """Numbers that the graph of a network keeps, and those that a pass without a graph needs at a time.

    Args:
        engine: with ``Tensor`` and ``cross_entropy``.
        order: lists all nodes behind one.
        layers: of equal width.
        width: of each.
    """
    run, _ = _equal_layers(engine, layers, width, batch=128)
    sizes = [node.data.size for node in order(run()) if node.parents]
    return sum(sizes), 2 * max(sizes)


def _equal_layers(engine: Any, layers: int, width: int, batch: int) -> tuple[Callable[[], Any], list[Any]]:
    """A function that computes the loss of a network of equal layers on a batch of noise; and its weights."""
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(batch, width)), rng.integers(0, width, batch)
    weights = [engine.Tensor(rng.normal(0, (2 / width) ** 0.5, (width, width))) for _ in range(layers)]

    def run() -> Any:
        h: Any = x  # plain data: it needs no gradient
        for w in weights[:-1]:
            h = (h @ w).relu()
        return engine.cross_entropy(h @ weights[-1], labels)

    return run, weights


def _multiply_adds(engine: Any, names: dict[str, Any], run: Callable[[], Any]) -> tuple[int, int]:
    """Multiply-adds of the products of a run: on the way forward, and on the way back."""
    count = {"forward": 0, "back": 0}

    def counting(product: Callable[..., Any], where: str, sizes: Callable[..., tuple[int, int, int]]) -> Any:
        def counted(p: Any, q: Any) -> Any:
            out = product(p, q)
            n, d, k = sizes(p.shape, q.shape, out.shape)
            count[where] += n * d * k
            return out

        return counted

    parts = {
        "__matmul__": counting(engine.Tensor.__matmul__, "forward", lambda p, q, out: (*p, out[-1])),
        # Python asks the right factor: w.__rmatmul__(x).
        "__rmatmul__": counting(engine.Tensor.__rmatmul__, "forward", lambda p, q, out: (*q, out[-1])),
        "at_left": counting(names["at_left"], "back", lambda p, q, out: (*out, q[-1])),
        "at_right": counting(names["at_right"], "back", lambda p, q, out: (*p, out[-1])),
    }
    with exchanged(names, engine.Tensor, **parts):
        run().backward()
    return count["forward"], count["back"]


def _seconds(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
