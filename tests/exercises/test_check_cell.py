"""A check cell says what is tried and which wrong answers are expected; the comment above one is its message."""

import re

import numpy as np
import pytest
from texts import CHECK, exercise

from dlcourse.exercises.check_cell import CheckCell

TWO = {
    "stub": "# exercise: trial.double\ndef double(x):\n    ...\n\n\ndef add(x, y):\n    ...",
    "solution": "def double(x):\n    return 2 * x\n\n\ndef add(x, y):\n    return x + y",
}
VALUES = {
    "stub": "# exercise: trial.double\ncount = ...\nword = ...",
    "solution": 'count = 3 * 4\nword = "softmax"',
}


def judged(exercise, seed=0, **given):
    """The verdicts on names that are given in place of the solution."""
    cell = CheckCell(exercise)
    cases = cell.cases(seed)
    return {each.key: each for each in cell.judge(cell.probe(cell.solution | given, cases), cases)}


def told(check, answer, folder):
    """What somebody is told who answers so, and the belief behind it, where the check cell has a case "some"."""
    verdict = judged(exercise(folder, f"{CHECK}\n\n{check}"), double=answer)["some"]
    assert not verdict.passed
    return verdict.message.rsplit("\n\n", 1)[-1], verdict.misconception


# The comment above


@pytest.mark.parametrize(
    "check",
    [
        "# Three times. [trial.triple]\nwrong(lambda x: 3 * x)",
        "# Three\n# times. [trial.triple]\nwrong(lambda x: 3 * x)",
        "# Three times.\n# [trial.triple]\nwrong(\n    lambda x: 3 * x\n)",
        "# Three times. [trial.triple]\n@wrong\ndef triple(x):\n    return 3 * x",
        "# Three times. [trial.triple]\nfor factor in 5, 3:\n    wrong(lambda x, factor=factor: factor * x)",
        "# Three times. [trial.triple]\ndef times(factor): wrong(lambda x: factor * x)\n\n# Other words.\ntimes(3)",
        "# Three times. [trial.triple]\n[wrong(lambda x, factor=factor: factor * x) for factor in (5, 3)]",
        'wrong(lambda x: 3 * x, "Three times.", "trial.triple")',
        '# Not this.\nwrong(lambda x: 3 * x, "Three times.", "trial.triple")',
    ],
)
def test_the_message_of_a_wrong_answer_stands_above_it(tmp_path, check):
    assert told(check, lambda x: 3 * x, tmp_path) == ("Three times.", "trial.triple")


def test_what_is_no_belief_is_part_of_the_message(tmp_path):
    assert told("# Take `x[0]`. [See above.]\nwrong(lambda x: 3 * x)", lambda x: 3 * x, tmp_path) == (
        "Take `x[0]`. [See above.]",
        "",
    )


@pytest.mark.parametrize(
    "check",
    [
        "wrong(lambda x: 3 * x)",
        "# Too far away.\n\nwrong(lambda x: 3 * x)",
        "# [trial.triple]\nwrong(lambda x: 3 * x)",
        "wrong(lambda x: 3 * x)  # behind it",
        'wrong(lambda x: 3 * x, misconception="trial.triple")',
    ],
)
def test_a_wrong_answer_without_a_message_is_refused(tmp_path, check):
    with pytest.raises(ValueError, match=r"^trial\.double: a wrong answer needs a comment above it, its message\.$"):
        exercise(tmp_path, f"{CHECK}\n\n{check}").cases(0)


def test_a_symptom_without_a_message_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"^trial\.double: a symptom needs a comment above it, its message\.$"):
        exercise(tmp_path, f'{CHECK}\n\nsymptom("some")').cases(0)


def test_the_first_wrong_answer_that_fits_is_told_and_an_error_may_be_one(tmp_path):
    check = "# First.\nwrong(lambda x: 3 * x)\n# Second.\nwrong(lambda x: x * 3)\n"
    check += "# Shapes.\nwrong(lambda x: x @ np.eye(2))"
    assert told(check, lambda x: 3 * x, tmp_path)[0] == "First."
    assert told(check, lambda x: np.dot(x, np.eye(3)[:, :2]) @ np.eye(3), tmp_path)[0] != "Shapes."
    assert told(check, lambda x: x @ np.eye(2), tmp_path)[0] == "Shapes."


# Cases


def test_cases_come_from_the_seed_alone(tmp_path):
    check = f"{CHECK}\n    yield 'more', rng.integers(0, 9, (2, 2))"
    first, again = exercise(tmp_path, check), exercise(tmp_path, check)
    assert {name: array.shape for name, array in first.cases(3).items()} == {"some/x": (3,), "more/x": (2, 2)}
    first.cases(4)
    assert all(first.cases(3)[name].tobytes() == array.tobytes() for name, array in again.cases(3).items())
    assert first.cases(3)["some/x"].tobytes() != first.cases(4)["some/x"].tobytes()


