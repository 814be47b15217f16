"""What the learner sees, in a kernel as JupyterLab starts it: one kernel for all of it, which stays usable."""

import os
import re
import subprocess
import sys

import pytest
from jupyter_client.manager import start_new_kernel
from planted import FUNCTIONS
from test_bad_input import BAD, cell, seconds_for
from waiting import PATIENCE

from dlcourse.exercises import find

pytestmark = pytest.mark.xdist_group("exercise notebook")  # one kernel
MARK = "# exercise: start.mean\n"
ANEW = """
for name in {*get_ipython().user_ns} - {*get_ipython().user_ns_hidden}:
    del get_ipython().user_ns[name]
from dlcourse.exercises import check, hint, progress, reset_progress, solution, watchdog
from dlcourse.exercises.cells import LATEST
watchdog.SECONDS, watchdog.DEAF = 5.0, 1.0
LATEST.clear()
reset_progress()
"""


class Notebook:
    """Runs cells and hands back what they display."""

    def __init__(self, manager, client):
        self.manager, self.client = manager, client

    def __call__(self, code, **options):
        """The plain text of all that the cell displays; an error that comes out of the cell fails the test."""
        shown, printed = [], []

        def take(message):
            content = message["content"]
            if message["msg_type"] == "error":
                raise AssertionError("\n".join(content["traceback"]))
            if message["msg_type"] in ("display_data", "execute_result"):
                words = content["data"].get("text/plain", "")  # buttons have none
                assert not words or "text/html" in content["data"] or message["msg_type"] == "execute_result"
                shown.extend([words] if words else [])
            if message["msg_type"] == "stream":
                printed.append(content["text"])  # a line may come in several pieces

        options |= {"timeout": PATIENCE, "allow_stdin": False, "stop_on_error": False}
        reply = self.client.execute_interactive(code, output_hook=take, **options)
        assert reply["content"]["status"] == "ok"
        return "\n".join([*shown, *filter(None, ["".join(printed)])])


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learner")
    env = {**os.environ, "DLCOURSE_HOME": str(folder / "home"), "OMP_NUM_THREADS": "1", "IPYTHONDIR": str(folder)}
    manager, client = start_new_kernel(startup_timeout=PATIENCE, env=env, cwd=str(folder))
    yield Notebook(manager, client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@pytest.fixture
def notebook(kernel):
    """The kernel, as if the notebook had just been opened by a learner without a record."""
    kernel(ANEW)
    return kernel


def test_the_path_of_a_learner(notebook):
    assert notebook('check("start.mean")').startswith("Not attempted yet. No cell that begins with")
    notebook(find("start.mean").stub + "  \n\n")
    assert notebook('check("start.mean")').startswith("Not attempted yet. The answer cell is as it was.")
    assert "not attempted yet" in notebook('progress("start")')

    notebook(MARK + "def image_means(images): return images.mean(axis=0)")
    said = notebook('check("start.mean")')
    assert re.match(r"Not yet\. None of \d+ cases comes out as they should\.", said)
    assert "Axis 0 counts the images" in said
    assert "The belief behind it: “axis=0 keeps axis 0.”" in said

    hints = [notebook('hint("start.mean")') for _ in range(4)]
    assert [said.count("Hint ") for said in hints] == [1, 2, 3, 3]
    assert 'solution("start.mean")' in hints[-1]

    notebook(MARK + "def image_means(images): return images.mean(axis=(1, 2))")
    said = notebook('check("start.mean")')
    assert re.match(r"Right\. All \d+ cases come out as they should\. You can average an array", said)

    said = notebook('solution("start.mean")')
    assert "return images.mean(axis=(1, 2))" in said
    assert "The axes that you name disappear" in said
    assert "solved | 3 hints, solution" in notebook("progress()")

    assert notebook('reset_progress("start.mean")') == "The mean of each image: from the beginning."
    assert "solved |" not in notebook("progress()")
    assert notebook('hint("start.mean")').count("Hint ") == 1


def test_the_latest_answer_counts(notebook):
    notebook(MARK + "def image_means(images): return images.mean(axis=(1, 2))")
    notebook(MARK + "def image_means(images): return images.mean(axis=1)")
    assert "one mean for each column" in notebook('check("start.mean")')
    notebook(find("start.mean").stub)
    assert notebook('check("start.mean")').startswith("Not attempted yet.")


def test_a_cell_that_python_cannot_read(notebook):
    notebook(MARK + "def image_means(images): return images.mean(axis=(1, 2))")
    broken = MARK + "def image_means(images):\n    return images.mean(axis=(1, 2)"
    with pytest.raises(AssertionError, match="SyntaxError"):
        notebook(broken)
    said = notebook('check("start.mean")')
    assert said.startswith("Not yet. The answer cell did not run to its end:\n\n    line 3: ")
    assert "    return images.mean(axis=(1, 2)\n" in said


def test_a_cell_that_stops_before_the_function_is_not_judged_by_an_older_one(notebook):
    notebook(MARK + "def image_means(images): return images.mean(axis=(1, 2))")
    with pytest.raises(AssertionError, match="ModuleNotFoundError"):
        notebook(MARK + "import nmupy\ndef image_means(images): return images.mean()")
    said = notebook('check("start.mean")')
    assert "did not run to its end:\n\n    ModuleNotFoundError: No module named 'nmupy'" in said


def test_answer_and_check_in_one_cell(notebook):
    both = "def image_means(images): return images.mean(axis=(1, 2))\ncheck('start.mean')"
    assert notebook(MARK + both).startswith("Right.")


def test_an_answer_that_ran_before_the_import_is_found(tmp_path):
    code = """
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
shell.run_cell("# exercise: start.mean\\ndef image_means(images): return images.mean((1, 2))", store_history=True)
shell.run_cell("from dlcourse.exercises import check", store_history=True)
shell.run_cell("check('start.mean')")
"""
    env = {**os.environ, "IPYTHONDIR": str(tmp_path)}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert found.stdout.startswith("Right."), found.stdout + found.stderr


def test_a_program_that_keeps_no_history_sees_the_same(notebook):
    stub = find("start.mean").stub
    notebook(stub, store_history=False)
    assert notebook('check("start.mean")', store_history=False).startswith("Not attempted yet. The answer cell is as")


def test_a_cell_with_commands_of_the_notebook_in_it(notebook):
    notebook(MARK + "%precision 3\ndef image_means(images): return images.mean(axis=(1, 2))")
    assert notebook('check("start.mean")').startswith("Right.")


def test_an_id_that_there_is_none_of(notebook):
    for call in ("check", "hint", "solution", "reset_progress"):
        assert notebook(f'{call}("start.meen")') == "There is no exercise 'start.meen'. Do you mean 'start.mean'?"


def test_the_line_that_raised_is_shown_without_a_path(notebook):
    notebook(MARK + "def image_means(images):\n    wide = images.mean(axis=7)\n    return wide")
    said = notebook('check("start.mean")')
    assert "It happened in your line\n\n    wide = images.mean(axis=7)\n" in said
    assert "ipykernel" not in said


def test_leaving_the_notebook_is_no_answer(notebook):
    for leave in ("exit()", "quit()", "import sys; sys.exit()", "raise SystemExit"):
        notebook(f"{MARK}def image_means(images): {leave}")
        assert "To leave a function, use return." in notebook('check("start.mean")')
    assert notebook("1 + 1") == "2"
    assert "Autocall" in notebook("type(exit)")


@pytest.mark.parametrize("bad", BAD)
def test_the_notebook_stays_usable(notebook, bad):
    code, _, told = BAD[bad]
    notebook(MARK + cell(code, "image_means"))
    notebook(f"watchdog.SECONDS, watchdog.DEAF = {seconds_for(bad)}, 30")
    said = notebook('check("start.mean")')
    assert said.startswith("Not yet.")
    first = told.replace("NAME", "image_means").split("\n")[0]
    assert first.replace("`", "") in said.replace("`", "")
    assert len(said) < 3000
    assert notebook("print('still here')") == "still here\n"
    notebook(MARK + "def image_means(images): return images.mean(axis=(1, 2))")
    assert notebook('check("start.mean")').startswith("Right.")


def test_an_interrupt_while_it_checks_is_told(notebook):
    """As the stop button sends it: the kernel's process gets SIGINT while the function runs."""
    notebook(MARK + "import os, signal\ndef image_means(images): os.kill(os.getpid(), signal.SIGINT); return 1")
    assert "was interrupted while your function ran" in notebook('check("start.mean")')


def test_a_record_that_cannot_be_kept_spoils_nothing(notebook):
    notebook("import os; home = os.environ['DLCOURSE_HOME']; os.environ['DLCOURSE_HOME'] = '/dev/null/home'")
    try:
        notebook(MARK + "def image_means(images): return images.mean(axis=(1, 2))")
        said = notebook('check("start.mean")')
        assert said.startswith("Right.")
        assert "was not recorded" in said
        said = notebook('hint("start.mean")')
        assert said.count("Hint ") == 3, "with no record there is no next time"
        assert "was not recorded" in said
        assert "The axes that you name disappear" in notebook('solution("start.mean")')
        assert "DLCOURSE_HOME" in notebook('reset_progress("start.mean")')
        notebook("progress()")
    finally:
        notebook("os.environ['DLCOURSE_HOME'] = home")


def test_every_exercise_has_a_function_of_its_own():
    functions = [name for id in FUNCTIONS for name in find(id).functions]
    assert len(set(functions)) == len(functions)
