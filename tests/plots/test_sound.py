"""What the play button holds is the sound."""

import base64
import io
import re
import wave

import numpy as np
import pytest

from dlcourse.plots import player


def test_it_holds_the_samples_at_half_of_full_scale():
    sound = np.sin(np.arange(400) / 7)
    shown = player(sound, 8000, 'a low "a"')
    data = re.search(r"base64,([\w+/=]+)", shown.html)[1]
    with wave.open(io.BytesIO(base64.b64decode(data))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (8000, 1, 400)
        samples = np.frombuffer(file.readframes(400), "<i2")
    np.testing.assert_allclose(samples / 32767 / 0.5 * np.abs(sound).max(), sound, atol=1e-3)
    assert shown.plain == 'a low "a"'
    assert "a low &quot;a&quot;" in shown.html


def test_silence_can_be_played():
    assert "<audio" in player(np.zeros(10), 8000, "nothing").html


@pytest.mark.parametrize("sound", [[], [[1.0]], [np.nan]])
def test_what_is_no_sound_is_refused(sound):
    with pytest.raises(ValueError, match="row of finite numbers"):
        player(sound, 8000, "noise")
