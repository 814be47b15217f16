"""Modules made of modules.

Sequential(Linear(2, 8), ReLU(), Linear(8, 1))(x)       # one after the other: f₃(f₂(f₁(x)))
ModuleList([Linear(8, 8) for _ in range(4)])            # a list that ``parameters()`` looks into
"""

from collections.abc import Iterable, Iterator
from typing import Any

from .module import Module


class Sequential(Module):
    """Parts one after the other, each fed with what the one before gave."""

    def __init__(self, *parts: Any) -> None:
        super().__init__()
        named = parts[0].items() if len(parts) == 1 and isinstance(parts[0], dict) else enumerate(parts)
        for name, part in named:
            self.add_module(str(name), part)

    def forward(self, x: Any) -> Any:
        """Through all parts in order."""
        for part in self._modules.values():
            x = part(x)
        return x

    def append(self, module: Module) -> "Sequential":
        """Add a part at the end."""
        self.add_module(str(len(self)), module)
        return self

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())

    def __getitem__(self, index: Any) -> Any:
        parts = list(self._modules.items())[index]
        return Sequential(dict(parts)) if isinstance(index, slice) else parts[1]


class ModuleList(Module):
    """A list whose modules are found by ``parameters()``; those in a plain list are not."""

    def __init__(self, modules: Iterable[Module] = ()) -> None:
        super().__init__()
        self.extend(modules)

    def append(self, module: Module) -> "ModuleList":
        """Add one at the end."""
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules: Iterable[Module]) -> "ModuleList":
        """Add several at the end."""
        for module in modules:
            self.append(module)
        return self

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())

    def __getitem__(self, index: Any) -> Any:
        parts = list(self._modules.values())[index]
        return ModuleList(parts) if isinstance(index, slice) else parts

    def forward(self, *args: Any) -> Any:
        """Not defined: a list does not say in which order its parts are used."""
        raise NotImplementedError("a ModuleList is not called itself: call its modules, or use Sequential")


class ModuleDict(Module):
    """A dict whose modules are found by ``parameters()``."""

    def __init__(self, modules: dict[str, Module] | None = None) -> None:
        super().__init__()
        for name, module in (modules or {}).items():
            self.add_module(name, module)

    def __getitem__(self, name: str) -> Any:
        return self._modules[name]

    def __setitem__(self, name: str, module: Module) -> None:
        self.add_module(name, module)

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def keys(self) -> Any:
        """The names."""
        return self._modules.keys()

    def values(self) -> Any:
        """The modules."""
        return self._modules.values()

    def items(self) -> Any:
        """Names and modules."""
        return self._modules.items()
