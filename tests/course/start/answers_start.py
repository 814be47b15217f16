"""Answers to the exercises of chapter 00, as learners would write them; `planted` says how they are written here."""

RIGHT = {
    "start.mean": {
        "a loop over images": "def image_means(images): return np.array([image.mean() for image in images])",
        "loops over all pixels": """
def image_means(images):
    means = np.zeros(images.shape[0])
    for n in range(images.shape[0]):
        for row in images[n]:
            for value in row:
                means[n] += value / images[0].size
    return means
""",
        "one long row": "def image_means(images): return images.reshape(len(images), -1).mean(axis=1)",
        "axis by axis": "def image_means(images): return images.mean(2).mean(1)",
        "axes from the end": "def image_means(images): return np.mean(images, (-1, -2))",
        "einsum": "def image_means(images): return np.einsum('nhw->n', images / images[0].size)",
        "another type": "def image_means(images): return images.astype(float).mean((1, 2)).astype(np.float32)",
        "another layout": "def image_means(images): return np.asfortranarray(images).mean(axis=(2, 1))[::-1][::-1]",
        "in place, on a copy": """
def image_means(images):
    x = images.astype(float)
    x /= x[0].size
    return x.sum((1, 2))
""",
    },
    "start.standardise": {
        "a loop over columns": """
def standardise(table):
    result = np.zeros(table.shape)
    for column in range(table.shape[1]):
        values = table[:, column]
        if values.std() > 0:
            result[:, column] = (values - values.mean()) / values.std()
    return result
""",
        "spread by hand": """
def standardise(table):
    centred = table - table.sum(0) / len(table)
    spread = ((centred ** 2).sum(0) / len(table)) ** 0.5
    spread[spread == 0] = 1
    return centred / spread
""",
        "nan replaced": """
def standardise(table):
    with np.errstate(invalid="ignore"):
        return np.nan_to_num((table - table.mean(0)) / table.std(0))
""",
        "in place, on a copy": """
def standardise(table):
    table = table.astype(float)
    table -= table.mean(axis=0)
    spread = table.std(axis=0)
    table[:, spread > 0] /= spread[spread > 0]
    return table
""",
        "turned round and back, as float32": """
def standardise(table):
    rows = np.ascontiguousarray(table.T, dtype=np.float64)
    spread = rows.std(axis=1, keepdims=True)
    return ((rows - rows.mean(axis=1, keepdims=True)) / (spread + (spread == 0))).T.astype(np.float32)
""",
    },
    "start.accuracy": {
        "a loop": """
def accuracy(scores, labels):
    right = 0
    for row, label in zip(scores, labels):
        if list(row).index(max(row)) == label:
            right += 1
    return right / len(labels)
""",
        "the labels' own scores": """
def accuracy(scores, labels):
    return np.mean(scores[np.arange(len(labels)), labels] == scores.max(axis=1))
""",
        "sum over n": "def accuracy(scores, labels): return (scores.argmax(-1) == labels).sum() / labels.size",
        "an array of no axes": """
def accuracy(scores, labels):
    return np.array(np.mean(np.argsort(scores, axis=1)[:, -1] == labels), dtype=np.float32)
""",
    },
    "start.broadcasts": {
        "lists": "sum_1, sum_6 = [3, 3], [5, 28, 28]",
        "measured": "sum_1, sum_3 = (np.zeros(3) + np.zeros((3, 1))).shape, np.broadcast_shapes((4, 3), (4, 1))",
        "arrays, and capitals": "sum_1, sum_2 = np.array([3, 3]), ' Error'",
    },
    "start.linear": {
        "loops": """
def linear(x, W, b):
    result = np.zeros((len(x), len(b)))
    for n in range(len(x)):
        for k in range(len(b)):
            result[n, k] = sum(W[k, d] * x[n, d] for d in range(x.shape[1])) + b[k]
    return result
""",
        "einsum": "def linear(x, W, b): return np.einsum('nd,kd->nk', x, W) + b",
        "turned round twice": "def linear(x, W, b): return (W @ x.T + b[:, None]).T",
        "float32, in place on its own array": """
def linear(x, W, b):
    y = np.asfortranarray(x.astype(np.float32) @ W.T.astype(np.float32))
    y += b
    return y
""",
        "a broadcast product": "def linear(x, W, b): return (x[:, None] * W).sum(-1) + b",
    },
    "start.view": {
        "a new array by np.array": {"before.copy()": "np.array(before)"},
        "copy what is kept": {"before.copy()": "before[:]; before = before.copy()"},
        "nothing written": """
def before_and_after(images):
    right = np.arange(images.shape[2]) >= images.shape[2] // 2
    return np.stack([images, images * right])
""",
        "into the stack": """
def before_and_after(images):
    both = np.stack([images, images]).astype(float)
    both[1][:, :, : images.shape[2] // 2] = 0
    return both
""",
        "float32": {"np.stack([before, after])": "np.stack([before, after]).astype('float32')"},
    },
    "start.honest": {
        "the course's own functions": """
def accuracy(scores, labels): return (scores.argmax(axis=1) == labels).mean()
def honest_test(reader, images, labels):
    half = len(images) // 2
    counts = np.bincount(labels[:half], minlength=10)
    always = np.tile(counts, (len(images) - half, 1))
    return accuracy(reader(images[:half], labels[:half], images[half:]), labels[half:]), accuracy(always, labels[half:])
""",
        "picture by picture": """
def honest_test(reader, images, labels):
    known, names = images[: len(images) // 2], labels[: len(labels) // 2]
    right = []
    for n in range(len(known), len(images)):
        (scores,) = reader(known, names, images[n : n + 1])
        right.append([list(scores).index(max(scores)) == labels[n], max(names, key=list(names).count) == labels[n]])
    return np.mean(right, axis=0)[0], np.mean(right, axis=0)[1]
""",
        "a list of two": {"return np.mean(scores": "return [np.mean(scores", "== frequent)": "== frequent)]"},
        "split by np.array_split": {
            "half = len(images) // 2": "half = len(np.array_split(images[::-1], 2)[1])",
        },
    },
    "start.reader": {
        "with a linear layer of one's own": """
def linear(x, W, b): return x @ W.T + b
def read_digits(known, labels, new):
    averages = np.stack([known.reshape(-1, 64)[labels == digit].mean(axis=0) for digit in range(10)])
    return linear(new.reshape(-1, 64), 2 * averages, -(averages ** 2).sum(axis=1))
""",
        "the most similar picture": """
def read_digits(known, labels, new):
    far = ((new[:, None] - known) ** 2).sum(axis=(2, 3))
    return np.eye(10)[labels[far.argmin(axis=1)]]
""",
        "minus the distances": """
def read_digits(known, labels, new):
    averages = np.stack([known[labels == digit].mean(axis=0) for digit in range(10)])
    return -np.abs(new[:, None] - averages).sum(axis=(2, 3)).astype(np.float32)
""",
        "scikit-learn": """
from sklearn.linear_model import LogisticRegression
def read_digits(known, labels, new):
    return LogisticRegression(max_iter=1000).fit(known.reshape(-1, 64), labels).predict_proba(new.reshape(-1, 64))
""",
    },
}

