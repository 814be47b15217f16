import ipywidgets as widgets
import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from dlcourse.interact import Bundle, LiveOnly, Notice, guarded
from dlcourse.interact.bundle import LIVE
from dlcourse.interact.frame import DEMO
from dlcourse.plots import figure, picture, say


def a_picture():
    fig, axes = figure()
    axes.plot([0, 1])
    return picture(fig, "A line that goes up.")


def test_one_output_has_three_forms():
    slider = widgets.IntSlider()
    data, metadata = Bundle(slider, a_picture(), "Demo: a line.")._repr_mimebundle_()
    assert set(data) == {LIVE, "text/html", "text/plain"}
    assert data["text/plain"] == "Demo: a line."
    assert data["text/html"].startswith('<img alt="A line that goes up."')
    assert isinstance(metadata, dict)


def test_the_live_form_is_a_guarded_box_around_the_widget():
    slider = widgets.IntSlider()
    bundle = Bundle(slider, "<p>still</p>", "Demo: a slider.")
    data, _ = bundle._repr_mimebundle_()
    assert data[LIVE]["model_id"] == bundle.box.model_id
    assert slider in bundle.box.children
    assert DEMO in bundle.box._dom_classes


def test_ipython_shows_these_three_forms_and_no_other():
    bundle = Bundle(widgets.IntSlider(), say("x"), "Demo: x.")
    formatted, _ = InteractiveShell.instance().display_formatter.format(bundle)
    assert set(formatted) == {LIVE, "text/html", "text/plain"}
    assert formatted["text/plain"] == "Demo: x."


@pytest.mark.parametrize(("still", "plain"), [("", "Demo: x."), ("<p>x</p>", " ")])
def test_a_reader_without_a_kernel_must_see_something(still, plain):
    with pytest.raises(ValueError, match="without a kernel"):
        Bundle(widgets.IntSlider(), still, plain)


def test_live_only_stores_nothing_but_the_widget_view(tmp_path):
    from nbclient import NotebookClient

    source = "import ipywidgets\nfrom dlcourse.interact import LiveOnly\nLiveOnly(ipywidgets.IntProgress())"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, store_widget_state=False).execute()
    assert [set(output.data) for output in notebook.cells[0].outputs] == [{LIVE}]


def test_live_only_has_no_mimebundle_for_ipython_to_add_to():
    assert not hasattr(LiveOnly(widgets.IntProgress()), "_repr_mimebundle_")


def fails():
    raise ValueError("a < b")


def test_an_exception_is_one_sentence_in_the_demo(monkeypatch):
    monkeypatch.delenv("DLCOURSE_RAISE")
    notice = Notice()
    guarded(fails, notice)()
    assert "ValueError: a &lt; b." in notice.value
    assert notice.layout.display != "none"


def test_it_is_raised_under_test():
    notice = Notice()
    with pytest.raises(ValueError, match="a < b"):
        guarded(fails, notice)()
    assert "ValueError" in notice.value


def test_the_next_call_that_works_clears_the_notice(monkeypatch):
    monkeypatch.delenv("DLCOURSE_RAISE")
    notice = Notice()
    guarded(fails, notice)()
    guarded(lambda: None, notice)()
    assert notice.value == ""
    assert notice.layout.display == "none"
