"""What a tensor is: its type, its text, its one number, and what it refuses."""

import numpy as np
import pytest
import torch as real

from dlcourse import scratch as torch


def test_types_at_creation():
    assert torch.tensor([1.0]).dtype == torch.float32
    assert torch.tensor([1]).dtype == torch.int64
    assert torch.tensor([True]).dtype == torch.bool
    assert torch.tensor(np.ones(2)).dtype == torch.float64
    assert torch.tensor(np.float64(2)).dtype == torch.float64
    assert torch.Tensor(np.ones(2)).dtype == torch.float32
    assert torch.zeros(2, 3).shape == (2, 3)
    assert torch.full((2,), 3).dtype == torch.int64
    with pytest.raises(TypeError, match=r"complex128.*float32"):
        torch.tensor([1j])
    with pytest.raises(RuntimeError, match="float"):
        torch.tensor([1], requires_grad=True)


def test_creation_matches_pytorch():
    for make in (
        lambda t: t.arange(5),
        lambda t: t.arange(1, 2, 0.25),
        lambda t: t.arange(3.0),
        lambda t: t.linspace(0, 1, 5),
        lambda t: t.eye(2, 3),
        lambda t: t.ones((2, 3)),
        lambda t: t.zeros_like(t.ones(2, dtype=t.float64)),
        lambda t: t.ones_like(t.ones(2, dtype=t.int64)),
        lambda t: t.full((2, 2), 1.5),
        lambda t: t.full_like(t.ones(2), 2),
        lambda t: t.as_tensor([1, 2]),
        lambda t: t.tensor([1, 2], dtype=t.int32) + t.tensor([3, 4], dtype=t.uint8),
        lambda t: t.tensor([1, 2], dtype=t.double).float().long(),
        lambda t: t.tensor([1.5], dtype=t.float).to(t.long),
        lambda t: t.isinf(t.tensor([1.0, float("-inf")])),
        lambda t: t.ones(2).requires_grad_().detach().clone(),
        lambda t: t.tensor([t.is_tensor(t.ones(1)), t.is_tensor(1), t.allclose(t.ones(2), t.ones(2) + 1e-9)]),
        lambda t: t.tensor([t.equal(t.ones(2), t.ones(2)), t.equal(t.ones(2), t.ones(3))]),
        lambda t: t.tensor([bool(t.all(t.ones(2))), bool(t.any(t.zeros(2)))]),
    ):
        ours, theirs = make(torch).numpy(), make(real).numpy()
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs)


def test_a_copy_is_a_copy_and_a_share_is_a_share():
    array = np.zeros(2)
    copy, shared = torch.tensor(array), torch.from_numpy(array)
    array[0] = 1
    assert copy.tolist() == [0, 0]
    assert shared.tolist() == [1, 0]


def test_seeds():
    torch.manual_seed(3)
    first = torch.randn(4).tolist()
    torch.manual_seed(3)
    assert torch.randn(4).tolist() == first
    own = torch.Generator().manual_seed(3)
    assert torch.randn(4, generator=own).tolist() == first
    for make in (torch.rand_like, torch.randn_like, torch.empty_like):
        assert make(torch.ones(2, 3, dtype=torch.float64)).dtype == torch.float64
    assert sorted(torch.randperm(5).tolist()) == [0, 1, 2, 3, 4]
    assert torch.randint(2, 4, (50,)).numpy().min() >= 2
    assert 0 <= torch.rand(100).numpy().min() <= torch.rand(100).numpy().max() < 1


def test_multinomial_draws_in_proportion():
    torch.manual_seed(0)
    weights = torch.tensor([[1.0, 3.0, 0.0]])
    drawn = torch.multinomial(weights, 4000, replacement=True)
    assert drawn.shape == (1, 4000)
    share = np.bincount(drawn.numpy()[0], minlength=3) / 4000
    np.testing.assert_allclose(share, [0.25, 0.75, 0], atol=0.03)
    assert sorted(torch.multinomial(weights, 2).tolist()[0]) == [0, 1]
    with pytest.raises(RuntimeError, match="too few"):
        torch.multinomial(weights, 3)


def test_one_number():
    assert torch.tensor([[2.5]]).item() == 2.5
    assert float(torch.tensor(2.5)) == 2.5
    assert int(torch.tensor(2)) == 2
    assert [10, 20, 30][torch.tensor(1)] == 20
    assert bool(torch.tensor(1.0))
    with pytest.raises(RuntimeError, match="exactly one"):
        torch.ones(2).item()
    with pytest.raises(RuntimeError, match="ambiguous"):
        bool(torch.ones(2))
    with pytest.raises(TypeError, match="index"):
        [1][torch.tensor(1.0)]


def test_text():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    assert repr(x) == "tensor([1., 2.], requires_grad=True)"
    assert repr(x * 2) == "tensor([2., 4.], grad_fn=mul)"
    assert repr(torch.tensor(1.0, dtype=torch.float64)) == "tensor(1., dtype=float64)"
    assert repr(torch.tensor([1])) == "tensor([1])"


def test_numpy_asks_first():
    x = torch.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match="detach"):
        x.numpy()
    with pytest.raises(RuntimeError, match="detach"):
        np.asarray(x)
    assert np.asarray(x.detach()).tolist() == [1, 1]


def test_arrays_on_either_side():
    x = torch.tensor(np.array([1.0, 2.0]), requires_grad=True)
    for y in (x * np.array([3.0, 4.0]), np.array([3.0, 4.0]) * x):
        assert isinstance(y, torch.Tensor)
        assert y.tolist() == [3, 8]
    assert (torch.ones(2) * np.float64(2)).dtype == torch.float32
    with pytest.raises(TypeError, match="str"):
        x + "1"


def test_size_length_iteration():
    x = torch.zeros(2, 3)
    assert (x.size(), x.size(1), x.dim(), x.ndim, x.numel(), len(x)) == ((2, 3), 3, 2, 2, 6, 2)
    assert [row.shape for row in x] == [(3,), (3,)]
    with pytest.raises(TypeError, match="length"):
        len(torch.tensor(1.0))
    with pytest.raises(TypeError, match="item"):
        iter(torch.tensor(1.0))


def test_data_shares_memory():
    w = torch.ones(2, requires_grad=True)
    w.data -= 0.5
    assert w.tolist() == [0.5, 0.5]
    w.data = torch.zeros(3)
    assert w.shape == (3,)


def test_in_place():
    x = torch.ones(3)
    x.add_(torch.tensor([1.0, 2.0, 3.0]), alpha=2).mul_(2).sub_(1).div_(5).clamp_(max=2)
    np.testing.assert_allclose(x.numpy(), [1, 1.8, 2], rtol=1e-6)
    assert x.fill_(4).zero_().copy_(torch.tensor(7.0)).tolist() == [7, 7, 7]


def test_clone_passes_the_gradient():
    x = torch.ones(2, requires_grad=True)
    (x.clone() * 3).sum().backward()
    assert x.grad.tolist() == [3, 3]
    y = torch.ones(2)
    y.clone().zero_()
    assert y.tolist() == [1, 1]


def test_what_is_missing_says_so_and_names_a_way_round():
    for place, name in ((torch, "fft"), (torch.nn, "CTCLoss"), (torch.nn.functional, "fold"), (torch.optim, "LBFGS")):
        with pytest.raises(AttributeError, match=rf"no torch.*{name}.*PyTorch"):
            getattr(place, name)
        assert not hasattr(place, name)
    with pytest.raises(AttributeError, match=r"Tensor\.qr.*from_numpy"):
        torch.ones(2).qr()
