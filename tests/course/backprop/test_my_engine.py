"""The reader's engine: checked, kept, found again. The check is proved by engines that are broken on purpose."""

import inspect
import linecache
import textwrap
from itertools import count

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from dlcourse import journal
from dlcourse.course.backprop.engine_check import fault, graph_fault
from dlcourse.course.backprop.my_engine import keep_engine, my_engine
from dlcourse.interact.questions import misconceptions
from dlcourse.scratch import first

CELL = count()


@pytest.fixture(autouse=True)
def outside_a_notebook(monkeypatch):
    """What is told is printed, whatever other tests have started in this process."""
    monkeypatch.setattr(InteractiveShell, "initialized", classmethod(lambda cls: False))


def cell(source: str, names: dict) -> dict:
    """Run some text as a notebook does: its lines stay known, its names are those of ``__main__``."""
    source = textwrap.dedent(source)
    filename = f"<cell {next(CELL)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), names)
    return names


ENGINE = inspect.getsource(first.tensor)
ENGINE = ENGINE[ENGINE.index("class Tensor:") : ENGINE.index("def unbroadcast")].replace("Callable[[Any], Any]", "Any")


def notebook(*changes: tuple[str, str], unbroadcast: str = "first.unbroadcast", order: str = "first.order") -> dict:
    """A notebook in which the engine is written out, with some pieces exchanged."""
    source = ENGINE
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    names = {"__name__": "__main__"}
    cell("import numpy as np\nfrom typing import Any\nfrom dlcourse.scratch import first", names)
    cell(f"unbroadcast = {unbroadcast}\norder = {order}\ncross_entropy = first.cross_entropy", names)
    cell("def _tensor(value, like):\n    return value if isinstance(value, Tensor) else Tensor(value)", names)
    return cell(source, names)


class Names:
    """What `fault` takes: names as attributes."""

    def __init__(self, names):
        self.Tensor, self.cross_entropy = names["Tensor"], names.get("cross_entropy", first.cross_entropy)


OVERWRITES = ("arrived[parent] + back(g) if parent in arrived else back(g)", "back(g)")
NO_ORDER = """
def order(end):
    reached = [end]
    for node in reached:
        for parent, _ in node.parents:
            if parent not in reached:
                reached.append(parent)
    return reached
"""


def test_the_courses_engine_has_no_fault():
    assert fault(first) is None
    assert graph_fault(first.Value) is None
    assert fault(Names(with_own_order())) is None


def with_order(source: str, *changes: tuple[str, str]) -> dict:
    """The same with an order of the reader's."""
    return cell(source, notebook(*changes))


def with_own_order(*changes: tuple[str, str]) -> dict:
    """The same with the blank of the order filled in rightly."""
    own = f'from dlcourse.interact import blank\n@blank("backprop.order")\n{inspect.getsource(first.order)}'
    return with_order(own, *changes)


def broken(name: str) -> dict:
    if name == "overwrites":
        return notebook(OVERWRITES)
    if name == "no order":
        return with_order(NO_ORDER)
    if name == "too early":
        return notebook(order="lambda end: first.order(end)[::-1]")
    if name == "second pass":
        return notebook(
            ("arrived = {self: np.ones_like(self.data)}", "self.grad = np.ones_like(self.data)"),
            ("            g = arrived.pop(node)\n", "            g = node.grad\n"),
            ("node.grad = np.array(g) if node.grad is None else node.grad + g", "pass"),
            ("arrived[parent] = arrived[parent] + back(g) if parent in arrived else back(g)",
             "parent.grad = back(g) if parent.grad is None else parent.grad + back(g)"),
        )  # fmt: skip
    return notebook(unbroadcast={"no un-broadcast": "lambda g, shape: g", "mean": "mean"}[name])


@pytest.mark.parametrize(
    ("name", "belief", "words"),
    [
        ("overwrites", "backward.overwrites", "c moves 4 per unit of a, not 1"),
        ("no order", "backward.any-order", "end moves 84 per unit of a, not"),
        ("too early", "backward.any-order", "a node comes twice in its order, or before any that use it"),
        ("second pass", "backward.second-pass", "adds the same 108 once more, 216 in all; it gives"),
        ("no un-broadcast", "backward.copies-need-nothing", "shape (3, 4), the input (4,)"),
    ],
)
def test_each_broken_engine_is_caught_and_its_belief_named(name, belief, words):
    found = fault(Names(broken(name)))
    assert found is not None
    assert found.belief == belief
    assert belief in misconceptions()
    assert words in found.sentence


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("g @ b.data.swapaxes(-1, -2)", "g @ b.data", "a @ w raised ValueError"),
        ("a.data.swapaxes(-1, -2) @ g", "(g.swapaxes(-1, -2) @ a.data).swapaxes(-1, -2) * 2", "two nudged passes say"),
        ("1 - out**2", "1 - out", "a.tanh(): the gradient of input 1"),
        ("np.add.at(out, index, g)", "out[index] = g", "a[[0, 2, 2]]"),
        ("a.data + b.data", "a.data - b.data", "a + b: the value is not right"),
    ],
)
def test_a_wrong_operation_is_named(old, new, words):
    assert words in fault(Names(notebook((old, new)))).sentence


