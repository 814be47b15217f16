"""Every small fault in a solution is refused, or is shown here to be none."""

import ast

import answers_backward
import answers_engine
import answers_features
import answers_neurons
import answers_order
import answers_outputs
import answers_slopes
import pytest
from forks import forks  # noqa: F401  (a fixture)
from mutants import mutants

from dlcourse.exercises import EXERCISES
from dlcourse.exercises.exercise import WORDS
from dlcourse.exercises.shipped import text

pytestmark = pytest.mark.xdist_group("exercises")

# Mutants that are right: a line of each, and why.
EQUIVALENT = {
    "start.standardise": {
        "np.where(spread == 0, 2, spread)": "in a constant column 0 is divided, by whatever",
        "np.where(spread == 0, -1, spread)": "in a constant column 0 is divided, by whatever",
    },
    "start.view": {"images.shape[2] // -2": "so many columns before the end are half of them too"},
    "start.accuracy": {"scores.argmax(axis=-1)": "of two axes the last is axis 1"},
    **answers_features.EQUIVALENT,
    **answers_neurons.EQUIVALENT,
    **answers_outputs.EQUIVALENT,
    **answers_slopes.EQUIVALENT,
    **answers_order.EQUIVALENT,
    **answers_backward.EQUIVALENT,
    **answers_engine.EQUIVALENT,
}


# Of a design every mutant is another design; what it must not do is planted in `test_graders`.
JUDGED = [id for id, exercise in EXERCISES.items() if exercise.kind not in (*WORDS, "design")]


@pytest.mark.parametrize("id", JUDGED)
def test_no_mutant_survives(forks, id):  # noqa: F811
    made = mutants(text(id).solution)
    passed = [mutant for mutant in made if forks(id, "import numpy as np\n" + mutant).passed]
    right = EQUIVALENT.get(id, {})
    survivors = [mutant for mutant in passed if not any(line in mutant for line in right)]
    print(f"{id}: {len(made)} mutants, {len(right)} equivalent, {len(survivors)} survive")
    assert not survivors, f"a missing case, or equivalent? {len(survivors)} of {len(made)}:\n" + "\n\n".join(survivors)
    assert all(any(line in mutant for mutant in passed) for line in right), "no longer needed"
    assert len(made) >= 10


def test_mutants_are_many_different_and_readable():
    made = mutants("def f(x, y):\n    z = x.mean(axis=(0, 1))\n    return np.where(z == 0, 1, z - y) / 2")
    assert len(made) == len(set(made)) > 20
    assert all(ast.parse(mutant) for mutant in made)
    text_of_all = "\n".join(made)
    made += mutants("a = 'relu'\nb = (3, 4)\nc = -x[1:]\nc += 2\nd = p and not q\ne = 1 if a is None else 2")
    text_of_all = "\n".join(made)
    for fault in (
        "a = 'relu?'",
        "b = (4,)",
        "c = x[1:]",
        "c -= 2",
        "x[2:]",
        "p or not q",
        "and q",
        "a is not None",
    ):
        assert fault in text_of_all, fault
    for fault in ("axis=(1, 1)", "x.sum(", "z != 0", "z + y", ") * 2", "return -(", "pass", "x[...] = ", "axis=(0,)"):
        assert fault in text_of_all, fault
