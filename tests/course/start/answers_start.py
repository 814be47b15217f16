"""Answers to the exercises of `dlcourse.exercises.start`, as learners would write them: right ones and wrong ones."""

MEAN = "import numpy as np\ndef image_means(images):\n"

RIGHT = {
    "start.mean": {
        "a loop over images": MEAN + "    return np.array([image.mean() for image in images])",
        "loops over all pixels": MEAN
        + """
    means = np.zeros(images.shape[0])
    for n in range(images.shape[0]):
        for row in images[n]:
            for value in row:
                means[n] += value / images[0].size
    return means
""",
        "one long row": MEAN + "    return images.reshape(len(images), -1).mean(axis=1)",
        "axis by axis": MEAN + "    return images.mean(2).mean(1)",
        "axes from the end": MEAN + "    return np.mean(images, (-1, -2))",
        "einsum": MEAN + "    return np.einsum('nhw->n', images) / (images.shape[1] * images.shape[2])",
        "another type": MEAN + "    return images.astype(np.float64).mean((1, 2)).astype(np.float32)",
        "another layout": MEAN + "    return np.asfortranarray(images).mean(axis=(2, 1))[::-1][::-1]",
        "in place, on a copy": MEAN + "    x = images.copy()\n    x /= x[0].size\n    return x.sum((1, 2))",
    },
    "start.standardise": {
        "a loop over columns": """
import numpy as np
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
import numpy as np
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
import numpy as np
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
import numpy as np
def accuracy(scores, labels):
    return np.mean(scores[np.arange(len(labels)), labels] == scores.max(axis=1))
""",
        "sum over n": "def accuracy(scores, labels):\n    return (scores.argmax(-1) == labels).sum() / labels.size",
        "an array of no axes": """
import numpy as np
def accuracy(scores, labels):
    return np.array(np.mean(np.argsort(scores, axis=1)[:, -1] == labels), dtype=np.float32)
""",
    },
}

