"""The small CNN has the parameters that its docstring counts and keeps its promises on shapes."""

import pytest
import torch

from dlcourse.models.small_cnn import SmallCNN


def test_parameter_count_by_hand():
    sizes = [p.numel() for p in SmallCNN().parameters()]
    assert [a + b for a, b in zip(sizes[::2], sizes[1::2], strict=True)] == [208, 2_336, 9_248, 100_416, 650]
    assert sum(sizes) == 112_858


@pytest.mark.parametrize("classes", [2, 10, 62])
def test_one_score_a_class(classes):
    assert SmallCNN(classes)(torch.zeros(3, 28, 28)).shape == (3, classes)


def test_images_of_a_batch_do_not_meet():
    torch.manual_seed(0)
    model, images = SmallCNN().eval(), torch.rand(4, 28, 28)
    torch.testing.assert_close(model(images)[2:3], model(images[2:3]))


def test_its_features_and_its_last_layer_make_up_the_whole():
    torch.manual_seed(0)
    model, images = SmallCNN(), torch.rand(7, 28, 28)
    described = model.describe(images.numpy(), batch_size=3)
    assert described.shape == (7, 64)
    assert (described >= 0).all()
    with torch.no_grad():
        torch.testing.assert_close(model.classifier[2](torch.from_numpy(described)), model(images))
