"""A module's state: its numbers by name, out of it and into it.

    state = model.state_dict()          # {"hidden.weight": …, "hidden.bias": …}
    other.load_state_dict(state)        # of this engine or PyTorch's; the names are the same

A name is the way to the number: attribute names from the whole to the part, with dots between.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..creation import from_numpy
from ..grad_mode import no_grad
from ..tensor import Tensor

if TYPE_CHECKING:
    from .module import Module


def state_of(module: "Module") -> dict[str, Tensor]:
    """See ``Module.state_dict``."""
    state: dict[str, Tensor] = {}
    # A parameter filed under two names (tied weights) is listed under both, as in PyTorch.
    for prefix, part in _with_repeats("", module):
        for name, value in [*part._parameters.items(), *part._buffers.items()]:
            if value is not None and name not in part.__dict__.get("_unsaved", ()):
                state[f"{prefix}{name}"] = value.detach()
    return state


def load_state(module: "Module", state_dict: Mapping[str, Any], strict: bool) -> tuple[list[str], list[str]]:
    """See ``Module.load_state_dict``."""
    own = state_of(module)
    missing = [name for name in own if name not in state_dict]
    unexpected = [name for name in state_dict if name not in own]
    found = {name: _as_array(state_dict[name]) for name in own if name in state_dict}
    wrong = [
        f"{name} has shape {list(found[name].shape)}, needs {list(own[name].shape)}"
        for name in found
        if found[name].shape != own[name].shape
    ]
    if strict and missing:
        wrong.append(f"missing: {', '.join(missing)}")
    if strict and unexpected:
        wrong.append(f"not expected: {', '.join(unexpected)}")
    if wrong:
        raise RuntimeError(f"the state does not fit {type(module).__name__}: " + "; ".join(wrong))
    with no_grad():
        for name, array in found.items():
            own[name].copy_(from_numpy(array))
    return missing, unexpected


def _with_repeats(prefix: str, module: "Module") -> "Iterator[tuple[str, Module]]":
    yield prefix, module
    for name, part in module.named_children():
        yield from _with_repeats(f"{prefix}{name}.", part)


def _as_array(value: Any) -> Any:
    if hasattr(value, "detach"):  # a tensor, this engine's or PyTorch's
        value = value.detach()
        return value.array if isinstance(value, Tensor) else value.cpu().numpy()
    return np.asarray(value)
