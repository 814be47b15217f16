"""Answers to the exercises of chapter 02, as learners would write them; `planted` says how they are written here."""

RIGHT = {
    "neuron.gates": {
        "larger": "AND, NAND, GREATER = (20, 20, -30), (-2, -2, 3), (5, -5, 0)",
        "arrays, unequal weights": """
AND, NAND = np.array([2, 3, -4]), [-0.5, -0.3, 0.6]
GREATER = np.array([0.1, -0.1, 0], dtype=np.float32)
""",
        "a border through corners": "AND, NAND = (1, 1, -1), (-1, -1, 1.5)",
    },
    "neuron.xor": {
        "differences both ways": "W, b, v, c = np.array([[1, -1], [-1, 1]]), np.array([0, 0]), np.array([1, 1]), -0.5",
        "larger, units exchanged": "W, b, v, c = np.full((2, 2), 2), np.array([-2, 0]), np.array([-6, 3]), -1",
        "from above": "W, b, v, c = -np.ones((2, 2)), np.array([1, 2]), np.array([-2, 1]), -0.5",
        "lists and an integer": "W, b, v, c = [[2, 2], [2, 2]], [0, -2], [1, -2], -1",
    },
    "outputs.softmax": {
        "a loop over rows": """
def softmax(logits):
    result = np.zeros(logits.shape)
    for n, row in enumerate(logits):
        powers = np.exp(row - max(row))
        result[n] = powers / sum(powers)
    return result
""",
        "by the logarithm": """
def softmax(logits):
    z = logits - logits.max(1, keepdims=True)
    return np.exp(z - np.log(np.exp(z).sum(1, keepdims=True)))
""",
        "transposed": """
def softmax(logits):
    p = np.exp(logits.T - logits.T.max(axis=0))
    return (p / p.sum(axis=0)).T
""",
        "in place, on a copy, single precision": """
def softmax(logits):
    z = np.array(logits, dtype=np.float64, order="F")
    z -= z.max(axis=1)[:, None]
    np.exp(z, out=z)
    z /= z.sum(axis=1)[:, None]
    return z.astype(np.float32)
""",
        "ratios of pairs": """
def softmax(logits):
    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[:, None, :] - logits[:, :, None].astype(float)).sum(axis=2)
""",
    },
    "outputs.cross_entropy": {
        "a loop": """
def cross_entropy(logits, labels):
    total = 0.0
    for row, label in zip(logits, labels):
        top = max(row)
        total += top + np.log(sum(np.exp(row - top))) - row[label]
    return total / len(labels)
""",
        "one-hot": """
def cross_entropy(logits, labels):
    z = logits - logits.max(1, keepdims=True)
    log_shares = z - np.log(np.exp(z).sum(1, keepdims=True))
    return -(log_shares * np.eye(logits.shape[1])[labels]).sum() / len(labels)
""",
        "logaddexp": """
def cross_entropy(logits, labels):
    logits = logits.astype(np.float64)
    return np.mean(np.logaddexp.reduce(logits, axis=1) - np.take_along_axis(logits, labels[:, None], 1)[:, 0])
""",
        "an array of no axes": {"float((log_sum - right).mean())": "np.array((log_sum - right).mean(), np.float32)"},
    },
    "layers.merge": {
        "column by column": """
def merge(W1, b1, W2, b2, W3, b3):
    through = lambda x: ((x @ W1 + b1) @ W2 + b2) @ W3 + b3
    b = through(np.zeros(len(W1)))
    return np.array([through(row) - b for row in np.eye(len(W1))]), b
""",
        "layer by layer": """
def merge(W1, b1, W2, b2, W3, b3):
    W, b = W1, b1
    for next_W, next_b in [(W2, b2), (W3, b3)]:
        W, b = W @ next_W, b @ next_W + next_b
    return [W, b]
""",
        "the other way round, transposed back": """
def merge(W1, b1, W2, b2, W3, b3):
    return np.asfortranarray((W3.T @ W2.T @ W1.T).T), (W3.T @ (W2.T @ b1 + b2) + b3).astype(np.float32)
""",
    },
    "layers.count": {
        "worked out": "network, hidden = 784 * 64 + 64 + 640 + 10, [32, 64]",
        "from arrays": "colour, weights = np.zeros((32, 32, 3)).size + 1, np.zeros((784, 64)).shape",
    },
    "outputs.choose": {
        "capitals": "digit_output, photo_loss = 'Softmax', 'Binary cross-entropy'",
        "spaces, a fraction": "warmth_output, rain_units = ' linear ', 1.0",
    },
    "layers.tent": {
        "the absolute value": """
def tent(x, folds):
    for _ in range(int(folds)):
        x = 1 - abs(2 * x - 1)
    return x
""",
        "matrices": """
def tent(x, folds):
    h = x.reshape(-1, 1)
    for _ in range(folds):
        h = np.maximum(h @ np.array([[1, 1]]) + np.array([0, -0.5]), 0) @ np.array([[2], [-4]])
    return h[:, 0]
def pieces(folds):
    return 1 if folds == 0 else 2 * pieces(folds - 1)
""",
        "calling itself, a product": """
def tent(x, folds):
    return x.copy() if folds == 0 else np.minimum(2 * tent(x, folds - 1), 2 - 2 * tent(x, folds - 1))
def pieces(folds):
    return np.prod(np.full(int(folds), 2.0))
""",
    },
}

