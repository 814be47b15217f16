"""Answers to the exercises of chapter 02 but for softmax and cross-entropy, as learners would write them."""

XOR = "import numpy as np\nW = np.array({W})\nb = np.array({b})\nv = np.array({v})\nc = {c}"
MERGE = "def merge(W1, b1, W2, b2, W3, b3):\n    return {W}, {b}"
B = "(b1 @ W2 + b2) @ W3 + b3"
PIECES = "\ndef pieces(folds):\n    return 2 ** int(folds)"
TENT = (
    "import numpy as np\ndef tent(x, folds):\n    for _ in range(folds):\n"
    "        x = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)\n    return x\n"
)


def gates(AND="(1, 1, -1.5)", NAND="(-1, -1, 1.5)", GREATER="(1, -1, 0)"):
    return f"AND = {AND}\nNAND = {NAND}\nGREATER = {GREATER}"


def xor(W="[[1, 1], [1, 1]]", b="[0, -1]", v="[1, -2]", c="-0.5"):
    return XOR.format(W=W, b=b, v=v, c=c)


def values(text, **other):
    return "\n".join(f"{name} = {other.get(name, value)}" for name, value in text.items())


COUNTS = {
    "one_neuron": "785",
    "colour": "3073",
    "network": "50890",
    "three_layers": "62",
    "twice_as_wide": "101770",
    "hidden": "(32, 64)",
    "weights": "(784, 64)",
}
TASKS = {
    "digit_units": "10",
    "digit_output": '"softmax"',
    "digit_loss": '"cross-entropy"',
    "photo_units": "20",
    "photo_output": '"sigmoids"',
    "photo_loss": '"binary cross-entropy"',
    "warmth_output": '"linear"',
    "warmth_loss": '"squared error"',
    "rain_units": "1",
    "rain_output": '"sigmoids"',
    "rain_loss": '"binary cross-entropy"',
}

RIGHT = {
    "neuron.gates": {
        "larger": gates("(20, 20, -30)", "(-2, -2, 3)", "(5, -5, 0)"),
        "arrays, unequal weights": "import numpy as np\n"
        + gates("np.array([2, 3, -4])", "[-0.5, -0.3, 0.6]", "np.array([0.1, -0.1, 0], dtype=np.float32)"),
        "a border through corners": gates("(1, 1, -1)", "(-1, -1, 1.5)"),
    },
    "neuron.xor": {
        "differences both ways": xor("[[1, -1], [-1, 1]]", "[0, 0]", "[1, 1]", "-0.5"),
        "larger, units exchanged": xor("[[2, 2], [2, 2]]", "[-2, 0]", "[-6, 3]", "-1"),
        "from above": xor("[[-1, -1], [-1, -1]]", "[1, 2]", "[-2, 1]", "-0.5"),
        "lists and an integer": "W = [[2, 2], [2, 2]]\nb = [0, -2]\nv = [1, -2]\nc = -1",
    },
    "layers.merge": {
        "column by column": """
import numpy as np
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
import numpy as np
def merge(W1, b1, W2, b2, W3, b3):
    return np.asfortranarray((W3.T @ W2.T @ W1.T).T), (W3.T @ (W2.T @ b1 + b2) + b3).astype(np.float32)
""",
    },
    "layers.count": {
        "worked out": values(COUNTS, network="784 * 64 + 64 + 640 + 10", hidden="[32, 64]"),
        "from arrays": "import numpy as np\n"
        + values(COUNTS, colour="np.zeros((32, 32, 3)).size + 1", weights="np.zeros((784, 64)).shape"),
    },
    "outputs.choose": {
        "capitals": values(TASKS, digit_output='"Softmax"', photo_loss='"Binary cross-entropy"'),
        "spaces, a fraction": values(TASKS, warmth_output='" linear "', rain_units="1.0"),
    },
    "layers.tent": {
        "the absolute value": "def tent(x, folds):\n    for _ in range(int(folds)):\n"
        "        x = 1 - abs(2 * x - 1)\n    return x" + PIECES,
        "matrices": """
import numpy as np
def tent(x, folds):
    h = x.reshape(-1, 1)
    for _ in range(folds):
        h = np.maximum(h @ np.array([[1, 1]]) + np.array([0, -0.5]), 0) @ np.array([[2], [-4]])
    return h[:, 0]
def pieces(folds):
    return 1 if folds == 0 else 2 * pieces(folds - 1)
""",
        "calling itself, a product": """
import numpy as np
def tent(x, folds):
    return x.copy() if folds == 0 else np.minimum(2 * tent(x, folds - 1), 2 - 2 * tent(x, folds - 1))
def pieces(folds):
    return np.prod(np.full(int(folds), 2.0))
""",
    },
}

