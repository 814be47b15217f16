"""What the first lesson promises: drawings that come from the canvas are read, all ten digits, strangers' too."""

import numpy as np
import pytest
import torch
from data.hands import hands

from dlcourse.data import characters, handwriting, render, simulated_drawings
from dlcourse.interact import Canvas
from dlcourse.models.small_cnn import SmallCNN
from dlcourse.training import fit, probabilities


@pytest.fixture(scope="module")
def network():
    printed, written = characters(6000, preset="centred"), handwriting(6000)  # as in the lesson
    torch.manual_seed(0)
    model = SmallCNN()
    images, labels = (np.concatenate(pair) for pair in zip(printed, written, strict=True))
    fit(model, images, labels, steps=1000, lr=5e-3)
    return model


def read_from_the_canvas(network, drawings, pens):
    """What the network reads of drawings that went the way of a reader's: onto the canvas, off it, rendered."""
    canvas = Canvas()
    images = []
    for drawing, pen in zip(drawings, pens, strict=True):
        canvas.strokes = drawing
        images.append(render(canvas.strokes, pen=pen))
    return probabilities(network, np.stack(images)).argmax(1)


def test_replayed_strokes_of_all_ten_digits_are_read(network):
    drawings, labels = simulated_drawings(500, seed=5)
    right = read_from_the_canvas(network, drawings, [Canvas().pen] * 500) == labels
    of_each = [right[labels == digit].mean() for digit in range(10)]
    print(f"simulated drawings read right: {right.mean():.1%}; of each digit: {np.round(of_each, 2)}")
    assert right.mean() > 0.9
    assert min(of_each) > 0.5, "each digit more often than not"


def test_strangers_hands_are_read(network):
    drawings, labels, pens = hands(500, seed=5)
    right = read_from_the_canvas(network, drawings, pens) == labels
    print(f"real hands (MNIST, replayed) read right: {right.mean():.1%}")
    assert right.mean() > 0.75
