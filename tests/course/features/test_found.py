"""Pictures of what a network has found show the network that they are given."""

import numpy as np
import torch

from dlcourse.course.features.found import bar_codes, groups_of_letters, strokes_and_waves
from dlcourse.data import Labelled
from dlcourse.models.sequence_cnn import SequenceCNN


class Told:
    """Describes an image by its label: a one in the place that an order of the places gives to it."""

    def __init__(self, order):
        self.order = np.array(order)

    def describe(self, images):
        codes = np.zeros((len(images), 12), np.float32)
        codes[np.arange(len(images)), self.order[images[:, 0, 0].astype(int)]] = 1
        return codes


def test_bar_codes_show_the_features_sorted_by_digit_and_leave_out_what_is_never_used():
    labels = np.tile(np.arange(10), 5)
    examples = Labelled(np.tile(labels[:, None, None], (1, 28, 28)).astype(np.float32), labels)
    first, second = (bar_codes(Told(order), examples) for order in (range(10), (3, 11, 4, 1, 5, 9, 2, 6, 0, 8)))
    assert "30 rows of numbers" in first.html
    assert first.html == second.html  # the same code under other numbers is sorted to the same picture
    assert bar_codes(Told(range(10)), examples, each=2).html != first.html


def test_letters_are_told_as_they_are_read_and_spaces_are_seen():
    torch.manual_seed(0)
    line = np.frombuffer(b"to be or not to be, that is a li", np.uint8)
    text = np.eye(128, dtype=np.float32)[np.stack([line] * 30)]
    shown = groups_of_letters(SequenceCNN(128, 2), text, (0, 5)).html
    assert shown.count("<tr>") == 3
    assert "␣" in shown


def test_strokes_and_waves_follow_the_units():
    torch.manual_seed(0)
    networks = {"pixels": SequenceCNN(28, 10), "sound": SequenceCNN(20, 5)}
    rng = np.random.default_rng(0)
    shapes = {"pixels": (40, 28, 28), "sound": (40, 20, 20)}
    examples = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    assert strokes_and_waves(networks, examples, (0, 1)).html != strokes_and_waves(networks, examples, (2, 3)).html
