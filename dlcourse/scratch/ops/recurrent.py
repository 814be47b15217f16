"""Recurrent layers: the same few weights at every step, and a state that is handed on.

    RNN    h′ = tanh(Wx + Uh + b)
    LSTM   i, f, o = σ(…)   g = tanh(…)   c′ = f·c + i·g   h′ = o·tanh(c′)
    GRU    r, z = σ(…)   n = tanh(Wx + b + r·(Uh + b′))   h′ = (1 − z)·n + z·h

each "…" a Wx + Uh + b of its own. Plain: one such step in a Python loop over tensors, some fifteen nodes a step on the
tape. Here a whole sequence is one operation, and the way back (backpropagation through time) is written out: for the
LSTM some three times as fast (``benchmarks.tricks``).

- Wx needs no state: one large product for all steps before the loop, and one for ∂x after it.
- Every step's share of ∂W and ∂U is a product of the same two matrices: laid end to end they are one product, after the
  loop.
- σ(a) = ½ + ½·tanh(a/2): with those gates' weights halved beforehand, one tanh serves all gates of a step.

Inputs are x (T, N, I), h (N, H), W (G·H, I), U (G·H, H) and two biases (G·H,), G gates. The value is (T, N, H), for
the LSTM with the last c behind as a further step.
"""

from typing import Any

import numpy as np

from .operation import Array, Kept, operation


def _input_products(x: Array, w: Array, b: Array | None) -> Array:
    """Wx + b of all steps at once: (T, N, I) → (T, N, G·H)."""
    a = x.reshape(-1, x.shape[2]) @ w.T
    if b is not None:
        a += b
    return a.reshape(*x.shape[:2], len(w))


def _weights_back(d: Array, x: Array, before: Array, w: Array, needs: list[bool]) -> list[Array | None]:
    """∂x, ∂W, ∂U and ∂b from ∂a (T, N, G·H), a = Wx + Uh + b; ``before`` holds each step's h as it came in."""
    flat = d.reshape(-1, d.shape[2])
    dx = (flat @ w).reshape(x.shape) if needs[0] else None
    dw, du = flat.T @ x.reshape(-1, x.shape[2]), flat.T @ before.reshape(-1, before.shape[2])
    return [dx, dw, du, np.ones(len(flat), d.dtype) @ flat]


def _behind(h: Array, steps: Array) -> Array:
    """Each step's state as it came in: the first one, then all but the last."""
    return np.concatenate([h[None], steps[:-1]])


@operation
def rnn(x: Array, h: Array, w: Array, u: Array, bw: Array | None, bu: Array | None, relu: bool) -> tuple[Array, Kept]:
    """Elman's network; ``relu`` in place of tanh."""
    y = _input_products(x, w, None if bw is None or bu is None else bw + bu)
    state, ut = h, np.ascontiguousarray(u.T)
    for step in y:
        step += state @ ut
        state = np.maximum(step, 0, out=step) if relu else np.tanh(step, out=step)
    return y, (x, h, w, u, y, relu)


@rnn.back_together
def _(g: Array, needs: list[bool], x: Array, h: Array, w: Array, u: Array, y: Array, relu: bool) -> list[Array | None]:
    d = (y > 0).astype(y.dtype) if relu else 1 - y * y  # every step's slope, then in place ∂a
    carried = np.zeros_like(h)
    for t in reversed(range(len(d))):
        carried += g[t]
        d[t] *= carried
        carried = d[t] @ u
    dx, dw, du, db = _weights_back(d, x, _behind(h, y), w, needs)
    return [dx, carried, dw, du, db, db.copy() if db is not None else None]


# The gates in PyTorch's order i, f, g, o; here i, f, o, g, so that the three sigmoids lie side by side. Its own
# inverse.
ORDER = [0, 1, 3, 2]


def _gates_reordered(w: Array, size: int) -> Array:
    return w.reshape(4, size, -1)[ORDER].reshape(w.shape)


@operation
def lstm(x: Array, h: Array, c: Array, w: Array, u: Array, bw: Array | None, bu: Array | None) -> tuple[Array, Kept]:
    """Hochreiter and Schmidhuber's network with a forget gate. Kept: the gates and cells of all steps."""
    steps, size = len(x), h.shape[1]
    halved = np.repeat(np.array([0.5, 0.5, 0.5, 1], x.dtype), size)
    wide, back = (_gates_reordered(m, size) * halved[:, None] for m in (w, u))
    b = None if bw is None or bu is None else _gates_reordered(bw + bu, size) * halved
    a = _input_products(x, wide, b)
    gates = a.reshape(steps, -1, 4, size)
    y, cells, tanhs = (np.empty((steps + n, *h.shape), x.dtype) for n in (1, 1, 0))
    product, new, back_t = np.empty_like(a[0]) if steps else None, np.empty_like(h), np.ascontiguousarray(back.T)
    state, cells[0] = h, c
    for t in range(steps):
        np.matmul(state, back_t, out=product)
        a[t] += product
        np.tanh(a[t], out=a[t])
        sigmoids = gates[t, :, :3]
        sigmoids *= 0.5
        sigmoids += 0.5
        i, f, o, g = (gates[t, :, k] for k in range(4))
        np.multiply(f, cells[t], out=cells[t + 1])
        np.multiply(i, g, out=new)
        cells[t + 1] += new
        np.tanh(cells[t + 1], out=tanhs[t])
        state = np.multiply(o, tanhs[t], out=y[t])
    y[steps] = cells[steps]
    return y, (x, h, w, u, y, gates, cells, tanhs)


