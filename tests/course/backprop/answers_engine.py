"""Answers to `engine.softplus`, as learners would write them: right ones and wrong ones."""

HEAD = "import numpy as np\nfrom dlcourse.scratch.first import Tensor\n"
SOFTPLUS = HEAD + "def softplus(t):\n    x = t.data\n    return Tensor({value}, [(t, lambda g: {back})])\n"
AGREES = """
def agrees(f, x):
    t = Tensor(x)
    f(t).sum().backward()
    nudges = 1e-5 * np.eye(len(x))
    slopes = np.array([(f(Tensor(x + n)).sum().data - f(Tensor(x - n)).sum().data) / 2e-5 for n in nudges])
    return {verdict}
"""
SLOPE = "np.exp(-np.logaddexp(0, -x))"


def answer(value="np.logaddexp(0, x)", back=f"g * {SLOPE}", verdict="np.allclose(slopes, t.grad, rtol=1e-4)"):
    return SOFTPLUS.format(value=value, back=back) + AGREES.format(verdict=verdict)


RIGHT = {
    "engine.softplus": {
        "logaddexp": answer(),
        "two branches": answer(
            "np.where(x > 30, x, np.log1p(np.exp(np.minimum(x, 30))))", "g / (1 + np.exp(-np.clip(x, -50, 50)))"
        ),
        "the slope by the value": answer(
            back="g * -np.expm1(-np.logaddexp(0, x))", verdict="bool(abs(slopes - t.grad).max() < 1e-6)"
        ),
        "a loop, a random direction each": SOFTPLUS.format(
            value="np.maximum(x, 0) + np.log1p(np.exp(-abs(x)))", back="0.5 * (1 + np.tanh(x / 2)) * g"
        )
        + """
def agrees(f, x):
    rng = np.random.default_rng(1)
    t = Tensor(x)
    f(t).sum().backward()
    for _ in range(9):
        way = rng.normal(size=x.shape)
        up, down = f(Tensor(x + 1e-4 * way)).sum(), f(Tensor(x - 1e-4 * way)).sum()
        if abs((up.data - down.data) / 2e-4 - (t.grad * way).sum()) > 1e-5:
            return False
    return True
""",
    }
}

WRONG = {
    "engine.softplus": {
        "overflow, from pieces": (
            HEAD + "def softplus(t):\n    return (t.exp() + 1).log()" + AGREES.format(verdict="True"),
            "on the way forward and on the way back",
        ),
        "overflow": (
            answer("np.log(1 + np.exp(x))", "g * np.exp(x) / (1 + np.exp(x))"),
            "on the way forward and on the way back",
        ),
        "overflow forward": (answer("np.log(1 + np.exp(x))"), "The backward rule is right everywhere"),
        "overflow backward": (answer(back="g * np.exp(x) / (1 + np.exp(x))"), "Forward it is right everywhere"),
        "a numeric derivative": (
            answer(back="g * (np.logaddexp(0, x + 1e-5) - np.logaddexp(0, x - 1e-5)) / 2e-5"),
            "has the rule been measured by two nudges",
        ),
        "g dropped": (answer(back=SLOPE), "This is the slope of softplus alone"),
        "a ReLU's slope": (answer(back="g * (x > 0)"), "This is the slope of a ReLU"),
        "differentiated twice": (answer(back=f"g * {SLOPE} * (1 - {SLOPE})"), "Differentiated once too often"),
        "sign of x": (answer(back=f"g * {SLOPE.replace('-x', 'x')}"), "the sign of x is turned round"),
        "a ReLU": (answer("np.maximum(x, 0)", "g * (x > 0)"), "This is a ReLU"),
        "corner at 0": (
            HEAD
            + "def softplus(t):\n    return t.relu() + ((t.relu() + (t * -1.0).relu()) * -1.0).exp().__add__(1.0).log()"
            + AGREES.format(verdict="True"),
            "At 0 the slope is ½",
        ),
        "no parents": (answer().replace(", [(t, lambda g: ", ") #"), "the new tensor does not name its parents"),
        "an array": (HEAD + "def softplus(t):\n    return np.logaddexp(0, t.data)" + AGREES, "A `Tensor` is wanted"),
        "always yes": (answer(verdict="True"), "It says yes to every rule"),
        "always no": (answer(verdict="(slopes == t.grad).all()"), "It says no to every rule"),
        "yes for no": (answer(verdict="not np.allclose(slopes, t.grad)"), "Yes and no are exchanged"),
        "sums": (answer(verdict="abs(slopes.sum() - t.grad.sum()) < 1e-6"), "Compare number by number"),
        "too loose": (answer(verdict="np.allclose(slopes, t.grad, rtol=0.03)"), "off by a hundredth, and it passed"),
        "the first number": (answer(verdict="abs(slopes[0] - t.grad[0]) < 1e-6"), "wrong at a single one"),
    }
}

EQUIVALENT = {
    "engine.softplus": {
        "np.maximum(0, x)": "the larger of two, whatever their order",
        "np.allclose(t.grad, slopes, rtol=0.0001)": "near is near both ways",
        "np.allclose(slopes, t.grad)": "NumPy allows for less where nothing is said, and for enough",
    }
}
