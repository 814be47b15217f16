"""Cases come anew from any seed, shapes too: the solution is never refused, and doing nothing never passes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import DESIGNS, FUNCTIONS

from dlcourse.exercises import find

JUDGED = [id for id in FUNCTIONS if id not in DESIGNS]


def names(id):
    namespace = {"np": np, "__name__": "__main__"}
    exec(f"{find(id).imports}\n{find(id).solution}", namespace)
    return namespace


@pytest.mark.parametrize("id", JUDGED)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_solution_passes_and_nothing_at_all_does_not(id, seed):
    exercise = find(id)
    cases = exercise.cases(seed)
    came = exercise.judge(exercise.probe(names(id), cases), cases)
    assert all(verdict.passed for verdict in came), [verdict.key for verdict in came if not verdict.passed]
    empty = dict.fromkeys(exercise.functions, lambda *_: None)
    assert not any(verdict.passed for verdict in exercise.judge(exercise.probe(empty, cases), cases))