@lstm.back_together
def _(
    grad: Array,
    needs: list[bool],
    x: Array,
    h: Array,
    w: Array,
    u: Array,
    y: Array,
    gates: Array,
    cells: Array,
    tanhs: Array,
) -> list[Array | None]:
    steps, n, size = tanhs.shape
    u = _gates_reordered(u, size)
    d = np.empty_like(gates)  # first what multiplies ∂c or ∂h in each gate's gradient, then the gradient itself
    i, f, o, g = (gates[:, :, k] for k in range(4))
    np.multiply(i * (1 - i), g, out=d[:, :, 0])
    np.multiply(f * (1 - f), cells[:-1], out=d[:, :, 1])
    np.multiply(o * (1 - o), tanhs, out=d[:, :, 2])
    np.multiply(i, 1 - g * g, out=d[:, :, 3])
    to_cell = o * (1 - tanhs * tanhs)
    dh, dc = np.zeros_like(h), grad[steps].copy()
    for t in reversed(range(steps)):
        dh += grad[t]
        dc += dh * to_cell[t]
        d[t, :, :2] *= dc[:, None]
        d[t, :, 2] *= dh
        d[t, :, 3] *= dc
        dc *= f[t]
        np.matmul(d[t].reshape(n, -1), u, out=dh)
    flat = d.reshape(steps, n, 4 * size)
    dx, dw, du, db = _weights_back(flat, x, _behind(h, y[:-1]), _gates_reordered(w, size), needs)
    dw, du, db = (_gates_reordered(m, size) for m in (dw, du, db) if m is not None)
    return [dx, dh, dc, dw, du, db, db.copy()]


@operation
def gru(x: Array, h: Array, w: Array, u: Array, bw: Array | None, bu: Array | None) -> tuple[Array, Kept]:
    """Cho's network, as PyTorch has it: r gates U·h + b′ after the product. Kept: r, z, n and U·h + b′ of all steps."""
    steps, size = len(x), h.shape[1]
    a = _input_products(x, w, bw).reshape(steps, -1, 3, size)
    y, inner = np.empty((steps, *h.shape), x.dtype), np.empty((steps, *h.shape), x.dtype)
    state, ut = h, np.ascontiguousarray(u.T)
    for t in range(steps):
        product = state @ ut
        if bu is not None:
            product += bu
        product = product.reshape(-1, 3, size)
        sigmoids = a[t, :, :2]
        sigmoids += product[:, :2]
        sigmoids *= 0.5
        np.tanh(sigmoids, out=sigmoids)
        sigmoids *= 0.5
        sigmoids += 0.5
        r, z, n = (a[t, :, k] for k in range(3))
        inner[t] = product[:, 2]
        n += r * inner[t]
        np.tanh(n, out=n)
        np.subtract(state, n, out=y[t])
        y[t] *= z
        y[t] += n
        state = y[t]
    return y, (x, h, w, u, a, inner, y)


@gru.back_together
def _(
    grad: Array, needs: list[bool], x: Array, h: Array, w: Array, u: Array, gates: Array, inner: Array, y: Array
) -> list[Array | None]:
    steps, n, size = y.shape
    before = _behind(h, y)
    r, z, new = (gates[:, :, k] for k in range(3))
    d = np.empty_like(gates)  # ∂(Wx + b)
    through = np.empty_like(gates)  # ∂(Uh + b′), which differs in the last gate by the factor r
    to_new, to_z, to_r = (1 - z) * (1 - new * new), z * (1 - z) * (before - new), inner * r * (1 - r)
    dh: Any = np.zeros_like(h)
    for t in reversed(range(steps)):
        dh += grad[t]
        np.multiply(dh, to_new[t], out=d[t, :, 2])
        np.multiply(dh, to_z[t], out=d[t, :, 1])
        np.multiply(d[t, :, 2], to_r[t], out=d[t, :, 0])
        through[t] = d[t]
        through[t, :, 2] *= r[t]
        dh *= z[t]
        dh += through[t].reshape(n, -1) @ u
    dx, dw, _, db = _weights_back(d.reshape(steps, n, -1), x, before, w, needs)
    flat = through.reshape(steps * n, -1)
    return [dx, dh, dw, flat.T @ before.reshape(-1, size), db, np.ones(len(flat), flat.dtype) @ flat]
