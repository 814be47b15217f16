"""Every wrong answer that a check cell lists is recognised by the message that stands above it."""

import functools
from typing import Any, NamedTuple

import pytest
from forks import forks  # noqa: F401  (a fixture)
from planted import DESIGNS, JUDGED, WRONG

from dlcourse.course.neurons.regions import ByHand
from dlcourse.exercises import by_case, find
from dlcourse.exercises.check_cell import CheckCell
from dlcourse.interact.questions import misconceptions

SEEDS = (0, 1, 2**31)
OWN_WORDS = {"slopes.order", *DESIGNS}  # judges that find the words themselves
BELIEFS = {"start.broadcasts"}  # each is tried on all sums: some bear it out, on some it comes to what another does

pytestmark = pytest.mark.xdist_group("exercises")
every_judged = pytest.mark.parametrize("id", [id for id in JUDGED if id not in OWN_WORDS])


@functools.cache
def cell_of(id):
    return CheckCell(find(id))


class Listed(NamedTuple):
    """A wrong answer of a check cell."""

    given: dict[str, Any]
    """What it gives in place of the solution, by name."""
    thought: str
    misconception: str
    keys: set[str]
    """What may fail with it."""


def keys(function):
    """Under which names the cases of a function are judged."""
    return {key for case in by_case(function.arrays(0)) for key in function.how.keys(case)}


def listed(id):
    """All that a check cell lists: mistakes of functions, known values, weights set by hand."""
    cell = cell_of(id)
    hand = cell.names.get("hand")
    for each in cell.functions:
        for it in each.mistakes:
            yield Listed({each.name: it.answer}, it.thought, it.misconception, keys(each))
    for name, value in cell.values.items():
        for it in value.known:
            yield Listed({name: it.answer}, it.thought, it.misconception, {name})
    for case, region in hand.regions.items() if isinstance(hand, ByHand) else ():
        for it in region.known:
            yield Listed(dict(it.weights), it.thought, it.misconception, {case})


@every_judged
def test_every_listed_mistake_is_recognised_by_its_own_message(id):
    cell, told = cell_of(id), set()
    for seed in SEEDS:
        cases = cell.cases(seed)
        for wrong in listed(id):
            verdicts = cell.judge(cell.probe(cell.solution | wrong.given, cases), cases)
            failed = [each for each in verdicts if not each.passed]
            if id in BELIEFS and not any(wrong.thought in each.message for each in failed):
                continue
            told.add(wrong.thought)
            assert failed, f"passes under seed {seed}: {wrong}"
            assert {each.key for each in failed} <= wrong.keys
            for verdict in failed:
                assert wrong.thought in verdict.message, f"{wrong} is told:\n{verdict.message}"
                assert verdict.misconception == wrong.misconception
    assert told == {wrong.thought for wrong in listed(id)}


@every_judged
def test_a_symptom_names_cases_that_there_are_and_is_told_to_somebody(forks, id):  # noqa: F811
    for function in cell_of(id).functions:
        for symptom in function.symptoms:
            came = [each.messages for name in WRONG[id] for each in forks.planted(id)[name]]
            assert symptom.wrong
            assert symptom.wrong | (symptom.right or set()) <= keys(function)
            assert any(symptom.thought in messages[0] for messages in came), symptom


@every_judged
def test_a_misconception_that_is_named_is_in_the_list(id):
    symptoms = [symptom for function in cell_of(id).functions for symptom in function.symptoms]
    named = {each.misconception for each in [*listed(id), *symptoms]} - {""}
    assert named <= set(misconceptions())
    assert named, "no wrong answer has a known misconception behind it?"


def test_every_exercise_expects_some_wrong_answers():
    counts = {id: sum(1 for _ in listed(id)) for id in JUDGED if id not in OWN_WORDS}
    print(f"\n{sum(counts.values())} listed mistakes of {len(counts)} exercises, under {len(SEEDS)} seeds")
    assert min(counts.values()) >= 3
    assert all(len(WRONG[id]) >= 8 for id in OWN_WORDS)
