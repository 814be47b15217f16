"""The blanks of this room's lessons: the course's versions, and the inputs on which a reader's are compared."""
# They are shown as one way to write it, so they carry no types, and their docstrings stand in the lessons.
# mypy: allow-untyped-defs
# ruff: noqa: D103

import numpy as np

from dlcourse.interact.blanks import answer, value

INPUTS = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 0.0]])  # (3, 2)
MISREAD = [(np.array([1.0, 0.0]), 0.0, np.array([2.0, 3.0]), side) for side in (1.0, -1.0)]
SCORES = np.array([-3.0, -0.1, 0.1, 2.0])
SIDES = np.array([1.0, -1, 1, 1, -1])
LOGITS = np.array([[2.0, 1.0, -1.0], [1002.0, 1001.0, 999.0], [-1000.0, 0.0, 0.0]])
CLASSES = np.array([0, 1, 2])

_rng = np.random.default_rng(0)
EXAMPLES = _rng.normal(size=3), 0.5, _rng.normal(size=(5, 3)), SIDES, 0.1


@answer("neurons.scores", on=[(INPUTS, np.array([2.0, -1.0]), 0.5)])
def scores(x, w, b):
    return x @ w + b


@answer("neurons.correct", on=MISREAD)
def correct(w, b, x, y):
    return w + y * x, b + y


@answer("neurons.sigmoid", on=[SCORES])
def sigmoid(s):
    return 1 / (1 + np.exp(-s))


@answer("neurons.relu", on=[SCORES])
def relu(s):
    return np.maximum(s, 0)


@answer("neurons.leaky_relu", on=[SCORES])
def leaky_relu(s):
    return np.where(s > 0, s, 0.01 * s)


@answer("neurons.step_down", on=[EXAMPLES])
def step_down(w, b, x, y, rate):
    off = x @ w + b - y  # (N,)
    return w - rate * 2 * off @ x / len(x), b - rate * 2 * off.mean()


@answer("neurons.layer", on=[(2, 2), (784, 64)])
def layer(inputs, outputs):
    return inputs * outputs + outputs


value("neurons.v", (1, -2))


@answer("neurons.softmax", on=[LOGITS])
def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))  # (N, K)
    return powers / powers.sum(axis=1, keepdims=True)


@answer("neurons.cross_entropy", on=[(LOGITS, CLASSES)])
def cross_entropy(z, y):
    largest = z.max(axis=1)  # (N,)
    log_sum = largest + np.log(np.exp(z - largest[:, None]).sum(axis=1))  # (N,)
    return (log_sum - z[np.arange(len(y)), y]).mean()
