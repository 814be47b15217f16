"""The choice of device: a CUDA card when there is one, else the CPU; another one on request."""

import os

import torch


def device(wanted: str | None = None) -> torch.device:
    """The device to train on.

    Args:
        wanted: ``cpu``, ``cuda``, ``cuda:1`` or ``mps``; by default what ``DLCOURSE_DEVICE`` says, else the best here.
            Apple's ``mps`` is used on request only: it has no float64.

    Raises:
        ValueError: the name is no device, or this machine has no such device.
    """
    name = wanted or os.environ.get("DLCOURSE_DEVICE") or ("cuda" if torch.cuda.is_available() else "cpu")
    try:
        chosen = torch.device(name)
    except RuntimeError:
        chosen = None
    if chosen is None or chosen.type not in ("cpu", "cuda", "mps"):
        raise ValueError(f"{name!r} is no device that the course can use. Set DLCOURSE_DEVICE to cpu, cuda or mps.")
    if chosen.type == "cuda" and (chosen.index or 0) >= torch.cuda.device_count():
        cards = torch.cuda.device_count()
        raise ValueError(f"PyTorch sees {cards} CUDA cards here, so {name!r} cannot be used. Set DLCOURSE_DEVICE=cpu.")
    if chosen.type == "mps" and not torch.backends.mps.is_available():
        raise ValueError("This machine has no Apple GPU that PyTorch can use. Set DLCOURSE_DEVICE=cpu.")
    return chosen
