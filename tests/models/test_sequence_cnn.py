"""One class for rows of an image, frames of a sound, and characters: shapes, and what it cannot know."""

import pytest
import torch

from dlcourse.models.sequence_cnn import SequenceCNN


@pytest.mark.parametrize(("time", "dimensions", "classes"), [(28, 28, 10), (20, 20, 5), (32, 128, 2), (1, 3, 4)])
def test_one_score_a_class_for_a_sequence_of_any_length(time, dimensions, classes):
    assert SequenceCNN(dimensions, classes)(torch.zeros(6, time, dimensions)).shape == (6, classes)


def test_only_the_first_layer_and_the_last_know_what_kind_of_data_it_is():
    images, text = (
        {name: tuple(weight.shape) for name, weight in SequenceCNN(*sizes).named_parameters()}
        for sizes in ((28, 10), (128, 2))
    )
    differ = {name for name in images if images[name] != text[name]}
    assert differ == {"features.0.weight", "classifier.weight", "classifier.bias"}


def test_it_finds_a_pattern_wherever_it_stands_and_minds_the_order_of_the_sequence():
    torch.manual_seed(0)
    model, early = SequenceCNN(4, 3), torch.zeros(1, 40, 4)
    early[0, 12:15] = torch.rand(3, 4)
    with torch.no_grad():
        torch.testing.assert_close(model(early.roll(8, dims=1)), model(early))
        assert not torch.allclose(model(early.flip(1)), model(early), atol=1e-4)


def test_the_favourites_of_a_unit_are_the_pieces_that_excite_it_most():
    torch.manual_seed(0)
    model, data = SequenceCNN(4, 3), torch.rand(30, 12, 4)
    pieces = model.favourites(data, unit=7, n=5)
    assert pieces.shape == (5, 5, 4)
    with torch.no_grad():
        excited = model.features[0](data.transpose(1, 2))[:, 7, 2:-2]
        first = model.features[0](torch.from_numpy(pieces).transpose(1, 2))[:, 7, 2]
    torch.testing.assert_close(first, excited.max(dim=1).values.sort(descending=True).values[:5])
