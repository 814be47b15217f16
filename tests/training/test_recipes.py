"""A recipe goes on where it stopped, and says what it measured."""

import pytest

from dlcourse.rooms import result
from dlcourse.training.recipes import Recipe, follow


def recipe(run):
    return Recipe(name="start.trial", what="A trial.", metric="share", published="none", run=run)


def test_an_interrupted_recipe_goes_on_after_the_last_finished_seed(tmp_path):
    done = []
    path = tmp_path / "trial.json"

    def breaks(seed):
        if seed == 1:
            raise KeyboardInterrupt
        done.append(seed)
        return seed / 10

    with pytest.raises(KeyboardInterrupt):
        follow(recipe(breaks), path)
    assert [run["seed"] for run in result("start.trial", path)["runs"]] == [0]
    found = follow(recipe(lambda seed: done.append(seed) or seed / 10), path)
    assert done == [0, 1, 2]
    assert found["mean"] == pytest.approx(0.1)
    assert found["sd"] == pytest.approx(0.1)
    assert [each.name for each in tmp_path.iterdir()] == ["trial.json"]
    follow(recipe(lambda seed: done.append(seed) or 0.5), path)
    assert done == [0, 1, 2]
    assert follow(recipe(lambda seed: 0.5), path, again=True)["mean"] == 0.5


def test_values_by_name_are_summed_up_by_name(tmp_path):
    found = follow(recipe(lambda seed: {"a": seed, "b": 1 - seed}), tmp_path / "trial.json")
    assert found["mean"] == {"a": 1.0, "b": 0.0}
    assert found["sd"] == {"a": 1.0, "b": 1.0}
    assert [run["value"] for run in found["runs"]] == [{"a": 0, "b": 1}, {"a": 1, "b": 0}, {"a": 2, "b": -1}]


def test_a_result_is_found_by_its_room_and_name():
    assert result("start.mnist")["metric"]
    assert result("start.nothing") is None
    with pytest.raises(KeyError, match="There is no room 'nowhere'"):
        result("nowhere.mnist")
