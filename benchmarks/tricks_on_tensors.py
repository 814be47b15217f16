"""Tricks on tensors: many operations made one, the tape itself, an optimiser's step."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks import plain
from benchmarks.trick import RNG, Trick, leaf, setting, walked
from dlcourse import scratch
from dlcourse.scratch.graph import here, record, record_two
from dlcourse.scratch.nn import functional as F
from dlcourse.scratch.ops import elementwise, recurrent
from dlcourse.scratch.optim import adaptive, optimizer


def single_operations() -> Iterator[Trick]:
    """Many operations made one."""
    series, h, c = leaf(32, 16, 32), leaf(16, 64), leaf(16, 64)
    w, u, b = leaf(256, 32, spread=0.1), leaf(256, 64, spread=0.1), leaf(256)
    nothing = scratch.zeros(256)
    yield Trick(
        "an LSTM over all steps as one operation",
        walked(plain.lstm_steps, series, h, c, w, u, b),
        walked(lambda *t: record(recurrent.lstm, *t, nothing)[:-1], series, h, c, w, u, b),
        "dlcourse.scratch.ops.recurrent.lstm",
    )
    x, scale, shift = leaf(512, 128), leaf(128), leaf(128)
    yield Trick(
        "layer normalisation as one operation",
        walked(plain.layer_norm, x, scale, shift),
        walked(lambda x, w, b: F.layer_norm(x, (128,), w, b), x, scale, shift),
        "dlcourse.scratch.ops.normalisation.layer_norm",
    )
    q, k, v = leaf(8, 4, 128, 32), leaf(8, 4, 128, 32), leaf(8, 4, 128, 32)
    yield Trick(
        "attention as one operation",
        walked(plain.attention, q, k, v),
        walked(F.scaled_dot_product_attention, q, k, v),
        "dlcourse.scratch.ops.attention.attention",
    )
    logits, target = leaf(256, 100), scratch.from_numpy(RNG.integers(0, 100, 256))
    yield Trick(
        "softmax and −log as one operation",
        walked(lambda x: plain.cross_entropy(x, target), logits),
        walked(lambda x: F.cross_entropy(x, target), logits),
        "dlcourse.scratch.ops.losses.cross_entropy",
    )


def stepped(piece: int) -> Callable[[], np.ndarray]:
    """A step of Adam on four million numbers, in pieces of this many."""
    p = scratch.from_numpy(np.linspace(-1, 1, 2**22, dtype=np.float32)).requires_grad_()
    p.grad = scratch.from_numpy(np.linspace(1, 2, 2**22, dtype=np.float32))
    adam = adaptive.Adam([p])

    def run() -> np.ndarray:
        with setting(optimizer, "PIECE", piece):
            adam.step()
        return p.array

    return run


def decayed(drop: bool) -> Callable[[], np.ndarray]:
    """A step of Adam whose moments have decayed below the smallest normal number, left so or dropped."""
    small = np.full(2**16, 1e-40, np.float32)
    nothing = np.zeros_like(small)
    group = {"betas": (0.9, 0.999), "weight_decay": 0, "amsgrad": False, "eps": 1e-8, "lr": 1e-3}
    adam = adaptive.Adam([scratch.zeros(1)])
    m, v = small.copy(), small.copy()
    if drop:
        adaptive._drop_subnormal(m, v)

    def run() -> np.ndarray:
        p = np.ones_like(small)
        adam.update(p, nothing, group, 1, exp_avg=m.copy(), exp_avg_sq=v.copy())
        return p

    return run


def tape() -> Iterator[Trick]:
    """What an operation costs that computes next to nothing, and what an optimiser's step costs."""
    a, b, start = (np.float32(v) for v in (0.99, 0.01, 1.0))

    def chain(y: Any, a: Any, b: Any) -> Any:
        for _ in range(5000):
            y = y * a + b
        return y

    def closures() -> list[Any]:
        leaves = [plain.Closure(v) for v in (start, a, b)]
        chain(*leaves).backward()
        return [x.grad for x in leaves]

    def nodes() -> list[Any]:
        leaves = [scratch.tensor(v).requires_grad_() for v in (start, a, b)]
        chain(*leaves).backward()
        return [x.grad.item() for x in leaves]

    yield Trick("a tape without cycles, sorted by birth", closures, nodes, "dlcourse.scratch.graph.Node")
    one, two = leaf(), leaf()
    yield Trick(
        "the tape spelled out for two operands",
        lambda: [record(elementwise.mul, one, two).array for _ in range(100)],
        lambda: [record_two(elementwise.mul, one, two).array for _ in range(100)],
        "dlcourse.scratch.graph.record_two",
    )

    def warned() -> list[Any]:
        found = []
        for _ in range(100):
            with np.errstate(all="ignore"):
                found.append(a * b)
        return found

    yield Trick(
        "a context entered once that silences warnings",
        warned,
        lambda: [here.quietly(np.multiply, a, b) for _ in range(100)],
        "dlcourse.scratch.graph.here",
    )
    arrays, numbers = [np.array(a), np.array(b)], [a, b]
    yield Trick(
        "a number without dims as NumPy's scalar",
        lambda: [arrays[0] * arrays[1] for _ in range(100)],
        lambda: [numbers[0] * numbers[1] for _ in range(100)],
        "dlcourse.scratch.tensor",
    )
    yield Trick(
        "an optimiser's step in pieces",
        stepped(2**30),
        stepped(optimizer.PIECE),
        "dlcourse.scratch.optim.optimizer.PIECE",
    )
    yield Trick(
        "tiny moments dropped", decayed(False), decayed(True), "dlcourse.scratch.optim.adaptive._drop_subnormal"
    )
