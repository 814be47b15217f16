"""Answers to `outputs.softmax` and `outputs.cross_entropy`, as learners would write them: right ones and wrong ones."""

SOFTMAX = "import numpy as np\ndef softmax(logits):\n"
LOSS = "import numpy as np\ndef cross_entropy(logits, labels):\n"
STABLE = (
    LOSS + "    z = logits - logits.max(1, keepdims=True)\n    n = np.arange(len(labels))\n"
    "    losses = np.log(np.exp(z).sum(1)) - z[n, labels]\n    return "
)
LSE = "    z = logits - logits.max(1, keepdims=True)\n    lse = np.log(np.exp(z).sum(1, keepdims=True))\n"

RIGHT = {
    "outputs.softmax": {
        "a loop over rows": SOFTMAX
        + """
    result = np.zeros(logits.shape)
    for n, row in enumerate(logits):
        powers = np.exp(row - max(row))
        result[n] = powers / sum(powers)
    return result
""",
        "by the logarithm": SOFTMAX + LSE + "    return np.exp(z - lse)",
        "transposed": SOFTMAX + "    p = np.exp(logits.T - logits.T.max(axis=0))\n    return (p / p.sum(axis=0)).T",
        "in place, on a copy, single precision": SOFTMAX
        + """
    z = np.array(logits, dtype=np.float64, order="F")
    z -= z.max(axis=1)[:, None]
    np.exp(z, out=z)
    z /= z.sum(axis=1)[:, None]
    return z.astype(np.float32)
""",
        "ratios of pairs": SOFTMAX
        + """
    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[:, None, :] - logits[:, :, None].astype(float)).sum(axis=2)
""",
    },
    "outputs.cross_entropy": {
        "a loop": LOSS
        + """
    total = 0.0
    for row, label in zip(logits, labels):
        top = max(row)
        total += top + np.log(sum(np.exp(row - top))) - row[label]
    return total / len(labels)
""",
        "one-hot": LOSS + LSE + "    y = np.eye(logits.shape[1])[labels]\n    return -((z - lse) * y).sum() / len(y)",
        "logaddexp": LOSS
        + """
    logits = logits.astype(np.float64)
    return np.mean(np.logaddexp.reduce(logits, axis=1) - np.take_along_axis(logits, labels[:, None], 1)[:, 0])
""",
        "an array of no axes": STABLE + "np.array(losses.mean(), dtype=np.float32)",
    },
}

WRONG = {
    "outputs.softmax": {
        "overflow": (
            SOFTMAX + "    p = np.exp(logits)\n    return p / p.sum(axis=1, keepdims=True)",
            "Right as long as the logits are small",
        ),
        "one global maximum": (
            SOFTMAX + "    p = np.exp(logits - logits.max())\n    return p / p.sum(axis=1, keepdims=True)",
            "One largest logit was taken from the whole table",
        ),
        "wrong axis": (
            SOFTMAX + "    p = np.exp(logits - logits.max(axis=0))\n    return p / p.sum(axis=0)",
            "the images share a class",
        ),
        "maximum of columns": (
            SOFTMAX + "    p = np.exp(logits - logits.max(axis=0))\n    return p / p.sum(axis=1, keepdims=True)",
            "The largest of each column was subtracted",
        ),
        "sum of columns": (
            SOFTMAX + "    p = np.exp(logits - logits.max(axis=1, keepdims=True))\n    return p / p.sum(axis=0)",
            "The shift is right, row by row",
        ),
        "whole table": (
            SOFTMAX + "    p = np.exp(logits - logits.max(axis=1, keepdims=True))\n    return p / p.sum()",
            "Here the whole table sums to 1",
        ),
        "not divided": (
            SOFTMAX + "    return np.exp(logits - logits.max(axis=1, keepdims=True))",
            "divide each row by its sum",
        ),
        "scaled": (
            SOFTMAX
            + "    p = np.exp(logits / abs(logits).max(1, keepdims=True))\n    return p / p.sum(1, keepdims=True)",
            "it is a temperature",
        ),
        "cut off": (
            SOFTMAX + "    p = np.exp(np.clip(logits, -700, 700))\n    return p / p.sum(axis=1, keepdims=True)",
            "makes 1000 and 1001 the same",
        ),
        "logarithms": (SOFTMAX + LSE + "    return z - lse", "These are the logarithms of the shares"),
        "no exponential": (
            SOFTMAX + "    return logits / logits.sum(axis=1, keepdims=True)",
            "some of its numbers are negative",
        ),
        "a little added": (
            SOFTMAX
            + "    p = np.exp(logits - logits.max(1, keepdims=True))\n    return p / (p.sum(1, keepdims=True) + .1)",
            "The shape is right; the numbers are not",
        ),
    },
    "outputs.cross_entropy": {
        "softmax twice": (
            LOSS
            + LSE
            + "    p = np.exp(z - lse)\n    lse = np.log(np.exp(p).sum(1))\n"
            + "    return (lse - p[np.arange(len(p)), labels]).mean()",
            "Softmax was applied twice",
        ),
        "a colon": (LOSS + LSE + "    return -(z - lse)[:, labels].mean()", "`[:, labels]` takes"),
        "the sum": (STABLE + "losses.sum()", "This is the sum over the images"),
        "bits": (STABLE + "losses.mean() / np.log(2)", "Counted in bits"),
        "logarithm of the softmax": (
            LOSS
            + "    p = np.exp(logits - logits.max(1, keepdims=True))\n    p = p / p.sum(1, keepdims=True)\n"
            + "    return -np.log(p[np.arange(len(p)), labels]).mean()",
            "Do not take the logarithm of the softmax",
        ),
        "overflow": (
            LOSS + "    return (np.log(np.exp(logits).sum(1)) - logits[np.arange(len(logits)), labels]).mean()",
            "is not a number that a computer holds",
        ),
        "sign": (STABLE + "-losses.mean()", "The size is right, the sign is not"),
        "no mean": (STABLE + "losses", "This is the loss of each image"),
        "the logit alone": (STABLE + "-logits[n, labels].mean()", "This is minus the right logit alone"),
        "the preferred class": (
            LOSS + LSE + "    return (lse[:, 0] - z.max(axis=1)).mean()",
            "the class that the network prefers",
        ),
        "over N times K": (STABLE + "losses.sum() / logits.size", "Divided by N times K"),
        "a small number added": (
            LOSS + LSE + "    p = np.exp(z - lse)\n    return -np.log(p[np.arange(len(p)), labels] + 1e-12).mean()",
            "A small number was added",
        ),
    },
}

EQUIVALENT = {
    "outputs.softmax": {
        "logits.max(axis=-1, keepdims=True)": "of two axes the last is axis 1",
        "powers.sum(axis=-1, keepdims=True)": "of two axes the last is axis 1",
    },
    "outputs.cross_entropy": {
        "logits.max(axis=-1, keepdims=True)": "of two axes the last is axis 1",
        "sum(axis=-1)": "of two axes the last is axis 1",
    },
}
