"""Real digits replayed as drawings come out as the pictures that they were."""

import numpy as np
from data.hands import as_drawing, hands, real_data

from dlcourse.data import mnist, render, render_all


def test_a_replayed_digit_is_rendered_as_mnist_holds_it():
    images, _ = mnist("test", folder=real_data("mnist").parent)
    rng = np.random.default_rng(0)
    alike = []
    for image in images[:100]:
        drawing, pen = as_drawing(image, rng)
        alike.append(np.corrcoef(render(drawing, pen=pen).ravel(), image.ravel())[0, 1])
    # The original moved by whole pixels, and its edges were greyer.
    assert np.median(alike) > 0.93
    assert np.mean(np.array(alike) > 0.85) > 0.95


def test_hands_come_from_their_seed_and_lie_on_the_canvas():
    drawings, labels, pens = hands(50, seed=3)
    again = hands(50, seed=3)
    assert drawings == again[0]
    assert np.array_equal(labels, again[1])
    assert np.array_equal(pens, again[2])
    assert len(set(labels.tolist())) == 10
    for drawing in drawings:
        points = np.concatenate([np.array(stroke) for stroke in drawing])
        assert points.min() > 0.04
        assert points.max() < 0.96
    centred, as_it_stands = render_all(drawings, pen=pens), render_all(drawings, pen=pens, centred=False)
    solid = centred.max(axis=(1, 2)) > 0.99
    assert solid.all()
    assert (as_it_stands.max(axis=(1, 2)) > 0.6).all()  # rows of the ink leave no gaps
