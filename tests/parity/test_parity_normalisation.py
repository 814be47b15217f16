"""Normalisation: training, evaluation, running statistics, every shape, with and without the learned part."""

import numpy as np
import pytest
from parity import agree, both_refuse
from twins import layers_agree


def draw(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape) * 2 + 1


LAYERS = {
    "BatchNorm1d": (lambda t: t.nn.BatchNorm1d(4), (6, 4)),
    "BatchNorm1d series": (lambda t: t.nn.BatchNorm1d(4, momentum=0.3), (2, 4, 5)),
    "BatchNorm1d average": (lambda t: t.nn.BatchNorm1d(4, momentum=None), (6, 4)),
    "BatchNorm2d": (lambda t: t.nn.BatchNorm2d(3, eps=1e-3), (2, 3, 4, 5)),
    "BatchNorm2d plain": (lambda t: t.nn.BatchNorm2d(3, affine=False, track_running_stats=False), (2, 3, 4, 5)),
    "BatchNorm2d convolved": (
        lambda t: t.nn.Sequential(t.nn.Conv2d(3, 4, 3, bias=False), t.nn.BatchNorm2d(4), t.nn.Conv2d(4, 2, 2)),
        (2, 3, 5, 6),
    ),
    "LayerNorm": (lambda t: t.nn.LayerNorm(5), (2, 3, 5)),
    "LayerNorm two axes": (lambda t: t.nn.LayerNorm((3, 5), eps=1e-2), (2, 3, 5)),
    "LayerNorm plain": (lambda t: t.nn.LayerNorm(5, elementwise_affine=False), (2, 5)),
    "LayerNorm without bias": (lambda t: t.nn.LayerNorm(5, bias=False), (2, 5)),
    "LayerNorm of none": (lambda t: t.nn.LayerNorm(4), (0, 4)),
    "GroupNorm": (lambda t: t.nn.GroupNorm(2, 4), (3, 4, 2, 5)),
    "GroupNorm each": (lambda t: t.nn.GroupNorm(4, 4, affine=False), (3, 4, 6)),
    "GroupNorm all": (lambda t: t.nn.GroupNorm(1, 4), (3, 4)),
    "RMSNorm": (lambda t: t.nn.RMSNorm(5), (2, 3, 5)),
    "RMSNorm settings": (lambda t: t.nn.RMSNorm((3, 5), eps=0.1, elementwise_affine=False), (2, 3, 5)),
}


def spoil(layer, t):
    """Weights and running statistics other than the first ones, the same on both engines."""
    rng = np.random.default_rng(5)
    with t.no_grad():
        for value in layer.state_dict().values():
            if value.is_floating_point():
                value.copy_(t.tensor(rng.uniform(0.5, 1.5, tuple(value.shape))))


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("mode", ["train", "eval"])
def test_layers(name, mode):
    make, shape = LAYERS[name]

    def call(layer, t, x):
        spoil(layer, t)
        layer.train(mode == "train")
        first = layer(x)
        return first, layer(x * 2)  # the running statistics have moved in between

    layers_agree(make, draw(*shape), call=call)


def test_functions():
    x, w, b = draw(4, 3, 5), draw(3, seed=1), draw(3, seed=2)
    f = {"m": np.array([0.5, 1.0, 2.0]), "v": np.array([1.0, 4.0, 0.25])}

    def evaluated(t, x, w, b):
        m, v = (t.tensor(f[k], dtype=x.dtype) for k in "mv")
        return t.nn.functional.batch_norm(x, m, v, w, b)

    agree(evaluated, x, w, b)
    agree(lambda t, x, w, b: t.nn.functional.batch_norm(x, None, None, w, b, training=True), x, w, b)
    agree(lambda t, x: t.nn.functional.layer_norm(x, (3, 5)), x)
    agree(lambda t, x, b: t.nn.functional.layer_norm(x, (5,), bias=b), x, draw(5))
    agree(lambda t, x, w: t.nn.functional.rms_norm(x, (5,), w), x, draw(5))
    agree(lambda t, x, w, b: t.nn.functional.group_norm(x, 3, w, b), x, w, b)


def test_equal_numbers_have_no_spread():
    agree(lambda t, x: t.nn.functional.layer_norm(x, (4,)), np.ones((2, 4)))
    agree(lambda t, x: t.nn.functional.batch_norm(x, None, None, training=True), np.ones((2, 4)))


def test_refused():
    x = draw(1, 3)
    both_refuse(lambda t, x: t.nn.BatchNorm1d(3).double()(x), x, saying="larger batch")
    both_refuse(lambda t, x: t.nn.BatchNorm1d(4).double()(x), x, saying="[1, 3]")
    both_refuse(lambda t, x: t.nn.BatchNorm2d(3).double()(x), x, saying="4 dims")
    both_refuse(lambda t, x: t.nn.LayerNorm(4).double()(x), x, saying="[1, 3]")
    both_refuse(lambda t, x: t.nn.functional.group_norm(x, 2), x, saying="2 groups")


def test_batch_norm_with_a_shift_but_no_scale():
    agree(
        lambda t, x, b: t.nn.functional.batch_norm(x, None, None, None, b, training=True),
        draw(4, 3, 2, 2),
        draw(3, seed=1),
    )
