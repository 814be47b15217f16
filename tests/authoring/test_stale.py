"""A lesson is stale when its text, the code it imports, or a pin has changed; and when nothing else has."""

import pytest

from dlcourse.authoring import stale
from dlcourse.authoring.source import ROOT, Source, read

TEXT = """# A lesson

```{code-cell} ipython3
from dlcourse.plots import picture
import dlcourse.evidence
%time 1
```
"""


@pytest.fixture
def lesson(tmp_path):
    source = Source(tmp_path / "room" / "trial.md", tmp_path / "99_trial.ipynb")
    source.text.parent.mkdir()
    source.text.write_text(TEXT)
    return source


def test_imports_are_followed_through_a_package_to_the_file_that_defines_the_name(lesson):
    found = {str(path.relative_to(ROOT)) for path in stale.imported_modules(read(lesson.text))}
    assert found == {"dlcourse/plots/__init__.py", "dlcourse/plots/picture.py", "dlcourse/evidence.py"}


def test_another_word_makes_it_stale_and_the_words_back_make_it_fresh(lesson):
    before = stale.fingerprint(lesson)
    lesson.text.write_text(TEXT.replace("A lesson", "The lesson"))
    assert stale.fingerprint(lesson) != before
    lesson.text.write_text(TEXT)
    assert stale.fingerprint(lesson) == before


@pytest.mark.parametrize(
    ("code", "same"),
    [
        ('"""Other words."""\n\n\ndef f(x):\n    """Doubles."""\n    # a comment\n    return 2 * x\n', True),
        ("def f(x): return 2 * x\n", True),
        ("def f(x): return 3 * x\n", False),
        ("def f(y): return 2 * y\n", False),
        ("def f(x): 2 * x\n", False),
    ],
)
def test_layout_comments_and_docstrings_do_not_count_and_code_does(tmp_path, code, same):
    before, after = tmp_path / "before.py", tmp_path / "after.py"
    before.write_text('"""Doubling."""\n\ndef f(x):\n    return 2 * x\n')
    after.write_text(code)
    assert (stale._syntax(before) == stale._syntax(after)) is same


def test_a_missing_or_outdated_notebook_is_stale(lesson):
    assert stale.stale([lesson]) == [lesson]
    notebook = lesson.notebook
    notebook.write_text('{"metadata": {"dlcourse": {"hash": "' + stale.fingerprint(lesson) + '"}}}')
    assert stale.stale([lesson]) == []
    notebook.write_text('{"metadata": {}}')
    assert stale.stale([lesson]) == [lesson]


def test_what_it_finds_by_name_in_a_room_makes_it_stale(lesson):
    """A quiz by its room's text; a recipe by what it measured, which counts for the figures too."""
    room = lesson.text.parent
    lesson.text.write_text(
        TEXT.replace("%time 1", 'quiz("room.trial")\nresult("room.long_run")\nprint("room.nothing")')
    )
    bare = stale.fingerprint(lesson), stale.fingerprint(lesson, words=False)
    (room / "quiz.md").write_text("# trial\n")
    with_quiz = stale.fingerprint(lesson), stale.fingerprint(lesson, words=False)
    assert with_quiz[0] != bare[0]
    assert with_quiz[1] == bare[1]
    (room / "runs").mkdir()
    (room / "runs" / "long_run.json").write_text("{}")
    with_run = stale.fingerprint(lesson), stale.fingerprint(lesson, words=False)
    assert with_run[0] != with_quiz[0]
    assert with_run[1] != with_quiz[1]
    (room / "runs" / "another.json").write_text("{}")
    assert stale.fingerprint(lesson) == with_run[0]


def test_a_misconception_of_another_room_that_its_quiz_names_makes_it_stale(lesson):
    lesson.text.write_text(TEXT.replace("%time 1", 'quiz("room.trial")'))
    (lesson.text.parent / "quiz.md").write_text("# trial\n\n- It is so -- No. #topic.it-is-so\n")
    other = lesson.text.parent.parent / "other" / "quiz.md"
    other.parent.mkdir()
    other.write_text("# Misconceptions\n\n- `topic.something-else` **That.** No.\n")
    without = stale.fingerprint(lesson)
    other.write_text("# Misconceptions\n\n- `topic.it-is-so` **It is so.** No.\n")
    named = stale.fingerprint(lesson)
    assert named != without
    other.write_text("# Misconceptions\n\n- `topic.it-is-so` **It is so.** In other words: no.\n")
    assert stale.fingerprint(lesson) != named
