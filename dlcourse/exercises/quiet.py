"""Keep what a learner's function prints, up to a limit, in place of letting it flood the notebook."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

LIMIT = 100_000
"""Characters that a function may print before it is stopped."""

KEPT = 300  # of them are shown again


class TooMuchOutput(BaseException):
    """Raised by the ``print`` that passes the limit; no ``Exception``, so that ``except Exception`` lets it through."""


class Printed(io.TextIOBase):
    """Stands for both standard streams; counts all, keeps the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.characters = 0

    def writable(self) -> bool:
        """Say yes, as a stream must that ``print`` accepts."""
        return True

    def write(self, text: str) -> int:
        """Take some text.

        Raises:
            TooMuchOutput: it passes the limit.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.text += text[: KEPT - len(self.text)] if len(self.text) < KEPT else ""
        self.characters += len(text)
        if self.flooded:
            raise TooMuchOutput
        return len(text)

    @property
    def flooded(self) -> bool:
        """Whether the limit was passed, whatever the function did about it."""
        return self.characters > LIMIT


@contextmanager
def quiet() -> Iterator[Printed]:
    """Within the block, what is printed goes to the yielded `Printed`; so do warnings, without their file names."""
    printed = Printed()
    with redirect_stdout(printed), redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.showwarning = lambda message, category, *_, **__: print(f"{category.__name__}: {message}")
        yield printed
