"""The look ahead: stored guesses without the network, its own with it, and a sentence for what is no picture."""

import re
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch
from data.networks import real
from PIL import EpsImagePlugin, Image

from dlcourse.course.start import photographs
from dlcourse.course.start.photographs import PHOTOGRAPHS, PhotographError, look, read_photograph, stored_guesses
from dlcourse.models.efficientnet_lite import EfficientNetLite0

GET = "type dlcourse data get efficientnet-lite0 in a terminal (18 MB), and then run this cell again."


@pytest.fixture
def here(monkeypatch):
    """The network is on this machine: one with random weights, whose classes are called after their places."""
    torch.manual_seed(0)
    names = [f"class <{place}>" for place in range(1000)]
    reader = photographs.Reader(EfficientNetLite0().eval(), names)
    monkeypatch.setattr(photographs, "pretrained", lambda name: Path(name))
    monkeypatch.setattr(photographs, "reader_in", lambda folder: reader)


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)).save(path)
    return path


def test_every_photograph_has_five_stored_guesses_best_first():
    kept = stored_guesses()
    assert list(kept) == [each.name for each in PHOTOGRAPHS]
    for guesses in kept.values():
        assert len({name for name, _ in guesses}) == 5
        probabilities = [probability for _, probability in guesses]
        assert probabilities == sorted(probabilities, reverse=True)
        assert 0 < sum(probabilities) <= 1


def test_scikit_image_carries_every_photograph():
    for each in PHOTOGRAPHS:
        assert each.pixels.ndim == 3
        assert each.pixels.shape[2] == 3
        assert each.pixels.dtype == np.uint8


def test_without_the_network_the_stored_guesses_are_shown_and_how_to_get_it():
    shown = look()
    assert "so these are guesses that we have stored. To run it here, " + GET in shown.plain
    for guesses in stored_guesses().values():
        for name, _ in guesses:
            assert f"{name}: …\n" in shown.plain
    assert len(re.findall(r'<img alt="[^"]+" ', shown.html)) == len(PHOTOGRAPHS)
    assert all(each.credit in shown.plain for each in PHOTOGRAPHS)
    assert len(shown.html) < 150_000


def test_with_the_network_the_page_has_the_same_form(here, monkeypatch):
    live = look()
    monkeypatch.setattr(photographs, "pretrained", lambda name: None)
    forms = [re.sub(r"(?m)[^|\n]*: …$", "a guess", page.plain).splitlines() for page in (live, look())]
    (*table, status, credits), (*stored_table, _, stored_credits) = forms
    assert (table, credits) == (stored_table, stored_credits)
    assert status == "The network is on this machine, and it has just read these photographs: … seconds for each."
    assert live.html.count("<li>class &lt;") == 5 * len(PHOTOGRAPHS)


def test_a_photograph_of_ones_own(here, mine):
    shown = look(mine)
    assert shown.html.count("<li>class &lt;") == 5
    assert shown.html.count("<img alt=") == 1


def test_a_photograph_of_ones_own_without_the_network(mine):
    shown = look(str(mine))
    assert shown.plain.endswith("so it cannot read your picture. To run it here, " + GET)
    assert shown.html.count("<img alt=") == 1


def test_a_file_that_cannot_be_shown_is_answered_with_a_sentence(tmp_path):
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "a <b>.png").write_bytes(b"\x89PNG\r\n\x1a\n damaged")
    for name in ("notes.txt", "a <b>.png", "."):
        assert "cannot be read as a picture. Save it as JPEG or PNG" in look(tmp_path / name).plain
    assert "a &lt;b&gt;" in look(tmp_path / "a <b>.png").html
    assert look(tmp_path / "gone.jpg").plain.startswith(f"There is no file “{tmp_path / 'gone.jpg'}”.")


def test_a_file_that_is_a_program_is_not_run(tmp_path, monkeypatch):
    ran = []
    monkeypatch.setattr(EpsImagePlugin, "Ghostscript", lambda *program, **_: ran.append(program))
    path = tmp_path / "drawing.png"  # PostScript all the same
    path.write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n%%EOF\n")
    assert "cannot be read as a picture" in look(path).plain
    assert not ran


def test_half_a_picture_is_none(mine):
    mine.write_bytes(mine.read_bytes()[:3000])
    with pytest.raises(PhotographError, match="cannot be read as a picture"):
        read_photograph(mine)


@pytest.mark.parametrize("side", [7_100, 12_000, 20_000])  # Pillow warns from 9,500 on, and refuses from 13,400 on
def test_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path, side):
    path = tmp_path / "huge.png"
    Image.new("1", (1, 1)).save(path)
    content = bytearray(path.read_bytes())
    content[16:24] = side.to_bytes(4) * 2  # the size in the file's head
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)
    path.write_bytes(content)
    with pytest.raises(PhotographError, match="more than 50 million pixels"):
        read_photograph(path)


def test_a_picture_is_turned_upright_and_what_is_transparent_becomes_white(tmp_path):
    turned = Image.new("RGB", (30, 20), "red")
    exif = turned.getexif()
    exif[0x0112] = 6  # held with its right side up
    turned.save(tmp_path / "turned.jpg", exif=exif)
    assert read_photograph(tmp_path / "turned.jpg").shape == (30, 20, 3)
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert (read_photograph(tmp_path / "clear.png") == 255).all()
    Image.new("L", (5, 4), 7).save(tmp_path / "grey.png")
    assert (read_photograph(tmp_path / "grey.png") == np.full((4, 5, 3), 7)).all()


@pytest.mark.slow
def test_the_real_network_sees_what_is_stored():
    reader = photographs.reader_in(real("efficientnet-lite0"))
    guesses = {each.name: reader(each.pixels) for each in PHOTOGRAPHS}
    assert {"tabby", "tiger cat", "Egyptian cat"} == {name for name, _ in guesses["chelsea"][:3]}
    assert guesses["coffee"][0][0] == "espresso"
    for name, kept in stored_guesses().items():
        now = dict(guesses[name])
        best, probability = kept[0]
        assert now[best] == pytest.approx(probability, abs=0.02), name
    assert "has just read these photographs" in look().plain
