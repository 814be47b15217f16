"""A tone is loud in its own band and in no other, whatever the moment it begins."""

import numpy as np
import pytest

from dlcourse.course.features.loudness_bands import loudness_bands
from dlcourse.data import vowels


@pytest.mark.parametrize("tone", [0, 7, 39])
def test_a_tone_is_loudest_in_its_own_band(tone):
    time = np.arange(400)
    wave = np.sin(2 * np.pi * (5 * tone + 2.5) / 400 * time)
    assert loudness_bands(wave[None])[0].argmax() == tone


def test_the_starting_moment_hardly_matters():
    turn = 2 * np.pi * 30 / 400 * np.arange(400)
    early, late = loudness_bands(np.stack([np.sin(turn), np.sin(turn + 1.5)]))
    np.testing.assert_allclose(early, late, atol=0.02)


def test_shapes_and_what_is_too_short():
    sounds, _ = vowels(7)
    assert loudness_bands(sounds).shape == (7, 40)
    assert loudness_bands(sounds, bands=200).shape == (7, 200)
    with pytest.raises(ValueError, match="T of 402 or more"):
        loudness_bands(sounds, bands=201)
    with pytest.raises(ValueError, match="must be"):
        loudness_bands(sounds[0])
