"""A text is run and stored, twice with the same bytes; what must not be stored is refused, and nothing half-written."""

import json

import pytest

from dlcourse.authoring import notebooks, stored
from dlcourse.authoring.run import execute
from dlcourse.authoring.source import Source, read

PICTURES = "from dlcourse.plots import figure, picture\n"


def trial(folder, name="99_trial"):
    """A lesson that would lie in a room, and its notebook beside the room."""
    source = Source(folder / "room" / f"{name}.md", folder / f"{name}.ipynb")
    source.text.parent.mkdir(exist_ok=True)
    return source


@pytest.fixture
def store(tmp_path):
    """Write code as a lesson of one cell and store its notebook; returns the stored notebook."""
    source = trial(tmp_path)

    def run(code, tags=""):
        source.text.write_text(f"# Trial\n\n```{{code-cell}} ipython3\n{tags}{code}\n```\n")
        notebooks.make(source)
        return json.loads(source.notebook.read_text())

    return run


def test_a_lesson_is_stored_with_its_outputs_and_the_same_bytes_twice(store, tmp_path):
    code = PICTURES + "fig, ax = figure()\nax.plot([1, 2])\npicture(fig, 'a line that rises')"
    first = store(code)
    bytes_before = (tmp_path / "99_trial.ipynb").read_bytes()
    store(code)
    assert (tmp_path / "99_trial.ipynb").read_bytes() == bytes_before
    assert first["cells"][1]["outputs"][0]["data"]["text/plain"] == "a line that rises"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


HTML = "from IPython.display import HTML\n"
WIDGET = "import ipywidgets as w\nfrom IPython.display import display\n"


def test_live_views_are_dropped_and_their_stills_stay(store):
    both = (
        WIDGET + "class Both:\n def _repr_mimebundle_(self, **k):\n"
        "  return {**w.IntSlider()._repr_mimebundle_(), 'text/html': '<b>still</b>', 'text/plain': 'still'}\nBoth()"
    )
    data = store(both)["cells"][1]["outputs"][0]["data"]
    assert set(data) == {"text/html", "text/plain"}


def test_an_output_that_is_nothing_but_a_live_view_leaves_no_trace(store):
    only = (
        WIDGET + f"live = {stored.LIVE!r}\n"
        "display({live: w.IntProgress()._repr_mimebundle_()[live]}, raw=True)\nprint('done')"
    )
    notebook = store(only)
    assert [output["output_type"] for output in notebook["cells"][1]["outputs"]] == ["stream"]
    assert "widgets" not in notebook["metadata"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("x = 1", "no cell has an output"),
        ("import sys; print('careful', file=sys.stderr)", "writes to stderr"),
        ("import warnings; warnings.warn('old')", "writes to stderr"),
        ("import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()", "make it by figure"),
        (HTML + "HTML('<img src=\"data:image/png;base64,AAAA\">')", "without alternative text"),
        (HTML + 'HTML(\'<img alt=" " src="data:image/png;base64,AAAA">\')', "without alternative text"),
        ("from dlcourse.evidence import evidence\nevidence('E9', 'It is more.', d=[0.1], above=0.5)", "did not hold"),
        (PICTURES + "picture(figure()[0], 'an empty figure here')", "is empty"),
        ("object()", "an address in memory"),
        ("from dlcourse.budget import budget; budget('99_trial')", "make budget"),
        ("print('x' * 1_000_001)", "bytes; at most"),
        ("import tempfile; print('/home' + '/someone')", "path of this machine"),
    ],
)
def test_what_must_not_be_stored_is_refused_and_nothing_is_written(store, tmp_path, code, told):
    with pytest.raises((ValueError, RuntimeError), match=told):
        store(code)
    assert [p.name for p in tmp_path.iterdir()] == ["room"]


def test_an_error_may_be_shown_on_purpose(store):
    shown = store("1 / 0", ":tags: [raises-exception]\n")
    assert shown["cells"][1]["outputs"][0]["ename"] == "ZeroDivisionError"


def test_a_predicted_cell_must_begin_with_the_neutral_line(store):
    tags = ":tags: [predicted]\nfrom dlcourse.interact import folded\n"
    with pytest.raises(ValueError, match="folded"):
        store("print('the answer is 4')\nfolded()", tags)
    ok = store("folded()\nprint('the answer is 4')", tags)
    assert ok["cells"][1]["metadata"]["tags"] == ["predicted", "hide-cell"]


DRAWING = PICTURES + "fig, ax = figure()\n" + "ax.plot([1, 2])\n" * 4 + "picture(fig, 'a line that rises')"


def test_much_drawing_stands_in_a_cell_whose_code_is_folded_and_that_says_what_it_draws(store):
    with pytest.raises(ValueError, match=r"6 lines of it draw.* tagged plot"):
        store(DRAWING)
    store(DRAWING.replace("ax.plot([1, 2])\n", "", 1))
    with pytest.raises(ValueError, match="tagged plot, so its first line"):
        store(DRAWING, ":tags: [plot]\n")
    shown = store(f"# Draws a line.\n{DRAWING}", ":tags: [plot]\n")
    assert shown["cells"][1]["metadata"]["jupyter"] == {"source_hidden": True}


@pytest.mark.parametrize("begins", ["+ 28", "- 3 of them,", "* two,", "01. Four", "1) one"])
def test_a_line_of_a_paragraph_that_would_become_a_list_is_refused(store, tmp_path, begins):
    text = f"Each row, 28\n{begins} and so on."
    with pytest.raises(ValueError, match="begins like a list, and is shown as one"):
        store(f"print(1)\n```\n\n{text}\n\n```{{code-cell}} ipython3\n2")
    for good in (text.replace("\n", " "), text.replace("\n", "\n\n"), f"```\n{text}\n```"):
        store(f"print(1)\n```\n\n{good}\n\n```{{code-cell}} ipython3\n2")


def test_one_failure_does_not_stop_the_others(store, tmp_path):
    store("print(1)")
    good, bad = trial(tmp_path), trial(tmp_path, "98_bad")
    bad.text.write_text(good.text.read_text().replace("print(1)", "1 / 0"))
    said = []
    failures = notebooks.make_all([bad, good], said.append)
    assert len(failures) == len(said) == 1
    assert failures[0].startswith("room/98_bad.md: ")


def test_a_lesson_runs_with_an_empty_journal_and_one_thread(tmp_path):
    source = tmp_path / "x.md"
    names = ["OMP_NUM_THREADS", "DLCOURSE_HOME", "DLCOURSE_DATA"]
    source.write_text(f"# x\n\n```{{code-cell}} ipython3\nimport os\n[os.environ[n] for n in {names}]\n```\n")
    notebook = execute(read(source), tmp_path)
    threads, home, data = eval(notebook.cells[1].outputs[0].data["text/plain"])
    assert threads == "1"
    assert "dlcourse" not in home
    assert home != data
