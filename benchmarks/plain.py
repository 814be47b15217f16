"""The plain version of each trick of the engine, as a learner would write it first. ``tricks`` times them.

Arrays in, arrays out, or tensors of ``dlcourse.scratch`` where the trick is to be one operation in place of many.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse.scratch import Tensor, stack
from dlcourse.scratch.ops.convolution import windows

Array = np.ndarray


def six_loops(x: Array, w: Array) -> Array:
    """A convolution, number by number: x (N, C, H, W), w (F, C, kh, kw) → (N, F, Ho, Wo)."""
    (n, _, h, wide), (f, _, kh, kw) = x.shape, w.shape
    y = np.zeros((n, f, h - kh + 1, wide - kw + 1), x.dtype)
    for picture in range(n):
        for feature in range(f):
            for i in range(y.shape[2]):
                for j in range(y.shape[3]):
                    for a in range(kh):
                        for b in range(kw):
                            y[picture, feature, i, j] += x[picture, :, i + a, j + b] @ w[feature, :, a, b]
    return y


def all_columns(x: Array, w: Array) -> Array:
    """A convolution with the columns of the whole batch laid out at once."""
    view = windows(x, w.shape[2:], (1, 1), (1, 1))
    n, c, kh, kw, high, wide = view.shape
    columns = np.ascontiguousarray(view).reshape(n, c * kh * kw, high * wide)
    return (w.reshape(len(w), -1) @ columns).reshape(n, len(w), high, wide)


def largest_of_windows(x: Array) -> Array:
    """Max pooling 2×2: each window's largest number."""
    return windows(x, (2, 2), (2, 2), (1, 1)).max(axis=(2, 3))


def add_row_by_row(g: Array, index: Array, rows: int) -> Array:
    """An embedding's gradient: each token's gradient added to its row of the table."""
    back = np.zeros((rows, g.shape[1]), g.dtype)
    np.add.at(back, index, g)
    return back


def one_hot_product(weight: Array, index: Array) -> Array:
    """An embedding's value: rows of zeros with a one, times the table."""
    return np.eye(len(weight), dtype=weight.dtype)[index] @ weight


def lstm_steps(x: Tensor, h: Tensor, c: Tensor, w: Tensor, u: Tensor, b: Tensor) -> Tensor:
    """An LSTM over x (T, N, I) step by step: some fifteen operations each."""
    states = []
    for step in x:
        i, f, g, o = (step @ w.T + h @ u.T + b).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h = o.sigmoid() * c.tanh()
        states.append(h)
    return stack(states)


def layer_norm(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """Layer normalisation from single operations."""
    centred = x - x.mean(-1, keepdim=True)
    return centred / ((centred * centred).mean(-1, keepdim=True) + 1e-5).sqrt() * w + b


def attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """softmax(Q·Kᵀ / √d)·V from single operations."""
    return (q @ k.mT * (1 / math.sqrt(q.shape[-1]))).softmax(-1) @ v


def cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    """−log of the softmax at the right class, from single operations."""
    peak = logits.amax(1, keepdim=True)
    p = (logits - peak).exp()
    return -(p / p.sum(1, keepdim=True)).gather(1, target.unsqueeze(1)).log().mean()


def gelu_tanh(x: Array) -> Array:
    """GELU as GPT-2 has it, as its formula stands."""
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def gates(a: Array, size: int) -> Array:
    """An LSTM's gates i, f, o, g side by side: a sigmoid for each of three, a tanh for the fourth."""
    y = np.empty_like(a)
    for k in range(3):
        part = slice(k * size, (k + 1) * size)
        y[:, part] = 1 / (1 + np.exp(-a[:, part]))
    y[:, 3 * size :] = np.tanh(a[:, 3 * size :])
    return y


class Closure:
    """A first engine: each result holds a function that passes its gradient on, and an order found depth first."""

    def __init__(self, value: Any, parents: "tuple[Closure, ...]" = ()) -> None:
        self.value, self.parents = value, parents
        self.grad: Any = 0.0
        self.back: Callable[[], None] = lambda: None

    def __add__(self, other: "Closure") -> "Closure":
        out = Closure(self.value + other.value, (self, other))

        def back() -> None:
            self.grad += out.grad
            other.grad += out.grad

        out.back = back
        return out

    def __mul__(self, other: "Closure") -> "Closure":
        out = Closure(self.value * other.value, (self, other))

        def back() -> None:
            self.grad += out.grad * other.value
            other.grad += out.grad * self.value

        out.back = back
        return out

    def backward(self) -> None:
        """Visit every node after all that use it; a first engine calls itself where this keeps a list."""
        order: list[Closure] = []
        seen: set[Closure] = set()
        waiting: list[tuple[Closure, bool]] = [(self, False)]
        while waiting:
            node, parents_done = waiting.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting.extend((parent, False) for parent in node.parents)
        self.grad = 1.0
        for node in reversed(order):
            node.back()
