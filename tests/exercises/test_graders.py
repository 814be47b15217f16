"""The graders, graded: no right answer is refused, no wrong one passes, and each wrong one is told why."""

from collections import Counter

import answers_backward
import answers_engine
import answers_features
import answers_neurons
import answers_order
import answers_outputs
import answers_slopes
import answers_start
import answers_start_shapes
import numpy as np
import pytest
from forks import asks_for_a_function, forks, function_of  # noqa: F401  (a fixture)

from dlcourse.exercises import EXERCISES, by_case
from dlcourse.exercises.answer import answered, same
from dlcourse.exercises.exercise import CODE, NAMED, WORDS
from dlcourse.exercises.how import PLAIN
from dlcourse.exercises.outcome import Status
from dlcourse.exercises.registry import find
from dlcourse.exercises.shipped import text
from dlcourse.interact.misconceptions import MISCONCEPTIONS

ANSWERS = [
    answers_start,
    answers_start_shapes,
    answers_features,
    answers_neurons,
    answers_outputs,
    answers_slopes,
    answers_order,
    answers_backward,
    answers_engine,
]
RIGHT = {id: answers for module in ANSWERS for id, answers in module.RIGHT.items()}
WRONG = {id: answers for module in ANSWERS for id, answers in module.WRONG.items()}
SEEDS = [0, 1, 2, 2**31]  # what `check` uses, and some that a grader may

pytestmark = pytest.mark.xdist_group("exercises")  # they share one warm process
every_exercise = pytest.mark.parametrize("id", EXERCISES)
judged = [id for id, exercise in EXERCISES.items() if exercise.kind not in WORDS]
every_judged = pytest.mark.parametrize("id", judged)
every_function = pytest.mark.parametrize("id", list(filter(asks_for_a_function, EXERCISES)))
# In a design no result is expected: anything that does the job is right.
one_result = [id for id in EXERCISES if asks_for_a_function(id) and EXERCISES[id].kind != "design"]


def each(answers):
    return [pytest.param(id, name, id=f"{id}: {name}") for id, named in answers.items() for name in named]


def test_every_exercise_has_answers_to_be_graded_by():
    assert set(RIGHT) == set(WRONG) == set(judged)
    assert all(len(answers) >= 2 for answers in RIGHT.values())
    assert all(len(answers) >= 3 for answers in WRONG.values())


@every_exercise
def test_the_solution_passes_under_every_seed(forks, id):  # noqa: F811
    for seed in SEEDS:
        came = forks(id, "import numpy as np\n" + text(id).solution, seed=seed)
        assert came.passed, came.messages[0]


@pytest.mark.parametrize(("id", "name"), each(RIGHT))
def test_a_right_answer_written_otherwise_passes(forks, id, name):  # noqa: F811
    for seed in SEEDS:
        came = forks(id, RIGHT[id][name], seed=seed)
        assert came.passed, came.messages[0]


@pytest.mark.parametrize(("id", "name"), each(WRONG))
def test_a_wrong_answer_is_refused_under_every_seed_and_told_why(forks, id, name):  # noqa: F811
    code, told = WRONG[id][name]
    came = forks(id, code)
    assert not came.passed
    assert told in came.messages[0]
    for seed in SEEDS:
        assert not forks(id, code, seed=seed).passed


@every_judged
def test_different_mistakes_get_different_words(forks, id):  # noqa: F811
    told = [piece for _, piece in WRONG[id].values()]
    for name, (code, piece) in WRONG[id].items():
        message = forks(id, code).messages[0]
        also = [other for other in set(told) if other != piece and other in message]
        assert not also, f"{name} is told {also} too"


@pytest.mark.parametrize("id", one_result)
def test_a_message_shows_what_went_in_what_came_out_and_what_should_have(forks, id):  # noqa: F811
    case = by_case(find(id).cases(0))
    first = next(iter(case.values()))
    parts = getattr(find(id).probe, "keywords", {}).get("how", PLAIN).parts  # where it is to return several things
    returned = ", ".join(["np.array([12345.0])"] * max(1, len(parts)))
    came = forks(id, f"import numpy as np\ndef {function_of(id)}(*inputs): return {returned}")
    message = came.messages[0]
    if came.statuses[0] == Status.WRONG_TYPE:  # an object of the engine is asked for: the message says so
        assert "is wanted" in message
        return
    assert all(f"{parameter} = " in message for parameter in first)
    assert "12345." in message
    assert "and expected was" in message


@every_exercise
def test_the_stub_counts_as_not_attempted_and_the_solution_does_not(id):
    written = text(id)
    assert answered(written.stub) == answered(written.solution) == id
    assert same(written.stub + " \n\n", written.stub)
    assert not same(written.solution, written.stub)


@every_judged
def test_every_misconception_that_a_judge_names_is_in_the_list(forks, id):  # noqa: F811
    named = {name for code, _ in WRONG[id].values() for name in forks(id, code).misconceptions if name}
    assert named, "no wrong answer has a known misconception behind it?"
    assert named <= set(MISCONCEPTIONS)


@every_function
def test_the_judge_sees_arrays_only(id, tmp_path):
    """What the probe returns goes through a file without pickle, and the judge says the same."""
    exercise = find(id)
    cases = exercise.cases(3)

    def raises(*inputs):
        raise ValueError("ü" * 5000)

    for function in (raises, lambda *inputs: np.ones(3), lambda *inputs: None):
        arrays = exercise.probe({function_of(id): function}, cases)
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
    assert not asks_for_a_function(id) or any(first[name].tobytes() != other[name].tobytes() for name in first)


@every_exercise
def test_the_words_of_an_exercise_are_there(id):
    exercise = find(id)
    assert exercise.id == id
    assert exercise.kind in (*CODE, *NAMED, *WORDS)
    assert (exercise.own is not None) == (exercise.kind in WORDS)
    assert len(set(exercise.hints)) == 3
    assert 1 <= exercise.difficulty <= 5
    assert exercise.minutes > 0 < exercise.points
    assert not exercise.can.endswith(".")
    solution_line = text(id).solution.splitlines()[-1].strip()
    assert not any(solution_line in hint for hint in exercise.hints), "a hint gives the solution away"


def test_the_counts_of_what_graders_get_wrong_are_all_0(forks):  # noqa: F811
    """Under seed 0; the tests above try more seeds and name the answer."""
    right = [(id, code) for id, answers in RIGHT.items() for code in answers.values()]
    right += [(id, "import numpy as np\n" + text(id).solution) for id in EXERCISES]
    wrong = [(id, code) for id, answers in WRONG.items() for code, _ in answers.values()]
    wrong += [(id, "import numpy as np\n" + text(id).stub) for id in EXERCISES]
    failures = sum(not forks(id, code).passed for id, code in right)
    passes = sum(forks(id, code).passed for id, code in wrong)
    kinds = Counter(f"{id.split('.')[0]}: {exercise.kind}" for id, exercise in EXERCISES.items())
    print("\n" + "\n".join(f"{count} {kind}" for kind, count in kinds.items()))
    print(f"{len(right)} right answers, {failures} false failures; {len(wrong)} wrong answers, {passes} false passes")
    assert failures == passes == 0
