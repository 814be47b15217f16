"""Switching the tape off and on.

with no_grad():                   # evaluation, or a step of one's own: nothing is recorded
    w -= 0.1 * w.grad
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from .graph import here

Function = TypeVar("Function", bound=Callable[..., Any])


class set_grad_enabled:
    """Record operations, or do not, until the ``with`` block ends; also decorates a function."""

    def __init__(self, mode: bool) -> None:
        self.mode = mode
        self.before: list[bool] = []

    def __enter__(self) -> None:
        self.before.append(here.recording)
        here.recording = self.mode

    def __exit__(self, *error: object) -> None:
        here.recording = self.before.pop()

    def __call__(self, function: Function) -> Function:
        """The function, run in this mode each time it is called."""

        @functools.wraps(function)
        def inside(*args: Any, **kwargs: Any) -> Any:
            with set_grad_enabled(self.mode):
                return function(*args, **kwargs)

        return inside  # type: ignore[return-value]


class no_grad(set_grad_enabled):
    """Nothing is recorded inside: less memory, and what is computed has no gradient."""

    def __init__(self) -> None:
        super().__init__(False)


class enable_grad(set_grad_enabled):
    """Recorded again, inside a ``no_grad``."""

    def __init__(self) -> None:
        super().__init__(True)


inference_mode = no_grad


def is_grad_enabled() -> bool:
    """Whether operations are being recorded in this thread."""
    return here.recording
