"""Is the gradient right? Walk a little way in a random direction and see whether the output changes as it foretells.

    gradcheck(lambda x: x.exp(), tensor(np.random.randn(3), requires_grad=True))     # True, or an error that says more

The change along a direction v is ∇f·v. Two forward passes measure it, (f(x + εv) − f(x − εv)) / 2ε, whatever the size
of x; one number for each entry would need two passes each. A wrong gradient survives only if its error is at right
angles to v, which a random v does not let happen.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .grad_mode import no_grad
from .graph import wrap
from .tensor import Tensor


def gradcheck(
    func: Callable[..., Tensor],
    inputs: Tensor | Sequence[Tensor],
    *,
    eps: float = 1e-6,
    atol: float = 1e-5,
    rtol: float = 1e-3,
    raise_exception: bool = True,
    seed: int = 0,
) -> bool:
    """Compare backward with two-point differences along one random direction.

    Args:
        func: takes the inputs, returns one tensor; calling it twice must give the same.
        inputs: float64 tensors; those that require grad are moved.
        eps: length of the step; 1e-6 suits float64, and float32 is too coarse for any.
        atol, rtol: the slope may differ by atol + rtol·|slope|.
        raise_exception: raise when they differ; else return False.
        seed: of the direction.

    Returns:
        Whether they agree.

    Raises:
        ValueError: an input is not float64, or none requires grad.
        RuntimeError: they differ; gives both slopes.
    """
    tensors = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
    moved = [x for x in tensors if x.requires_grad]
    if not moved or any(x.dtype != np.float64 for x in moved):
        raise ValueError("gradcheck needs at least one input with requires_grad=True, and those in float64")
    rng = np.random.default_rng(seed)
    directions: list[Any] = [rng.standard_normal(x.shape) for x in moved]
    saved = [(x, x.array, x.grad) for x in moved]
    try:
        for x in moved:
            x.grad = None
        output = func(*tensors)
        weights = rng.standard_normal(output.shape)
        output.backward(wrap(weights))
        told = sum(
            float((x.grad.array * v).sum()) for x, v in zip(moved, directions, strict=True) if x.grad is not None
        )
        with no_grad():
            ends = []
            for step in (eps, -eps):
                for (x, array, _), v in zip(saved, directions, strict=True):
                    x.array = array + step * v
                ends.append(float((func(*tensors).array * weights).sum()))
    finally:
        for x, array, grad in saved:
            x.array, x.grad = array, grad
    measured = (ends[0] - ends[1]) / (2 * eps)
    if abs(measured - told) <= atol + rtol * abs(measured):
        return True
    if raise_exception:
        raise RuntimeError(
            f"along a random direction backward says the output changes by {told:.6g}, two forward passes say "
            f"{measured:.6g}: a rule is wrong, or the inputs sit on a corner of the function"
        )
    return False
