"""Half a megabyte of English that every Python carries: its own language reference.

It is what ``help("while")`` shows. Real prose by people, in one narrow style, with bits of code in between.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

CODES = 128  # ASCII; the few other characters (typographic quotes and dashes) become "?"


@lru_cache(maxsize=3)
def language_reference(split: str = "all") -> str:
    """The text as it is, topics in the order of their names; it differs a little from one Python to the next.

    Args:
        split: ``"all"``, or ``"test"`` (every fifth topic) or ``"train"`` (the others).

    Raises:
        ValueError: there is no such split.
    """
    from pydoc_data.topics import topics

    parts = {"all": lambda i: True, "train": lambda i: i % 5 != 4, "test": lambda i: i % 5 == 4}
    if split not in parts:
        raise ValueError(f"split={split!r} is not known; choose 'all', 'train' or 'test'")
    return "\n".join(topics[name] for i, name in enumerate(sorted(topics)) if parts[split](i))


def snippets(n: int, length: int = 32, seed: int = 0, *, split: str = "train") -> NDArray[np.int64]:
    """Pieces of the text, cut out anywhere, as the numbers that a computer keeps for its characters.

    Line breaks and runs of blanks become one blank: how a line was broken says nothing about the language.

    Args:
        n: how many; they may overlap.
        length: characters in each.
        seed: the same one gives the same pieces.
        split: as in `language_reference`; pieces of ``"train"`` and ``"test"`` share no topic.

    Returns:
        int64 (n, length), ASCII codes 0 … 127: 32 is a blank, 97 is ``a``.

    Raises:
        ValueError: n is negative, length below 1 or longer than the text, or there is no such split.
    """
    text = " ".join(language_reference(split).split())
    if n < 0 or not 1 <= length <= len(text):
        raise ValueError(f"n={n}, length={length}: n is 0 or more, length from 1 to {len(text):,}, the whole text.")
    codes = np.frombuffer(text.encode("ascii", errors="replace"), np.uint8).astype(np.int64)
    starts = np.random.default_rng(seed).integers(len(codes) - length + 1, size=n)
    return codes[starts[:, None] + np.arange(length)]


def spelled(codes: NDArray[np.int64]) -> str:
    """Codes (T,) back to text."""
    return bytes(codes.astype(np.uint8)).decode("ascii")
