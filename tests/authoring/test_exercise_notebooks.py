"""One text, two notebooks: the learner's and the solved one; always the same bytes, and never a solution that shows."""

import copy

import nbformat
import pytest

from dlcourse.authoring import exercises, stored
from dlcourse.authoring.exercises import leaks, learners, make_exercises, outdated, solved, sources
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import CHAPTERS, Source
from dlcourse.exercises.exercise import Exercise
from dlcourse.exercises.reading import parts

every_text = pytest.mark.parametrize("source", sources(), ids=lambda source: source.room.name)

TEXT = """# Trial

```{code-cell} ipython3
import numpy as np
```

+++ {"tags": ["core"], "points": 2, "minutes": 5, "difficulty": 1}

## The mean of each image

Which axes?

```{code-cell} ipython3
:tags: [stub]

# exercise: start.mean
def image_means(images):
    ...
```

```{code-cell} ipython3
:tags: [solution]

def image_means(images):
    return images.mean(axis=(1, 2))
```

+++ {"tags": ["explanation"]}

The two inner axes vanish.

+++ {"tags": ["hints"], "can": "average"}

1. Count.
2. Count
   again.

```{code-cell} ipython3
:tags: [check]

def cases(rng):
    yield "two images", rng.random((2, 3, 4))
```
"""


@pytest.fixture
def write(tmp_path):
    """Write a text where a room's exercises stand."""
    path = tmp_path / "room" / "exercises.md"
    path.parent.mkdir()

    def write(*changes):
        text = TEXT
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path.write_text(text)
        return Source(path, tmp_path / "exercises" / "99_trial.ipynb")

    return write


def written(source):
    return [part for part in parts(source.text) if isinstance(part, Exercise)]


# What is stored in the project


def test_no_notebook_of_exercises_is_stale():
    names = [source.shown for source in outdated(sources())]
    assert not names, f"run `make notebooks`: {', '.join(names)}"


def test_no_stored_notebook_has_lost_its_text():
    assert {*(CHAPTERS / "exercises").glob("*.ipynb")} == {source.notebook for source in sources()}


@every_text
def test_two_derivations_give_the_same_bytes(source):
    for derive in (learners, solved):
        assert nbformat.writes(derive(source)) == nbformat.writes(derive(source))


@every_text
def test_the_stored_notebook_may_be_stored_and_shows_no_solution_not_even_in_an_output(source):
    notebook = nbformat.read(source.notebook, as_version=4)
    assert stored.problems(notebook) == []
    assert leaks(notebook, written(source)) == []


@every_text
def test_the_stored_notebook_says_of_every_exercise_that_it_was_not_attempted(source):
    notebook = nbformat.read(source.notebook, as_version=4)
    checks = [cell for cell in notebook.cells if cell.source.startswith('check("')]
    assert len(checks) == len(written(source)) > 0
    for cell in checks:
        assert cell.outputs[0].data["text/plain"].startswith("Not attempted yet. The answer cell is as it was.")


@every_text
def test_the_solved_notebook_runs_and_every_check_says_right(source):
    notebook = execute(solved(source), CHAPTERS / "exercises")
    checks = [cell for cell in notebook.cells if cell.source.startswith('check("')]
    assert len(checks) == len(written(source))
    for cell in checks:
        assert cell.outputs[0].data["text/plain"].startswith(("Right.", "Held against the examples.")), cell.source
    shown = {cell.id: cell.outputs[0].data["text/plain"] for cell in notebook.cells if cell.get("outputs")}
    assert shown["exercises-progress"].startswith(f"{len(checks)} of {len(checks)} exercises solved.")
    assert f"exercises ({len(checks)} of {len(checks)} solved, you are here)" in shown["course-map"]


# Texts on trial


def test_the_cells_of_an_exercise_and_their_lasting_ids(write):
    notebook = learners(write())
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells if cell.id.startswith("start-mean")]
    assert ids == ["start-mean-question", "start-mean-answer", "start-mean-check", "start-mean-help"]
    question, answer, check, helping = [cell for cell in notebook.cells if cell.id in ids]
    assert question.source.startswith("## The mean of each image\n\n*about 5 minutes · difficulty 1 of 5 · 2 points*\n")
    assert answer.source == "# exercise: start.mean\ndef image_means(images):\n    ..."
    assert check.source == 'check("start.mean")'
    assert all(line.startswith("#") for line in helping.source.splitlines())
    assert notebook.cells[-1].source == 'progress("room")'


def test_the_solution_stands_in_the_solved_notebook_only(write):
    source = write()
    secret = "images.mean(axis=(1, 2))"
    assert secret in nbformat.writes(solved(source))
    assert secret not in nbformat.writes(learners(source))
    assert "vanish" not in nbformat.writes(learners(source))
    for notebook in (learners(source), solved(source)):
        assert "yield" not in nbformat.writes(notebook)
        assert "Count" not in nbformat.writes(notebook)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("Which axes?", "Write `return images.mean(axis=(1,2))` there."), id="in the question's words"),
        pytest.param(("import numpy as np", "# return  images.mean(axis=(1, 2))\n"), id="in a comment"),
        pytest.param(("# Trial\n", "# Trial\n\nThe two inner axes vanish.\n"), id="the explanation"),
    ],
)
def test_a_notebook_that_shows_a_solution_is_refused(write, change):
    with pytest.raises(ValueError, match=r"room/exercises\.md: the learner's notebook would show a solution:\n.+"):
        learners(write(change))


def test_a_solution_in_an_output_is_seen(write):
    source = write()
    notebook = copy.deepcopy(learners(source))
    shown = nbformat.v4.new_output("stream", text="def image_means(images):\n        return images.mean(axis=(1, 2))\n")
    notebook.cells[-1].outputs = [shown]
    assert leaks(notebook, written(source)) == ["return images.mean(axis=(1, 2))"]


def test_a_text_that_does_not_begin_with_a_title_is_told(write):
    with pytest.raises(ValueError, match=r"room/exercises\.md must begin with a title"):
        learners(write((TEXT[: TEXT.index("+++")], "")))


def test_a_made_notebook_is_not_outdated_until_its_text_or_the_way_of_making_changes(write, monkeypatch):
    source = write()
    assert outdated([source]) == [source]
    assert make_exercises([source], lambda _: None) == []
    first = source.notebook.read_bytes()
    assert outdated([source]) == []
    make_exercises([source], lambda _: None)
    assert source.notebook.read_bytes() == first
    with monkeypatch.context() as patch:
        patch.setattr(exercises, "HOW_TO", "Do what you like.")
        assert outdated([source]) == [source]
    write(("Which axes?", "Which of the axes?"))
    assert outdated([source]) == [source]


def test_a_text_at_fault_stores_nothing_and_is_told(write):
    source = write(("## The mean", "The mean"))
    [failure] = make_exercises([source])
    assert "a stub needs its question before it" in failure
    assert not source.notebook.exists()
    assert outdated([source]) == [source]
