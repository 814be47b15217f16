"""Folding a result until it has been predicted.

A lesson is stored with such results folded. But JupyterLab unfolds an output each time its cell is run, so a piece of
JavaScript within the output folds it again, unless the prediction above it has been committed.
"""

import anywidget
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from dlcourse.interact.bundle import LiveOnly
from dlcourse.interact.modules import HERE

# It is read over a folded result, and stays as its first line when that is open.
FOLDED = "The result, after your prediction:"


class Folding(anywidget.AnyWidget):
    """Nothing to see: it folds the output that it stands in, while the prediction above waits."""

    _esm = HERE / "folding.js"


def folded() -> None:
    """Begin a cell whose result is to be predicted, one that is tagged ``predicted``.

    Prints the one line that JupyterLab shows of a folded output, and folds it while the prediction above waits. The
    code is folded too, and JupyterLab shows its first line: let a comment behind the call say what is below.
    """
    print(FOLDED, flush=True)
    if InteractiveShell.initialized():
        display(LiveOnly(Folding()))
