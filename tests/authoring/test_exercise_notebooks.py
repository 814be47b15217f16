"""One text, three outcomes: the learner's notebook, the solved one, what the package ships; always the same bytes."""

import copy
import json

import nbformat
import pytest

from dlcourse.authoring import exercises, notebooks, stored
from dlcourse.authoring.exercises import (
    Written,
    leaks,
    learners,
    outdated,
    parts,
    shipped_bytes,
    solved,
    sources,
    texts,
)
from dlcourse.authoring.notebooks import make_all
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import CHAPTERS, stored_path

every_text = pytest.mark.parametrize("source", sources(), ids=lambda source: source.stem)

TEXT = """# Trial

```{code-cell} ipython3
import numpy as np
```

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
"""


@pytest.fixture
def write(tmp_path):
    """Write a text where texts of exercises stand."""
    path = tmp_path / "source" / "exercises" / "99_trial.md"
    path.parent.mkdir(parents=True)

    def write(*changes):
        text = TEXT
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path.write_text(text)
        return path

    return write


def written(source):
    return [part for part in parts(source) if isinstance(part, Written)]


# What is stored in the project


def test_no_notebook_of_exercises_is_stale():
    names = [source.stem for source in outdated(sources())]
    assert not names, f"run `make notebooks` for exercises/{', exercises/'.join(names)}"


def test_what_the_package_ships_is_what_the_texts_say():
    assert exercises.TEXTS.read_text(encoding="utf-8") == shipped_bytes(), "run `make notebooks`"


def test_no_stored_notebook_has_lost_its_text():
    assert {path.stem for path in (CHAPTERS / "exercises").glob("*.ipynb")} == {source.stem for source in sources()}


@every_text
def test_two_derivations_give_the_same_bytes(source):
    for derive in (learners, solved):
        assert nbformat.writes(derive(source)) == nbformat.writes(derive(source))


@every_text
def test_the_stored_notebook_may_be_stored_and_shows_no_solution_not_even_in_an_output(source):
    notebook = nbformat.read(stored_path(source), as_version=4)
    assert stored.problems(notebook) == []
    assert leaks(notebook, written(source)) == []


@every_text
def test_the_stored_notebook_says_of_every_exercise_that_it_was_not_attempted(source):
    notebook = nbformat.read(stored_path(source), as_version=4)
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
    told = notebook.cells[-1].outputs[0].data["text/plain"]
    assert told.startswith(f"{len(checks)} of {len(checks)} exercises solved.")


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
    assert notebook.cells[-1].source == 'progress("start")'


def test_the_solution_stands_in_the_solved_notebook_only(write):
    source = write()
    secret = "images.mean(axis=(1, 2))"
    assert secret in nbformat.writes(solved(source))
    assert secret not in nbformat.writes(learners(source))
    assert "vanish" not in nbformat.writes(learners(source))
    shipped = texts([source])["start.mean"]
    assert shipped.solution == "# exercise: start.mean\ndef image_means(images):\n    return images.mean(axis=(1, 2))"
    assert shipped.explanation == "The two inner axes vanish."


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("Which axes?", "Write `return images.mean(axis=(1,2))` there."), id="in the question's words"),
        pytest.param(("import numpy as np", "# return  images.mean(axis=(1, 2))\n"), id="in a comment"),
        pytest.param(("# Trial\n", "# Trial\n\nThe two inner axes vanish.\n"), id="the explanation"),
    ],
)
def test_a_notebook_that_shows_a_solution_is_refused(write, change):
    with pytest.raises(ValueError, match=r"99_trial\.md: the learner's notebook would show a solution:\n.+"):
        learners(write(change))


def test_a_solution_in_an_output_is_seen(write):
    source = write()
    notebook = copy.deepcopy(learners(source))
    shown = nbformat.v4.new_output("stream", text="def image_means(images):\n        return images.mean(axis=(1, 2))\n")
    notebook.cells[-1].outputs = [shown]
    assert leaks(notebook, written(source)) == ["return images.mean(axis=(1, 2))"]


STUB = ":tags: [stub]"
SOLUTION = TEXT[TEXT.index("```{code-cell} ipython3\n:tags: [solution]") : TEXT.index("+++")]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([("# exercise: start.mean\n", "")], r"the stub begins with 'def image_means"),
        ([("start.mean\n", "start.meen\n")], r"must be '# exercise: ID', with an ID that stands in .*registry"),
        ([("## The mean", "## A mean")], r"the question of start\.mean must begin with its title"),
        ([(SOLUTION, "")], r"start\.mean lacks its solution or its explanation"),
        ([('+++ {"tags": ["explanation"]}', "+++")], r"start\.mean lacks its solution or its explanation"),
        ([(f"{STUB}\n", "")], r"has no stub before it"),
        ([(TEXT[: TEXT.index("## The mean")], "")], "must begin with a title"),
        ([(TEXT[: TEXT.index("```{code-cell} ipython3\n:tags: [stub]")], "")], "a stub comes without a question"),
    ],
)
def test_a_text_at_fault_is_told_in_a_sentence(write, changes, told):
    with pytest.raises(ValueError, match=rf"99_trial\.md.*{told}"):
        learners(write(*changes))


def test_an_exercise_that_stands_twice_or_nowhere_is_told(write, monkeypatch):
    source = write()
    with pytest.raises(ValueError, match=r"start\.mean stands in the texts twice"):
        texts([source, source])
    monkeypatch.setattr(exercises, "sources", lambda: [source])
    with pytest.raises(ValueError, match=r"No text in source/exercises/ has .*start\.accuracy"):
        shipped_bytes()


def test_a_made_notebook_is_not_outdated_until_its_text_or_the_way_of_making_changes(write, monkeypatch, tmp_path):
    monkeypatch.setattr(notebooks, "CHAPTERS", tmp_path)
    source = write()
    assert outdated([source]) == [source]
    stored_path(source).parent.mkdir()
    assert make_all([source], lambda _: None, build=learners) == []
    first = stored_path(source).read_bytes()
    assert outdated([source]) == []
    make_all([source], lambda _: None, build=learners)
    assert stored_path(source).read_bytes() == first
    with monkeypatch.context() as patch:
        patch.setattr(exercises, "HOW_TO", "Do what you like.")
        assert outdated([source]) == [source]
    write(("Which axes?", "Which of the axes?"))
    assert outdated([source]) == [source]


def test_a_text_at_fault_stores_nothing(write, monkeypatch):
    source = write(("## The mean", "## A mean"))
    monkeypatch.setattr(exercises, "sources", lambda: [source])
    before = exercises.TEXTS.read_bytes()
    [failure] = exercises.make_exercises([source])
    assert "must begin with its title" in failure
    assert exercises.TEXTS.read_bytes() == before
    assert not stored_path(source).exists()


def test_what_is_shipped_reads_back(write):
    shipped = json.loads(exercises.TEXTS.read_text(encoding="utf-8"))
    assert {id: set(parts) for id, parts in shipped.items()} == {
        id: {"question", "stub", "solution", "explanation"} for id in shipped
    }
