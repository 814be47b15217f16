"""Answers to the exercises of chapter 03, as learners would write them; `planted` says how they are written here."""

SLOPE = "(above - below) / (2 * h)"
BATCHED = "x.reshape(-1, D).T @ g.reshape(-1, K)"
SHIFTED = "(p - y) / (N * temperature)"

DEPTH_FIRST = """
def backward_order(end, edges):
    done, order, todo = set(), [], [(int(end), False)]
    while todo:
        node, finished = todo.pop()
        if finished:
            order.append(node)
        elif node not in done:
            done.add(node)
            todo.append((node, True))
            todo += [(int(used), False) for used in edges[edges[:, 0] == node, 1]]
    return np.array(order[::-1], dtype=np.int32)
"""
WALK = """
def backward_order(end, edges):
    todo, order = [int(end)], []
    while todo:
        node = todo.pop()
        {line}
        order.append(node)
        todo += edges[edges[:, 0] == node, 1].tolist()
    return np.array(order)
"""
SOFTPLUS = """
def softplus(t):
    x = t.data
    return Tensor({value}, [(t, lambda g: {back})])
"""


def softplus(value="np.logaddexp(0, x)", back="g * np.exp(-np.logaddexp(0, -x))"):
    return SOFTPLUS.format(value=value, back=back)


