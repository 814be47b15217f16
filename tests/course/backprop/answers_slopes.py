"""Answers to the exercises on numeric slopes and a tape, as learners would write them."""

NUMERIC = "import numpy as np\ndef numeric_gradient(f, x):\n"
BY_PLACE = (
    NUMERIC
    + """
    h = {h}
    x = np.array(x, dtype=float)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        here = x[i]
        x[i] = here + h
        above = f(x)
        x[i] = here - h
        below = f(x)
        x[i] = here
        slopes[i] = {slope}
    return slopes
"""
)
TAPE = """
import numpy as np
def tape_gradients(ops, left, right, values):
    grads = np.zeros(len(values))
    grads[-1] = 1
    for i in reversed(range(len(values))):
        a, b = left[i], right[i]
        if ops[i] == "+":
            {plus}
        if ops[i] == "*":
            {times}
        if ops[i] == "relu":
            {relu}
    return grads
"""
PLUS = "grads[a] += grads[i]; grads[b] += grads[i]"
TIMES = "grads[a] += grads[i] * values[b]; grads[b] += grads[i] * values[a]"
RELU = "grads[a] += grads[i] * (values[a] > 0)"


def numeric(h="1e-5", slope="(above - below) / (2 * h)"):
    return BY_PLACE.format(h=h, slope=slope)


def tape(plus=PLUS, times=TIMES, relu=RELU):
    return TAPE.format(plus=plus, times=times, relu=relu)


RIGHT = {
    "slopes.numeric": {
        "nudges of all places at once": NUMERIC
        + """
    x = np.asarray(x, dtype=np.float64)
    def one(nudge):
        nudge = nudge.reshape(x.shape)
        return (f(x + nudge) - f(x - nudge)) / 2e-5
    return np.array([one(row) for row in 1e-5 * np.eye(x.size)]).reshape(x.shape)
""",
        "flat, another h": NUMERIC
        + """
    flat = x.astype(float).ravel()
    slopes = []
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += 1e-4
        down[i] -= 1e-4
        slopes.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (up[i] - down[i]))
    return np.array(slopes).reshape(x.shape)
""",
        "four values": numeric("1e-4", "(above - below) / (2 * h)") + "    # good enough",
        "Fortran's layout, single precision": NUMERIC
        + """
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
import numpy as np
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
import numpy as np
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
}

WRONG = {
    "slopes.numeric": {
        "one-sided": (numeric(slope="(above - f(x)) / h"), "a one-sided difference is off by"),
        "one-sided, backwards": (numeric("1e-6", "(f(x) - below) / h"), "a one-sided difference is off by"),
        "h too small": (numeric("1e-11"), "their difference is made of rounding"),
        "h too large": (numeric("0.1"), "the curve bends within the nudge"),
        "input changed": (
            NUMERIC
            + """
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += 1e-5
        above = f(x)
        x[i] -= 2e-5
        slopes[i] = (above - f(x)) / 2e-5
    return slopes
""",
            "changed its own input",
        ),
        "not put back": (numeric().replace("        x[i] = here\n", ""), "has not been put back"),
        "whole numbers": (numeric().replace("np.array(x, dtype=float)", "x.copy()"), "Make the copy with"),
        "all at once": (
            NUMERIC + "    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5",
            "All numbers of x were nudged at once, so this",
        ),
        "all at once, for each": (
            NUMERIC + "    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5 * np.ones(x.shape)",
            "each got the sum of all slopes",
        ),
        "no brackets": (numeric(slope="(above - below) / 2 * h"), "Python divides by 2 and multiplies by h"),
        "h far too small": (numeric("1e-17", "(above - below) / 2e-17"), "their difference is made of rounding"),
        "the forward pass": (NUMERIC + "    return np.full(x.shape, f(x))", "the numbers are not"),
        "h for 2h": (numeric(slope="(above - below) / h"), "once forth and once back"),
        "sign": (numeric(slope="(below - above) / (2 * h)"), "The sign is turned round"),
        "not divided": (numeric(slope="above - below"), "These are the differences"),
    },
    "slopes.tape": {
        "set": (tape(*(rule.replace("+=", "=") for rule in (PLUS, TIMES, RELU))), "The gradient is set, with `=`"),
        "x times x": (
            tape(PLUS + " * (a != b)", "grads[a] += grads[i] * values[b]; grads[b] += grads[i] * values[a] * (a != b)"),
            "Where both inputs of a node are the same one",
        ),
        "own factor": (
            tape(times="grads[a] += grads[i] * values[a]; grads[b] += grads[i] * values[b]"),
            "At a product each factor got its own value",
        ),
        "ReLU by the gradient's sign": (
            tape(relu="grads[a] += grads[i] * (grads[i] > 0)"),
            "The ReLU looks at the sign of the gradient",
        ),
        "ReLU open": (tape(relu="grads[a] += grads[i]"), "The ReLU lets every gradient through"),
        "ReLU open at 0": (
            tape(relu="grads[a] += grads[i] * (values[a] >= 0)"),
            "Only the ReLU whose input is exactly 0",
        ),
        "ReLU's value": (tape(relu="grads[a] += grads[i] * values[i]"), "passes its value on"),
        "halves": (tape("grads[a] += grads[i] / 2; grads[b] += grads[i] / 2"), "A sum passes half to each"),
        "local slopes": (
            tape(PLUS.replace("= grads[i]", "= 1"), TIMES.replace("grads[i] * ", ""), RELU.replace("grads[i] * ", "")),
            "These are the slopes of single steps",
        ),
        "local at a product": (tape(times=TIMES.replace("grads[i] * ", "")), "the other factor was passed on alone"),
        "local at a sum": (tape(PLUS.replace("= grads[i]", "= 1")), "A sum passed on 1"),
        "inputs too": (tape().replace('ops[i] == "+"', 'ops[i] in ("+", "input")'), "An input passed something on"),
        "from the front": (
            tape().replace("reversed(range(len(values)))", "range(len(values))"),
            "The nodes were taken from the first",
        ),
    },
}

EQUIVALENT = {
    "slopes.numeric": {
        "h = -1e-05": "up and down are exchanged, and so is the sign of what is divided by",
    },
}
