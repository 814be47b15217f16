"""The graders, graded: no right answer is refused, no wrong one passes, and each wrong one is told why."""

import ast

import numpy as np
import pytest
from forks import forks  # noqa: F401  (a fixture)
from planted import DESIGNS, FUNCTIONS, JUDGED, RIGHT, SEEDS, WRONG, each, solution

from dlcourse.exercises import by_case, exercises, find
from dlcourse.exercises.answer import answered, same
from dlcourse.exercises.check_cell import CheckCell
from dlcourse.exercises.outcome import Status
from dlcourse.interact.questions import misconceptions

pytestmark = pytest.mark.xdist_group("exercises")  # they share one warm process
every_exercise = pytest.mark.parametrize("id", exercises())
every_judged = pytest.mark.parametrize("id", JUDGED)
every_function = pytest.mark.parametrize("id", FUNCTIONS)


def test_every_exercise_has_answers_to_be_graded_by():
    assert set(RIGHT) == set(WRONG) == set(JUDGED)
    assert all(len(answers) >= 2 for answers in RIGHT.values())


@every_judged
def test_what_is_planted_gives_something_that_was_asked_for_a_value_of_its_own(id):
    """Or the solution would be tried once more in its place."""
    answers = [*RIGHT[id].values(), *(answer for answer, _ in WRONG[id].values())]
    for answer in filter(lambda answer: isinstance(answer, str), answers):
        assert set(asked(id)) & set(given(answer)), answer


def asked(id):
    """What the answer cell is to give a value to: its functions, or its names."""
    return find(id).functions or given(find(id).solution)


def given(cell):
    nodes = [node for node in ast.walk(ast.parse(cell)) if isinstance(node, (ast.FunctionDef, ast.Name))]
    return [node.name if isinstance(node, ast.FunctionDef) else node.id for node in nodes if not _read(node)]


def _read(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


@every_judged
def test_nothing_that_is_asked_may_be_missing(id):
    exercise, namespace = find(id), {}
    exec(solution(id), namespace)
    for name in asked(id):
        assert name in exercise.stub
        without = {other: value for other, value in namespace.items() if other != name}
        for cases in (exercise.cases(0), exercise.cases(1)):
            failed = [each for each in exercise.judge(exercise.probe(without, cases), cases) if not each.passed]
            assert failed
            assert f"There is no {'function ' if exercise.functions else ''}`{name}` yet." in failed[0].message


@every_exercise
def test_the_solution_passes_under_every_seed(forks, id):  # noqa: F811
    for came in forks.planted(id)["the solution"]:
        assert came.passed or find(id).words is not None, came.messages[0]


@pytest.mark.parametrize(("id", "name"), each(RIGHT))
def test_a_right_answer_written_otherwise_passes(forks, id, name):  # noqa: F811
    for came in forks.planted(id)[name]:
        assert came.passed, came.messages[0]


@pytest.mark.parametrize(("id", "name"), each(WRONG))
def test_a_wrong_answer_is_refused_and_told_why_under_every_seed(forks, id, name):  # noqa: F811
    for came in forks.planted(id)[name]:
        assert not came.passed
        assert WRONG[id][name][1] in came.messages[0]
        assert set(came.misconceptions) - {""} <= set(misconceptions())


@every_judged
def test_different_mistakes_get_different_words(forks, id):  # noqa: F811
    told = {piece for _, piece in WRONG[id].values()}
    for name, (_, piece) in WRONG[id].items():
        message = forks.planted(id)[name][0].messages[0]
        also = [other for other in told if other != piece and other in message]
        assert not also, f"{name} is told {also} too"


def test_the_counts_of_what_graders_get_wrong_are_all_0(forks):  # noqa: F811
    came = {id: forks.planted(id) for id in JUDGED}
    right = [each for id in JUDGED for name in [*RIGHT[id], "the solution"] for each in came[id][name]]
    wrong = [each for id in JUDGED for name in [*WRONG[id], "the stub"] for each in came[id][name]]
    failures, passes = sum(not each.passed for each in right), sum(each.passed for each in wrong)
    said = f"{len(right)} right answers, {failures} false failures; {len(wrong)} wrong answers, {passes} false passes"
    print(f"\nunder {len(SEEDS)} seeds, {said}")
    assert failures == passes == 0


@pytest.mark.parametrize("id", [id for id in FUNCTIONS if id not in DESIGNS])
def test_a_message_shows_what_went_in_what_came_out_and_what_should_have(forks, id):  # noqa: F811
    first = next(iter(by_case(find(id).cases(0)).values()))
    parts = CheckCell(find(id)).functions[0].how.parts  # where it is to return several things
    returned = ", ".join(["np.array([12345.0])"] * max(1, len(parts)))
    came = forks(id, f"import numpy as np\ndef {find(id).functions[0]}(*inputs): return {returned}")
    message = came.messages[0]
    if came.statuses[0] == Status.WRONG_TYPE:  # an object of the engine is asked for: the message says so
        assert "is wanted" in message
        return
    assert all(f"{parameter} = " in message for parameter in first)
    assert "12345." in message
    assert "and expected was" in message


@every_exercise
def test_the_stub_counts_as_not_attempted_and_the_solution_does_not(id):
    written = find(id)
    assert answered(written.stub) == answered(written.solution) == id
    assert same(written.stub + " \n\n", written.stub)
    assert not same(written.solution, written.stub)


@every_function
def test_the_judge_sees_arrays_only(id, tmp_path):
    """What the probe returns goes through a file without pickle, and the judge says the same."""
    exercise = find(id)
    cases = exercise.cases(3)

    def raises(*inputs):
        raise ValueError("ü" * 5000)

    for function in (raises, lambda *inputs: np.ones(3), lambda *inputs: None):
        arrays = exercise.probe(dict.fromkeys(exercise.functions, function), cases)
        np.savez(tmp_path / "arrays.npz", **arrays)
        with np.load(tmp_path / "arrays.npz", allow_pickle=False) as loaded:
            assert exercise.judge(dict(loaded), cases) == exercise.judge(arrays, cases)


@every_exercise
def test_a_judge_who_gets_nonsense_passes_nothing(id):
    exercise = find(id)
    cases = exercise.cases(0)
    nonsense = {f"{case}/{key}": np.array([1]) for case in by_case(cases) for key in ("status", "what", "result")}
    only_status = {f"{case}/status": np.array("ok") for case in by_case(cases)}
    for arrays in ({}, nonsense, only_status):
        assert not any(verdict.passed for verdict in exercise.judge(arrays, cases))


@every_exercise
def test_cases_come_from_the_seed_alone_and_differ_between_seeds(id):
    exercise = find(id)
    first, again, other = exercise.cases(5), exercise.cases(5), exercise.cases(6)
    assert list(first) == list(again) == list(other)
    assert all(first[name].tobytes() == again[name].tobytes() for name in first)
    # Questions that the text asks word by word, and what weights set by hand are tried on, stay as they are.
    assert not exercise.functions or any(first[name].tobytes() != other[name].tobytes() for name in first)


@every_exercise
def test_the_words_of_an_exercise_are_there(id):
    exercise = find(id)
    assert exercise.id == id
    assert len(set(exercise.hints)) == 3
    assert 1 <= exercise.difficulty <= 5
    assert exercise.minutes > 0 < exercise.points
    assert not exercise.can.endswith(".")
    solution_line = exercise.solution.splitlines()[-1].strip()
    assert not any(solution_line in hint for hint in exercise.hints), "a hint gives the solution away"