# Each with a piece of the message that must answer it, for itself alone.
WRONG = {
    "start.mean": {
        "axis 0": (MEAN + "    return images.mean(axis=0)", "Axis 0 counts the images, so this is the mean over all"),
        "a loop over pixels": (
            MEAN + "    return np.array([[images[:, r, c].mean() for c in range(images.shape[2])]"
            " for r in range(images.shape[1])])",
            "Axis 0 counts the images, so this is the mean over all",
        ),
        "one global mean": (MEAN + "    return images.mean()", "one mean for everything"),
        "one global mean, a Python number": (MEAN + "    return float(images.mean())", "one mean for everything"),
        "(N, 1, 1)": (MEAN + "    return images.mean((1, 2), keepdims=True)", "`keepdims=True` leaves"),
        "(N, 1)": (
            MEAN + "    return images.reshape(len(images), -1).mean(1, keepdims=True)",
            "The numbers are right, but the shape is (2, 1)",
        ),
        "axis 1 only": (MEAN + "    return images.mean(axis=1)", "Axis 1 runs down the rows"),
        "axis 2 only": (MEAN + "    return images.mean(axis=2)", "Axis 2 runs along the columns"),
        "axes 0 and 1": (MEAN + "    return images.mean(axis=(0, 1))", "axis 2 is inside an image"),
        "axes 0 and 2": (MEAN + "    return images.mean(axis=(0, 2))", "axis 1 is inside an image"),
        "sums": (MEAN + "    return images.sum(axis=(1, 2))", "These are the sums"),
        "an axis too far": (MEAN + "    return images.mean(axis=(2, 3))", "has the axes 0, 1 and 2"),
        "medians": (MEAN + "    return np.median(images, axis=(1, 2))", "the numbers are not"),
        "whole numbers": (MEAN + "    return images.mean(axis=(1, 2)).astype(int)", "holds no fractions"),
        "half precision": (MEAN + "    return images.mean(axis=(1, 2)).astype(np.float16)", "three digits only"),
        "squeezed": (MEAN + "    return images.mean(axis=(1, 2)).squeeze()", "should be (1,)"),
        "the size of the first case": (MEAN + "    return images.sum(axis=(1, 2)) / 6", "times what is expected"),
        "complex": (MEAN + "    return images.mean(axis=(1, 2)) + 0j", "complex numbers"),
        "not a number": (MEAN + "    return images.mean(axis=(1, 2)) * np.nan", "`nan` means not a number"),
        "infinity": (MEAN + "    return images.mean(axis=(1, 2)) / 0", "`inf` is infinity"),
    },
    "start.standardise": {
        "one spread for all": (
            "def standardise(table):\n    return (table - table.mean()) / table.std()",
            "all columns share one mean and one spread",
        ),
        "one spread, own means": (
            "def standardise(table):\n    return (table - table.mean(0)) / table.std()",
            "but all share one spread",
        ),
        "constant column": (
            "def standardise(table):\n    return (table - table.mean(0)) / table.std(0)",
            "Right for every column but the constant one",
        ),
        "in place": (
            "def standardise(table):\n    table -= table.mean(0)\n    table /= table.std(0)\n    return table",
            "changed its own input. A",
        ),
        "in place, nothing returned": (
            "def standardise(table):\n    table -= table.mean(0)\n    table /= table.std(0)",
            "changed its own input, and returned nothing",
        ),
        "integers truncated": (
            """
import numpy as np
def standardise(table):
    result = np.zeros_like(table)
    for c in range(table.shape[1]):
        spread = table[:, c].std()
        result[:, c] = (table[:, c] - table[:, c].mean()) / (spread if spread else 1)
    return result
""",
            "everything after the point was lost",
        ),
        "rows": (
            "def standardise(table):\n    return ((table.T - table.mean(1)) / table.std(1)).T",
            "These are the rows, standardised",
        ),
        "N - 1": (
            "import numpy as np\ndef standardise(table):\n    s = table.std(0, ddof=1)\n"
            "    return (table - table.mean(0)) / np.where(s == 0, 1, s)",
            "divides by N - 1",
        ),
        "variance": (
            "import numpy as np\ndef standardise(table):\n    s = table.var(0)\n"
            "    return (table - table.mean(0)) / np.where(s == 0, 1, s)",
            "divides by the variance",
        ),
        "centred only": ("def standardise(table):\n    return table - table.mean(0)", "the spreads are not yet 1"),
        "scaled only": (
            "import numpy as np\ndef standardise(table):\n    s = table.std(0)\n"
            "    return table / np.where(s == 0, 1, s)",
            "the means are not yet 0",
        ),
        "a little added": (
            "def standardise(table):\n    return (table - table.mean(0)) / (table.std(0) + 0.01)",
            "The shape is right; the numbers are not",
        ),
    },
    "start.accuracy": {
        "argmax over the images": (
            "def accuracy(scores, labels):\n    return (scores.argmax(axis=0) == labels).mean()",
            "runs down the images",
        ),
        "a count": (
            "def accuracy(scores, labels):\n    return (scores.argmax(axis=1) == labels).sum()",
            "This is how many are right",
        ),
        "over the classes": (
            "def accuracy(scores, labels):\n    return (scores.argmax(1) == labels).sum() / scores.shape[1]",
            "divided by the number of classes",
        ),
        "percent": (
            "def accuracy(scores, labels):\n    return 100 * (scores.argmax(1) == labels).mean()",
            "This is in percent",
        ),
        "the error rate": (
            "def accuracy(scores, labels):\n    return (scores.argmax(1) != labels).mean()",
            "the share that is wrong",
        ),
        "argmin": ("def accuracy(scores, labels):\n    return (scores.argmin(1) == labels).mean()", "the lowest score"),
        "max": ("def accuracy(scores, labels):\n    return (scores.max(1) == labels).mean()", "the highest score its"),
        "no mean": ("def accuracy(scores, labels):\n    return scores.argmax(1) == labels", "make one number of it"),
        "rounded down": (
            "def accuracy(scores, labels):\n    return int((scores.argmax(1) == labels).mean())",
            "holds no fractions",
        ),
        "a threshold": (
            "def accuracy(scores, labels):\n    return ((scores > 0).argmax(1) == labels).mean()",
            "the numbers are not",
        ),
    },
}
