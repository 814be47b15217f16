"""Every small fault in a solution is refused, or is shown to be none where the right answers are planted."""

import ast

import pytest
from forks import forks  # noqa: F401  (a fixture)
from mutants import mutants
from planted import DESIGNS, EQUIVALENT, JUDGED, SEEDS

from dlcourse.exercises import find

pytestmark = pytest.mark.xdist_group("exercises")


@pytest.mark.parametrize("id", [id for id in JUDGED if id not in DESIGNS])
def test_no_mutant_survives(forks, id):  # noqa: F811
    made = mutants(find(id).solution)
    came = forks.all(id, [f"{find(id).imports}\n{mutant}" for mutant in made], SEEDS[:2])
    passed = [mutant for mutant, tried in zip(made, came, strict=True) if any(each.passed for each in tried)]
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
    for fault in ("axis=(1, 1)", "x.sum(", "z != 0", "z + y", ") * 2", "return -(", "pass", "x[...] = ", "axis=(0,)"):
        assert fault in text_of_all, fault
    made = mutants("a = 'relu'\nb = (3, 4)\nc = -x[1:]\nc += 2\nd = p and not q\ne = 1 if a is None else 2")
    text_of_all = "\n".join(made)
    faults = ("a = 'relu?'", "b = (4,)", "c = x[1:]", "c -= 2", "x[2:]", "p or not q", "and q", "a is not None")
    for fault in faults:
        assert fault in text_of_all, fault
