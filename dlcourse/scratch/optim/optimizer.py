"""What all optimisers share: groups of parameters, their settings, and a state for each that can be saved.

optimizer = SGD(model.parameters(), lr=0.1)
optimizer.zero_grad(); loss.backward(); optimizer.step()
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from .. import changes
from ..creation import from_numpy
from ..ops import Array
from ..tensor import Tensor

# A step works through a parameter in pieces of this many numbers, which stay in the processor's cache from the first
# line of the formula to the last. Whole arrays would cross main memory line by line. Plain: ``update`` on all of it;
# what pieces gain, of millions of numbers, is in ``benchmarks.tricks``. Smaller pieces cost more calls than they save.
PIECE = 2**18


class Optimizer:
    """Base of the optimisers; a subclass says in ``update`` how one parameter moves."""

    def __init__(self, params: Iterable[Any], defaults: dict[str, Any]) -> None:
        given = list(params)
        if not given:
            raise ValueError("the optimiser got no parameters: was model.parameters() used up before?")
        groups = given if isinstance(given[0], dict) else [{"params": given}]
        self.defaults = defaults
        self.param_groups: list[dict[str, Any]] = [
            {**defaults, **group, "params": _listed(group["params"])} for group in groups
        ]
        self.state: dict[Tensor, dict[str, Any]] = {}
        seen = [p for group in self.param_groups for p in group["params"]]
        if any(not isinstance(p, Tensor) for p in seen):
            raise TypeError("an optimiser takes tensors, as model.parameters() gives them")
        if len({id(p) for p in seen}) != len(seen):
            raise ValueError("a parameter is listed twice; it would be stepped twice")

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients; without it the next ones are added to them."""
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none or p.grad is None:
                    p.grad = None
                else:
                    p.grad.zero_()

    def step(self) -> None:
        """Move every parameter that has a gradient."""
        with np.errstate(all="ignore"):
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        self._step_one(p, group)

    def _step_one(self, p: Tensor, group: dict[str, Any]) -> None:
        state = self.state.setdefault(p, {})
        if not state:
            state.update(self.fresh(p.array, group))
        state["step"] = state.get("step", 0) + 1
        if not p.array.flags.c_contiguous:
            p.array = np.ascontiguousarray(p.array)
        moving = {name: value.reshape(-1) for name, value in state.items() if isinstance(value, np.ndarray)}
        flat, slope = p.array.reshape(-1), p.grad.array.reshape(-1)  # type: ignore[union-attr]
        changes.note(p.array)
        for start in range(0, flat.size, PIECE):
            piece = slice(start, start + PIECE)
            self.update(
                flat[piece], slope[piece], group, state["step"], **{name: v[piece] for name, v in moving.items()}
            )

    def fresh(self, p: Array, group: dict[str, Any]) -> dict[str, Any]:
        """The state of a parameter before its first step: arrays in its shape, by name."""
        return {}

    def update(self, p: Array, g: Array, group: dict[str, Any], step: int, **state: Array) -> None:
        """Move a piece of a parameter in place.

        Args:
            p: the piece (n,), changed in place.
            g: its gradient (n,), left as it is.
            group: lr and the other settings.
            step: 1 at the first step.
            state: the pieces of the state (n,), changed in place.
        """
        raise NotImplementedError

    # --- saving

    def state_dict(self) -> dict[str, Any]:
        """Settings and state, parameters named by their number, as PyTorch does."""
        numbers: dict[int, int] = {}
        for group in self.param_groups:
            for p in group["params"]:
                numbers[id(p)] = len(numbers)
        state = {
            numbers[id(p)]: {k: from_numpy(v) if isinstance(v, np.ndarray) else v for k, v in kept.items()}
            for p, kept in self.state.items()
        }
        groups = [{**group, "params": [numbers[id(p)] for p in group["params"]]} for group in self.param_groups]
        return {"state": state, "param_groups": groups}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Go on where another run stopped; PyTorch's state fits too.

        Raises:
            ValueError: other numbers of groups or parameters than here.
        """
        saved = state_dict["param_groups"]
        if [len(g["params"]) for g in saved] != [len(g["params"]) for g in self.param_groups]:
            raise ValueError("the saved state has other groups of parameters than this optimiser")
        parameters: dict[int, Tensor] = {}
        for group, old in zip(self.param_groups, saved, strict=True):
            parameters.update(zip(old["params"], group["params"], strict=True))
            group.update({name: value for name, value in old.items() if name != "params" and name in group})
        self.state = {}
        for number, kept in state_dict["state"].items():
            p = parameters[number]
            # PyTorch's SGD does not count its steps, and that there is a state says that one was taken
            self.state[p] = {"step": 1, **{name: _own(v, p) for name, v in kept.items() if v is not None}}


def _listed(params: Any) -> list[Any]:
    return [params] if isinstance(params, Tensor) else list(params)


def _own(value: Any, parameter: Tensor) -> Any:
    if isinstance(value, (int, float)):
        return value
    array = value.array if isinstance(value, Tensor) else np.asarray(value)
    if array.shape == () and parameter.shape != ():
        return int(array)  # PyTorch counts its steps in a tensor
    return np.array(array, dtype=parameter.dtype, order="C")
