"""Answers to the exercises on the way back through arrays, a loss and a training loop, as learners would write them."""

COPIED = "import numpy as np\ndef unbroadcast(g, shape):\n    front = g.ndim - len(shape)\n"
PRODUCT = "import numpy as np\ndef matmul_backward(g, x, W):\n    t = lambda a: a.swapaxes(-1, -2)\n    return {x}, {W}"
RIGHT_W = "x.reshape(-1, x.shape[-1]).T @ g.reshape(-1, g.shape[-1])"
LOGITS = (
    "import numpy as np\ndef logits_gradient(p, labels, temperature):\n    y = np.eye(p.shape[1])[labels]\n    return "
)
LOOP = """
import numpy as np
def train(x, labels, W, b, orders, rate, batch):
    y = np.eye(len(b))[labels]
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for order in orders:
        {epoch}
        shuffled, targets = x[order], {targets}
        for start in range(0, len(x), batch):
            {clear}
            xb, yb = shuffled[start:start + batch], targets[start:start + batch]
            z = xb @ W + b
            p = np.exp(z - z.max(axis={axis}, keepdims=True))
            p = p / p.sum(axis={axis}, keepdims=True)
            dz = (p - yb) / {n}
            dW += xb.T @ dz
            db += dz.sum(axis=0)
            W = W - rate * dW
            b = b {sign} rate * db
    return W, b
"""
ZERO = "dW, db = np.zeros(W.shape), np.zeros(b.shape)"


def product(x="g @ W.T", W=RIGHT_W):
    return PRODUCT.format(x=x, W=W)


def loop(epoch="pass", targets="y[order]", clear=ZERO, axis=1, n="len(xb)", sign="-"):
    return LOOP.format(epoch=epoch, targets=targets, clear=clear, axis=axis, n=n, sign=sign)


RIGHT = {
    "backward.unbroadcast": {
        "axis by axis": COPIED
        + """
    for _ in range(front):
        g = g.sum(0)
    for i in range(len(shape)):
        if shape[i] == 1:
            g = g.sum(i, keepdims=True)
    return g
""",
        "one sum, then a shape": COPIED
        + """
    axes = tuple(range(front)) + tuple(front + i for i in range(len(shape)) if shape[i] != g.shape[front + i])
    return np.asfortranarray(g).sum(axis=axes).reshape(shape).astype(np.float32)
""",
        "number by number": COPIED
        + """
    out = np.zeros(tuple(shape))
    for i in np.ndindex(g.shape):
        out[tuple(j if size > 1 else 0 for j, size in zip(i[front:], shape))] += g[i]
    return out
""",
    },
    "backward.matmul": {
        "einsum": product(
            "np.einsum('...k,dk->...d', g, W)",
            "np.einsum('nd,nk->dk', x.reshape(-1, len(W)), g.reshape(-1, W.shape[1]))",
        ),
        "summed over the batch": product("g @ t(W)", "t(x) @ g if x.ndim == 2 else (t(x) @ g).sum(axis=0)"),
        "a loop over tables": """
import numpy as np
def matmul_backward(g, x, W):
    if x.ndim == 2:
        return [(W @ g.T).T, x.T @ g]
    total = np.zeros(W.shape)
    for one, table in zip(g, x):
        total += table.T @ one
    return [np.stack([one @ W.T for one in g]), total.astype(np.float32)]
""",
        "tensordot": product(W="np.tensordot(x, g, axes=(range(x.ndim - 1), range(g.ndim - 1)))"),
    },
    "backward.logits": {
        "on a copy": """
import numpy as np
def logits_gradient(p, labels, temperature):
    g = p.copy()
    g[np.arange(len(p)), labels] -= 1
    return g / len(p) / temperature
""",
        "a loop": """
import numpy as np
def logits_gradient(p, labels, temperature):
    g = np.zeros(p.shape, dtype=np.float32, order="F")
    for n in range(len(p)):
        for k in range(p.shape[1]):
            g[n, k] = (p[n, k] - (labels[n] == k)) / len(p) / temperature
    return g
""",
        "by comparing": LOGITS + "(p - (np.arange(p.shape[1]) == labels[:, None])) / (temperature * labels.size)",
    },
    "loop.bugs": {
        "zeros in the inner loop": loop(),
        "labels shuffled, the one-hot table made anew": loop(targets="np.eye(len(b))[labels[order]]"),
        "the bias's gradient turned round twice": loop(sign="+").replace("db += dz.sum", "db -= dz.sum"),
        "by index, in place on copies": """
import numpy as np
def train(x, labels, W, b, orders, rate, batch):
    W, b = W.copy(), b.copy()
    for order in orders:
        for start in range(0, len(order), int(batch)):
            rows = order[start : start + int(batch)]
            p = np.exp(x[rows] @ W + b - (x[rows] @ W + b).max(axis=1)[:, None])
            p /= p.sum(axis=1)[:, None]
            p[np.arange(len(rows)), labels[rows]] -= 1
            W -= rate * x[rows].T @ p / len(rows)
            b -= rate * p.mean(axis=0)
    return [W, b]
""",
    },
}

