"""The check of the check: nbval passes an honest lesson on another machine's figures, and fails on a planted change."""

import copy
import os
import subprocess
import sys

import nbformat
import pytest
from test_stored import SANITIZE

from dlcourse.authoring.run import execute
from dlcourse.authoring.source import read
from dlcourse.authoring.stored import strip

LESSON = """# Trial

```{code-cell} ipython3
import numpy as np
from dlcourse.evidence import evidence
from dlcourse.plots import figure, m, picture, say, table

rng = np.random.default_rng()
say(f"The network reads {m(rng.random())} of the digits.")
```

```{code-cell} ipython3
print(np.ones((2, 3)).shape)
```

```{code-cell} ipython3
fig, axes = figure()
axes.plot(rng.random(5))
picture(fig, "A line that rises and falls")
```

```{code-cell} ipython3
table(["model", "right"], [["linear", m(rng.random())]], "One model.")
```

```{code-cell} ipython3
evidence("E9", "It is more.", d=[0.5 + 0.1 * rng.random()], above=0.4)
```
"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson")
    source = folder / "trial.md"
    source.write_text(LESSON)
    return strip(execute(read(source), folder))


def nbval(notebook, folder):
    """Run nbval on it as `make test` does; its exit code and what it printed."""
    nbformat.write(notebook, folder / "trial.ipynb")
    options = ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", str(SANITIZE), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", *options, f"--rootdir={folder}", "-c", os.devnull, str(folder)]
    found = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    return found.returncode, found.stdout


def test_other_figures_and_other_pictures_pass(lesson, tmp_path):
    code, said = nbval(lesson, tmp_path)
    assert code == 0, said
    assert "5 passed" in said


def planted(lesson, cell, before, after):
    changed = copy.deepcopy(lesson)
    output = [cell for cell in changed.cells if cell.cell_type == "code"][cell].outputs[0]
    where = output if "text" in output else output.data
    keys = ["text"] if "text" in output else list(where)
    hits = [key for key in keys if before in str(where[key])]
    assert hits, "nothing was planted"
    for key in hits:
        if isinstance(where[key], str):
            where[key] = where[key].replace(before, after)
    return changed


@pytest.mark.parametrize(
    ("cell", "before", "after"),
    [
        pytest.param(0, "reads", "misreads", id="a word"),
        pytest.param(1, "(2, 3)", "(3, 2)", id="a shape"),
        pytest.param(2, "rises and falls", "falls and rises", id="an alternative text"),
        pytest.param(3, "linear", "deep", id="a word in a table"),
        pytest.param(4, "E9 held", "E9 did not hold", id="a verdict"),
        pytest.param(4, "above 0.4", "above 0.3", id="a bound"),
    ],
)
def test_a_planted_change_fails(lesson, tmp_path, cell, before, after):
    code, said = nbval(planted(lesson, cell, before, after), tmp_path)
    assert code == 1, said
    assert "1 failed, 4 passed" in said


def test_another_seed_count_in_the_data_of_a_statement_fails(lesson, tmp_path):
    changed = copy.deepcopy(lesson)
    changed.cells[-1].outputs[0].data["application/vnd.dlcourse.evidence+json"]["clauses"]["d"]["seeds"] = 7
    assert nbval(changed, tmp_path)[0] == 1
