"""One lambda, two engines: what a parity test is made of.

    agree(lambda t, a, b: t.maximum(a, b), x, y)

runs the lambda with ``t`` standing for PyTorch and for ``dlcourse.scratch``, in float64 and float32, on arrays as they
are and on arrays whose memory is laid out the other way round; and compares every value and every gradient.
"""

import numpy as np
import torch

from dlcourse import scratch

TOLERANCE = {"float64": 1e-10, "float32": 1e-4}
compared = 0


def close(ours, theirs, rtol, what):
    """Relative to the largest finite number: a difference of nearly equal ones is not held to its own size."""
    global compared
    compared += 1
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    assert ours.shape == theirs.shape, f"{what}: shape {ours.shape}, PyTorch's {theirs.shape}"
    assert ours.dtype == theirs.dtype, f"{what}: {ours.dtype}, PyTorch's {theirs.dtype}"
    rtol = max(rtol, TOLERANCE.get(str(theirs.dtype), rtol))
    finite = theirs[np.isfinite(theirs)] if theirs.dtype.kind == "f" else theirs
    size = np.abs(finite.astype("float64")).max(initial=0)
    np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=rtol * max(size, 1e-3), err_msg=what)


def _outputs(result):
    return list(result) if isinstance(result, (tuple, list)) else [result]


def _run(engine, function, arrays, weights):
    tensors = []
    for array in arrays:
        tensor = engine.from_numpy(array)
        tensors.append(tensor.requires_grad_(array.dtype.kind == "f"))
    outputs = _outputs(function(engine, *tensors))
    for output, weight in zip(outputs, weights or [None] * len(outputs), strict=True):
        if output.requires_grad and weight is not None:
            output.backward(engine.from_numpy(weight), retain_graph=True)
    return outputs, [t.grad for t in tensors if t.requires_grad]


def _layouts(arrays):
    yield arrays
    if any(a.ndim > 1 and a.size for a in arrays):
        yield [np.ascontiguousarray(a.T).T for a in arrays]


def agree(function, *arrays, dtypes=("float64", "float32"), gradients=True, rng=None):
    """Values and gradients of ``function(engine, *tensors)`` on both engines.

    Floating-point arrays take each dtype in turn and want a gradient; others are passed as they are.
    """
    arrays = [np.asarray(a) for a in arrays]
    rng = rng or np.random.default_rng(0)
    for dtype in dtypes:
        rtol = TOLERANCE[dtype]
        cast = [a.astype(dtype) if a.dtype.kind == "f" else a for a in arrays]
        for laid in _layouts(cast):
            plain = _outputs(function(torch, *[torch.from_numpy(a) for a in laid]))
            weights = None
            if gradients:
                weights = [
                    np.asarray(rng.standard_normal(tuple(o.shape)), dtype) if o.is_floating_point() else None
                    for o in plain
                ]
            theirs, their_grads = _run(torch, function, laid, weights)
            ours, our_grads = _run(scratch, function, laid, weights)
            for n, (a, b) in enumerate(zip(ours, theirs, strict=True)):
                assert a.requires_grad == b.requires_grad, f"output {n}: requires_grad"
                close(a.detach().numpy(), b.detach().numpy(), rtol, f"{dtype} output {n}")
            for n, (a, b) in enumerate(zip(our_grads, their_grads, strict=True)):
                assert (a is None) == (b is None), f"input {n}: one engine has no gradient"
                if a is not None:
                    close(a.numpy(), b.numpy(), rtol, f"{dtype} gradient {n}")


def both_refuse(function, *arrays, saying=""):
    """Both engines raise, and of kindred types; ours names what was wrong."""
    errors = []
    for engine in (torch, scratch):
        try:
            function(engine, *[engine.from_numpy(np.asarray(a)) for a in arrays])
        except (RuntimeError, ValueError, TypeError, IndexError) as error:
            errors.append(error)
        else:
            raise AssertionError(f"{engine.__name__} accepted it")
    assert saying in str(errors[1]), f"the message says: {errors[1]}"
