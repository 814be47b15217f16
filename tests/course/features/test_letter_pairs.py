"""Pairs of neighbours are counted, in their order."""

import numpy as np
import pytest

from dlcourse.course.features.letter_pairs import letter_pairs


def codes(text):
    return np.frombuffer(text.encode(), np.uint8).astype(np.int64)


def test_pairs_are_counted_in_their_order():
    counts = letter_pairs(np.stack([codes("abab"), codes("ba a")]))
    assert counts.shape == (2, 16384)
    ab, ba = 128 * 97 + 98, 128 * 98 + 97
    assert counts[0, ab] == 2
    assert counts[0, ba] == 1
    assert counts[1, ba] == 1
    assert counts[1, ab] == 0
    np.testing.assert_array_equal(counts.sum(axis=1), [3, 3])


@pytest.mark.parametrize("wrong", [np.zeros(4, int), np.full((2, 3), 128), np.full((2, 3), -1)])
def test_what_is_no_ascii_is_refused(wrong):
    with pytest.raises(ValueError, match="whole numbers 0 … 127"):
        letter_pairs(wrong)
