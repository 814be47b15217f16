"""Sung vowels, synthesised: a voice's buzz, shaped by the resonances of a throat and a mouth.

Sound is air pressure over time. Here each one is 50 milliseconds of a steady vowel, 400 numbers, with another pitch,
another size of mouth, another starting moment, and noise. They are made from a seed, in any number; they are no
recordings, and a real voice is never as steady.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]

RATE = 8000  # samples a second, as a telephone has
VOWELS = "aeiou"  # as in father, bed, see, law, boot

# Averages over 33 men: Peterson & Barney 1952, doi:10.1121/1.1906875. One row a vowel, in Hz.
FORMANTS = np.array([[730, 1090, 2440], [530, 1840, 2480], [270, 2290, 3010], [570, 840, 2410], [300, 870, 2240]])
BANDWIDTHS = np.array([60, 90, 150])  # Hz: how sharply each resonance is tuned; round figures
CHUNK = 256  # sounds made at once: a chunk's samples stay in the processor's cache


class Spoken(NamedTuple):
    """Sounds with their labels; unpack it: ``sounds, labels = vowels(100)``."""

    sounds: Floats
    """(N, T), pressure, standard deviation 1 each."""
    labels: NDArray[np.int64]
    """(N,), places in `VOWELS`."""


def vowels(
    n: int,
    seed: int = 0,
    *,
    seconds: float = 0.05,
    pitch: tuple[float, float] = (90.0, 220.0),
    tract: float = 0.12,
    noise: float = 0.2,
) -> Spoken:
    """Synthesise vowels of many voices.

    Args:
        n: how many; each vowel is equally likely.
        seed: the same one gives the same sounds.
        seconds: how long each lasts.
        pitch: lowest and highest, Hz; any pitch between is equally likely on a logarithmic scale.
        tract: the resonances move together by a factor drawn from 1 − tract … 1 + tract: short throats, long throats.
        noise: standard deviation of what is added to each sample, where the sound's own is 1.

    Returns:
        Sounds float32 (n, 8000 · seconds) and labels int64 (n,).

    Raises:
        ValueError: n or noise is negative, or a pitch, a length or tract makes no sound.
    """
    length = round(seconds * RATE)
    if n < 0 or noise < 0 or not 0 < pitch[0] <= pitch[1] < RATE / 2 or not 0 <= tract < 1 or length < 1:
        raise ValueError(
            f"n={n}, seconds={seconds}, pitch={pitch}, tract={tract}, noise={noise}: n and noise are 0 or more, "
            f"seconds above 0, pitch two rising values between 0 and {RATE // 2} Hz, tract from 0 to below 1."
        )
    rng = np.random.default_rng(seed)
    labels = rng.integers(len(VOWELS), size=n)
    formants = FORMANTS[labels] * rng.uniform(1 - tract, 1 + tract, (n, 1))
    low, high = np.log(pitch)
    pitches = np.exp(rng.uniform(low, high, n))
    starts = rng.uniform(0, 1, n)
    sounds = np.empty((n, length), np.float32)
    for i in range(0, n, CHUNK):
        part = slice(i, i + CHUNK)
        sounds[part] = synthesise(formants[part], pitches[part], length, starts[part])
    return Spoken(sounds + noise * rng.standard_normal(sounds.shape, dtype=np.float32), labels)


def synthesise(formants: ArrayLike, pitch: ArrayLike, length: int, start: ArrayLike = 0.0) -> Floats:
    """Sounds of steady voices: every whole multiple of the pitch, as loud as the resonances let it through.

    Args:
        formants: resonances (N, 3), Hz.
        pitch: (N,), Hz, above 0.
        length: samples T, 8000 a second.
        start: (N,) or one number; where in its wave the sound begins, 0 … 1 of a period.

    Returns:
        float32 (N, T), mean 0 over a period, standard deviation 1 each.

    Source: source and filter, Fant 1960, Acoustic Theory of Speech Production.
    """
    peaks, tone = np.atleast_2d(np.asarray(formants, float)), np.atleast_1d(np.asarray(pitch, float))[:, None]
    turn = 2 * np.pi * (tone / RATE * np.arange(length) + np.reshape(start, (-1, 1)))
    wave = np.exp(1j * turn).astype(np.complex64)  # the lowest tone; its h-th power is the h-th harmonic
    frequency = tone * np.arange(1.0, RATE / 2 / tone.min())  # (N, H)
    volume = _through(frequency, peaks) / np.arange(1, frequency.shape[1] + 1)  # a buzz fades as 1 over h
    volume[frequency >= RATE / 2] = 0  # above half the rate nothing can be told apart
    # Horner's rule: all harmonics for one complex product each, in place of a sine each.
    total = np.zeros_like(wave)
    for harmonic in volume.T[::-1].astype(np.complex64):
        total += harmonic[:, None]
        total *= wave
    sounds = total.real
    return sounds / np.maximum(sounds.std(axis=1, keepdims=True), 1e-6)


def _through(frequency: NDArray[np.float64], peaks: NDArray[np.float64]) -> NDArray[np.complex128]:
    """How much of each frequency (N, H) passes the resonances (N, 3): loudness, and delay as a complex angle."""
    f, peak = frequency[:, :, None], peaks[:, None, :]
    return np.prod(peak**2 / (peak**2 - f**2 + 1j * f * BANDWIDTHS), axis=2)
