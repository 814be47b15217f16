"""The end of each notebook is made from course.toml: what comes next, and the map, which is renewed without a run."""

import dataclasses
import json
import re

import nbformat
import pytest

from dlcourse import rooms
from dlcourse.authoring import ending, notebooks
from dlcourse.authoring.exercises import sources as exercise_sources
from dlcourse.authoring.source import Source, lessons

SOURCES = [*lessons(), *exercise_sources()]
every_text = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.shown)


def next_of(name):
    """The sentences on what comes after a notebook."""
    stop = rooms.stop(name)
    words, _ = ending.cells(Source(stop.text, stop.text))
    return words.source.split("\n\n")[0]


def test_every_stored_notebook_ends_as_it_should():
    names = [source.shown for source in ending.outdated(SOURCES)]
    assert not names, f"run `make notebooks`: {', '.join(names)}"


@every_text
def test_each_notebook_names_what_comes_next_by_a_link_that_leads_there(source):
    words, code = ending.cells(source)
    links = re.findall(r"\]\((.+?)\)", words.source)
    assert len(links) == 1 or "still to come" in words.source
    assert all((source.notebook.parent / link).resolve().is_file() for link in links)
    assert words.source.count("**Next:**") == 1
    assert code.source.startswith("from dlcourse.exercises import course_map\n")


def test_no_author_writes_what_comes_next():
    written = {source.shown: source.text.read_text(encoding="utf-8") for source in SOURCES}
    assert not [name for name, text in written.items() if re.search(r"\*\*Next:?\*\*", text)]


def test_next_is_a_lesson_then_the_exercises_then_another_chapter():
    assert next_of("one_neuron") == "**Next:** [Layers and depth](02b_layers_and_depth.ipynb), about 80 minutes."
    assert next_of("layers_and_depth").startswith(
        "**Next:** [the exercises of this chapter](exercises/02_neurons_exercises.ipynb). "
    )
    assert next_of("neurons.exercises") == (
        "**Next:** chapter 03, *Backpropagation*. It begins with [Slopes and a scalar engine](../03a_slopes.ipynb), "
        "about 65 minutes."
    )
    assert next_of("refreshers").startswith("**Next:** go back to the page that sent you here.")


def test_going_on_from_each_leads_through_all_that_is_written_in_order():
    way, here = [], rooms.stops(rooms.chapters()[0])[0]
    while isinstance(here, rooms.Stop):
        way.append(here)
        here = rooms.after(here)
    assert way == [stop for chapter in rooms.chapters() if not chapter.appendix for stop in rooms.stops(chapter)]
    planned = [chapter for chapter in rooms.chapters() if not chapter.lessons]
    assert here == (planned[0] if planned else None)


def test_a_chapter_still_to_come_is_named_and_the_end_of_the_course_is_an_end(monkeypatch):
    first = rooms.chapters()[0]
    planned = rooms.Chapter("01", "later", "What comes later", planned="this and that")
    monkeypatch.setattr(rooms, "chapters", lambda: (first, planned))
    assert next_of("start.exercises").startswith("**Next:** chapter 01, *What comes later*. It is still to come")
    monkeypatch.setattr(rooms, "chapters", lambda: (first,))
    assert next_of("start.exercises") == "This is the end of the course."


def test_a_text_that_course_toml_does_not_list_has_no_such_end(tmp_path):
    assert ending.cells(Source(tmp_path / "one_neuron.md", tmp_path / "x.ipynb")) == []


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A lesson of one cell in the place of the first lesson, stored."""
    text = tmp_path / "start" / "start_here.md"
    text.parent.mkdir()
    text.write_text("# Trial\n\n```{code-cell} ipython3\nprint('once')\n```\n")
    source = Source(text, tmp_path / "00_start_here.ipynb")
    monkeypatch.setattr(ending, "_stop", lambda _: rooms.stop("start_here"))
    notebooks.make(source)
    return source


def test_a_run_stores_the_end_that_is_written_without_one(made):
    stored = nbformat.read(made.notebook, as_version=4)
    nbformat.validate(stored)
    assert [cell.id for cell in stored.cells[-2:]] == [ending.NEXT, ending.MAP]
    assert "you are here" in stored.cells[-1].outputs[0].data["text/plain"]
    assert ending.outdated([made]) == []


def test_a_new_chapter_changes_the_end_of_the_others_and_nothing_else(made, monkeypatch):
    before = json.loads(made.notebook.read_text())
    *others, last = rooms.chapters()
    monkeypatch.setattr(rooms, "chapters", lambda: (*others, rooms.Chapter("99", "extra", "One chapter more"), last))
    assert ending.outdated([made]) == [made]
    ending.write([made])
    after = json.loads(made.notebook.read_text())
    assert after["cells"][:-1] == before["cells"][:-1]
    assert "99 One chapter more" in after["cells"][-1]["outputs"][0]["data"]["text/html"]
    assert after["metadata"] == before["metadata"]
    assert ending.outdated([made]) == []


def test_a_notebook_that_is_not_stored_yet_waits_for_its_run(made):
    absent = dataclasses.replace(made, notebook=made.notebook.with_name("absent.ipynb"))
    ending.write([absent])
    assert ending.outdated([absent]) == []
    assert not absent.notebook.exists()
