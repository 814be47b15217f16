"""The text that ships with Python, and pieces of it."""

import numpy as np
import pytest

from dlcourse.data import language_reference, snippets, spelled


def test_it_is_half_a_megabyte_of_english():
    text = language_reference()
    assert len(text) > 300_000
    assert all(words in text for words in ("the", "expression", "class definition"))


def test_the_parts_share_no_topic_and_make_up_the_whole():
    train, test, everything = (language_reference(split) for split in ("train", "test", "all"))
    assert len(train) + len(test) + 1 == len(everything)
    assert 0.05 < len(test) / len(everything) < 0.5


def test_pieces_are_cut_from_their_part_and_come_from_their_seed():
    text = " ".join(language_reference("test").split()).encode("ascii", errors="replace").decode()
    pieces = snippets(200, 40, seed=5, split="test")
    assert pieces.shape == (200, 40)
    assert pieces.dtype == np.int64
    assert all(spelled(piece) in text for piece in pieces)
    assert np.array_equal(pieces, snippets(200, 40, seed=5, split="test"))
    assert not np.array_equal(pieces, snippets(200, 40, seed=6, split="test"))


def test_codes_are_ascii():
    codes = snippets(5000, 32)
    assert codes.min() >= 32
    assert codes.max() <= 126
    assert spelled(np.array([72, 105, 33])) == "Hi!"


def test_no_pieces_and_the_longest_piece():
    assert snippets(0).shape == (0, 32)
    whole = " ".join(language_reference("test").split())
    assert snippets(2, len(whole), split="test").shape == (2, len(whole))


@pytest.mark.parametrize("wrong", [{"n": -1}, {"length": 0}, {"length": 10**7}])
def test_what_cannot_be_cut_is_refused(wrong):
    with pytest.raises(ValueError, match="the whole text"):
        snippets(**{"n": 3, **wrong})
    with pytest.raises(ValueError, match="choose 'all'"):
        language_reference("validation")
