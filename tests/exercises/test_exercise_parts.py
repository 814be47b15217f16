"""The small parts: the answer cell, words to HTML, the registry, progress."""

import subprocess
import sys

import pytest

from dlcourse import journal
from dlcourse.exercises import by_case
from dlcourse.exercises.answer import answered, mark, same
from dlcourse.exercises.page import indented, page
from dlcourse.exercises.progress import forget, overview, record, standings
from dlcourse.exercises.registry import EXERCISES, TOPICS, find
from dlcourse.exercises.shipped import text

STUB = "# exercise: start.mean\ndef f(x):\n    ..."


@pytest.mark.parametrize(
    ("cell", "id"),
    [
        (STUB, "start.mean"),
        ("#exercise:start.mean  \nx", "start.mean"),
        ("#  exercise:  start.mean", "start.mean"),
        ("x = 1\n# exercise: start.mean", None),
        ("# exercise: start.mean and more\n", None),
        ("# my exercise: start.mean", None),
        ('check("start.mean")', None),
        ("", None),
    ],
)
def test_a_cell_answers_the_exercise_that_its_first_line_names(cell, id):
    assert answered(cell) == id


def test_the_mark_is_found_again():
    assert answered(mark("conv.two_d")) == "conv.two_d"


@pytest.mark.parametrize("cell", [STUB + "\n\n  \n", STUB.replace(":\n", ":  \n"), STUB.replace("# e", "#   e")])
def test_blanks_at_the_end_do_not_make_an_attempt(cell):
    assert same(cell, STUB)


@pytest.mark.parametrize("cell", [STUB + "\n    return 1", STUB.replace("    ...", "  ..."), mark("x")])
def test_anything_else_is_an_attempt(cell):
    assert not same(cell, STUB)


def test_words_become_html_with_everything_escaped():
    block = indented("x < [[1]\n\n     [2]]")
    shown = page(f"**Not yet.** `a ** b` < `c ** d`\nand <i>so</i> on\n\n{block}\n\nend")
    assert shown.html == (
        "<p><strong>Not yet.</strong> <code>a ** b</code> &lt; <code>c ** d</code> and &lt;i&gt;so&lt;/i&gt; on</p>"
        "<pre>x &lt; [[1]\n\n     [2]]</pre><p>end</p>"
    )
    assert shown.plain.startswith("Not yet. `a ** b` < `c ** d`\nand")


def test_a_stressed_word_is_shown_so_and_a_product_is_none():
    assert page("that *is* so, but 2 * x * y and `a*b*c` are not").html == (
        "<p>that <em>is</em> so, but 2 * x * y and <code>a*b*c</code> are not</p>"
    )


def test_a_power_in_code_is_not_bold_in_plain_text_either():
    words = "**So.** Take `(u - 3)**2` and `w**2`. **Then** stop."
    assert page(words).plain == "So. Take `(u - 3)**2` and `w**2`. Then stop."


def test_cases_are_grouped_by_everything_before_the_last_stroke():
    grouped = by_case({"3/4 full/x": 1, "3/4 full/y": 2, "empty/x": 3})
    assert grouped == {"3/4 full": {"x": 1, "y": 2}, "empty": {"x": 3}}


def test_an_id_is_used_once_and_begins_with_its_topic():
    exercises = [exercise for topic in TOPICS for exercise in topic.EXERCISES]
    assert len(EXERCISES) == len(exercises)
    for topic in TOPICS:
        # One topic may be spread over several files: start.py, start_shapes.py.
        module = topic.__name__.split(".")[-1]
        assert {exercise.id.split(".")[0] for exercise in topic.EXERCISES} == {module.split("_")[0]}


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(KeyError, match=r"no exercise 'start\.meen'\. Do you mean 'start\.mean'"):
        find("start.meen")
    with pytest.raises(KeyError, match=r"ships no text for 'no\.such'"):
        text("no.such")


def test_progress_counts_what_happened_and_a_pass_stays():
    for passed in (False, False, True, False):
        assert record("start.mean", "check", passed=passed) == ""
    record("start.mean", "hint")
    record("start.mean", "hint")
    record("start.accuracy", "solution")
    record("no.longer.there", "check", passed=True)
    mean, accuracy = standings()["start.mean"], standings()["start.accuracy"]
    assert (mean.checks, mean.passed, mean.hints, mean.solution) == (4, True, 2, False)
    assert (accuracy.checks, accuracy.passed, accuracy.solution) == (0, False, True)
    assert set(standings()) == set(EXERCISES)


def test_the_overview_says_how_far_one_is():
    record("start.mean", "check", passed=True)
    record("start.standardise", "check", passed=False)
    record("start.standardise", "hint")
    record("start.standardise", "solution")
    plain = overview("start").plain
    assert plain.startswith("1 of 7 exercises solved.")
    assert "The mean of each image | You can average an array along the axes that you choose. | solved | none" in plain
    assert "checked once, not yet right | 1 hint, solution" in plain
    assert overview("no-such-topic").plain.startswith("0 of 0")


def test_a_reset_starts_one_or_all_anew_and_the_journal_keeps_growing():
    record("start.mean", "check", passed=True)
    record("start.accuracy", "check", passed=True)
    forget("start.mean")
    assert [id for id, standing in standings().items() if standing.passed] == ["start.accuracy"]
    forget(None)
    assert not any(standing.checks for standing in standings().values())
    record("start.mean", "check", passed=True)
    assert standings()["start.mean"].passed
    assert len(journal.entries("exercise")) == 5


def test_strange_entries_in_the_journal_do_no_harm():
    for value in (None, "passed", ["check"], {}, {"event": "check", "passed": "yes"}, {"event": "hint", "step": 9}):
        journal.record("exercise", "start.mean", value)
    assert not standings()["start.mean"].passed


def test_a_journal_that_cannot_be_written_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DLCOURSE_HOME", str(tmp_path / "file" / "home"))
    assert "was not recorded" in record("start.mean", "check", passed=True)


def test_the_exercises_need_neither_torch_nor_a_notebook():
    code = "import sys, dlcourse.exercises as e; e.check('start.mean'); sys.exit('torch' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("No notebook here.")
