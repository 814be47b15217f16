"""What this engine leaves out says so, and names a way round."""

from collections.abc import Callable
from typing import Any


def missing(place: str) -> Callable[..., Any]:
    """A ``__getattr__`` for a module or a class that stands for PyTorch's ``place``: called for names it lacks.

    Returns:
        A function that raises AttributeError, so that ``hasattr`` still answers.
    """

    def refuse(*args: Any) -> Any:
        name = args[-1]
        raise AttributeError(
            f"the NumPy engine has no {place}.{name}: write it with what is there, or cross over to PyTorch with "
            "torch.from_numpy(x.detach().numpy()), if PyTorch has it"
        )

    return refuse