WRONG = {
    "start.mean": {
        "a loop over pixels": (
            """
def image_means(images):
    rows, columns = range(images.shape[1]), range(images.shape[2])
    return np.array([[images[:, r, c].mean() for c in columns] for r in rows])
""",
            "Axis 0 counts the images, so you have averaged over all",
        ),
        "a Python number": ("def image_means(images): return float(images.mean())", "one mean for everything"),
        "(N, 1)": (
            "def image_means(images): return images.reshape(len(images), -1).mean(1, keepdims=True)",
            "The numbers are right, but the shape is (2, 1)",
        ),
        "an axis too far": ({"(1, 2)": "(2, 3)"}, "has the axes 0, 1 and 2"),
        "medians": ("def image_means(images): return np.median(images, axis=(1, 2))", "the numbers are not"),
        "whole numbers": ({"(axis=(1, 2))": "(axis=(1, 2)).astype(int)"}, "holds no fractions"),
        "half precision": ({"(axis=(1, 2))": "(axis=(1, 2)).astype(np.float16)"}, "three digits only"),
        "squeezed": ({"(axis=(1, 2))": "(axis=(1, 2)).squeeze()"}, "should be (1,)"),
        "sums in 8 bits": (
            "def image_means(images): return np.einsum('nhw->n', images) / images[0].size",
            "the numbers are not",
        ),
        "in place, on a copy of its type": (
            """
def image_means(images):
    x = images.copy()
    x /= x[0].size
    return x.sum((1, 2))
""",
            "NumPy does not write fractions into an array of whole numbers",
        ),
        "the size of the first case": ({"mean(axis=(1, 2))": "sum(axis=(1, 2)) / 6"}, "times what is expected"),
        "complex": ({"(axis=(1, 2))": "(axis=(1, 2)) + 0j"}, "complex numbers"),
        "not a number": ({"(axis=(1, 2))": "(axis=(1, 2)) * np.nan"}, "`nan` means not a number"),
        "infinity": ({"(axis=(1, 2))": "(axis=(1, 2)) / 0"}, "`inf` is infinity"),
    },
    "start.standardise": {
        "in place": (
            """
def standardise(table):
    table -= table.mean(0)
    table /= table.std(0)
    return table
""",
            "changed its own input. A",
        ),
        "in place, nothing returned": (
            """
def standardise(table):
    table -= table.mean(0)
    table /= table.std(0)
""",
            "changed its own input, and returned nothing",
        ),
        "integers truncated": (
            """
def standardise(table):
    result = np.zeros_like(table)
    for c in range(table.shape[1]):
        spread = table[:, c].std()
        result[:, c] = (table[:, c] - table[:, c].mean()) / (spread if spread else 1)
    return result
""",
            "into an array of whole numbers, and its fractions",
        ),
        "rows": (
            "def standardise(table): return ((table.T - table.mean(1)) / table.std(1)).T",
            "You have standardised the rows",
        ),
        "a little added": ({"spread = ": "spread = 0.01 + "}, "The shape is right; the numbers are not"),
    },
    "start.accuracy": {
        "percent": ({"(answers == labels).mean()": "100 * (answers == labels).mean()"}, "This is in percent"),
        "the error rate": ({"answers == labels": "answers != labels"}, "the share that is wrong"),
        "argmin": ({"argmax": "argmin"}, "the lowest score"),
        "rounded down": ({"(answers == labels).mean()": "int((answers == labels).mean())"}, "holds no fractions"),
        "a threshold": ({"scores.argmax": "(scores > 0).argmax"}, "the numbers are not"),
    },
    "start.broadcasts": {
        "another": ("sum_5 = (5, 5, 28)", "Write the two shapes one below the other"),
        "one dot left": ("sum_6 = ...", "`sum_6` is still `...`"),
        "a number": ("sum_3 = 12", "with a comma, `(3,)`"),
        "another word": ("sum_2 = 'eror'", 'Did you mean `"error"`?'),
    },
    "start.linear": {
        "transposed where it does not fit": (
            {"W.T": "(W if W.shape[0] == W.shape[1] else W.T)"},
            "the numbers are not",
        ),
        "outputs in the rows": ({"x @ W.T + b": "W @ x.T + b[:, None]"}, "the outputs are in the rows"),
        "in place": ({"return x": "x -= 1; return (x + 1)"}, "changed its own input"),
        "a list": ({"x @ W.T + b": "(x @ W.T + b).tolist()"}, "returned a list"),
    },
    "start.view": {
        "copied too late": (
            {"before.copy()": "before[:]", "return": "after = after.copy(); return"},
            "a copy made after the writing only copies the damage",
        ),
        "another view": (
            {"before.copy()": "before.reshape(before.shape)"},
            "a copy made after the writing only copies the damage",
        ),
        "the copy forgotten to be called": ({".copy()": ".copy"}, "does not support item assignment"),
        "the caller's": ({"before.copy()": "images"}, "changed its own input"),
        "the wrong one is darkened": ({"after[:, :,": "before[:, :,"}, "in the wrong order"),
        "nothing darkened": ({"[before, after]": "[before, before]"}, "Now nothing is darkened"),
        "all dark": ({"[before, after]": "[before, 0 * before]"}, "Only its left half should be"),
        "the upper half": (
            {"after[:, :, : images.shape[2] // 2]": "after[:, : images.shape[1] // 2]"},
            "The shape is right; the numbers are not",
        ),
        "not stacked": ({"stack": "concatenate"}, "should be (2, 1, 2, 4)"),
    },
    "start.honest": {
        "judged at home": (
            {"images[half:])": "images[:half])", "== labels[half:])": "== labels[:half])"},
            "reads the pictures that it has just learned from",
        ),
        "learned from everything": (
            {"reader(images[:half], labels[:half],": "reader(images, labels,"},
            "it has been given all the pictures to learn from",
        ),
        "a baseline that peeks": ({"bincount(labels[:half])": "bincount(labels[half:])"}, "the baseline has peeked"),
        "a baseline of all labels": ({"bincount(labels[:half])": "bincount(labels)"}, "the baseline has peeked"),
        "only one number": ({", np.mean(labels[half:] == frequent)": ""}, "It should return 2 things, in this order"),
        "guessed": ({"np.mean(labels[half:] == frequent)": "1 / 10"}, "A tenth would be the baseline"),
        "the labels of the wrong half": ({"== labels[half:]),": "== labels[: len(scores)]),"}, "the numbers are not"),
        "the frequent one counted": ({"== frequent)": "== np.bincount(labels[:half]).max())"}, "the numbers are not"),
    },
    "start.reader": {
        "the digits themselves": (
            {
                "@ W.T + b": "@ W.T + b).argmax(axis=1",
                "return new": "return (new",
                "+ b).argmax(axis=1": "+ b).argmax(axis=1)",
            },
            "Are those the digits themselves?",
        ),
        "distances": (
            {"return new": "return -1 * (new", "@ W.T + b": "@ W.T + b)"},
            "the *lowest* score that tells the digit",
        ),
        "digits in the rows": (
            {"return new": "return (new", "@ W.T + b": "@ W.T + b).T"},
            "with the digits in the rows",
        ),
        "no scores for new pictures": ({"new.reshape(len(new), 64)": "known.reshape(len(known), 64)"}, "is expected"),
        "one average for all": (
            {"known[labels == digit]": "known"},
            "do all ten digits occur among the answers",
        ),
        "standardised over the new ones": (
            {"return new": "new = new - new.mean(axis=0); return new"},
            "When the first new picture comes alone",
        ),
        "at random": (
            "def read_digits(known, labels, new): return np.random.rand(len(new), 10)",
            "When the first new picture comes alone",
        ),
        "learned from the whole collection": (
            """
from dlcourse.data import digits
ALL, NAMES = digits()
def read_digits(known, labels, new):
    far = ((new[:, None] - ALL) ** 2).sum(axis=(2, 3))
    return np.eye(10)[NAMES[far.argmin(axis=1)]]
""",
            "it called them by their old names",
        ),
        "divided by a spread of 0": (
            {"return new": "spread = known.std(axis=0); new = (new - known.mean(axis=0)) / spread; return new"},
            "a standard deviation of 0",
        ),
        "in place": ({"return new": "new -= 0.5; return new"}, "changed its own input"),
        "a list": (
            {"@ W.T + b": "@ W.T + b).tolist(", "return new": "return (new", ".tolist(": ".tolist()"},
            "returned a list",
        ),
    },
}

# Mutants that are right: a line of each, and why.
EQUIVALENT = {
    "start.standardise": {
        "np.where(constant, 2, spread)": "in a constant column 0 is divided, by whatever",
        "np.where(constant, -1, spread)": "in a constant column 0 is divided, by whatever",
    },
    "start.view": {"images.shape[2] // -2": "so many columns before the end are half of them too"},
    "start.accuracy": {"scores.argmax(axis=-1)": "of two axes the last is axis 1"},
    "start.honest": {
        "scores.argmax(axis=-1)": "of two axes the last is axis 1",
        "len(images) // -2": "so many before the end begins the second half too",
    },
}
