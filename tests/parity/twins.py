"""Load a file of ``dlcourse.models`` a second time, with ``torch`` standing for ``dlcourse.scratch``."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import torch
from parity import close

import dlcourse
from dlcourse import scratch

STAND_IN = {"torch": scratch, "torch.nn": scratch.nn, "torch.nn.functional": scratch.nn.functional}


def on_scratch(name):
    """The module ``dlcourse.models.<name>`` as it reads with one import line changed."""
    path = Path(dlcourse.__file__).parent / "models" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"scratch_twin_of_{name}", path)
    module = importlib.util.module_from_spec(spec)
    real = {key: value for key, value in sys.modules.items() if key == "torch" or key.startswith("torch.")}
    try:
        for key in real:
            del sys.modules[key]
        sys.modules.update(STAND_IN)
        spec.loader.exec_module(module)
    finally:
        for key in STAND_IN:
            sys.modules.pop(key, None)
        sys.modules.update(real)
    return module


def twins(make):
    """The same layer or model on both engines, with the same weights: ``make(engine)``."""
    torch.manual_seed(0)
    theirs = make(torch)
    ours = make(scratch)
    ours.load_state_dict(theirs.state_dict())
    return theirs, ours


def layers_agree(make, *arrays, call=None, dtypes=("float64", "float32"), gradients=True):
    """Outputs, input gradients and parameter gradients of a layer on both engines.

    Then the state goes back to PyTorch.
    """
    call = call or (lambda layer, t, *inputs: layer(*inputs))
    for dtype in dtypes:
        rtol = {"float64": 1e-10, "float32": 1e-4}[dtype]
        theirs, ours = twins(make)
        theirs.to(getattr(torch, dtype)), ours.to(getattr(scratch, dtype))
        ours.load_state_dict(theirs.state_dict())
        results = []
        for layer, engine in ((theirs, torch), (ours, scratch)):
            rng = np.random.default_rng(1)
            inputs = []
            for array in arrays:
                array = np.asarray(array)
                floating = array.dtype.kind == "f"
                x = engine.from_numpy(array.astype(dtype) if floating else array)
                inputs.append(x.requires_grad_(floating))
            outputs = call(layer, engine, *inputs)
            outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
            for output in outputs:
                if gradients and output.requires_grad:
                    weight = rng.standard_normal(tuple(output.shape)).astype(dtype)
                    output.backward(engine.from_numpy(np.asarray(weight)), retain_graph=True)
            found = {f"output {n}": o.detach().numpy() for n, o in enumerate(outputs)}
            found |= {f"input {n}": x.grad.numpy() for n, x in enumerate(inputs) if x.grad is not None}
            found |= {name: p.grad.numpy() for name, p in layer.named_parameters() if p.grad is not None}
            found |= {f"buffer {name}": b.numpy() for name, b in layer.named_buffers()}
            results.append(found)
        assert results[0].keys() == results[1].keys()
        for name, value in results[0].items():
            close(results[1][name], value, rtol, f"{dtype} {name}")
        state = {name: torch.from_numpy(np.array(value.numpy())) for name, value in ours.state_dict().items()}
        theirs.load_state_dict(state)


def losses_agree(make, batches, loss, optimiser, steps=50, rtol=1e-6, dtype="float64"):
    """Train both for so many steps on the same batches; every loss must agree. Returns PyTorch's losses."""
    theirs, ours = twins(make)
    theirs.to(getattr(torch, dtype)), ours.to(getattr(scratch, dtype))
    ours.load_state_dict(theirs.state_dict())
    curves = []
    for model, engine in ((theirs, torch), (ours, scratch)):
        stepper, curve = optimiser(engine, model.parameters()), []
        for step in range(steps):
            batch = [engine.from_numpy(a.astype(dtype) if a.dtype.kind == "f" else a) for a in batches(step)]
            stepper.zero_grad()
            value = loss(engine, model, *batch)
            value.backward()
            stepper.step()
            curve.append(value.item())
        curves.append(curve)
    np.testing.assert_allclose(curves[1], curves[0], rtol=rtol)
    return curves[0]
