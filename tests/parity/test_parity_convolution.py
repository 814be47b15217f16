"""Convolution, transposed convolution, pooling and growing.

Every combination of stride, padding, dilation and groups.
"""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parity import agree, both_refuse
from twins import layers_agree


def draw(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize(
    ("stride", "padding", "dilation", "groups"), list(itertools.product([1, 2, (2, 1)], [0, 1, (2, 1)], [1, 2], [1, 2]))
)
def test_conv2d(stride, padding, dilation, groups):
    def conv(t, x, w, b):
        return t.nn.functional.conv2d(x, w, b, stride, padding, dilation, groups)

    agree(conv, draw(2, 4, 7, 6), draw(6, 4 // groups, 3, 2, seed=1), draw(6, seed=2))


@given(data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_conv2d_of_any_shape(data):
    n, c, f = (data.draw(st.integers(1, 3)) for _ in range(3))
    kernel = [data.draw(st.integers(1, 3)) for _ in range(2)]
    size = [data.draw(st.integers(k, 6)) for k in kernel]
    stride, padding = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 2))
    agree(
        lambda t, x, w: t.nn.functional.conv2d(x, w, stride=stride, padding=padding),
        draw(n, c, *size),
        draw(f, c, *kernel, seed=1),
    )


def test_conv2d_more_images_than_fit_at_once(monkeypatch):
    from dlcourse.scratch.ops import convolution

    monkeypatch.setattr(convolution, "CACHE", 5000)
    for n in (1, 4, 7):
        agree(lambda t, x, w: t.nn.functional.conv2d(x, w, padding=1), draw(n, 2, 5, 5), draw(3, 2, 3, 3, seed=1))


def test_conv2d_of_a_batch_of_none():
    agree(lambda t, x, w: t.nn.functional.conv2d(x, w), draw(0, 2, 5, 5), draw(3, 2, 3, 3, seed=1))


def test_convolutions_in_a_row_share_their_layout():
    def two(t, x, w, v):
        y = t.nn.functional.conv2d(x, w, padding=1).relu()
        return t.nn.functional.conv2d(y, v) + t.nn.functional.conv2d(y * 2, v)

    agree(two, draw(2, 3, 6, 6), draw(4, 3, 3, 3, seed=1), draw(2, 4, 3, 3, seed=2))


def test_same_and_valid():
    agree(lambda t, x, w: t.nn.functional.conv2d(x, w, padding="same"), draw(2, 3, 6, 5), draw(4, 3, 3, 5, seed=1))
    agree(lambda t, x, w: t.nn.functional.conv2d(x, w, padding="valid"), draw(2, 3, 6, 5), draw(4, 3, 3, 5, seed=1))


@pytest.mark.parametrize(
    ("stride", "padding", "dilation", "groups"), [*itertools.product([1, 2], [0, 2], [1, 2], [1, 2])]
)
def test_conv1d(stride, padding, dilation, groups):
    def conv(t, x, w, b):
        return t.nn.functional.conv1d(x, w, b, stride, padding, dilation, groups)

    agree(conv, draw(2, 4, 9), draw(6, 4 // groups, 3, seed=1), draw(6, seed=2))


@pytest.mark.parametrize(
    ("stride", "padding", "extra", "dilation", "groups"),
    [
        case
        for case in itertools.product([1, 2, (3, 2)], [0, 1], [0, 1], [1, 2], [1, 2])
        if case[2] == 0 or case[0] != 1
    ],
)
def test_conv_transpose2d(stride, padding, extra, dilation, groups):
    def conv(t, x, w, b):
        return t.nn.functional.conv_transpose2d(x, w, b, stride, padding, extra, groups, dilation)

    agree(conv, draw(2, 4, 4, 3), draw(4, 6 // groups, 3, 2, seed=1), draw(6, seed=2))


LAYERS = {
    "Conv2d": (lambda t: t.nn.Conv2d(3, 4, 3, padding=1), (2, 3, 6, 5)),
    "Conv2d settings": (lambda t: t.nn.Conv2d(4, 4, (3, 2), 2, 1, 2, groups=2, bias=False), (2, 4, 8, 7)),
    "Conv2d depthwise": (lambda t: t.nn.Conv2d(4, 8, 3, groups=4), (2, 4, 5, 5)),
    "Conv1d": (lambda t: t.nn.Conv1d(3, 4, 5, stride=2, padding=2), (2, 3, 9)),
    "Conv1d same": (lambda t: t.nn.Conv1d(3, 4, 5, padding="same", dilation=2), (2, 3, 9)),
    "ConvTranspose2d": (lambda t: t.nn.ConvTranspose2d(3, 4, 4, 2, 1), (2, 3, 5, 4)),
    "MaxPool2d": (lambda t: t.nn.MaxPool2d(2), (2, 3, 6, 4)),
    "MaxPool2d uneven": (lambda t: t.nn.MaxPool2d(2), (2, 3, 7, 5)),
    "MaxPool2d overlapping": (lambda t: t.nn.MaxPool2d(3, 2, 1), (2, 3, 7, 6)),
    "MaxPool2d dilated": (lambda t: t.nn.MaxPool2d((2, 3), 1, dilation=2), (2, 3, 7, 6)),
    "AvgPool2d": (lambda t: t.nn.AvgPool2d(2), (2, 3, 6, 5)),
    "AvgPool2d overlapping": (lambda t: t.nn.AvgPool2d(3, 2, 1), (2, 3, 7, 6)),
    "AdaptiveAvgPool2d 1": (lambda t: t.nn.AdaptiveAvgPool2d(1), (2, 3, 6, 5)),
    "AdaptiveAvgPool2d": (lambda t: t.nn.AdaptiveAvgPool2d((3, 4)), (2, 3, 7, 6)),
    "AdaptiveAvgPool2d None": (lambda t: t.nn.AdaptiveAvgPool2d((None, 2)), (2, 3, 7, 6)),
    "Upsample": (lambda t: t.nn.Upsample(scale_factor=2), (2, 3, 3, 2)),
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name):
    make, shape = LAYERS[name]
    layers_agree(make, draw(*shape))


def test_equal_numbers_in_a_window():
    ties = np.array([[[[1.0, 1, 0, 0], [1, 1, 0, 2], [0, 0, -1, -1], [0, 0, -1, -2]]]])
    for kernel, stride, padding in ((2, 2, 0), (2, 1, 0), (3, 1, 1)):
        agree(lambda t, x, k=kernel, s=stride, p=padding: t.nn.functional.max_pool2d(x, k, s, p), ties)
    wide = np.tile(ties, (1, 1, 2, 2))
    for kernel, stride, dilation in ((2, 2, 2), (2, 3, 2), (3, 1, 2), (1, 1, 1), ((1, 2), (2, 1), 1)):
        agree(lambda t, x, k=kernel, s=stride, d=dilation: t.nn.functional.max_pool2d(x, k, s, 0, d), wide)
        agree(lambda t, x, k=kernel, s=stride: t.nn.functional.avg_pool2d(x, k, s), wide)


def test_adaptive_pooling_by_name():
    agree(lambda t, x: t.nn.functional.adaptive_avg_pool2d(x, 2), draw(2, 3, 5, 5))
    agree(lambda t, x: t.nn.functional.avg_pool2d(x, (2, 1)), draw(2, 3, 5, 5))


@pytest.mark.parametrize(
    "how", [{"size": (6, 8)}, {"size": 5}, {"scale_factor": 2}, {"scale_factor": 1.5}, {"size": (3, 2)}]
)
def test_interpolate(how):
    agree(lambda t, x: t.nn.functional.interpolate(x, **how), draw(2, 3, 4, 4))


def test_refused():
    f = "functional"
    x, w = draw(2, 3, 6, 6), draw(4, 3, 3, 3)
    both_refuse(lambda t, x, w: getattr(t.nn, f).conv2d(x[:, :2], w), x, w, saying="[2, 2, 6, 6]")
    both_refuse(lambda t, x, w: getattr(t.nn, f).conv2d(x[:, :, :2], w), x, w, saying="larger than the picture")
    both_refuse(lambda t, x, w: getattr(t.nn, f).conv2d(x, w, stride=2, padding="same"), x, w, saying="stride 1")
    both_refuse(lambda t, x: getattr(t.nn, f).max_pool2d(x, 2, padding=2), x, saying="half")
    both_refuse(lambda t, x: getattr(t.nn, f).interpolate(x), x, saying="scale_factor")
    both_refuse(lambda t, x, w: getattr(t.nn, f).conv_transpose2d(x, w, output_padding=1), x, w.transpose(1, 0, 2, 3))
    both_refuse(lambda t: t.nn.Conv2d(3, 4, 3, groups=2), saying="groups 2")
