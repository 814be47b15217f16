import nbformat
import pytest
from nbclient import NotebookClient

from dlcourse.interact import Progress
from dlcourse.interact.bundle import LIVE


def test_progress_stands_as_on_step():
    with Progress(3, "training") as bar:
        for step in (1, 2, 3):
            bar(step, 0.5)
    assert bar._bar.value == 3
    assert bar._bar.bar_style == "success"
    assert bar._words.value.startswith("training: 3 of 3, done in")


def test_progress_goes_through_items():
    assert list(Progress.over("abc", "reading")) == ["a", "b", "c"]
    assert list(Progress.over([], "reading")) == []
    assert list(Progress.over(iter("ab"), "reading", total=2)) == ["a", "b"]


def test_items_that_do_not_know_how_many_they_are_need_a_total():
    with pytest.raises(ValueError, match="total="):
        next(Progress.over(iter("ab"), "reading"))


def stop(bar):
    with bar:
        bar.step()
        raise KeyboardInterrupt


def test_interrupted_work_says_so():
    bar = Progress(10, "training")
    with pytest.raises(KeyboardInterrupt):
        stop(bar)
    assert bar._words.value == "training: 1 of 10, stopped"
    assert bar._bar.bar_style == "warning"


def test_it_draws_seldom_however_many_the_steps():
    drawn = []
    bar = Progress(100_000, "counting")
    bar._bar.observe(lambda change: drawn.append(change["new"]), names="value")
    for _ in range(100_000):
        bar.step()
    assert drawn[-1] == 100_000
    assert len(drawn) < 1000


def test_a_total_below_one_is_no_work():
    with pytest.raises(ValueError, match="1 or more"):
        Progress(0, "nothing")


def test_nothing_of_it_is_stored_but_a_widget_view():
    source = """
from dlcourse.interact import Progress
with Progress(2, "training") as bar:
    bar(1)
    bar(2)
"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, store_widget_state=False).execute()
    assert [set(output.data) for output in notebook.cells[0].outputs] == [{LIVE}]
