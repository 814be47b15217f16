"""Marks in messages: five mean something, all else is shown as it is."""

from hypothesis import given
from hypothesis import strategies as st

from dlcourse.plots import indented, inline, page, plain


def test_a_line_with_its_marks_and_without():
    text = "`a * b` is **not** `a @ b`, *here*"
    assert inline(text) == "<code>a * b</code> is <strong>not</strong> <code>a @ b</code>, <em>here</em>"
    assert plain(text) == "a * b is not a @ b, here"


def test_stars_between_blanks_and_in_code_are_stars():
    text = "2 * x * y, `a**b**c` and w**2"
    assert inline(text) == "2 * x * y, <code>a**b**c</code> and w**2"
    assert plain(text) == "2 * x * y, a**b**c and w**2"


def test_a_message_has_paragraphs_and_blocks_that_stand_as_they_are():
    block = indented("x = [1,\n\n     2]  # <b> & *no*")
    shown = page(f"**Not yet.** So\nand so.\n\n{block}\n\nend")
    assert shown.html == (
        "<p><strong>Not yet.</strong> So\nand so.</p>\n"
        "<pre><code>x = [1,\n\n     2]  # &lt;b&gt; &amp; *no*\n</code></pre>\n<p>end</p>\n"
    )
    assert shown.plain == f"Not yet. So\nand so.\n\n{block}\n\nend"


def test_a_link_leads_to_a_notebook_of_the_course_and_nowhere_else():
    assert inline("see [*A* lesson](../02a_one.ipynb).") == 'see <a href="../02a_one.ipynb"><em>A</em> lesson</a>.'
    assert inline("[x](exercises/02_b.ipynb)") == '<a href="exercises/02_b.ipynb">x</a>'
    assert plain("see [a lesson](02a_one.ipynb).") == "see a lesson."
    for target in ("javascript:x.ipynb", "http://a.org/b.ipynb", "//a/b.ipynb", "/b.ipynb", "../../b.ipynb", "b.html"):
        assert inline(f"[x]({target})") == plain(f"[x]({target})") == f"[x]({target})"


def test_what_is_no_mark_of_ours_means_nothing():
    for text in ("# no heading", "- no list", "1. no list", "[no](link)", "![no](image)", "<b>no</b>", "> no", "a_b_c"):
        assert plain(text) == text
        assert page(text).html.count("<") == 2, "one paragraph and nothing in it"


@given(st.text())
def test_no_text_ever_becomes_markup_of_its_own(text):
    import re

    tags = set(re.findall(r"<(/?\w+)", page(text).html + inline(text)))
    assert tags <= {f"{end}{tag}" for end in ("", "/") for tag in ("p", "pre", "code", "strong", "em", "a")}
