"""For a lesson: what this machine has, and what of the course is not as it should be, in words."""

import os
from collections.abc import Sequence

import numpy as np

from dlcourse.cli.doctor import Finding, check_packages, findings, gigabytes
from dlcourse.cli.machine import look
from dlcourse.journal import home
from dlcourse.plots import Html, plain_text, table


def this_machine() -> Html:
    """A table of cores, memory, disk and GPU; and below it each thing that is wrong, with what to do then."""
    facts = look()
    found = [*findings(facts, before_install=True), *check_packages(facts), *try_out()]
    python = ".".join(map(str, facts.python))
    rows = [
        ["Python", python],
        ["PyTorch", facts.versions.get("torch", "not installed")],
        ["processor cores", str(facts.cores)],
        ["memory", gigabytes(facts.memory) if facts.memory else "unknown"],
        ["free disk", gigabytes(facts.free)],
        ["NVIDIA GPU", facts.card or "none; the course does not need one"],
    ]
    shown = table(["", "here"], rows, "This machine.")
    words = told(found)
    return Html(shown.html + words, f"{shown.plain}\n{plain_text(words)}")


def told(found: Sequence[Finding]) -> str:
    """The findings as paragraphs, or that there are none."""
    if not found:
        return "<p>All is well: everything that the course needs is here and works.</p>"
    return "".join(f"<p><strong>{finding.what}</strong> {finding.then}</p>" for finding in found)


def try_out() -> list[Finding]:
    """Multiply once with NumPy and with PyTorch, as every lesson does, and look whether the journal can be written."""
    found = []
    left, right = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)
    try:
        import torch

        same = np.allclose((torch.from_numpy(left) @ torch.from_numpy(right)).numpy(), left @ right)
        trouble = "" if same else "NumPy and PyTorch multiply to different results"
    except Exception as error:  # a broken installation may raise anything
        trouble = f"PyTorch does not work here ({type(error).__name__}: {error})"
    if trouble:
        found.append(Finding(True, f"{trouble}.", "Remove the folder .venv, then: make lab (without make: README.md)."))
    place = home()
    while not place.exists() and place != place.parent:
        place = place.parent
    if not os.access(place, os.W_OK):
        what = "What you draw and answer cannot be kept: its folder may not be written."
        found.append(
            Finding(False, what, "Name another one in DLCOURSE_HOME before you start JupyterLab.")
        )
    return found
