import json

import pytest

from dlcourse.authoring.trial import PAGE, Shown, disagreements, escape, gather, page
from dlcourse.claims import HOLDS, HOLDS_IF, Claim
from dlcourse.evidence import MEDIA_TYPE, evidence

OPEN = Claim((7,), "Networks win.", ("E01.2", "E01.5"))
JUDGED = Claim((7,), "Networks win.", ("E01.2", "E01.5"), HOLDS_IF, "there is data")
BOTH = {
    "E01.2": Shown("E01.2", "It crosses over.", True, "chapters/01b.ipynb"),
    "E01.5": Shown("E01.5", "Many beat few.", True, "chapters/01b.ipynb"),
}


def store(folder, lesson, *statements):
    bundles = [evidence(name, text, d=[0.1, 0.234567], above=0.0)._repr_mimebundle_() for name, text in statements]
    outputs = [{"output_type": "display_data", "data": bundle, "metadata": {}} for bundle in bundles]
    cells = [{"cell_type": "markdown", "source": "#"}, {"cell_type": "code", "source": "", "outputs": outputs}]
    folder.mkdir(exist_ok=True)
    folder.joinpath(f"{lesson}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_the_page_is_what_claims_and_stored_lessons_give():
    assert page(gather()) == PAGE.read_text(encoding="utf-8"), "make it anew: python -m dlcourse.authoring trial"


def test_verdicts_and_stored_evidence_agree():
    assert disagreements(gather()) == []


def test_evidence_is_gathered_in_the_order_of_chapters_and_numbers(tmp_path):
    store(tmp_path / "chapters", "01b", ("E01.10", "Ten."), ("E01.2", "Two."))
    store(tmp_path / "chapters", "00", ("E00.1", "One."), ("F01.2", "A fact."))
    found = gather(tmp_path / "chapters")
    assert list(found) == ["E00.1", "E01.2", "F01.2", "E01.10"]
    assert found["E01.2"] == Shown("E01.2", "Two.", True, "chapters/01b.ipynb")


def test_one_id_in_two_lessons_is_refused(tmp_path):
    store(tmp_path / "chapters", "00", ("E00.1", "One."))
    store(tmp_path / "chapters", "01", ("E00.1", "Another."))
    with pytest.raises(ValueError, match=r"E00\.1 is stated in chapters/00\.ipynb and in chapters/01\.ipynb"):
        gather(tmp_path / "chapters")


def test_a_claim_without_evidence_is_not_judged_yet():
    row = row_of("Networks win", page({}, [OPEN]))
    assert row == "| 7 | Networks win. | *not judged yet* | to come: E01.2, E01.5 |"


def test_a_verdict_is_not_shown_before_all_of_its_evidence():
    half = {"E01.2": BOTH["E01.2"]}
    row = row_of("Networks win", page(half, [JUDGED]))
    assert "| *not judged yet* |" in row
    assert "[E01.2](chapters/01b.ipynb) held: It crosses over.<br>to come: E01.5" in row


def test_a_judged_claim_shows_verdict_condition_and_links():
    row = row_of("Networks win", page(BOTH, [JUDGED]))
    assert "| **holds if there is data** |" in row
    assert row.count("](chapters/01b.ipynb) held: ") == 2


def test_a_statement_that_failed_is_said_to_have_failed():
    failed = {**BOTH, "E01.5": BOTH["E01.5"]._replace(held=False)}
    assert "**did not hold**: Many beat few." in row_of("Networks win", page(failed, [OPEN]))


def test_evidence_beside_the_claims_is_listed_too():
    extra = {"E01.1": Shown("E01.1", "HOG beats pixels.", True, "chapters/01a.ipynb")}
    assert "| [E01.1](chapters/01a.ipynb) | held: HOG beats pixels. |" in page(extra, [OPEN])


def test_the_page_holds_no_measured_figure(tmp_path):
    store(tmp_path / "chapters", "01", ("E01.2", "Two."))
    stored = (tmp_path / "chapters" / "01.ipynb").read_text(encoding="utf-8")
    assert "+0.167" in stored
    assert MEDIA_TYPE in stored
    assert "0.167" not in page(gather(tmp_path / "chapters"))


@pytest.mark.parametrize(
    ("claim", "found", "complaint"),
    [
        (JUDGED, {}, "no lesson shows E01.2, E01.5"),
        (OPEN, BOTH, "write its verdict"),
        (JUDGED, {**BOTH, "E01.2": BOTH["E01.2"]._replace(held=False)}, "E01.2 did not hold"),
    ],
)
def test_disagreements_are_named(claim, found, complaint):
    assert complaint in " ".join(disagreements(found, [claim]))


def test_agreement_has_nothing_to_say():
    assert disagreements({}, [OPEN]) == []
    assert disagreements(BOTH, [Claim((1,), "So.", ("E01.2",), HOLDS)]) == []


def test_words_stay_words_in_a_table():
    assert escape("a|b *c* $x$\n<d> [e]_f") == r"a\|b \*c\* \$x\$ \<d\> \[e\]\_f"


def row_of(start, text):
    return next(line for line in text.splitlines() if f"| {start}" in line)
