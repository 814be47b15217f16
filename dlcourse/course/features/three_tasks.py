"""Two of the three tasks for one network: vowels as raw sound, and lines of text that may run backwards."""

import numpy as np
from numpy.typing import NDArray

from dlcourse.data import Labelled, snippets, vowels

TRAIN, TEST = 4000, 2000


def sung(seed: int) -> tuple[Labelled, Labelled]:
    """Vowels to learn from and, by other voices, to be judged on: sounds (N, 400), and which of the five (N,)."""
    return Labelled(*vowels(TRAIN, 2 * seed)), Labelled(*vowels(TEST, 2 * seed + 1))


def typed(seed: int) -> tuple[Labelled, Labelled]:
    """Lines to learn from and, on other topics, to be judged on: codes (N, 32), and whether each is reversed (N,)."""
    return lines(TRAIN, 2 * seed, "train"), lines(TEST, 2 * seed + 1, "test")


def lines(n: int, seed: int, split: str) -> Labelled:
    """Lines of the language reference as codes (n, 32), about half of them reversed, and which (n,), 1 for reversed."""
    codes: NDArray[np.int64] = snippets(n, 32, seed=seed, split=split)
    turned = np.random.default_rng(1000 + seed).integers(2, size=n)
    codes[turned == 1] = codes[turned == 1, ::-1]
    return Labelled(codes, turned)
