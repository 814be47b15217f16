"""Two conversions agree, an edit touches the ids of the edited cells only, predicted cells are marked everywhere."""

import nbformat
import pytest

from dlcourse.authoring.source import CHAPTERS, lessons, read

LESSON = """---
kernelspec:
  display_name: Python 3
  name: python3
---

# A lesson

```{code-cell} ipython3
x = 1
```

Some words.

```{code-cell} ipython3
:tags: [predicted]
folded()
x + 1
```

```{code-cell} ipython3
x = 1
```
"""


@pytest.fixture
def lesson(tmp_path):
    path = tmp_path / "room" / "99_trial.md"
    path.parent.mkdir()
    path.write_text(LESSON)
    return path


def test_two_conversions_agree_and_ids_are_unique(lesson):
    first, second = read(lesson), read(lesson)
    assert first == second
    ids = [cell.id for cell in first.cells]
    assert len(set(ids)) == len(ids) == 5
    assert ids[4] == f"{ids[1]}-2", "the second cell with the same code"


def test_an_edit_changes_the_ids_of_the_edited_cell_only(lesson):
    before = [cell.id for cell in read(lesson).cells]
    lesson.write_text(LESSON.replace("Some words", "Other words"))
    after = [cell.id for cell in read(lesson).cells]
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True, True]


def test_a_predicted_cell_is_hidden_in_jupyterlab_and_in_the_book(lesson):
    cell = read(lesson).cells[3]
    assert cell.metadata.tags == ["predicted", "hide-cell"]
    assert cell.metadata.jupyter == {"outputs_hidden": True, "source_hidden": True}


def test_the_code_of_a_question_is_hidden_in_jupyterlab_and_in_the_book(lesson):
    lesson.write_text(LESSON.replace("[predicted]", "[asks]"))
    cell = read(lesson).cells[3]
    assert cell.metadata.tags == ["asks", "hide-input"]
    assert cell.metadata.jupyter.source_hidden is True


def test_the_code_of_a_plot_is_hidden_and_its_picture_is_not(lesson):
    lesson.write_text(LESSON.replace("[predicted]", "[plot]"))
    cell = read(lesson).cells[3]
    assert cell.metadata.tags == ["plot", "hide-input"]
    assert cell.metadata.jupyter == {"source_hidden": True}


@pytest.mark.parametrize("tag", ["predicted", "asks", "plot"])
def test_hidden_code_is_hidden_in_colab_too(lesson, tag):
    lesson.write_text(LESSON.replace("[predicted]", f"[{tag}]"))
    notebook = read(lesson)
    nbformat.validate(notebook)
    assert [cell.metadata.get("cellView") for cell in notebook.cells] == [None, None, None, "form", None]


def test_no_trace_of_jupytext_or_of_this_python_stays(lesson):
    assert read(lesson).metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_a_text_without_code_is_refused(tmp_path):
    path = tmp_path / "words.md"
    path.write_text("# Words\n\nOnly words.\n")
    with pytest.raises(ValueError, match=r"words\.md holds no"):
        read(path)


def test_a_section_that_is_neither_core_nor_extension_is_refused(lesson):
    lesson.write_text(LESSON.replace("Some words.", "## A section\n\nSome words."))
    with pytest.raises(ValueError, match="'## A section' is neither core nor extension"):
        read(lesson)
    lesson.write_text(LESSON.replace("Some words.", '+++ {"tags": ["extension"]}\n\n## A section\n\nSome words.'))
    assert len(read(lesson).cells) == 5


def test_a_question_whose_code_would_be_shown_is_refused(lesson):
    question = LESSON.replace("folded()", "predict('start.centring', 'How many?', [('Few', None)])")
    lesson.write_text(question)
    with pytest.raises(ValueError, match=r"calls predict\(\), .* tag it asks"):
        read(lesson)
    lesson.write_text(question.replace("[predicted]", "[asks]"))
    assert len(read(lesson).cells) == 5


def test_lessons_are_those_of_the_course_and_their_notebooks_carry_its_numbers():
    found = {source.shown: source.notebook.relative_to(CHAPTERS).as_posix() for source in lessons()}
    assert list(found)[:2] == ["start/start_here.md", "features/features_by_hand.md"]
    assert found["start/start_here.md"] == "00_start_here.ipynb"
    assert found["neurons/layers_and_depth.md"] == "02b_layers_and_depth.ipynb"
    assert found["refreshers/refreshers.md"] == "A_refreshers.ipynb"
    assert all(source.text.is_file() for source in lessons())
