"""A sound that one can play on the page."""

import base64
import html
import io
import wave

import numpy as np
from numpy.typing import ArrayLike

from dlcourse.plots.html import Html

LOUD = 0.5  # of full scale: nobody's ears are at risk


def player(sound: ArrayLike, rate: int, alt: str) -> Html:
    """A play button for a sound; its plain form is ``alt``.

    Args:
        sound: pressure (T,), any scale; the loudest sample is brought to half of what a loudspeaker can do.
        rate: samples a second.
        alt: what one would hear.

    Raises:
        ValueError: there is no sound, or it holds something that is no number.
    """
    samples = np.asarray(sound, dtype=float)
    if samples.ndim != 1 or not samples.size or not np.isfinite(samples).all():
        raise ValueError(f"A sound is a row of finite numbers, shape (T,); got shape {samples.shape}.")
    scaled = samples * (LOUD * 32767 / max(np.abs(samples).max(), 1e-9))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(scaled.astype("<i2").tobytes())
    data = base64.b64encode(file.getvalue()).decode()
    label = html.escape(alt)
    look = "width: 9em; vertical-align: middle"  # no wider than its button needs; a viewer may drop it
    source = f"data:audio/wav;base64,{data}"
    return Html(f'<audio controls style="{look}" aria-label="{label}" src="{source}">{label}</audio>', plain=alt)
