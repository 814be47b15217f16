from dlcourse.cli import here
from dlcourse.cli.doctor import Finding


def test_this_machine_is_described_without_a_path():
    shown = here.this_machine()
    assert "processor cores" in shown.plain
    assert "/" not in shown.plain.replace("N/A", "")


def test_what_is_wrong_is_said_in_words_with_what_to_do():
    assert "All is well" in here.told([])
    words = here.told([Finding(True, "PyTorch is missing.", "Install it.")])
    assert "PyTorch is missing." in words
    assert "Install it." in words


def test_a_journal_that_cannot_be_written_is_told(monkeypatch):
    monkeypatch.setattr(here.os, "access", lambda place, mode: False)
    assert ["cannot be kept" in finding.what for finding in here.try_out()] == [True]


def test_a_torch_that_multiplies_wrongly_is_told(monkeypatch):
    monkeypatch.setattr(here.np, "allclose", lambda a, b: False)
    assert [finding.stops for finding in here.try_out()] == [True]
