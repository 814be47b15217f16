"""The small parts: the answer cell, words to HTML, cases by name."""

import subprocess
import sys

import pytest

from dlcourse.exercises import by_case, exercises, find
from dlcourse.exercises.answer import answered, mark, same
from dlcourse.plots import indented, page

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
        "<p><strong>Not yet.</strong> <code>a ** b</code> &lt; <code>c ** d</code>\nand &lt;i&gt;so&lt;/i&gt; on</p>\n"
        "<pre><code>x &lt; [[1]\n\n     [2]]\n</code></pre>\n<p>end</p>\n"
    )
    assert shown.plain.startswith("Not yet. a ** b < c ** d\nand <i>so</i> on\n\n    x < [[1]\n")


def test_a_stressed_word_is_shown_so_and_a_product_is_none():
    assert page("that *is* so, but 2 * x * y and `a*b*c` are not").html == (
        "<p>that <em>is</em> so, but 2 * x * y and <code>a*b*c</code> are not</p>\n"
    )


def test_a_power_in_code_is_not_bold_in_plain_text_either():
    words = "**So.** Take `(u - 3)**2` and `w**2`. **Then** stop."
    assert page(words).plain == "So. Take (u - 3)**2 and w**2. Then stop."


def test_cases_are_grouped_by_everything_before_the_last_stroke():
    grouped = by_case({"3/4 full/x": 1, "3/4 full/y": 2, "empty/x": 3})
    assert grouped == {"3/4 full": {"x": 1, "y": 2}, "empty": {"x": 3}}


def test_no_two_rooms_share_a_topic():
    """Or `progress` would not know what is meant by one."""
    topics = {(id.split(".")[0], exercise.room) for id, exercise in exercises().items()}
    assert len(dict(topics)) == len(topics)


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(KeyError, match=r"no exercise 'start\.meen'\. Do you mean 'start\.mean'"):
        find("start.meen")
    with pytest.raises(KeyError, match=r"There is no exercise '§'\.\"$"):
        find("§")


def test_the_exercises_need_neither_torch_nor_a_notebook():
    code = "import sys, dlcourse.exercises as e; e.check('start.mean'); sys.exit('torch' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("No notebook here.")