WRONG = {
    "neuron.gates": {
        "AND, the bias's sign": (gates(AND="(1, 1, 1.5)"), "a positive one helps it over 0"),
        "AND is OR": (gates(AND="(1, 1, -0.5)"), "This is OR: one input alone is enough"),
        "AND, never": (gates(AND="(1, 1, -3)"), "outweighs both weights together"),
        "AND, turned round": (gates(AND="(-1, -1, 1.5)"), "Yes and no are exchanged: turn all three signs"),
        "AND, exactly 0": (gates(AND="(1, 1, -2)"), "A sum of exactly 0 is not above 0"),
        "AND, one weight only": (gates(AND="(1, 0, -0.5)"), "Take one marked point"),
        "NAND, the bias's sign": (gates(NAND="(-1, -1, -1.5)"), "the bias has to speak for it"),
        "NAND is AND": (gates(NAND="(1, 1, -1.5)"), "This is AND. NAND is its opposite"),
        "NAND is NOR": (gates(NAND="(-1, -1, 0.5)"), "This is NOR"),
        "GREATER, turned round": (gates(GREATER="(-1, 1, 0)"), "This is x1 < x2"),
        "GREATER, the sum": (gates(GREATER="(1, 1, 0)"), "Equal weights ask for the sum"),
        "GREATER, not looking at x2": (gates(GREATER="(1, 0, 0)"), "does not look at x2"),
        "two numbers": (gates(AND="(1, 1)"), "It has the shape (2,)"),
        "a dot left": (gates(AND="(1, 1, ...)"), "is still `...`"),
        "a text": (gates(AND='"1, 1, -1.5"'), "It is a text; wanted is"),
        "not a number": (gates(AND='(1, 1, float("nan"))'), "Some sums are not numbers"),
    },
    "neuron.xor": {
        "inverted output": (xor(v="[-1, 2]", c="0.5"), "Yes and no are exchanged at every corner"),
        "no activation": (xor(b="[1, 1]"), "the ReLUs cut nothing off"),
        "OR": (xor(v="[1, -1]"), "This is OR: three of four"),
        "NAND": (xor("[[-1, 1], [-1, 1]]", "[2, -1]", "[1, 0]"), "This is NAND: three of four"),
        "always": (xor(c="3"), "It always says yes"),
        "never": (xor(c="-3"), "It never says yes"),
        "one input": (xor("[[1, 0], [0, 1]]", "[-0.5, -0.5]", "[1, 0]", "-0.1"), "Take one marked point"),
        "as left": (xor("[[0, 0], [0, 0]]", "[0, 0]", "[0, 0]", "0"), "all zeros"),
        "three units": (xor("[[1, 1, 1], [1, 1, 1]]", "[0, -1, 0]", "[1, -2, 0]"), "wanted is the shape (2, 2)"),
        "c in a list": (xor(c="[-0.5]"), "wanted is one number"),
    },
    "layers.merge": {
        "product reversed": (MERGE.format(W="W3 @ W2 @ W1", b=B), "The product is the wrong way round"),
        "biases added up": (MERGE.format(W="W1 @ W2 @ W3", b="b1 + b2 + b3"), "The biases were added up as they are"),
        "the last bias only": (MERGE.format(W="W1 @ W2 @ W3", b="b3"), "Of the biases only the last is there"),
        "b1 half-way": (MERGE.format(W="W1 @ W2 @ W3", b="b1 @ W2 + b2 @ W3 + b3"), "not through the third"),
        "b2 not carried": (MERGE.format(W="W1 @ W2 @ W3", b="b1 @ W2 @ W3 + b2 + b3"), "`b2` was added without going"),
        "own layer too": (
            MERGE.format(W="W1 @ W2 @ W3", b="b1 @ W1 @ W2 @ W3 + b2 @ W2 @ W3 + b3 @ W3"),
            "Each bias went through its own layer too",
        ),
        "b3 missing": (MERGE.format(W="W1 @ W2 @ W3", b="(b1 @ W2 + b2) @ W3"), "the last bias, `b3`, is missing"),
        "no biases": (MERGE.format(W="W1 @ W2 @ W3", b="b3 * 0"), "the biases were left out"),
        "added": (MERGE.format(W="W1 + W2 + W3", b="b1 + b2 + b3"), "multiply their weights, they do not add them"),
        "star": (MERGE.format(W="W1 * W2 * W3", b=B), "multiplies number by number"),
        "exchanged": (MERGE.format(W=B, b="W1 @ W2 @ W3"), "Both are right, and exchanged"),
        "a single thing": (MERGE.replace("{W}, {b}", "W1 @ W2 @ W3"), "It should return 2 things"),
    },
    "layers.count": {
        "no bias": (values(COUNTS, one_neuron="784"), "These are the weights alone"),
        "inputs counted": (values(COUNTS, network="50890 + 784"), "A bias was counted for each input too"),
        "grey": (values(COUNTS, colour="1025"), "A coloured pixel is three numbers"),
        "units": (values(COUNTS, three_layers="15"), "Each is joined to every unit before it"),
        "a layer missing": (values(COUNTS, three_layers="32"), "equal widths make a layer too"),
        "doubled": (values(COUNTS, twice_as_wide="2 * 50890"), "which biases do not double"),
        "one picture": (values(COUNTS, hidden="(64,)"), "All 32 go through at once"),
        "turned round": (values(COUNTS, weights="(64, 784)"), "For `x @ W` the inputs come first"),
        "with the batch": (values(COUNTS, weights="(32, 64)"), "That is the result. The weights do not know"),
        "an odd number": (values(COUNTS, network="7"), "Layer by layer: inputs times units"),
        "not a shape": (values(COUNTS, hidden="64"), "with a comma, `(3,)`"),
    },
    "outputs.choose": {
        "softmax for several": (values(TASKS, photo_output='"softmax"'), "where a dog and a ball are in the picture"),
        "its loss": (values(TASKS, photo_loss='"cross-entropy"'), "That one wants exactly one right class"),
        "sigmoids for one": (values(TASKS, digit_output='"sigmoids"'), "Ten separate sigmoids"),
        "one number for a digit": (values(TASKS, digit_units="1"), "a 3 lies between a 2 and a 4"),
        "degrees by sigmoid": (values(TASKS, warmth_output='"sigmoids"'), "it can never say 21 degrees"),
        "no frost": (values(TASKS, warmth_output='"relu"'), "it would know no frost"),
        "classes of degrees": (values(TASKS, warmth_loss='"cross-entropy"'), "Nothing is chosen from a list here"),
        "squared error": (values(TASKS, digit_loss='"squared error"'), "hardly slopes where"),
        "a softmax of one": (values(TASKS, rain_output='"softmax"'), "it would rain every day"),
        "another word": (values(TASKS, rain_output='"sigmoid function"'), "That is none of the answers"),
    },
    "layers.tent": {
        "level": (TENT.replace("4 *", "2 *") + PIECES, "is level from ½ on"),
        "once": (TENT.replace("range(folds)", "range(min(folds, 1))") + PIECES, "This is one fold, however many"),
        "taller": (
            "import numpy as np\ndef tent(x, folds):\n"
            "    return folds * (2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0))" + PIECES,
            "The fold was multiplied, not repeated",
        ),
        "no ReLU": (
            TENT.replace("np.maximum(x, 0)", "x").replace("np.maximum(x - 0.5, 0)", "(x - 0.5)") + PIECES,
            "Wi",
        ),
        "half as high": (TENT.replace("2 *", "1 *").replace("4 *", "2 *") + PIECES, "It has to reach 1"),
        "one too many": (TENT.replace("range(folds)", "range(folds + 1)") + PIECES, "One fold too many"),
        "2k": (TENT + PIECES.replace("2 **", "2 *"), "Two more for each fold"),
        "2k + 1": (TENT + PIECES.replace("2 **", "1 + 2 *"), "one hidden layer of 2·folds"),
        "k + 1": (TENT + PIECES.replace("2 **", "1 +"), "One more for each fold"),
        "squares": (TENT + PIECES.replace("2 ** int(folds)", "folds ** 2"), "Right for two folds"),
        "bends": (TENT + PIECES.replace("int(folds)", "int(folds) - 1"), "These are the bends"),
        "four to the k": (TENT + PIECES.replace("2 **", "4 **"), "they share the work"),
        "counted on a grid": (
            TENT
            + """
def pieces(folds):
    slopes = np.sign(np.diff(tent(np.arange(4097) / 4096, folds)))
    return 1 + np.count_nonzero(np.diff(slopes))
""",
            "this looks like counting on a grid",
        ),
    },
}
WRONG["layers.tent"]["no ReLU"] = (WRONG["layers.tent"]["no ReLU"][0], "Without the ReLUs every fold")

# Mutants that are right: a line of each, and why.
EQUIVALENT = {
    "neuron.xor": {
        "v = np.array([1.0, -3.0])": "the second unit may pull harder",
        "b = np.array([-0.0, -1.0])": "no bias",
    },
    "layers.tent": {
        "np.asarray(2 ** int(folds)).astype(int)": "a count is a whole number",
        "np.maximum(0, x) - 4": "the larger of two, whatever their order",
        "np.maximum(0, x - 0.5)": "the larger of two, whatever their order",
        "np.maximum(x, -1)": "x is never below 0",
    },
}
