"""Printed characters."""

import string
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.data import PRESETS, characters, font_names
from dlcourse.data.fonts import glyphs

amounts = st.fixed_dictionaries(
    {},
    optional={
        "rotation": st.floats(0, 180), "shear": st.floats(0, 1), "scale": st.floats(0, 1), "aspect": st.floats(0, 1),
        "shift": st.floats(0, 30), "elastic": st.floats(0, 5), "contrast": st.floats(0, 1), "light": st.floats(0, 1),
        "noise": st.floats(0, 1), "clutter": st.integers(0, 3), "inverted": st.floats(0, 1),
    },
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 150), st.integers(0, 2**32), st.sampled_from(sorted(PRESETS)), amounts)
def test_any_amount_at_any_setting_comes_from_its_seed_within_range(n, seed, preset, changes):
    images, labels = characters(n, seed=seed, preset=preset, **changes)
    again = characters(n, seed=seed, preset=preset, **changes)
    assert np.array_equal(images, again.images)
    assert np.array_equal(labels, again.labels)
    assert images.shape == (n, 28, 28)
    assert (images.dtype, labels.dtype) == (np.float32, np.int64)
    assert np.all((images >= 0) & (images <= 1))
    assert np.all((labels >= 0) & (labels <= 9))


def test_the_same_seed_gives_the_same_bits_in_another_process_whatever_was_drawn_before():
    script = (
        "from hashlib import sha256; from dlcourse.data import characters as c\n"
        "{}print(sha256(c(200, seed=3)[0]).hexdigest())"
    )
    seen = {
        subprocess.run([sys.executable, "-c", script.format(before)], capture_output=True, text=True, check=True).stdout
        for before in ("", "import numpy as np; np.random.seed(1); c(70, 'abc', seed=9);")
    }
    assert len(seen) == 1


def test_another_seed_gives_other_pictures():
    assert not np.array_equal(characters(100, seed=0).labels, characters(100, seed=1).labels)


def test_every_font_has_every_digit_and_letter_as_its_own_shape():
    fonts = tuple(font_names())
    assert len(fonts) >= 20
    alphabet = string.digits + string.ascii_letters
    shapes = glyphs(alphabet, fonts).reshape(len(alphabet), len(fonts), -1)
    for number, name in enumerate(fonts):
        ink = shapes[:, number]
        apart = np.abs(ink[:, None] - ink[None]).mean(axis=2)
        pairs = {alphabet[i] + alphabet[j] for i, j in np.argwhere(apart < 0.01) if i < j}
        # Drawn equally high, some letters are the same whether capital or small, and i and I are l, or nearly.
        assert all(a.lower() == b.lower() or {a, b} <= set("Iil") for a, b in pairs), (name, pairs)


def test_fonts_that_only_look_as_if_they_had_letters_are_left_out():
    assert not [name for name in font_names() if name.startswith(("LastResort", "cmsy", "cmmi", "cmex", "STIXSiz"))]


def test_a_glyph_is_thirty_two_rows_high_and_dark_all_along_the_edge():
    copies = glyphs(string.digits, tuple(font_names()))
    assert all((np.flatnonzero(copy.any(axis=1))[[0, -1]] == [7, 40]).all() for copy in copies)
    assert not copies[:, [0, -1]].any()
    assert not copies[:, :, [0, -1]].any()
    assert not copies.flags.writeable


def test_plain_characters_stand_in_the_middle_twenty_pixels_high():
    images, _ = characters(300, seed=2, preset="plain")
    mass = images.sum(axis=(1, 2))
    assert np.abs(images.sum(axis=1) @ np.arange(28) / mass - 14).max() < 0.2
    assert np.abs(images.sum(axis=2) @ np.arange(28) / mass - 14).max() < 0.2
    rows = [np.flatnonzero(image.max(axis=1) > 0.5) for image in images]
    assert all(18 <= row[-1] - row[0] + 1 <= 21 for row in rows)


def plain(**changes):
    return characters(400, seed=4, preset="plain", **changes).images


def test_each_amount_changes_what_it_says():
    still = plain()
    assert len(np.unique(still.reshape(400, -1), axis=0)) <= 10 * len(font_names())
    for name, value in {"rotation": 20, "shear": 0.4, "scale": 0.3, "aspect": 0.3, "shift": 3, "elastic": 1}.items():
        assert len(np.unique(plain(**{name: value}).reshape(400, -1), axis=0)) == 400, name

    def places(images):
        return images.sum(axis=1) @ np.arange(28) / images.sum(axis=(1, 2)) - 14

    assert 2.5 < np.abs(places(plain(shift=3))).max() < 3.1
    tops = plain(contrast=0.5).max(axis=(1, 2))
    assert tops.min() < 0.6
    assert tops.max() > 0.95
    grey = plain(noise=0.1)[:, :2, :2]
    assert grey[grey > 0].std() == pytest.approx(0.06, abs=0.01)  # half a bell: 0.1·√(1 − 2/π)
    assert plain(light=0.5)[:, 0].max() > 0.3
    assert plain(clutter=2)[:, [0, -1]].mean() > 0.05 > plain(clutter=0)[:, [0, -1]].mean()
    dark = plain(inverted=0.3)[:, 0, 0] > 0.5
    assert 0.2 < dark.mean() < 0.4
    large = plain(scale=0.5).sum(axis=(1, 2)) / still.sum(axis=(1, 2))
    assert large.min() < 0.5
    assert large.max() > 2


def test_labels_are_places_in_the_alphabet():
    alphabet = "9Ab&"
    images, labels = characters(200, alphabet, seed=0, preset="plain", fonts=["DejaVuSans"])
    assert set(labels.tolist()) == {0, 1, 2, 3}
    for label in range(4):
        assert len(np.unique(images[labels == label].reshape(-1, 784), axis=0)) == 1


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"n": -1}, "n=-1"),
        ({"alphabet": ""}, "at least one"),
        ({"alphabet": "aa"}, "once"),
        ({"alphabet": "a "}, "no picture of ' '"),
        ({"alphabet": "語"}, "no picture of"),
        ({"preset": "hard"}, "plain, easy"),
        ({"fonts": ["Comic Sans"]}, "Comic Sans: choose from .*DejaVuSans"),
        ({"fonts": []}, "no font"),
        ({"rotate": 3}, "rotate: no such amount.*rotation"),
        ({"noise": -0.1}, r"noise=-0\.1"),
        ({"contrast": 1.5}, "from 0 to 1"),
        ({"clutter": 1.5}, "whole number"),
        ({"shift": float("nan")}, "shift=nan"),
    ],
)
def test_what_is_no_setting_is_named_with_what_there_is(settings, words):
    with pytest.raises(ValueError, match=words):
        characters(**{"n": 3, **settings})
