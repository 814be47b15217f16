"""Whatever a learner's function does, the child that runs it ends, and the learner is told just that."""

import pytest
from forks import forks  # noqa: F401  (a fixture)
from planted import FUNCTIONS

from dlcourse.exercises import find
from dlcourse.exercises.outcome import Status

pytestmark = pytest.mark.xdist_group("exercises")  # they share one warm process
FIRST = "import sys, time\nimport numpy as np\nimport torch\n"

# what the function does: its body or a whole cell, the status of the first case, a piece of the message
BAD = {
    "missing": ("def another(*inputs): return 1", "missing", "There is no function `NAME` yet."),
    "misspelt": ("def NAMEs(*inputs): return 1", "missing", "There is a `NAMEs`: did you mean that one?"),
    "a list": ("NAME = [1, 2]", "not_callable", "is a list, not a function"),
    "dots": ("NAME = ...", "not_callable", "is the three dots, not a function"),
    "too many parameters": ("def NAME(a, b, c): return a", "wrong_parameters", "your function is `NAME(a, b, c)`"),
    "no parameter": ("def NAME(): return 1", "wrong_parameters", "your function is `NAME()`"),
    "raises": ("raise ValueError('no <b>idea</b>')", "raised", "    ValueError: no <b>idea</b>"),
    "raises without a word": ("raise ValueError", "raised", "stopped with an error:\n\n    ValueError\n"),
    "an error that cannot be told": (
        "class Mean(Exception):\n        def __str__(self): raise KeyError\n    raise Mean",
        "raised",
        "stopped with an error:\n\n    Mean\n",
    ),
    "an unknown name": ("return no_such_name", "raised", "Is it misspelt"),
    "fractions into whole numbers": (
        "x = np.arange(3)\n    x -= 0.5\n    return x",
        "raised",
        "does not write fractions",
    ),
    "a fault in NumPy": ("return np.ones(3) @ np.ones(4)", "raised", "ValueError: matmul"),
    "endless recursion": ("return NAME(*inputs)", "raised", "calls itself again and again"),
    "too much memory": ("return np.empty(2**50)", "raised", "does not fit into memory"),
    "sys.exit": ("sys.exit()", "raised", "`exit()` or `sys.exit()`"),
    "exit": ("exit(1)", "raised", "`exit()` or `sys.exit()`"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "raised", "was interrupted while your function ran"),
    "None": ("len(inputs) + 1", "returned_nothing", "returned nothing, which Python calls `None`"),
    "only the stub's dots": ("...", "returned_nothing", "returned nothing, which Python calls `None`"),
    "returns a list": ("return [1.0, 2.0]", "wrong_type", "returned a list; a NumPy array"),
    "returns a tuple": ("return 1.0, 2.0", "wrong_type", "returned a tuple; a NumPy array"),
    "returns a text": ("return 'three'", "wrong_type", "returned a text; a NumPy array"),
    "returns dots": ("return ...", "wrong_type", "returned the three dots; a NumPy array"),
    "returns a function": ("return np.mean", "wrong_type", "; a NumPy array or a number is wanted"),
    "returns a class of its own": ("class Mean: pass\n    return Mean()", "wrong_type", "Mean`; a NumPy array"),
    "yields": ("yield 1", "wrong_type", "does not compute when it is called"),
    "a coroutine": ("async def NAME(*inputs): return 1", "wrong_type", "does not compute when it is called"),
    "a PyTorch tensor": ("return torch.ones(3)", "wrong_type", "returned a PyTorch tensor; a NumPy array"),
    "a tensor elsewhere": (
        "return torch.ones(3, device='meta')",
        "wrong_device",
        "PyTorch tensor that lives on the device `meta`",
    ),
    "an array of objects": ("return np.array([None, 1])", "wrong_type", "an array of Python objects"),
    "an array of texts": ("return np.array(['a'])", "wrong_type", "an array of type `<U1`"),
    "a record": ("return np.zeros(3, dtype='f4,i4')", "wrong_type", "its entries must be numbers"),
    "a view without end": ("return np.broadcast_to(1.0, (10**9, 10**9))", "wrong_type", "far more than the answer has"),
    "a whole number without end": ("return 10**400", "wrong_type", "returned a number; a NumPy array"),
    "a wrong shape": ("return np.zeros((2, 7, 1))", "ok", "The shape is (2, 7, 1) and should be"),
    "an empty array": ("return np.zeros(0)", "ok", "The shape is (0,) and should be"),
    "mutates": (
        # The first array of numbers; a text, a function and the shell of a tensor are none.
        "arrays = [i.data if type(i).__name__ == 'Tensor' else i for i in inputs]\n"
        "    first = next(a for a in arrays if isinstance(a, np.ndarray) and a.dtype.kind in 'iuf')\n"
        "    first[...] = 0\n    return first",
        "mutated",
        "changed its own input. A",
    ),
    "mutates and returns nothing": ("inputs[0][...] = 0", "mutated", "changed its own input, and returned nothing"),
    "turns its input round": ("inputs[0].shape = (-1,)\n    return 1.0", "mutated", "changed its own input."),
    "prints a megabyte": ("print('x' * 10**6)", "output_limit", "printed more than 100,000 characters"),
    "prints for ever": ("while True: print('still here')", "output_limit", "printed more than 100,000 characters"),
    "prints for ever, and catches all": (
        "while True:\n        try: print('still here')\n        except: pass",
        "output_limit",
        "printed more than 100,000 characters",
    ),
    "a megabyte of complaints": ("print('x' * 10**6, file=sys.stderr)", "output_limit", "printed more than 100,000"),
    "never ends": ("while True: pass", "timeout", "Look for a loop that never ends"),
    "sleeps": ("time.sleep(1000)", "timeout", "Look for a loop that never ends"),
    "never ends, and catches all": (
        "while True:\n        try: time.sleep(0.01)\n        except: pass",
        "timeout",
        "when it was asked to stop, it went on",
    ),
    "catches all, and answers": (
        "try: time.sleep(1000)\n    except BaseException: return np.ones(3)",
        "timeout",
        "when it was asked to stop, it went on",
    ),
    "catches all, three deep": (
        """while True:
        try:
            while True:
                try:
                    while True:
                        try: time.sleep(0.01)
                        except: continue
                except: continue
        except: continue""",
        "timeout",
        "when it was asked to stop, it went on",
    ),
}


