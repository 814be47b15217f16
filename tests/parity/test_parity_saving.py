"""safetensors written by one engine are read by the other."""

import numpy as np
import pytest
import safetensors.torch
import torch
from twins import twins

from dlcourse import scratch
from dlcourse.scratch.saving import load_file, save_file


def make(t):
    return t.nn.Sequential(t.nn.Conv2d(1, 2, 3), t.nn.Flatten(), t.nn.Linear(8, 3))


def test_there_and_back(tmp_path):
    theirs, ours = twins(make)
    save_file(ours.state_dict(), tmp_path / "ours.safetensors", {"course": "yes"})
    loaded = safetensors.torch.load_file(tmp_path / "ours.safetensors")
    assert set(loaded) == set(theirs.state_dict())
    theirs.load_state_dict(loaded)
    safetensors.torch.save_file(theirs.state_dict(), tmp_path / "theirs.safetensors")
    other = make(scratch)
    other.load_state_dict(load_file(tmp_path / "theirs.safetensors"))
    x = np.random.default_rng(0).standard_normal((2, 1, 4, 4)).astype("float32")
    out = theirs(torch.from_numpy(x)).detach().numpy()
    np.testing.assert_allclose(other(scratch.from_numpy(x)).detach().numpy(), out, rtol=1e-4, atol=1e-6)


def test_layouts_and_types(tmp_path):
    tensors = {
        "turned": scratch.randn(2, 3).t(),
        "whole": scratch.arange(4),
        "one": scratch.tensor(2.5),
        "truth": scratch.tensor([True, False]),
    }
    save_file(tensors, tmp_path / "t.safetensors")
    loaded = safetensors.torch.load_file(tmp_path / "t.safetensors")
    for name, tensor in tensors.items():
        assert loaded[name].tolist() == tensor.tolist()


def test_a_failed_save_leaves_the_old_file(tmp_path):
    path = tmp_path / "w.safetensors"
    save_file({"a": scratch.ones(2)}, path)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever NumPy or safetensors says
        save_file({"a": np.array([object()])}, path)
    assert load_file(path)["a"].tolist() == [1, 1]
    assert [p.name for p in tmp_path.iterdir()] == ["w.safetensors"]


def test_broken_and_missing_files_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.safetensors"):
        load_file(tmp_path / "none.safetensors")
    path = tmp_path / "w.safetensors"
    save_file({"a": scratch.ones(20)}, path)
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(ValueError, match="not a whole safetensors file"):
        load_file(path)
