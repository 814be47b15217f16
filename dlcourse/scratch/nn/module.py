"""The module: a piece of a network that knows its parameters and its parts.

    class Net(Module):
        def __init__(self):
            super().__init__()
            self.hidden = Linear(2, 8)        # found by its name, and so are its weight and bias

        def forward(self, x):
            return self.hidden(x).relu()

Setting an attribute files it: a Parameter, a buffer (numbers that are saved but not trained) or another module.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from ..tensor import Tensor
from .parameter import Parameter
from .state import load_state, state_of


class Module:
    """Base of all layers and networks; subclasses say what they compute in ``forward``."""

    def __init__(self) -> None:
        self.__dict__.update(_parameters={}, _buffers={}, _modules={}, training=True)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """What the module computes; to be written by the subclass."""
        raise NotImplementedError(f"{type(self).__name__} has no forward method yet")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run ``forward``."""
        return self.forward(*args, **kwargs)

    def __setattr__(self, name: str, value: Any) -> None:
        filed = self.__dict__.get("_parameters")
        if filed is None:
            if isinstance(value, (Parameter, Module)):
                raise AttributeError(f"call super().__init__() before setting self.{name}")
            object.__setattr__(self, name, value)
            return
        if isinstance(value, Parameter):
            self._file("_parameters", name, value)
        elif isinstance(value, Module):
            self._file("_modules", name, value)
        elif name in filed and value is not None:
            raise TypeError(f"self.{name} is a parameter: set it to a Parameter or None, not {type(value).__name__}")
        else:
            for group in ("_parameters", "_buffers", "_modules"):
                if name in self.__dict__[group]:
                    self.__dict__[group][name] = value
                    return
            object.__setattr__(self, name, value)

    def _file(self, group: str, name: str, value: Any) -> None:
        for other in ("_parameters", "_buffers", "_modules"):
            if other != group:
                self.__dict__[other].pop(name, None)
        self.__dict__.pop(name, None)
        self.__dict__[group][name] = value

    def __getattr__(self, name: str) -> Any:
        for group in ("_parameters", "_buffers", "_modules"):
            if name in self.__dict__.get(group, ()):
                return self.__dict__[group][name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __delattr__(self, name: str) -> None:
        for group in ("_parameters", "_buffers", "_modules"):
            if name in self.__dict__[group]:
                del self.__dict__[group][name]
                return
        object.__delattr__(self, name)

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """File numbers that are saved with the module but not trained, as batch normalisation's running mean."""
        self._file("_buffers", name, tensor)
        if not persistent:
            self.__dict__.setdefault("_unsaved", set()).add(name)

    def register_parameter(self, name: str, param: Parameter | None) -> None:
        """File a parameter, or None for one that is left out, as ``bias=False`` does."""
        self._file("_parameters", name, param)

    def add_module(self, name: str, module: "Module | None") -> None:
        """File a part under a name."""
        self._file("_modules", name, module)

    # --- its parts

    def named_modules(self, prefix: str = "") -> "Iterator[tuple[str, Module]]":
        """Itself and all parts within, each once, with dotted names."""
        seen: set[int] = set()
        waiting: list[tuple[str, Module]] = [(prefix, self)]
        while waiting:
            name, module = waiting.pop()
            if id(module) in seen:
                continue
            seen.add(id(module))
            yield name, module
            parts = [(f"{name}.{k}" if name else k, part) for k, part in module._modules.items() if part is not None]
            waiting.extend(reversed(parts))

    def modules(self) -> "Iterator[Module]":
        """Itself and all parts within."""
        return (module for _, module in self.named_modules())

    def named_children(self) -> "Iterator[tuple[str, Module]]":
        """Its own parts, not theirs."""
        return ((name, part) for name, part in self._modules.items() if part is not None)

    def children(self) -> "Iterator[Module]":
        """Its own parts, not theirs."""
        return (part for _, part in self.named_children())

    def _named(self, group: str) -> Iterator[tuple[str, Any]]:
        seen: set[int] = set()
        for prefix, module in self.named_modules():
            for name, value in module.__dict__[group].items():
                if value is not None and id(value) not in seen:
                    seen.add(id(value))
                    yield (f"{prefix}.{name}" if prefix else name), value

    def named_parameters(self) -> Iterator[tuple[str, Parameter]]:
        """Every parameter once, with its dotted name."""
        return self._named("_parameters")

    def parameters(self) -> Iterator[Parameter]:
        """Every parameter once: what an optimiser takes."""
        return (value for _, value in self._named("_parameters"))

    def named_buffers(self) -> Iterator[tuple[str, Tensor]]:
        """Every buffer once, with its dotted name."""
        return self._named("_buffers")

    def buffers(self) -> Iterator[Tensor]:
        """Every buffer once."""
        return (value for _, value in self._named("_buffers"))

    # --- its state

    def train(self, mode: bool = True) -> "Module":
        """Set it and all parts to training: dropout drops, batch normalisation measures."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> "Module":
        """Set it and all parts to evaluation. Gradients are still recorded: ``no_grad`` stops those."""
        return self.train(False)

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients."""
        for parameter in self.parameters():
            if set_to_none or parameter.grad is None:
                parameter.grad = None
            else:
                parameter.grad.zero_()

    def requires_grad_(self, requires_grad: bool = True) -> "Module":
        """Train it, or freeze it."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def apply(self, fn: "Callable[[Module], Any]") -> "Module":
        """Call ``fn`` on every part, innermost first, then on itself."""
        for part in self.children():
            part.apply(fn)
        fn(self)
        return self

    def to(self, dtype: Any) -> "Module":
        """All floating-point parameters and buffers in another dtype. There is one device.

        ``"cpu"`` changes nothing.
        """
        if dtype != "cpu":
            for module in self.modules():
                for value in [*module._parameters.values(), *module._buffers.values()]:
                    if value is not None and value.is_floating_point():
                        value.array = value.array.astype(dtype, copy=False)
        return self

    def double(self) -> "Module":
        """In float64, for checks."""
        return self.to(np.float64)

    def float(self) -> "Module":
        """In float32."""
        return self.to(np.float32)

    def state_dict(self) -> dict[str, Tensor]:
        """Parameters and buffers by their dotted names, sharing memory with the module."""
        return state_of(self)

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True) -> tuple[list[str], list[str]]:
        """Copy numbers into parameters and buffers: another module's ``state_dict()``, PyTorch's included.

        Returns:
            The names that were missing, and those that were not expected.

        Raises:
            RuntimeError: names (if strict) or shapes do not match; lists them all, and nothing was changed.
        """
        return load_state(self, state_dict, strict)

    def extra_repr(self) -> str:
        """What stands in the brackets when the module is printed."""
        return ""

    def __repr__(self) -> str:
        parts = [f"({name}): {part!r}".replace("\n", "\n  ") for name, part in self._modules.items()]
        inside = "\n  " + "\n  ".join(parts) + "\n" if parts else self.extra_repr()
        return f"{type(self).__name__}({inside})"
