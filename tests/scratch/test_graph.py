"""The tape: accumulation, order, depth, memory, hooks, and what it refuses."""

import gc
import subprocess
import sys
import weakref

import numpy as np
import pytest

from dlcourse import scratch as torch
from dlcourse.scratch import graph


def test_importing_the_engine_does_not_import_pytorch():
    code = "import sys, dlcourse.scratch; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_gradients_of_a_shared_node_are_added():
    a = torch.tensor(3.0, requires_grad=True)
    b = a + a
    c = b + b * b
    c.backward()
    assert a.grad.item() == 2 + 8 * 3


def test_a_second_backward_adds_to_the_leaf():
    a = torch.tensor([1.0, 2.0], requires_grad=True)
    for _ in range(2):
        (a * a).sum().backward()
    assert a.grad.tolist() == [4.0, 8.0]


def test_leaves_never_share_one_gradient():
    a, b = torch.zeros(3, requires_grad=True), torch.zeros(3, requires_grad=True)
    g = torch.ones(3)
    (a + b).backward(g)
    a.grad.mul_(5)
    assert b.grad.tolist() == g.tolist() == [1.0, 1.0, 1.0]


def test_a_chain_of_100_000_nodes():
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(100_000):
        y = y + 1
    y.backward()
    assert x.grad.item() == 1


def test_a_long_chain_is_given_back_without_recursion_even_if_never_walked():
    x = torch.ones(2, requires_grad=True)
    y = x
    for _ in range(100_000):
        y = y * 1.0
    first = weakref.ref(y.grad_fn)
    del y
    assert first() is None


def test_memory_is_given_back_without_the_cycle_collector():
    gc.disable()
    try:
        x = torch.randn(50, 50, requires_grad=True)
        kept = []
        y = x
        for _ in range(5):
            y = (y @ y).tanh()
            kept.append(weakref.ref(y.grad_fn))
            kept.append(weakref.ref(y))
        loss = y.sum()
        loss.backward()
        del y
        assert [r() for r in kept[:-1]] == [None] * 9
    finally:
        gc.enable()


def test_a_value_that_no_rule_needs_is_freed_in_the_forward_pass():
    x = torch.randn(10, requires_grad=True)
    middle = x + 1
    array = weakref.ref(middle.array)
    y = (middle + 2).sum()
    del middle
    assert array() is None
    y.backward()


def test_backward_twice_needs_the_graph_retained():
    x = torch.ones(2, requires_grad=True)
    y = (x * x).sum()
    y.backward(retain_graph=True)
    y.backward()
    assert x.grad.tolist() == [4, 4]
    with pytest.raises(RuntimeError, match="retain_graph=True"):
        y.backward()


def test_backward_refuses_with_a_remedy():
    x = torch.ones(2, requires_grad=True)
    with pytest.raises(RuntimeError, match=r"\[2\].*sum"):
        (x * 2).backward()
    with pytest.raises(RuntimeError, match=r"\[3\].*\[2\]"):
        (x * 2).backward(torch.ones(3))
    with pytest.raises(RuntimeError, match="requires_grad=True"):
        torch.ones(1).backward()
    with pytest.raises(NotImplementedError, match=r"second derivatives.*PyTorch"):
        (x * 2).sum().backward(create_graph=True)


def test_no_grad_records_nothing_and_nests():
    x = torch.ones(2, requires_grad=True)
    with torch.no_grad():
        assert (x * 2).grad_fn is None
        with torch.enable_grad():
            assert (x * 2).requires_grad
        assert not torch.is_grad_enabled()
    assert torch.is_grad_enabled()

    @torch.no_grad()
    def double(x):
        return x * 2

    assert not double(x).requires_grad
    with torch.inference_mode(), torch.set_grad_enabled(True):
        assert (x * 2).requires_grad
    with pytest.raises(ZeroDivisionError), torch.no_grad():
        raise ZeroDivisionError
    assert (x * 2).requires_grad


def test_detach_stops_the_gradient():
    x = torch.tensor([2.0], requires_grad=True)
    (x * x.detach()).sum().backward()
    assert x.grad.item() == 2


def test_hooks_see_and_change_gradients():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = x * 3
    seen = []
    y.register_hook(lambda g: seen.append(g.tolist()))
    doubled = x.register_hook(lambda g: g * 2)
    y.sum().backward()
    assert seen == [[1, 1]]
    assert x.grad.tolist() == [6, 6]
    doubled.remove()
    doubled.remove()
    x.grad = None
    (x * 3).sum().backward()
    assert x.grad.tolist() == [3, 3]
    with pytest.raises(RuntimeError, match="no gradient will come"):
        torch.ones(1).register_hook(print)


def test_retain_grad_keeps_a_middle_gradient_and_closes_no_cycle():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = x * 3
    y.retain_grad()
    (y * y).sum().backward()
    assert y.grad.tolist() == [6, 12]
    gc.disable()
    try:
        gone = weakref.ref(y)
        del y
        assert gone() is None
    finally:
        gc.enable()


def test_the_tape_of_another_thread_is_its_own():
    import threading

    states = []
    with torch.no_grad():
        thread = threading.Thread(target=lambda: states.append(torch.is_grad_enabled()))
        thread.start()
        thread.join()
    assert states == [True]


def test_changes_in_place_are_refused_where_they_would_be_lost():
    x = torch.ones(2, requires_grad=True)
    for change in (lambda: x.add_(1), lambda: x.__setitem__(0, 1.0), lambda: (x * 1).zero_()):
        with pytest.raises(RuntimeError, match=r"no_grad\(\)"):
            change()
    with torch.no_grad():
        same = x
        x -= 0.5
        x[0] = 3.0
    assert x is same
    assert x.tolist() == [3, 0.5]


def test_augmented_assignment_is_recorded_for_what_was_computed():
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    y += x
    y *= x
    y -= 1
    y /= 2
    y.sum().backward()
    assert x.grad.tolist() == [3, 3]
    total = torch.zeros(2)
    total += x
    assert total.requires_grad
    with pytest.raises(RuntimeError, match="in place"):
        x += 1
    plain = torch.ones(2)
    kept = plain
    plain += 1
    plain /= 4
    assert kept.tolist() == [0.5, 0.5]


def test_unbroadcast_sums_what_was_copied():
    g = np.arange(24.0).reshape(2, 3, 4)
    assert graph.unbroadcast(g, (3, 1)).tolist() == g.sum((0, 2)).reshape(3, 1).tolist()
    assert graph.unbroadcast(g, ()).item() == g.sum()


def test_every_operation_has_as_many_rules_as_inputs():
    import inspect

    from dlcourse.scratch import ops

    found = 0
    for module in vars(ops).values():
        for op in vars(module).values() if inspect.ismodule(module) else ():
            if isinstance(op, ops.Operation):
                found += 1
                assert op.rules or op.together, op
    assert found > 40
