import nbformat
from nbclient import NotebookClient

from dlcourse.interact import folded
from dlcourse.interact.bundle import LIVE
from dlcourse.interact.folding import FOLDED


def test_outside_a_notebook_it_is_one_neutral_line(capsys):
    folded()
    assert capsys.readouterr().out == FOLDED + "\n"


def test_in_a_notebook_that_line_comes_first_and_then_what_folds():
    source = "from dlcourse.interact import folded\nfolded()\nprint('the result')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, store_widget_state=False).execute()
    line, folding, result = notebook.cells[0].outputs
    assert line.text == FOLDED + "\n"
    assert set(folding.data) == {LIVE}
    assert result.text == "the result\n"
