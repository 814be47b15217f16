"""A training loop with chosen faults, for the exercise ``loop.bugs``."""

from collections.abc import Callable

import numpy as np

Trained = tuple[np.ndarray, np.ndarray]


def faulty(*faults: str) -> Callable[..., Trained]:
    """Stochastic gradient descent on a linear model, as the exercise's ``train``, but with these faults.

    Args:
        faults: any of the exercise's four: ``axis`` of the softmax, ``sign`` of b's step, ``clear``: gradients never
            begin anew, ``labels`` stay in their old order. Or one that comes of mending: gradients begin anew ``each
            epoch`` only, or those of W alone (``clear b``); ``axes`` of the softmax are lost; the gradient is divided
            by ``all N`` or by the size of a full batch, ``batch N``; b's is a ``mean``; labels are put into each
            epoch's order ``y again`` and again, or labels and examples both, ``all again``.
    """
    left = set(faults)

    def train(
        x: np.ndarray, labels: np.ndarray, W: np.ndarray, b: np.ndarray, orders: np.ndarray, rate: float, batch: int
    ) -> Trained:
        y = np.eye(len(b))[labels]
        dW, db = np.zeros(W.shape), np.zeros(b.shape)
        along = {"axis": 0 if "axis" in left else 1, "keepdims": "axes" not in left}
        for order in orders:
            shuffled, targets = x[order], y if "labels" in left else y[order]
            if left & {"y again", "all again"}:
                y = targets
            if "all again" in left:
                x = shuffled
            if "each epoch" in left:
                dW, db = 0 * dW, 0 * db
            for start in range(0, len(x), batch):
                xb, yb = shuffled[start : start + batch], targets[start : start + batch]
                z = xb @ W + b
                p = np.exp(z - z.max(**along))
                p = p / p.sum(**along)
                dz = (p - yb) / (len(x) if "all N" in left else batch if "batch N" in left else len(xb))
                if not left & {"clear", "each epoch"}:
                    dW, db = 0 * dW, db if "clear b" in left else 0 * db
                dW = dW + xb.T @ dz
                db = db + (dz.mean(axis=0) if "mean" in left else dz.sum(axis=0))
                W = W - rate * dW
                b = b + rate * db if "sign" in left else b - rate * db
        return W, b

    return train
