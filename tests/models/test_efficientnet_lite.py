"""EfficientNet-Lite0: as many weights as published, TensorFlow's padding, the published names, the published input."""

import json

import numpy as np
import pytest
import torch

from dlcourse.models.efficientnet_lite import (
    IN_BLOCK,
    OUTSIDE,
    EfficientNetLite0,
    SameConv2d,
    best_guesses,
    centre,
    class_names,
    load,
    to_input,
)


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    return EfficientNetLite0().eval()


def test_parameter_count(network):
    assert sum(p.numel() for p in network.parameters()) == 4_652_008
    assert len(network.blocks) == 16
    assert sum(p.numel() for p in EfficientNetLite0(classes=10).parameters()) == 4_652_008 - 990 * 1281


@torch.no_grad()
@pytest.mark.parametrize("side", [224, 128, 97])
def test_shapes(network, side):
    x = torch.zeros(2, 3, side, side)
    assert network.features(x).shape == (2, 1280)
    assert network(x).shape == (2, 1000)


@torch.no_grad()
def test_photographs_of_a_batch_do_not_meet(network):
    x = torch.rand(3, 3, 64, 64)
    torch.testing.assert_close(network(x)[1:2], network(x[1:2]))


@pytest.mark.parametrize(("kernel", "before", "after"), [(3, 0, 1), (5, 1, 2)])
def test_an_odd_pixel_of_padding_goes_to_the_right_and_below(kernel, before, after):
    convolution = SameConv2d(1, 1, kernel, stride=2, bias=False)
    torch.nn.init.ones_(convolution.weight)
    ones = torch.ones(1, 1, 8, 8)
    by_hand = torch.nn.functional.pad(ones, (before, after, before, after)).unfold(2, kernel, 2).unfold(3, kernel, 2)
    torch.testing.assert_close(convolution(ones), by_hand.sum(dim=(4, 5)))
    assert convolution(ones).shape == (1, 1, 4, 4)


def as_published(network):
    """The network's state under the published names."""
    inside, outside = ({ours: theirs for theirs, ours in names.items()} for names in (IN_BLOCK, OUTSIDE))
    state = {}
    for name, value in network.state_dict().items():
        *layer, what = name.split(".")
        if layer[0] == "blocks":
            state[f"_blocks.{layer[1]}.{inside['.'.join(layer[2:])]}.{what}"] = value
        else:
            state[f"{outside['.'.join(layer)]}.{what}"] = value
    return state


@torch.no_grad()
def test_published_names_are_understood_and_none_may_be_missing(network, tmp_path):
    published = as_published(network)
    assert {"_conv_stem.weight", "_blocks.0._depthwise_conv.weight", "_blocks.15._bn2.running_var", "_fc.bias"} <= set(
        published
    )
    torch.save(published, tmp_path / "all.pth")
    loaded = load(tmp_path / "all.pth")
    assert not loaded.training
    x = torch.rand(1, 3, 64, 64)
    torch.testing.assert_close(loaded(x), network(x))
    del published["_fc.bias"]
    torch.save(published, tmp_path / "most.pth")
    with pytest.raises(RuntimeError, match=r"classifier\.bias"):
        load(tmp_path / "most.pth")


def test_it_is_shown_the_middle_on_the_published_scale():
    photograph = np.zeros((256, 400, 3), np.uint8)
    top, left = 16, 88  # seven eighths of 256 are 224
    photograph[top : top + 224, left : left + 224] = 255
    photograph[top : top + 224, left : left + 112, 2] = 127
    assert (centre(photograph)[..., 0] == 255).all()
    x = to_input(photograph)
    assert (x.shape, x.dtype) == ((1, 3, 224, 224), torch.float32)
    assert (x[:, :2] == 1).all()  # (255 − 127) / 128
    assert (x[0, 2, :, :112] == 0).all()
    assert to_input(np.zeros((300, 300, 3), np.uint8)).unique().tolist() == [-127 / 128]


@pytest.mark.parametrize("shape", [(1, 1, 3), (5000, 20, 3), (224, 224, 3), (31, 999, 3)])
def test_any_size_will_do(shape):
    assert centre(np.full(shape, 7, np.uint8)).shape == (224, 224, 3)


@pytest.mark.parametrize("wrong", [np.zeros((9, 9), np.uint8), np.zeros((9, 9, 4), np.uint8), np.zeros((9, 9, 3))])
def test_what_is_no_photograph_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\(H, W, 3\) with whole numbers 0 … 255"):
        to_input(wrong)


def test_guesses_come_best_first_with_their_names(network):
    photograph = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    names = [f"class {place}" for place in range(1000)]
    with torch.no_grad():
        expected = network(to_input(photograph))[0].softmax(0)
    guesses = best_guesses(network, photograph, names, n=3)
    assert [name for name, _ in guesses] == [f"class {place}" for place in expected.argsort(descending=True)[:3]]
    assert [p for _, p in guesses] == sorted(expected.tolist(), reverse=True)[:3]


def test_a_class_has_its_first_name_unless_another_has_it_too(tmp_path):
    path = tmp_path / "names.json"
    path.write_text(json.dumps({"1": "maillot, tank suit", "0": "tabby, tabby cat", "2": "maillot"}))
    assert class_names(path) == ["tabby", "maillot, tank suit", "maillot"]