WRONG = {
    "neuron.gates": {
        "AND, never": ("AND = (1, 1, -3)", "outweighs both weights together"),
        "AND, exactly 0": ("AND = (1, 1, -2)", "A sum of exactly 0 is not above 0"),
        "AND, one weight only": ("AND = (1, 0, -0.5)", "Take one marked point"),
        "two numbers": ("AND = (1, 1)", "It has the shape (2,)"),
        "a dot left": ("AND = (1, 1, ...)", "is still `...`"),
        "a text": ("AND = '1, 1, -1.5'", "It is a text; wanted is"),
        "not a number": ("AND = (1, 1, np.nan)", "Some sums are not numbers"),
    },
    "neuron.xor": {
        "no activation": ("b = np.ones(2)", "the ReLUs cut nothing off"),
        "NAND": ("W, b, v = [[-1, 1], [-1, 1]], [2, -1], [1, 0]", "This is NAND: three of four"),
        "always": ("c = 3", "It always says yes"),
        "never": ("c = -3", "It never says yes"),
        "one input": ("W, b, v, c = np.eye(2), [-0.5, -0.5], [1, 0], -0.1", "Take one marked point"),
        "as left": ("W, b, v, c = 0 * W, 0 * b, 0 * v, 0", "all zeros"),
        "three units": ("W, b, v = np.ones((2, 3)), [0, -1, 0], [1, -2, 0]", "wanted is the shape (2, 2)"),
        "c in a list": ("c = [-0.5]", "wanted is one number"),
    },
    "outputs.softmax": {
        "a little added": (
            {"powers.sum(axis=1, keepdims=True)": "(powers.sum(axis=1, keepdims=True) + 0.1)"},
            "The shape is right; the numbers are not",
        ),
        "a loop down the columns": (
            """
def softmax(logits):
    return np.stack([np.exp(column - max(column)) / sum(np.exp(column - max(column))) for column in logits.T], axis=1)
""",
            "the images share a class among them",
        ),
    },
    "outputs.cross_entropy": {
        "softmax twice": (
            """
from scipy.special import log_softmax, softmax
def cross_entropy(logits, labels):
    return -log_softmax(softmax(logits, axis=1), axis=1)[np.arange(len(labels)), labels].mean()
""",
            "Softmax was applied twice",
        ),
        "bits": ({"(log_sum - right)": "((log_sum - right) / np.log(2))"}, "Counted in bits"),
        "logarithm of the softmax": (
            """
def cross_entropy(logits, labels):
    p = np.exp(logits - logits.max(1, keepdims=True))
    p = p / p.sum(1, keepdims=True)
    return -np.log(p[np.arange(len(p)), labels]).mean()
""",
            "Do not take the logarithm of the softmax",
        ),
        "sign": ({"log_sum - right": "right - log_sum"}, "The size is right, the sign is not"),
        "the preferred class": ({"log_sum - right": "log_sum"}, "the class that the network prefers"),
    },
    "layers.merge": {
        "exchanged": ({"return W, b": "return b, W"}, "Both are right, and exchanged"),
        "a single thing": ({"return W, b": "return W"}, "It should return 2 things"),
    },
    "layers.count": {
        "an odd number": ("network = 7", "Layer by layer: inputs times units"),
        "not a shape": ("hidden = 64", "with a comma, `(3,)`"),
    },
    "outputs.choose": {
        "another word": ("rain_output = 'sigmoid function'", "That is none of the answers"),
        "a number": ("rain_loss = 1", 'An answer here is "cross-entropy", "binary cross-entropy" or "squared error"'),
    },
    "layers.tent": {
        "once": ({"range(folds)": "range(min(folds, 1))"}, "This is one fold, however many"),
        "taller": (
            "def tent(x, folds): return folds * (2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0))",
            "The fold was multiplied, not repeated",
        ),
        "one too many": ({"range(folds)": "range(folds + 1)"}, "One fold too many"),
        "bends": ({"2 ** int(folds)": "2 ** int(folds) - 1"}, "These are the bends"),
        "counted on a grid": (
            """
def pieces(folds):
    slopes = np.sign(np.diff(tent(np.arange(4097) / 4096, folds)))
    return 1 + np.count_nonzero(np.diff(slopes))
""",
            "this looks like counting on a grid",
        ),
    },
}

AXIS = "of two axes the last is axis 1"
LARGER = "the larger of two, whatever their order"
# Mutants that are right: a line of each, and why.
EQUIVALENT = {
    "neuron.xor": {
        "v = np.array([1.0, -3.0])": "the second unit may pull harder",
        "b = np.array([-0.0, -1.0])": "no bias",
    },
    "layers.tent": {
        "np.asarray(2 ** int(folds)).astype(int)": "a count is a whole number",
        "np.maximum(0, x) - 4": LARGER,
        "np.maximum(0, x - 0.5)": LARGER,
        "np.maximum(x, -1)": "x is never below 0",
    },
    "outputs.softmax": {"logits.max(axis=-1, keepdims=True)": AXIS, "powers.sum(axis=-1, keepdims=True)": AXIS},
    "outputs.cross_entropy": {"logits.max(axis=-1, keepdims=True)": AXIS, "sum(axis=-1)": AXIS},
}
