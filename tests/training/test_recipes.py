"""A recipe goes on where it stopped, and says what it measured. The real MNIST recipe is tested where MNIST lies."""

import json

import pytest

from dlcourse.training.recipes.__main__ import NAMES
from dlcourse.training.recipes.recipe import FOLDER, Recipe, follow, result


def recipe(run):
    return Recipe(name="trial", what="A trial.", metric="share", published="none", run=run)


def test_an_interrupted_recipe_goes_on_after_the_last_finished_seed(tmp_path):
    done = []

    def breaks(seed):
        if seed == 1:
            raise KeyboardInterrupt
        done.append(seed)
        return seed / 10

    with pytest.raises(KeyboardInterrupt):
        follow(recipe(breaks), tmp_path)
    assert [run["seed"] for run in result("trial", tmp_path)["runs"]] == [0]
    found = follow(recipe(lambda seed: done.append(seed) or seed / 10), tmp_path)
    assert done == [0, 1, 2]
    assert found["mean"] == pytest.approx(0.1)
    assert found["sd"] == pytest.approx(0.1)
    assert [path.name for path in tmp_path.iterdir()] == ["trial.json"]
    follow(recipe(lambda seed: done.append(seed) or 0.5), tmp_path)
    assert done == [0, 1, 2]
    assert follow(recipe(lambda seed: 0.5), tmp_path, again=True)["mean"] == 0.5


def test_values_by_name_are_summed_up_by_name(tmp_path):
    found = follow(recipe(lambda seed: {"a": seed, "b": 1 - seed}), tmp_path)
    assert found["mean"] == {"a": 1.0, "b": 0.0}
    assert found["sd"] == {"a": 1.0, "b": 1.0}
    assert [run["value"] for run in found["runs"]] == [{"a": 0, "b": 1}, {"a": 1, "b": 0}, {"a": 2, "b": -1}]


@pytest.mark.parametrize("name", NAMES)
def test_every_recipe_has_its_stored_result_over_all_its_seeds(name):
    import importlib

    wanted = importlib.import_module(f"dlcourse.training.recipes.{name}").RECIPE
    stored = json.loads((FOLDER / f"{name}.json").read_text())
    assert wanted.name == name
    assert [run["seed"] for run in stored["runs"]] == list(wanted.seeds)
    assert stored["what"] == wanted.what, "the recipe changed after it was run: run it --again"
    assert all({"value", "seconds", "device", "torch"} <= run.keys() for run in stored["runs"])