RIGHT = {
    "slopes.numeric": {
        "nudges of all places at once": """
def numeric_gradient(f, x):
    x = np.asarray(x, dtype=np.float64)
    def one(nudge):
        nudge = nudge.reshape(x.shape)
        return (f(x + nudge) - f(x - nudge)) / 2e-5
    return np.array([one(row) for row in 1e-5 * np.eye(x.size)]).reshape(x.shape)
""",
        "flat, another h": """
def numeric_gradient(f, x):
    flat = x.astype(float).ravel()
    slopes = []
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += 1e-4
        down[i] -= 1e-4
        slopes.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (up[i] - down[i]))
    return np.array(slopes).reshape(x.shape)
""",
        "a larger h": {"1e-5": "1e-4"},
        "Fortran's layout, single precision": """
def numeric_gradient(f, x):
    result = np.empty(x.shape, order="F", dtype=np.float32)
    for i in np.ndindex(*x.shape):
        nudge = np.zeros(x.shape)
        nudge[i] = 1e-5
        result[i] = (f(x + nudge) - f(x - nudge)) / 2 / 1e-5
    return result
""",
    },
    "slopes.tape": {
        "a table of rules": """
RULES = {"+": lambda u, v: (1, 1), "*": lambda u, v: (v, u), "relu": lambda u, v: (float(u > 0), 0), "input": None}
def tape_gradients(ops, left, right, values):
    grads = [0.0] * len(values)
    grads[-1] = 1.0
    for op, a, b, i in list(zip(ops, left, right, range(len(ops))))[::-1]:
        if RULES[op] is not None:
            da, db = RULES[op](values[a], values[b])
            grads[a] += da * grads[i]
            if op != "relu":
                grads[b] += db * grads[i]
    return np.array(grads)
""",
        "forwards, a row of slopes for each node": """
def tape_gradients(ops, left, right, values):
    rows = []
    for i, op in enumerate(ops):
        row = np.zeros(len(ops))
        if op == "+":
            row = rows[left[i]] + rows[right[i]]
        elif op == "*":
            row = rows[left[i]] * values[right[i]] + rows[right[i]] * values[left[i]]
        elif op == "relu":
            row = rows[left[i]] * (values[i] > 0)
        row[i] += 1
        rows.append(row)
    return rows[-1].astype(np.float32)
""",
    },
    "slopes.order": {
        "depth by depth": """
def backward_order(end, edges):
    depth, changed, made_from = {int(end): 0}, [int(end)], {}
    for user, used in edges.tolist():
        made_from.setdefault(user, []).append(used)
    while changed:
        node = changed.pop(0)
        for used in made_from.get(node, []):
            if depth.get(used, -1) < depth[node] + 1:
                depth[used] = depth[node] + 1
                changed.append(used)
    return np.array(sorted(depth, key=depth.get))
""",
        "to the bottom first, turned round": DEPTH_FIRST,
        "to the bottom first, the other child first": """
def backward_order(end, edges):
    children = {}
    for user, used in edges[::-1].tolist():
        children.setdefault(user, []).append(used)
    seen, order, stack = {int(end)}, [], [(int(end), iter(children.get(int(end), [])))]
    while stack:
        node, rest = stack[-1]
        for used in rest:
            if used not in seen:
                seen.add(used)
                stack.append((used, iter(children.get(used, []))))
                break
        else:
            order.append(node)
            stack.pop()
    return np.flip(order)
""",
    },
    "backward.unbroadcast": {
        "axis by axis": """
def unbroadcast(g, shape):
    for _ in range(g.ndim - len(shape)):
        g = g.sum(0)
    for i in range(len(shape)):
        if shape[i] == 1:
            g = g.sum(i, keepdims=True)
    return g
""",
        "one sum, then a shape": """
def unbroadcast(g, shape):
    front = g.ndim - len(shape)
    axes = (*range(front), *(front + i for i in range(len(shape)) if shape[i] != g.shape[front + i]))
    return np.asfortranarray(g).sum(axis=axes).reshape(shape).astype(np.float32)
""",
        "number by number": """
def unbroadcast(g, shape):
    out = np.zeros(tuple(shape))
    for i in np.ndindex(g.shape):
        out[tuple(j if size > 1 else 0 for j, size in zip(i[g.ndim - len(shape):], shape))] += g[i]
    return out
""",
    },
    "backward.matmul": {
        "einsum": {
            "g @ W.T": "np.einsum('...k,dk->...d', g, W)",
            BATCHED: "np.einsum('nd,nk->dk', x.reshape(-1, D), g.reshape(-1, K))",
        },
        "summed over the batch": {BATCHED: "(x.swapaxes(-1, -2) @ g).reshape(-1, D, K).sum(axis=0)"},
        "a loop over tables": """
def matmul_backward(g, x, W):
    if x.ndim == 2:
        return [(W @ g.T).T, x.T @ g]
    total = np.zeros(W.shape)
    for one, table in zip(g, x):
        total += table.T @ one
    return [np.stack([one @ W.T for one in g]), total.astype(np.float32)]
""",
        "tensordot": {BATCHED: "np.tensordot(x, g, axes=(range(x.ndim - 1), range(g.ndim - 1)))"},
    },
    "backward.logits": {
        "on a copy": """
def logits_gradient(p, labels, temperature):
    g = p.copy()
    g[np.arange(len(p)), labels] -= 1
    return g / len(p) / temperature
""",
        "a loop": """
def logits_gradient(p, labels, temperature):
    g = np.zeros(p.shape, dtype=np.float32, order="F")
    for n in range(len(p)):
        for k in range(p.shape[1]):
            g[n, k] = (p[n, k] - (labels[n] == k)) / len(p) / temperature
    return g
""",
        "by comparing": {"np.eye(K)[labels]": "np.arange(K) == labels[:, None]"},
    },
    "loop.bugs": {
        "gradients added up from zeros in the inner loop": {
            "dW = xb": "dW = np.zeros(W.shape); dW += xb",
            "db = dz": "db = np.zeros(b.shape); db += dz",
        },
        "labels shuffled, the one-hot table made anew": {"y[order]": "np.eye(len(b))[labels[order]]"},
        "the bias's gradient turned round twice": {"db = dz.sum": "db = -dz.sum", "b - rate": "b + rate"},
        "by index, in place on copies": """
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
    "engine.softplus": {
        "logaddexp": softplus(),
        "two branches": softplus(
            "np.where(x > 30, x, np.log1p(np.exp(np.minimum(x, 30))))", "g / (1 + np.exp(-np.clip(x, -50, 50)))"
        ),
        "the slope by the value, the largest difference": softplus(back="g * -np.expm1(-np.logaddexp(0, x))")
        + """
def agrees(f, x):
    f(t := Tensor(x)).sum().backward()
    slopes = [(f(Tensor(x + n)).sum().data - f(Tensor(x - n)).sum().data) / 2e-5 for n in 1e-5 * np.eye(len(x))]
    return bool(abs(slopes - t.grad).max() < 1e-6)
""",
        "the tangent, a random direction each": softplus(back="0.5 * (1 + np.tanh(x / 2)) * g")
        + """
def agrees(f, x):
    rng = np.random.default_rng(1)
    f(t := Tensor(x)).sum().backward()
    for _ in range(9):
        way = rng.normal(size=x.shape)
        up, down = f(Tensor(x + 1e-4 * way)).sum(), f(Tensor(x - 1e-4 * way)).sum()
        if abs((up.data - down.data) / 2e-4 - (t.grad * way).sum()) > 1e-5:
            return False
    return True
""",
    },
}

WRONG = {
    "slopes.numeric": {
        "one-sided": ({SLOPE: "(above - f(x)) / h"}, "a one-sided difference is off by"),
        "one-sided, backwards": ({"1e-5": "1e-6", SLOPE: "(f(x) - below) / h"}, "a one-sided difference is off by"),
        "h too small": ({"1e-5": "1e-11"}, "their difference is made of rounding"),
        "h too large": ({"1e-5": "0.1"}, "the curve bends within the nudge"),
        "input changed": ({"x = np.array(x, dtype=float)": "pass", "= here\n": "= here + 1e-9\n"}, "changed its own"),
        "not put back": ({"        x[i] = here\n": ""}, "has not been put back"),
        "whole numbers": ({"np.array(x, dtype=float)": "x.copy()"}, "Make the copy with"),
        "all at once, for each": (
            "def numeric_gradient(f, x): return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5 * np.ones(x.shape)",
            "each got the sum of all slopes",
        ),
        "no brackets": ({"(2 * h)": "2 * h"}, "Python divides by 2 and multiplies by h"),
        "the forward pass": ("def numeric_gradient(f, x): return np.full(x.shape, f(x))", "the numbers are not"),
        "h for 2h": ({"(2 * h)": "h"}, "once forth and once back"),
        "sign": ({"above - below": "below - above"}, "The sign is turned round"),
        "not divided": ({" / (2 * h)": ""}, "These are the differences"),
    },
    "slopes.tape": {
        "set": ({"+=": "="}, "The gradient is set, with `=`"),
        "x times x": ({"[b] += grads": "[b] += (a != b) * grads"}, "Where both inputs of a node are the same one"),
        "local slopes": ({"+= grads[i]\n": "+= 1\n", "grads[i] * ": ""}, "These are the slopes of single steps"),
        "from the front": ({"reversed(range(len(values)))": "range(len(values))"}, "were taken from the first"),
    },
    "slopes.order": {
        "pre-order": (WALK.format(line="if node in order: continue"), "which uses it: when it passes"),
        "visited twice": (WALK.format(line="pass"), "stands in it twice"),
        "recursion": (
            """
def backward_order(end, edges):
    order = []
    def walk(node):
        if node not in order:
            for used in edges[edges[:, 0] == node, 1].tolist():
                walk(used)
            if node not in order:
                order.append(node)
    walk(int(end))
    return np.array(order[::-1])
""",
            "as deep as the graph",
        ),
        "forwards": (DEPTH_FIRST.replace("[::-1]", ""), "comes last: this is"),
        "every node": (
            "def backward_order(end, edges): return np.arange(max([int(end), *edges.ravel().tolist()]), -1, -1)",
            "and the end was not made from it",
        ),
        "waits for others": (
            """
def backward_order(end, edges):
    waiting = np.bincount(edges[:, 1], minlength=int(edges.max(initial=int(end))) + 1)
    order, ready = [], [int(end)]
    while ready:
        order.append(ready.pop())
        for used in edges[edges[:, 0] == order[-1], 1].tolist():
            waiting[used] -= 1
            if not waiting[used]:
                ready.append(used)
    return np.array(order)
""",
            "Count only uses by nodes behind the end",
        ),
        "without the end": (DEPTH_FIRST.replace("[::-1]", "[-2::-1]"), "is missing, though the end"),
        "a set": ("def backward_order(end, edges): return {int(end)}", "a NumPy array or a number is wanted"),
        "a mask": ("def backward_order(end, edges): return np.ones(int(end) + 1)", "one row of whole numbers"),
    },
    "backward.unbroadcast": {
        "the mean": ({"g.sum": "g.mean"}, "This is the mean over the copies"),
        "the first copy": (
            """
def unbroadcast(g, shape):
    return g[(0,) * (g.ndim - len(shape)) + tuple(slice(0, n) for n in shape)]
""",
            "One of the copies was picked",
        ),
        "lined up on the left": (
            """
def unbroadcast(g, shape):
    axes = tuple(i for i in range(g.ndim) if i >= len(shape) or shape[i] == 1)
    return g.sum(axis=axes).reshape(shape)
""",
            "The two shapes were lined up on the left",
        ),
        "a reshape": (
            "def unbroadcast(g, shape): return g.ravel()[: int(np.prod(shape))].reshape(shape)",
            "The shape is right; the",
        ),
    },
    "backward.matmul": {
        "batch averaged": ({BATCHED: f"{BATCHED} / x[..., 0, 0].size"}, "The parts of the batch were av"),
        "one of the two": ({"return grad_x, grad_W": "return grad_W"}, "It should return 2 things"),
    },
    "backward.logits": {
        "a colon": (
            {SHIFTED: SHIFTED.replace("p - y", "d"), "y = ": "d = p.copy(); d[:, labels] -= 1; y = "},
            "takes the columns of *all* labels",
        ),
        "in place": (
            {SHIFTED: SHIFTED.replace("p - y", "p"), "y = ": "p[range(N), labels] -= 1; y = "},
            "The 1 was subtracted in `p` itself",
        ),
    },
    "loop.bugs": {
        "labels again": (
            {"shuffled, targets = x[order], y[order]": "y = y[order]; shuffled, targets = x[order], y"},
            "The labels were put into the order of the epoch under their old name",
        ),
        "all again": (
            {"shuffled, targets = x[order], y[order]": "x, y = x[order], y[order]; shuffled, targets = x, y"},
            "stay together, but under their old names",
        ),
        "two left": (
            {"axis=1, keepdims=True": "axis=0", "b - rate": "b + rate"},
            "Two of the four faults are still there. To find one of them, print `p.sum",
        ),
        "W uphill too": ({"- rate": "+ rate"}, "the numbers are not"),
    },
    "engine.softplus": {
        "a numeric derivative": (
            softplus(back="g * (np.logaddexp(0, x + 1e-5) - np.logaddexp(0, x - 1e-5)) / 2e-5"),
            "has the rule been measured by two nudges",
        ),
        "corner at 0": (
            "def softplus(t): return t.relu() + ((t.relu() + (t * -1.0).relu()) * -1.0).exp().__add__(1.0).log()",
            "At 0 the slope is ½",
        ),
        "an array": ("def softplus(t): return np.logaddexp(0, t.data)", "A `Tensor` is wanted"),
        "always no": ({"np.allclose(slopes, t.grad, rtol=1e-4)": "(slopes == t.grad).all()"}, "It says no to every"),
        "sums": (
            {"np.allclose(slopes, t.grad, rtol=1e-4)": "abs(slopes.sum() - t.grad.sum()) < 1e-6"},
            "Compare number by number",
        ),
        "all numbers nudged at once": (
            {"nudge[i]": "nudge[:]", ").sum().data": ").data[i]"},
            "Right for operations that treat each number by itself",
        ),
        "each result by its own number": ({").sum().data": ").data[i]"}, "a nudge of one moves others"),
        "the last number": ({"(slopes, t.grad,": "(slopes[-1], t.grad[-1],"}, "takes part in all that come after it"),
        "too loose": ({"rtol=1e-4": "rtol=0.03"}, "off by a hundredth, and it passed"),
        "the first number": ({"(slopes, t.grad,": "(slopes[0], t.grad[0],"}, "wrong at a single one"),
    },
}

AXIS = "of two axes the last is axis 1"
ANY = "NumPy works out a size that is negative"
# Mutants that are right: a line of each, and why.
EQUIVALENT = {
    "slopes.numeric": {"h = -1e-05": "up and down are exchanged, and so is the sign of what is divided by"},
    "slopes.order": {"np.asarray(np.array(order)).astype(int)": "they are whole numbers"},
    "backward.matmul": {"g.reshape(-2, K)": ANY, "x.reshape(-2, D)": ANY},
    "loop.bugs": {"z.max(axis=-1, keepdims=True)": AXIS, "p.sum(axis=-1, keepdims=True)": AXIS},
    "engine.softplus": {
        "np.maximum(0, x)": "the larger of two, whatever their order",
        "np.allclose(t.grad, slopes, rtol=0.0001)": "near is near both ways",
        "np.allclose(slopes, t.grad)": "NumPy allows for less where nothing is said, and for enough",
    },
}
