"""The cells of a text, without jupytext and as jupytext has them."""

import subprocess
import sys

import jupytext
import pytest

from dlcourse import rooms
from dlcourse.exercises.myst import Cell, cells_of

TEXTS = [chapter.exercises for chapter in rooms.chapters() if chapter.exercises]

TRICKY = """---
kernelspec:
  display_name: Python 3
  name: python3
---

# Title

+++ {"tags": ["core"], "points": 2}

Words.

```python
+++ {"not": "a cell"}
```

````
```{code-cell} ipython3
no = "cell"
```
````

```{code-cell} ipython3
:tags: [stub, other]

text = '''
+++
'''
```

```{code-cell} ipython3
x = 1

```

+++

The end.
"""


def jupytexts(text):
    return [
        Cell(cell.cell_type, cell.source, dict(cell.metadata)) for cell in jupytext.reads(text, fmt="md:myst").cells
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_each_text_of_the_course_has_the_cells_that_jupytext_finds(path):
    text = path.read_text(encoding="utf-8")
    assert len(cells_of(text)) > 20
    assert cells_of(text) == jupytexts(text)


def test_what_looks_like_a_cell_within_a_fence_is_none():
    found = cells_of(TRICKY)
    assert found == jupytexts(TRICKY)
    assert [cell.cell_type for cell in found] == ["markdown", "markdown", "code", "code", "markdown"]
    assert found[1].metadata == {"tags": ["core"], "points": 2}
    assert found[2] == Cell("code", "text = '''\n+++\n'''", {"tags": ["stub", "other"]})
    assert found[4].metadata == {}


def test_reading_the_exercises_waits_for_neither_jupytext_nor_torch():
    code = (
        "import sys; from dlcourse.exercises import exercises; from dlcourse.exercises.course_map import map_page\n"
        "assert len(exercises()) > 20; map_page('one_neuron')\n"
        "print(sorted({'jupytext', 'nbformat', 'torch', 'sklearn'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
