"""Synthesised vowels: they hold the resonances and the pitch that they were asked for, and come from their seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.data import VOWELS, vowels
from dlcourse.data.vowels import FORMANTS, RATE, synthesise


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 300), st.integers(0, 2**32), st.floats(0, 0.5), st.floats(0, 2), st.floats(0.001, 0.06))
def test_any_number_of_them_comes_from_its_seed(n, seed, tract, noise, seconds):
    sounds, labels = vowels(n, seed, tract=tract, noise=noise, seconds=seconds)
    again = vowels(n, seed, tract=tract, noise=noise, seconds=seconds)
    assert np.array_equal(sounds, again.sounds)
    assert np.array_equal(labels, again.labels)
    assert sounds.shape == (n, round(seconds * RATE))
    assert (sounds.dtype, labels.dtype) == (np.float32, np.int64)
    assert np.isfinite(sounds).all()
    assert np.all((labels >= 0) & (labels < len(VOWELS)))


@pytest.mark.parametrize("vowel", range(len(VOWELS)))
def test_the_loudest_tones_lie_at_the_resonances(vowel):
    wave = synthesise(FORMANTS[vowel], 40, RATE)[0]  # a second of a very deep voice: tones 40 Hz apart
    loudness = np.abs(np.fft.rfft(wave))
    tones = np.arange(40, RATE // 2, 40)
    strong = loudness[tones] * np.arange(1, len(tones) + 1)  # without the fall of the buzz itself
    peaks = [tones[i] for i in range(1, len(tones) - 1) if strong[i] > max(strong[i - 1], strong[i + 1])]
    for formant in FORMANTS[vowel]:
        assert min(abs(peak - formant) for peak in peaks) <= 60


@pytest.mark.parametrize("pitch", [90.0, 137.5, 220.0])
def test_it_repeats_at_its_pitch_and_starts_where_it_is_told(pitch):
    wave = synthesise(FORMANTS[0], pitch, 4000)[0]
    loudness = np.abs(np.fft.rfft(wave * np.hanning(4000)))
    assert loudness[: round(pitch / 4)].max() < 0.01 * loudness.max()  # nothing below the pitch; 2 Hz a bin
    ahead = synthesise(FORMANTS[0], pitch, 4000, start=10 * pitch / RATE)[0]
    np.testing.assert_allclose(ahead[:-10], wave[10:], atol=0.05)


def test_the_noise_is_as_loud_as_asked_for():
    loud, quiet = (vowels(50, 3, noise=noise).sounds for noise in (0.5, 0.0))
    assert (loud - quiet).std() == pytest.approx(0.5, rel=0.02)
    np.testing.assert_allclose(quiet.std(axis=1), 1, rtol=1e-4)


@pytest.mark.parametrize(
    "wrong", [{"n": -1}, {"noise": -1}, {"pitch": (200, 100)}, {"pitch": (0, 100)}, {"tract": 1}, {"seconds": 0}]
)
def test_what_makes_no_sound_is_refused(wrong):
    with pytest.raises(ValueError, match="pitch two rising values"):
        vowels(**{"n": 3, **wrong})
