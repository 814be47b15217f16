"""Many networks side by side: each is trained as if it were alone."""

import numpy as np
import pytest

from dlcourse.course.neurons.many import Many, train_many

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = np.array([[0], [1], [1], [0]])


def test_shapes_and_starts():
    networks = Many(5, [2, 3, 1], "tanh", seed=1)
    out = networks.outputs(CORNERS)
    assert out.shape == (5, 4, 1)
    assert out.dtype == np.float32
    assert len(np.unique(out[:, 0, 0])) == 5
    np.testing.assert_array_equal(out, Many(5, [2, 3, 1], "tanh", seed=1).outputs(CORNERS))


def test_wide_networks_find_exclusive_or():
    networks = train_many(Many(50, [2, 16, 1]), CORNERS, XOR, steps=500, lr=0.05, loss="cross-entropy")
    solved = ((networks.outputs(CORNERS) > 0) == XOR).all(axis=(1, 2))
    assert solved.mean() > 0.9


def test_without_an_activation_none_does():
    networks = train_many(Many(20, [2, 16, 1], "none"), CORNERS, XOR, steps=200, lr=0.05, loss="cross-entropy")
    assert not ((networks.outputs(CORNERS) > 0) == XOR).all(axis=(1, 2)).any()


def test_a_straight_line_is_learned_and_steps_are_counted():
    x = np.linspace(-1, 1, 20)[:, None]
    counted = []
    networks = train_many(Many(3, [1, 1]), x, 2 * x + 1, steps=400, lr=0.1, on_step=lambda: counted.append(1))
    np.testing.assert_allclose(networks.outputs(x), np.broadcast_to(2 * x + 1, (3, 20, 1)), atol=0.02)
    assert len(counted) == 400


def test_what_is_unknown_is_refused():
    with pytest.raises(ValueError, match="one of"):
        Many(2, [2, 1], "relu6")
    with pytest.raises(ValueError, match="known loss"):
        train_many(Many(2, [2, 1]), CORNERS, XOR, steps=1, lr=0.1, loss="hinge")
    with pytest.raises(ValueError, match="as many x as y"):
        train_many(Many(2, [2, 1]), CORNERS, XOR[:3], steps=1, lr=0.1)