def test_inputs_have_the_names_of_the_parameters_and_are_arrays(tmp_path):
    check = 'def cases(rng):\n    yield "numbers", 1, [2.5, 3]\n    yield "named", {"y": "text", "x": True}'
    cases = exercise(tmp_path, f'function("add")\n\n{check}\n\nfunction("double")\n\n{CHECK}', **TWO).cases(0)
    assert list(cases) == ["numbers/x", "numbers/y", "named/y", "named/x", "some/x"]
    assert cases["numbers/x"].dtype.kind == "i"
    assert cases["numbers/y"].tolist() == [2.5, 3]
    assert str(cases["named/y"]) == "text"


@pytest.mark.parametrize(
    ("check", "cells", "untried"),
    [
        ("", {}, "the answer"),
        ("def case(rng):\n    yield 'some', 1", {}, "the answer"),
        ("# Three times.\nwrong(lambda x: 3 * x)", {}, "double"),
        (f'function("double")\n\n{CHECK}\n\nfunction("add")', TWO, "add"),
        ("", VALUES, "the answer"),
    ],
)
def test_a_check_cell_that_tries_nothing_is_refused(tmp_path, check, cells, untried):
    said = rf"^trial\.double: its check cell does not try {untried}; it needs cases, or values asked\.$"
    with pytest.raises(ValueError, match=said):
        exercise(tmp_path, check, **cells).cases(0)


def test_the_imports_of_the_text_and_the_names_of_the_solution_are_there(tmp_path):
    check = f"{CHECK}\n\n# Twice twice, and a circle.\nwrong(lambda x: double(double(x)) + math.pi - math.pi)"
    from_text = exercise(tmp_path, check, before="```{code-cell} ipython3\nimport math\n```")
    assert "Twice twice" in judged(from_text, double=lambda x: 4 * x)["some"].message


# Several functions, symptoms, how


SEVERAL = """
function("double")

def cases(rng):
    yield "twice", rng.random(3)

# Three times.
wrong(lambda x: 3 * x)

function("add", parts=("sum",), read=lambda value, inputs: (value,))

def cases(rng):
    yield "sum of two", rng.random(3), 1.0

# The difference.
wrong(lambda x, y: x - y)
"""


def test_each_of_several_functions_has_cases_and_wrong_answers_of_its_own(tmp_path):
    both = exercise(tmp_path, SEVERAL, **TWO)
    assert both.functions == ("double", "add")
    assert all(each.passed for each in judged(both).values())
    came = judged(both, double=lambda x: 3 * x)
    assert {key: each.passed for key, each in came.items()} == {"twice": False, "sum of two, sum": True}
    assert came["twice"].message.endswith("Three times.")
    came = judged(both, double=lambda x: 3 * x, add=lambda x, y: x - y)
    assert came["twice"].message.endswith("Three times.")
    assert came["sum of two, sum"].message.endswith("The difference.")
    assert not judged(both, add=lambda x, y: 3 * x)["sum of two, sum"].message.endswith("Three times.")
    cell = CheckCell(both)
    cases = cell.cases(5)
    found = cell.judge(cell.probe({"double": lambda x: 2 * x}, cases), cases)
    assert [each.passed for each in found] == [True, False]
    assert "There is no function `add` yet." in found[1].message


def test_a_judge_needs_no_cases_of_its_own_making_to_tell_functions_apart(tmp_path):
    """As where the answer ran elsewhere: a fresh cell gets arrays and cases from there."""
    here, there = CheckCell(exercise(tmp_path, SEVERAL, **TWO)), CheckCell(exercise(tmp_path, SEVERAL, **TWO))
    cases = there.cases(7)
    arrays = there.probe(there.solution | {"add": lambda x, y: x - y}, cases)
    assert here.judge(arrays, cases) == there.judge(arrays, cases)
    assert [each.key for each in here.judge(arrays, cases)] == ["twice", "sum of two, sum"]


SYMPTOMS = """
def cases(rng):
    yield "whole", np.array([1, 2])
    yield "halves", np.array([0.5, 1.5])
    yield "large", np.array([10.0])
    yield "below 0", np.array([-2.0])

# Only below 0.
symptom("below 0")
# Below 0, whatever else, and never for whole numbers. [trial.sign]
symptom("below 0", right=("whole",))
# All four.
symptom("whole", "halves", "large", "below 0")
# Never told: two before it fit first.
wrong(abs)
"""