def test_an_engine_that_calls_itself_is_stopped_by_a_long_chain():
    recursive = """
    def order(end):
        seen, after = set(), []
        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                after.append(node)
        visit(end)
        return after[::-1]
    """
    assert "5,000 additions" in fault(Names(with_order(recursive))).sentence


def test_what_is_missing_is_said():
    names = notebook()
    del names["Tensor"].T
    found = fault(Names(names))
    assert "no attribute 'T'" in found.sentence
    assert found.belief == ""
    assert fault(object()).sentence == "it has no Tensor"


def told(do, *args):
    with capture_output() as captured:
        result = do(*args)
    return captured.stdout, result


def test_without_a_kept_engine_the_courses_is_used():
    words, engine = told(my_engine)
    assert engine is first
    assert "No engine of yours is kept yet" in words


def test_a_blank_that_is_wrong_or_left_empty_keeps_nothing():
    names = notebook()
    cell(f'from dlcourse.interact import blank\n@blank("backprop.order"){NO_ORDER}', names)
    assert names["order"] is first.order
    words, _ = told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "No blank of this engine is filled yet" in words
    assert journal.mine("engine") is None


def test_the_readers_engine_goes_from_one_notebook_to_the_next():
    names = with_own_order()
    cell("SHIFT = 0.0\ndef softplus(a):\n    return (a.exp() + 1 + SHIFT).log()\nTensor.softplus = softplus", names)
    cell("def size(a):\n    return a.data.size\nTensor.size = property(size)", names)
    words, _ = told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "Your engine is kept" in words
    assert "with your own order" in words
    text = journal.mine("engine").read_text()
    assert "class Tensor:" in text
    assert "def order(end" in text
    assert "blank" not in text
    assert "from dlcourse.scratch.first.tensor import unbroadcast" in text
    assert "Tensor.softplus = softplus" in text
    assert "Tensor.size = property(size)" in text
    words, engine = told(my_engine)
    assert "yours is used" in words
    assert engine is not first
    a = engine.Tensor([0.0])
    a.softplus().sum().backward()
    assert a.grad.tolist() == [0.5]


def test_an_engine_kept_before_blanks_were_decorators_is_still_used():
    text = inspect.getsource(first.tensor).replace(
        "from .scalar import order", "from dlcourse.scratch.first import order"
    )
    text = text.replace("g @ b.data.swapaxes(-1, -2)", "at_left(g, b.data)")
    names = "at_left, at_right, logits_gradient\nfrom dlcourse.scratch.first.pieces import softplus as softplus_parts"
    journal.keep("engine", f"from dlcourse.scratch.first.pieces import {names}\n{text}")
    words, engine = told(my_engine)
    assert "yours is used" in words
    assert engine is not first


def test_what_was_left_blank_is_imported():
    names = with_own_order(("g @ b.data.swapaxes(-1, -2)", "at_left(g, b.data)"))
    cell('@blank("backprop.at_left")\ndef at_left(g, b):\n    return ...', names)
    words, _ = told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "with your own order." in words
    assert "from dlcourse.scratch.first.pieces import at_left" in journal.mine("engine").read_text()
    assert "yours is used" in told(my_engine)[0]


@pytest.mark.parametrize("decorators", ["@blank(\n    'backprop.order'\n)\n", "@interact.blank('backprop.order')\n"])
def test_however_the_decorator_is_written_it_stays_in_the_notebook(decorators):
    imports = "from dlcourse import interact\nfrom dlcourse.interact import blank\n"
    names = with_order(f"{imports}{decorators}{inspect.getsource(first.order)}")
    told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "blank" not in journal.mine("engine").read_text()


def test_a_variable_that_is_called_like_an_attribute_is_left_out():
    names = with_own_order()
    names["data"] = names["shape"] = object()
    words, _ = told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "Your engine is kept" in words


def test_what_cannot_be_written_down_is_named():
    names = with_own_order()
    cell("TABLE = {}\ndef looked_up(a):\n    return TABLE[a]\nTensor.looked_up = looked_up", names)
    words, _ = told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "TABLE is a dict, which cannot be written down" in words


def test_a_wrong_engine_is_not_kept_and_an_earlier_one_stays():
    good = with_own_order()
    told(keep_engine, good["Tensor"], good["cross_entropy"])
    before = journal.mine("engine").read_text()
    bad = with_own_order(OVERWRITES)
    words, _ = told(keep_engine, bad["Tensor"], bad["cross_entropy"])
    assert "Not kept, it is not right yet" in words
    assert "Each node has one gradient, so it is set" in words
    assert journal.mine("engine").read_text() == before


def test_a_kept_file_that_was_spoiled_is_not_used():
    journal.keep("engine", "def Tensor(")
    words, engine = told(my_engine)
    assert engine is first
    assert "SyntaxError" in words
    journal.keep("engine", "class Tensor:\n    pass\ncross_entropy = None\n")
    assert "raised TypeError" in told(my_engine)[0]


def test_cells_that_are_gone_are_asked_for_again():
    names = with_own_order()
    linecache.cache.clear()
    words, _ = told(keep_engine, names["Tensor"], names["cross_entropy"])
    assert "Not kept" in words
    assert "Run the cell that defines it again" in words
