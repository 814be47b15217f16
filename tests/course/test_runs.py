"""Every recipe of a room has its stored result, over all its seeds."""

import json

import pytest

from dlcourse.course.run import recipe, recipes
from dlcourse.rooms import result_path


@pytest.mark.parametrize("name", recipes())
def test_it_has_its_stored_result_over_all_its_seeds(name):
    wanted = recipe(name)
    stored = json.loads(result_path(name).read_text())
    assert wanted.name == name
    assert [run["seed"] for run in stored["runs"]] == list(wanted.seeds)
    assert stored["what"] == wanted.what, "the recipe changed after it was run: run it --again"
    assert all({"value", "seconds", "device", "torch"} <= run.keys() for run in stored["runs"])