@pytest.mark.parametrize(
    ("answer", "said", "failed"),
    [
        (lambda x: 2 * x + (x < 0), "Only below 0.", {"below 0"}),
        (lambda x: 2 * x + (x < 0) + (x > 9), "whatever else, and never for whole numbers.", {"large", "below 0"}),
        (lambda x: 2 * x + (x < 0) + (x == 1), "", {"whole", "below 0"}),
        (lambda x: 2 * x + (x > 9), "", {"large"}),
        (lambda x: 3 * x + 1, "All four.", {"whole", "halves", "large", "below 0"}),
    ],
)
def test_a_symptom_is_told_where_just_its_cases_fail_or_where_others_do_not(tmp_path, answer, said, failed):
    came = judged(exercise(tmp_path, SYMPTOMS), double=answer)
    wrong = [each for each in came.values() if not each.passed]
    assert {each.key for each in wrong} == failed
    assert all(each.message.endswith(said) for each in wrong)
    if not said:
        assert not any("0." in each.message.rsplit("\n\n", 1)[-1] for each in wrong)
    assert {each.misconception for each in wrong} == {"trial.sign" if "whatever" in said else ""}


def test_a_listed_mistake_goes_before_a_symptom(tmp_path):
    check = SYMPTOMS + "\n# Shifted.\nwrong(lambda x: 2 * x + (x < 0))\n"
    assert judged(exercise(tmp_path, check), double=lambda x: 2 * x + (x < 0))["below 0"].message.endswith("Shifted.")


def test_how_a_function_is_called_holds_for_right_and_wrong_ones_alike(tmp_path):
    check = """
function("double", build={"x": lambda name: {"two": 2.0, "three": 3.0}[str(name)]}, parts=("once", "again"))

def cases(rng):
    yield "a name", rng.permutation(["two", "three"])[0]

# Exchanged.
wrong(lambda x: double(x)[::-1])
"""
    solution = "def double(x):\n    return 2 * x, 4 * x"
    came = judged(exercise(tmp_path, check, solution=solution), double=lambda x: (4 * x, 2 * x))
    assert list(came) == ["a name, once", "a name, again"]
    assert all(each.message.endswith("Exchanged.") for each in came.values())


def test_a_cell_may_probe_and_judge_by_itself(tmp_path):
    check = """
from dlcourse.exercises import Verdict

def cases(rng):
    yield "one", {"x": rng.random(2)}
    yield "two", {"x": 3}

def probe(namespace, cases):
    return {name: np.array(namespace["double"](array)) for name, array in cases.items()}

def judge(arrays, cases):
    return [Verdict(name, bool((arrays[name] == 2 * x).all()), "Not twice.") for name, x in cases.items()]
"""
    own = exercise(tmp_path, check)
    assert list(own.cases(0)) == ["one/x", "two/x"]
    assert [each.passed for each in judged(own).values()] == [True, True]
    came = judged(own, double=lambda x: 3 * x)
    assert list(came) == ["one/x", "two/x"]
    assert {each.message for each in came.values()} == {"Not twice."}
    without = re.sub(r"def probe.*?\n\n", "", check, flags=re.DOTALL).replace(
        "arrays[name]", "arrays[name[:3] + '/result']"
    )
    only_judge = exercise(tmp_path, f'function("double")\n{without}')
    assert [each.passed for each in judged(only_judge).values()] == [True, True]


# Values


ASKED = """
asked("count", "the number of weights", "Count again.")
# And the biases? [trial.no-biases]
for forgotten in (11, 10): wrong(forgotten)
wrong(24, "Twice as many.")

asked("word", "the output", "One of ten.", choices=("softmax", "relu"))
# It knows no share.
wrong("relu")
"""


@pytest.mark.parametrize(
    ("given", "key", "said", "belief"),
    [
        ({"count": 10}, "count", "And the biases?", "trial.no-biases"),
        ({"count": 11.0}, "count", "And the biases?", "trial.no-biases"),
        ({"count": 24}, "count", "Twice as many.", ""),
        ({"count": 13}, "count", "Count again.", ""),
        ({"word": "ReLU "}, "word", "It knows no share.", ""),
        ({"word": "relus"}, "word", 'Did you mean `"relu"`?', ""),
    ],
)
def test_a_wrong_value_belongs_to_the_question_above_it(tmp_path, given, key, said, belief):
    values = exercise(tmp_path, ASKED, **VALUES)
    assert values.functions == ()
    came = judged(values, **given)
    assert [name for name, each in came.items() if not each.passed] == [key]
    assert came[key].message.endswith(said)
    assert came[key].misconception == belief


def test_what_is_right_stands_in_the_solution_and_passes_first(tmp_path):
    check = ASKED.replace("(11, 10)", "(12, 10)")
    assert all(each.passed for each in judged(exercise(tmp_path, check, **VALUES), word="SOFTMAX", count=12.0).values())
    cases = exercise(tmp_path, ASKED, **VALUES).cases(9)
    assert {name: str(array) for name, array in cases.items()} == {
        "count/asked": "the number of weights",
        "word/asked": "the output",
    }
