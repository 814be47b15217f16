"""Nothing in the engine is left without a test: every public name is mentioned by one."""

import inspect
import re
from pathlib import Path

from dlcourse import scratch

TESTS = Path(__file__).parent.parent


def test_every_public_name_is_used_in_a_test():
    text = "".join(path.read_text() for folder in ("parity", "scratch") for path in (TESTS / folder).glob("*.py"))
    spaces = [scratch, scratch.nn, scratch.nn.functional, scratch.nn.init, scratch.nn.utils, scratch.optim]
    public = {name for space in spaces for name in getattr(space, "__all__", _own_functions(space))}
    mentioned = set(re.findall(r"\w+", text))
    modules = {name for name in public if inspect.ismodule(getattr(scratch, name, None))}
    public = {name for name in public - modules if not name.startswith("_")}
    assert not public - mentioned, f"without a test: {sorted(public - mentioned)}"


def _own_functions(module):
    return [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]


def test_every_public_name_is_one_of_pytorch():
    import torch

    pairs = [
        (scratch, torch),
        (scratch.nn, torch.nn),
        (scratch.nn.functional, torch.nn.functional),
        (scratch.nn.utils, torch.nn.utils),
        (scratch.optim, torch.optim),
    ]
    ours_alone = {"gradcheck"}  # torch.autograd.gradcheck
    for ours, theirs in pairs:
        for name in ours.__all__ if hasattr(ours, "__all__") else ():
            assert hasattr(theirs, name) or name in ours_alone, f"{ours.__name__}.{name}"