WRONG = {
    "backward.unbroadcast": {
        "leading axes only": (
            COPIED + "    return g.sum(axis=tuple(range(front)))",
            "an axis of size 1 was stretched too",
        ),
        "a size-one axis lost": (
            COPIED
            + "    g = g.sum(axis=tuple(range(front)))\n"
            + "    return g.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1))",
            "a summed axis of size 1 is gone",
        ),
        "size-one axes only": (
            COPIED + "    return g.sum(axis=tuple(i for i, n in enumerate(shape) if n == 1), keepdims=True)",
            "Axes that the array did not have at all",
        ),
        "the mean": (
            COPIED
            + "    axes = tuple(range(front)) + tuple(front + i for i, n in enumerate(shape) if n == 1)\n"
            + "    return g.mean(axis=axes).reshape(shape) if axes else g",
            "This is the mean over the copies",
        ),
        "handed on": (COPIED + "    return g", "handed on as it came"),
        "the first copy": (
            COPIED + "    return g[(0,) * front + tuple(slice(0, n) for n in shape)]",
            "One of the copies was picked",
        ),
        "the first in front": (COPIED + "    return g[(0,) * front]", "Only the first copy along the axes in front"),
        "lined up on the left": (
            COPIED
            + "    axes = tuple(i for i in range(g.ndim) if i >= len(shape) or shape[i] == 1)\n"
            + "    return g.sum(axis=axes).reshape(shape)",
            "The two shapes were lined up on the left",
        ),
        "everything": (COPIED + "    return np.broadcast_to(g.sum(), tuple(shape))", "Everything was added up"),
        "a reshape": (COPIED + "    return g.ravel()[: int(np.prod(shape))].reshape(shape)", "The shape is right; the"),
    },
    "backward.matmul": {
        "a transpose missing": (product("g @ W"), "`g @ W` lacks a transpose. Where"),
        "a transpose missing, and x.T": (product("g @ W", "x.T @ g"), "two axes that meet in a product"),
        "none at all": (product("g @ W", "x @ g"), "No transpose at all"),
        "batch not summed": (product(W="t(x) @ g"), "it gets a part from each"),
        "batch averaged": (
            product(W="t(x) @ g if x.ndim == 2 else (t(x) @ g).mean(0)"),
            "The parts of the batch were av",
        ),
        "x.T": (product(W="x.T @ g"), "turns all the axes round"),
        "W turned round": (
            product(W="t(g) @ x if x.ndim == 2 else (t(g) @ x).sum(0)"),
            "The gradient at `W` came out turned round",
        ),
        "x turned round": (product("W @ t(g)"), "The gradient at x came out turned round"),
        "exchanged": (product(RIGHT_W, "g @ W.T"), "Both are right, and exchanged"),
        "one of the two": (product().replace("g @ W.T, ", ""), "It should return 2 things"),
    },
    "backward.logits": {
        "N missing": (LOGITS + "(p - y) / temperature", "each of them counts for 1/N"),
        "sign": (LOGITS + "(y - p) / len(p) / temperature", "The sign is turned round: this is (y − p)"),
        "sign and N": (LOGITS + "(y - p) / temperature", "Two things: the sign"),
        "temperature missing": (LOGITS + "(p - y) / len(p)", "Right where the temperature is 1"),
        "times the temperature": (LOGITS + "(p - y) * temperature / len(p)", "The temperature is on the wrong side"),
        "both missing": (LOGITS + "p - y", "Two factors are missing"),
        "N times K": (LOGITS + "(p - y) / p.size / temperature", "Divided by N times K"),
        "no y": (LOGITS + "p / len(p) / temperature", "Only log Σ exp was differentiated"),
        "the right class only": (LOGITS + "(p - y) * y / len(p) / temperature", "Only the right class's logit"),
        "at the shares": (LOGITS + "-y / p / len(p) / temperature", "This is the gradient at the shares"),
        "a colon": (
            LOGITS.replace("    y =", "    d = p.copy()\n    d[:, labels] -= 1\n    y =") + "d / len(p) / temperature",
            "takes the columns of *all* labels",
        ),
        "the class's number": (LOGITS + "(p - labels[:, None]) / len(p) / temperature", "The class's *number*"),
        "p divided": (LOGITS + "(p / temperature - y) / len(p)", "was divided by the temperature, and y was not"),
        "in place": (
            LOGITS.replace("    y =", "    p[range(len(p)), labels] -= 1\n    y =") + "p / len(p) / temperature",
            "The 1 was subtracted in `p` itself",
        ),
    },
    "loop.bugs": {
        "softmax left": (loop(axis=0), "One of the four faults is still there. To find it, print `p.sum"),
        "uphill left": (loop(sign="+"), "One of the four faults is still there. To find it, follow"),
        "not cleared": (loop(clear="pass"), "One of the four faults is still there. To find it, print `dW`"),
        "labels left": (
            loop(targets="y"),
            "One of the four faults is still there. To find it, look at what is shuffled",
        ),
        "cleared once an epoch": (loop(ZERO, clear="pass"), "The gradients begin at zero once an epoch"),
        "only dW cleared": (loop(clear="dW = np.zeros(W.shape)"), "`db` does not: it needs the same"),
        "divided by all": (loop(n="len(x)"), "This line was right before"),
        "divided by batch": (loop(n="batch"), "gradient is divided by `batch`"),
        "no column": (loop().replace(", keepdims=True", ""), "does not line up with (N, K)"),
        "a mean for db": (loop().replace("dz.sum(axis=0)", "dz.mean(axis=0)"), "`db` is a mean over the batch now"),
        "labels again": (
            loop("y = y[order]", "y"),
            "The labels were put into the order of the epoch under their old name",
        ),
        "all again": (
            loop("x, y = x[order], y[order]", "y").replace("shuffled, targets = x[order]", "shuffled, targets = x"),
            "stay together, but under their old names",
        ),
        "two left": (loop(axis=0, sign="+"), "Two of the four faults are still there"),
        "three left": (loop(axis=0, sign="+", clear="pass"), "Three of the four faults are still there"),
        "W uphill too": (loop(sign="+").replace("W - rate", "W + rate"), "the numbers are not"),
    },
}

AXIS = "of two axes the last is axis 1"
ANY = "NumPy works out a size that is negative"
EQUIVALENT = {
    "backward.matmul": {"g.reshape(-2, K)": ANY, "x.reshape(-2, D)": ANY},
    "loop.bugs": {"z.max(axis=-1, keepdims=True)": AXIS, "p.sum(axis=-1, keepdims=True)": AXIS},
}
