"""Weights to disk and back, as safetensors: PyTorch reads what is written here, and the other way round.

    save_file(model.state_dict(), "reader.safetensors")
    model.load_state_dict(load_file("reader.safetensors"))

The format is a list of names, types and shapes, then the bare numbers. Nothing in it can run, which a pickle's
contents can.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file as _load
from safetensors.numpy import save as _save

from dlcourse.files import draft

from .graph import Value, wrap
from .tensor import Tensor


def save_file(tensors: Mapping[str, Any], filename: str | Path, metadata: dict[str, str] | None = None) -> None:
    """Write named tensors or arrays; an older file stays whole until the new one is.

    Args:
        tensors: what ``state_dict()`` gives.
        filename: where; its folder must exist.
        metadata: words about them, kept in the file.
    """
    arrays = {
        name: np.asarray(value.array if isinstance(value, Value) else value, order="C")
        for name, value in tensors.items()
    }
    with draft(Path(filename)) as new:
        new.write_bytes(_save(arrays, metadata))


def load_file(filename: str | Path) -> dict[str, Tensor]:
    """The tensors of a file by name.

    Raises:
        FileNotFoundError: there is none.
        ValueError: it is no whole safetensors file.
    """
    if not Path(filename).is_file():
        raise FileNotFoundError(f"there is no file {filename}")
    try:
        return {name: wrap(array) for name, array in _load(filename).items()}
    except SafetensorError as error:
        raise ValueError(f"{filename} is not a whole safetensors file ({error}); save or download it again") from None
