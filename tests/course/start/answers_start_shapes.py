"""Answers to the exercises of `start_shapes` and `start_views`: right ones and wrong ones."""

NAMES = ("sum_1", "sum_2", "sum_3", "sum_4", "sum_5", "sum_6")
SUMS = ["(3, 3)", "'error'", "(4, 3)", "'error'", "(5, 28, 28)", "(5, 28, 28)"]


def sums(**others):
    """The answer cell with some of its values changed."""
    return "\n".join(f"{name} = {others.get(name, right)}" for name, right in zip(NAMES, SUMS, strict=True))


LINEAR = "import numpy as np\ndef linear(x, W, b):\n    "
VIEW = "import numpy as np\ndef before_and_after(images):\n    before = images.astype(float)\n    "
HALF = "[:, :, : images.shape[2] // 2] = 0\n    "

RIGHT = {
    "start.broadcasts": {
        "lists": sums(sum_1="[3, 3]", sum_6="[5, 28, 28]"),
        "measured": "import numpy as np\n"
        + sums(sum_1="(np.zeros(3) + np.zeros((3, 1))).shape", sum_3="np.broadcast_shapes((4, 3), (4, 1))"),
        "arrays, and capitals": "import numpy as np\n" + sums(sum_1="np.array([3, 3])", sum_2='" Error"'),
    },
    "start.linear": {
        "loops": LINEAR
        + """result = np.zeros((len(x), len(b)))
    for n in range(len(x)):
        for k in range(len(b)):
            result[n, k] = sum(W[k, d] * x[n, d] for d in range(x.shape[1])) + b[k]
    return result
""",
        "einsum": LINEAR + "return np.einsum('nd,kd->nk', x, W) + b",
        "turned round twice": LINEAR + "return (W @ x.T + b[:, None]).T",
        "float32, in place on its own array": LINEAR
        + "y = np.asfortranarray(x.astype(np.float32) @ W.T.astype(np.float32))\n    y += b\n    return y",
        "a broadcast product": LINEAR + "return (x[:, None] * W).sum(-1) + b",
    },
    "start.view": {
        "a new array by np.array": VIEW + "after = np.array(before)\n    after" + HALF + "return np.stack([before, "
        "after])",
        "copy what is kept": VIEW
        + "after = before[:]\n    before = before.copy()\n    after"
        + HALF
        + "return np.stack([before, after])",
        "nothing written": VIEW
        + "right = np.arange(images.shape[2]) >= images.shape[2] // 2\n    return np.stack([before, before * right])",
        "into the stack": VIEW + "both = np.stack([before, before])\n    both[1]" + HALF + "return both",
        "float32": VIEW + "after = before.copy()\n    after" + HALF + "return np.stack([before, "
        "after]).astype('float32')",
    },
}

WRONG = {
    "start.broadcasts": {
        "left, a 1 stretched": (sums(sum_1="(3, 1)"), "That comes out if the shapes are aligned on the left"),
        "left": (sums(sum_2="(4, 3)"), "That comes out if the shapes are aligned on the left"),
        "one side": (sums(sum_1="(3,)"), "The first shape does not stay as it is"),
        "the other side": (sums(sum_6="(28, 1)"), "The second shape does not stay as it is"),
        "copied": (sums(sum_4="(4, 3)"), "Only a size of **1** is stretched"),
        "only equal": (sums(sum_3="'error'"), "They need not be equal"),
        "another": (sums(sum_5="(5, 5, 28)"), "Write the two shapes one below the other"),
        "one dot left": (sums(sum_6="..."), "`sum_6` is still `...`"),
        "a number": (sums(sum_3="12"), "with a comma, `(3,)`"),
        "another word": (sums(sum_2="'eror'"), 'Did you mean `"error"`?'),
    },
    "start.linear": {
        "no transpose": (LINEAR + "return x @ W + b", "but `x @ W` needs D rows"),
        "no transpose, dot": (LINEAR + "return np.dot(x, W) + b", "but `np.dot(x, W)` needs D rows"),
        "transposed where it does not fit": (
            LINEAR + "return x @ (W if W.shape[0] == W.shape[1] else W.T) + b",
            "the numbers are not",
        ),
        "star": (LINEAR + "return x * W + b", "Here each output is a row of `W`"),
        "star, transposed": (LINEAR + "return x * W.T + b", "transposed or not"),
        "bias along N": (LINEAR + "return x @ W.T + b[:, None]", "a column that runs along the examples"),
        "outputs in the rows": (LINEAR + "return W @ x.T + b[:, None]", "the outputs stand in the rows"),
        "no bias": (LINEAR + "return x @ W.T", "Where is the bias?"),
        "bias subtracted": (LINEAR + "return x @ W.T - b", "here it is subtracted"),
        "in place": (LINEAR + "x -= 1\n    return (x + 1) @ W.T + b", "changed its own input"),
        "a list": (LINEAR + "return (x @ W.T + b).tolist()", "returned a list"),
    },
    "start.view": {
        "copied too late": (
            VIEW + "after = before[:]\n    after" + HALF + "after = after.copy()\n    return np.stack([before, after])",
            "a copy made after the writing comes too late",
        ),
        "another view": (
            VIEW + "after = before.reshape(before.shape)\n    after" + HALF + "return np.stack([before, after])",
            "a copy made after the writing comes too late",
        ),
        "the copy forgotten to be called": (
            VIEW + "after = before.copy\n    after" + HALF + "return np.stack([before, after])",
            "does not support item assignment",
        ),
        "the caller's": (
            VIEW + "after = images\n    after" + HALF + "return np.stack([before, after])",
            "changed its own input",
        ),
        "the wrong one is darkened": (
            VIEW + "after = before.copy()\n    before" + HALF + "return np.stack([before, after])",
            "in the wrong order",
        ),
        "nothing darkened": (VIEW + "return np.stack([before, before])", "Now nothing is darkened"),
        "all dark": (VIEW + "return np.stack([before, 0 * before])", "Only the left half is to be"),
        "the upper half": (
            VIEW + "after = before.copy()\n    after[:, : images.shape[1] // 2] = 0\n    return np.stack([before, "
            "after])",
            "The shape is right; the numbers are not",
        ),
        "not stacked": (VIEW + "return np.concatenate([before, before])", "The shape is (2, 2, 4) and should be"),
    },
}
