"""What an answer does to its own process decides no check, and does not stay."""

import os
import random
import sys
import warnings

import numpy as np
import pytest

from dlcourse.exercises import exercises, find, guard
from dlcourse.exercises.answer import answered, body, same
from dlcourse.exercises.judging import NO_REFERENCE, judge_calls

RIGHT = "def image_means(images): return images.mean(axis=(1, 2))"
WRONG = "def image_means(images): return images.mean(axis=0)"


def verdicts(code, id="start.mean"):
    """As a check in a notebook would come to them: the answer runs, then what judging rests on is put back."""
    namespace = {"__name__": "__main__"}
    exec("import numpy as np, sys, os, random, builtins\n" + code, namespace)
    replaced = guard.put_back()
    exercise = find(id)
    cases = exercise.cases(0)
    return exercise.judge(exercise.probe(namespace, cases), cases), replaced


PATCHES = {
    "NumPy's comparison": "np.allclose = lambda *_, **__: True",
    "all": "builtins.all = lambda _: True",
    "our own comparison": (
        "import dlcourse.exercises.judging as j\nj.array_difference = lambda *_, **__: ''\n"
        "import dlcourse.interact.agreement as a\na.array_difference = lambda *_, **__: ''"
    ),
    "our own judge": "import dlcourse.exercises.check_cell as c\nc.judge_calls = lambda *_, **__: []",
    "the class of verdicts": "import dlcourse.exercises.judging as j\nj.Verdict = lambda key, passed, *_, **__: key",
}


@pytest.mark.parametrize("patch", PATCHES)
def test_a_wrong_answer_that_replaces_what_judges_it_is_refused_and_what_it_replaced_is_named(patch):
    came, replaced = verdicts(f"{WRONG}\n{PATCHES[patch]}")
    assert replaced
    assert not any(verdict.passed for verdict in came if verdict.key != "a single image")
    assert "Axis 0 counts the images" in came[0].message
    assert guard.put_back() == []


@pytest.mark.parametrize("patch", PATCHES)
def test_one_that_does_so_while_it_runs_is_refused_too(patch):
    within = PATCHES[patch].replace("\n", "; ")
    came, _ = verdicts(f"def image_means(images):\n    {within}\n    return images.mean(axis=0)")
    assert not any(verdict.passed for verdict in came if verdict.key != "a single image")
    assert guard.put_back() == []


@pytest.mark.parametrize(("code", "right"), [(RIGHT, True), (WRONG, False)])
def test_numpy_set_to_raise_on_everything_changes_no_verdict(code, right):
    with np.errstate():  # ends with the settings of before
        came, _ = verdicts(f"np.seterr(all='raise')\n{code}")
    assert all(verdict.passed for verdict in came) == right


@pytest.mark.parametrize("id", [id for id, exercise in exercises().items() if exercise.functions])
def test_a_wrong_answer_that_raises_as_the_reference_would_is_refused(id):
    name = find(id).functions[0]
    with np.errstate(all="raise"):
        came, _ = verdicts(f"def {name}(*_): np.ones(1) / np.zeros(1)", id)
    assert not came[0].passed


def test_where_the_course_s_own_solution_does_not_run_nothing_passes_and_that_is_said():
    def broken(images):
        raise FloatingPointError("divide by zero")

    cases = find("start.mean").cases(0)
    arrays = find("start.mean").probe({"image_means": broken}, cases)
    came = judge_calls(arrays, cases, name="image_means", right=broken)
    assert {(verdict.passed, verdict.message) for verdict in came} == {(False, NO_REFERENCE)}


def test_settings_generators_limits_and_figures_are_as_before():
    import matplotlib.pyplot as plt

    np.random.seed(3)  # noqa: NPY002
    random.seed(3)
    before = np.random.get_state()[1].tolist(), random.getstate(), sys.getrecursionlimit(), plt.get_fignums()  # noqa: NPY002
    settings = np.geterr()
    came, _ = verdicts(
        "import matplotlib.pyplot as plt\n"
        "def image_means(images):\n"
        "    np.random.seed(0); np.random.rand(); random.seed(0); np.seterr(all='ignore')\n"
        "    sys.setrecursionlimit(10**9); plt.figure()\n"
        "    return images.mean(axis=(1, 2))"
    )
    assert all(verdict.passed for verdict in came)
    assert before == (np.random.get_state()[1].tolist(), random.getstate(), sys.getrecursionlimit(), plt.get_fignums())  # noqa: NPY002
    assert np.geterr() == settings


def test_a_recursion_without_end_stops_before_the_memory_is_full():
    came, _ = verdicts("def image_means(images):\n    sys.setrecursionlimit(10**9)\n    return image_means(images)")
    assert "RecursionError" in came[0].message


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_process_that_the_answer_forks_off_does_not_come_back():
    process = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python warns of threads and forks
        came, _ = verdicts(f"{RIGHT.replace('return', 'os.fork(); return')}")
    assert os.getpid() == process, "a child went on in the tests"
    assert all(verdict.passed for verdict in came)


@pytest.mark.parametrize(
    "code",
    [
        "class Odd:\n    @property\n    def dtype(self): raise RuntimeError('no')\n    device = property(dtype)\n"
        "    __array__ = dtype\ndef image_means(images): return Odd()",
        "class Odd(np.ndarray):\n    @property\n    def dtype(self): raise RuntimeError('no')\n"
        "def image_means(images): return np.ones(2).view(Odd)",
        "class Odd:\n    def __call__(self, images): return images\n    @property\n"
        "    def __signature__(self): raise OSError\nimage_means = Odd()",
    ],
)
def test_an_object_that_raises_when_it_is_looked_at_is_told_in_words(code):
    came, _ = verdicts(code)
    assert not came[0].passed
    assert came[0].message


@pytest.mark.parametrize(
    "above", ["", "%%time\n", "# my second try\n", "\n\n", "%matplotlib inline\n!ls\n# and again\n"]
)
def test_comments_and_magics_may_stand_above_the_mark(above):
    cell = f"{above}# exercise: start.mean\nx = 1\n"
    assert answered(cell) == "start.mean"
    assert body(cell) == "x = 1\n"
    assert same(cell, "# exercise: start.mean\nx = 1")


@pytest.mark.parametrize(
    "cell", ["x = 1\n# exercise: start.mean", "", "# exercise", "'''\n# exercise: start.mean\n'''"]
)
def test_a_cell_whose_code_begins_otherwise_answers_nothing(cell):
    assert answered(cell) is None
