import re
import subprocess
import sys
from collections import Counter

import pytest

from dlcourse.claims import CLAIMS, HOLDS, HOLDS_IF, MISLEADING, NOT_JUDGED, TABLE, Claim


def test_every_number_from_1_to_51_stands_once():
    assert list(range(1, 52)) == sorted(CLAIMS)
    assert Counter(number for claim in TABLE for number in claim.numbers) == dict.fromkeys(range(1, 52), 1)
    assert all(CLAIMS[number] is claim for claim in TABLE for number in claim.numbers)


def test_claims_that_are_judged_together_are_one():
    assert CLAIMS[3] is CLAIMS[6]
    assert CLAIMS[6].number == 3


def test_each_claim_is_one_short_sentence():
    for claim in TABLE:
        assert re.fullmatch(r"[A-Z].{20,180}\.", claim.text), claim.text
    assert len({claim.text for claim in TABLE}) == len(TABLE)


def test_the_chapter_is_the_one_that_brings_the_last_evidence():
    assert CLAIMS[40].judged_by == ("E04.1", "E10.1", "E10.2")
    assert CLAIMS[40].chapter == "10"


@pytest.mark.parametrize(
    ("verdict", "condition", "ruling"),
    [
        (NOT_JUDGED, "", "not judged yet"),
        (HOLDS, "", "holds"),
        (HOLDS_IF, "the gates start open", "holds if the gates start open"),
        (MISLEADING, "a gradient is no share", "misleading: a gradient is no share"),
    ],
)
def test_ruling_says_verdict_and_condition(verdict, condition, ruling):
    claim = Claim((1,), "Something is so.", ("E01.1",), verdict, condition)
    assert claim.ruling == ruling
    assert claim.judged == (verdict != NOT_JUDGED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"judged_by": ("E1.1",)},
        {"judged_by": ()},
        {"verdict": "true"},
        {"verdict": HOLDS_IF},
        {"verdict": MISLEADING},
        {"verdict": HOLDS, "condition": "it rains"},
        {"condition": "it rains"},
    ],
)
def test_a_row_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="Claim 1: "):
        Claim(**{"numbers": (1,), "text": "Something is so.", "judged_by": ("E01.1",), **wrong})


def test_the_table_needs_the_standard_library_only():
    code = "import sys, dlcourse.claims; sys.exit(str({'numpy', 'torch', 'matplotlib'} & set(sys.modules) or ''))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stderr.strip() == ""