def seconds_for(bad):
    """When it is stopped: soon where only that ends it, else late enough for a machine that has other work."""
    return 0.2 if BAD[bad][1] == "timeout" else 1.0 if bad == "prints for ever, and catches all" else 5.0


def cell(code, name):
    code = code.replace("NAME", name)
    whole = code.startswith(("def ", "async def ", name + " ="))
    return FIRST + (code if whole else f"def {name}(*inputs):\n    {code}")


# All of it for one exercise; for the others what depends on their own files.
TRIED = [("start.mean", bad) for bad in BAD]
SOME = ("missing", "raises", "None", "mutates")
TRIED += [(id, bad) for id in FUNCTIONS if id != "start.mean" for bad in SOME]


@pytest.mark.parametrize(("id", "bad"), TRIED)
def test_it_is_told_and_the_process_goes_on(forks, id, bad):  # noqa: F811
    code, status, told = BAD[bad]
    name = find(id).functions[0]
    came = forks(id, cell(code, name), seconds=seconds_for(bad))
    assert not came.hung
    assert came.statuses[0] == status
    assert told.replace("NAME", name) in came.messages[0]


@pytest.mark.parametrize("bad", ["never ends", "prints for ever", "KeyboardInterrupt"])
def test_after_a_case_that_had_to_be_stopped_no_other_is_tried(forks, bad):  # noqa: F811
    came = forks("start.mean", cell(BAD[bad][0], "image_means"), seconds=seconds_for(bad))
    assert set(came.statuses[1:]) == {"skipped"}
    assert "was not tried" in came.messages[1]


def test_an_answer_that_ends_the_whole_process_takes_no_others_turn(forks):  # noqa: F811
    """So much for the tests' own process; nothing can be done about it in a notebook."""
    right, ends = (
        "def image_means(images): return images.mean(axis=(1, 2))",
        "import os\ndef image_means(_): os._exit(3)",
    )
    came = forks.all("start.mean", [right, ends, ends, right])
    assert [(each.passed, each.hung) for [each] in came] == [(True, False), (False, True), (False, True), (True, False)]


def test_every_way_to_go_wrong_has_words_of_its_own(forks):  # noqa: F811
    tried = {status for _, status, _ in BAD.values()}
    assert tried == set(Status) - {Status.NOT_ATTEMPTED, Status.SKIPPED}


def test_what_it_printed_is_shown_and_warnings_lose_their_file_names(forks):  # noqa: F811
    code = "import numpy as np\ndef image_means(images):\n    print('shape', images.shape)\n    return np.zeros(2) / 0"
    message = forks("start.mean", code).messages[0]
    assert "    shape (2, 2, 3)" in message
    assert "    RuntimeWarning: invalid value encountered in divide" in message


def test_who_prints_the_answer_in_place_of_returning_it_is_told_of_the_belief(forks):  # noqa: F811
    came = forks("start.mean", "def image_means(images):\n    print(images.mean(axis=(1, 2)))")
    assert came.statuses[0] == "returned_nothing"
    assert set(came.misconceptions) == {"start.print-is-return"}
    assert set(forks("start.mean", "def image_means(images): images.mean()").misconceptions) == {""}


def test_compiled_code_that_cannot_be_stopped_is_named_as_such(forks):  # noqa: F811
    # A sum over a range is one call in C that hears no signal before it is done.
    code = "def image_means(images): return sum(range(20_000_000))"
    came = forks("start.mean", code, seconds=0.001, deaf=0.001)
    assert came.statuses[0] == "timeout"
    assert "one single call of compiled code" in came.messages[0]
