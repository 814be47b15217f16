"""Modules: what is filed where, what is saved, and what is refused."""

import numpy as np
import pytest

from dlcourse import scratch as torch
from dlcourse.scratch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 3)
        self.heads = nn.ModuleList([nn.Linear(3, 1), nn.Linear(3, 1)])
        self.named = nn.ModuleDict({"a": nn.ReLU()})
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer("seen", torch.zeros(1))
        self.register_buffer("passing", torch.zeros(1), persistent=False)
        self.forgotten = [nn.Linear(3, 1)]

    def forward(self, x):
        return self.heads[0](self.named["a"](self.hidden(x))) * self.scale


def test_names():
    net = Net()
    names = [name for name, _ in net.named_parameters()]
    linears = [f"{layer}.{part}" for layer in ("hidden", "heads.0", "heads.1") for part in ("weight", "bias")]
    assert names == ["scale", *linears]
    assert [name for name, _ in net.named_buffers()] == ["seen", "passing"]
    assert "passing" not in net.state_dict()
    assert [name for name, _ in net.named_children()] == ["hidden", "heads", "named"]


def test_training_and_freezing():
    net = Net().eval()
    assert not any(part.training for part in net.modules())
    net.train()
    assert net.heads[1].training
    net.requires_grad_(False)
    assert not net(torch.ones(1, 2)).requires_grad


def test_dropout_only_while_training():
    torch.manual_seed(0)
    drop, x = nn.Dropout(0.25), torch.ones(10000)
    y = drop(x)
    kept = y.numpy()[y.numpy() > 0]
    assert abs(len(kept) / 10000 - 0.75) < 0.02
    np.testing.assert_allclose(kept, 1 / 0.75, rtol=1e-6)
    assert y.dtype == torch.float32
    assert drop.eval()(x) is x
    assert nn.Dropout(1.0)(x).sum().item() == 0
    with pytest.raises(ValueError, match="probability"):
        nn.functional.dropout(x, -1)
    with pytest.raises(ValueError, match="probability"):
        nn.Dropout(1.5)


def test_loading_is_all_or_nothing():
    net = Net()
    before = net.hidden.weight.tolist()
    state = {name: value + 1 for name, value in net.state_dict().items()}
    del state["scale"]
    state["extra"] = torch.ones(1)
    with pytest.raises(RuntimeError, match=r"missing: scale.*not expected: extra"):
        net.load_state_dict(state)
    assert net.hidden.weight.tolist() == before
    assert net.load_state_dict(state, strict=False) == (["scale"], ["extra"])
    assert net.hidden.weight.tolist() != before
    with pytest.raises(RuntimeError, match=r"scale has shape \[2\], needs \[1\]"):
        net.load_state_dict({"scale": torch.ones(2)}, strict=False)


def test_a_state_shares_memory_and_types_follow():
    net = Net()
    with torch.no_grad():
        net.state_dict()["scale"].fill_(5)
    assert net.scale.item() == 5
    net.double()
    assert {p.dtype for p in net.parameters()} == {torch.float64}
    net.float().to("cpu")
    assert net.seen.dtype == torch.float32


def test_filing():
    net = Net()
    net.hidden = nn.Identity()
    assert "hidden.weight" not in net.state_dict()
    net.scale = None
    assert "scale" not in net.state_dict()
    net = Net()
    with pytest.raises(TypeError, match="scale is a parameter"):
        net.scale = torch.ones(1)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        net.nothing  # noqa: B018
    del net.hidden
    assert not hasattr(net, "hidden")

    class Hasty(nn.Module):
        def __init__(self):
            self.layer = nn.Linear(1, 1)

    with pytest.raises(AttributeError, match="super"):
        Hasty()
    with pytest.raises(NotImplementedError, match="forward"):
        nn.Module()(1)
    with pytest.raises(NotImplementedError, match="Sequential"):
        net.heads(1)


def test_apply_and_text():
    seen = []
    nn.Sequential(nn.Linear(1, 2), nn.ReLU()).apply(lambda m: seen.append(type(m).__name__))
    assert seen == ["Linear", "ReLU", "Sequential"]
    text = repr(nn.Sequential(nn.Linear(1, 2), nn.Dropout(0.1)))
    assert text == ("Sequential(\n  (0): Linear(in_features=1, out_features=2, bias=True)\n  (1): Dropout(p=0.1)\n)")


def test_zero_grad():
    net = nn.Linear(2, 1)
    net(torch.ones(1, 2)).sum().backward()
    net.zero_grad(set_to_none=False)
    assert net.weight.grad.tolist() == [[0, 0]]
    net.zero_grad()
    assert net.weight.grad is None
