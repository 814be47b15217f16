"""Each trick gives what its plain version gives, and stands where the table says."""

import pkgutil
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent))  # benchmarks are no part of the package

from benchmarks.trick import milliseconds
from benchmarks.tricks import TRICKS, main


def numbers(found):
    return [np.asarray(part) for part in found] if isinstance(found, (list, tuple)) else [np.asarray(found)]


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_plain_and_fast_agree(trick):
    plain, fast = numbers(trick.plain()), numbers(trick.fast())
    assert len(plain) == len(fast)
    for n, (slow, quick) in enumerate(zip(plain, fast, strict=True)):
        assert slow.shape == quick.shape
        np.testing.assert_allclose(quick, slow, rtol=2e-4, atol=2e-5 * max(1, np.abs(slow).max()), err_msg=f"part {n}")
    assert any(np.abs(part).max() > 0 for part in fast)


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_a_trick_stands_where_the_table_says(trick):
    assert pkgutil.resolve_name(trick.where) is not None


def test_names_are_told_apart():
    assert len({trick.name for trick in TRICKS}) == len(TRICKS)


def test_both_are_timed():
    slow, fast = milliseconds(TRICKS[0]._replace(plain=lambda: 1, fast=lambda: 2), seconds=0)
    assert slow >= 0
    assert fast >= 0


def test_the_table_can_be_narrowed(capsys):
    main(["relu"], seconds=0)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("ReLU")
