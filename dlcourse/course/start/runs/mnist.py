"""The course's small convolutional network on the real MNIST, held against LeNet-5."""

import torch

from dlcourse.data import mnist
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training.fit import accuracy, fit
from dlcourse.training.recipes import Recipe

STEPS = 5000


def run(seed: int) -> float:
    """Train on the 60,000 training images as they are and return the share of the 10,000 test images misread."""
    images, labels = mnist("train")
    torch.manual_seed(seed)
    model = SmallCNN()
    fit(model, (images / 255).astype("float32"), labels, steps=STEPS, lr=3e-3, seed=seed)
    test_images, test_labels = mnist("test")
    return 1 - accuracy(model, (test_images / 255).astype("float32"), test_labels)


RECIPE = Recipe(
    name="start.mnist",
    what=f"A CNN of 112,858 parameters, trained on MNIST without augmentation for {STEPS:,} batches of 64.",
    metric="test error, a share of the 10,000 test images",
    published="LeNet-5 without distortions: .95 % (LeCun, Bottou, Bengio & Haffner 1998, section III)",
    run=run,
)
