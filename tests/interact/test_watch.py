import pytest

from dlcourse.interact.watch import Watch


def test_it_measures_at_the_first_step_at_each_interval_and_at_the_last():
    watch = Watch(lambda: 0.5, "read right", total=120, each=50)
    for step in range(1, 121):
        watch(step, 2.3)
    assert watch.points == [(1, 0.5), (50, 0.5), (100, 0.5), (120, 0.5)]


def test_the_picture_takes_the_place_of_the_live_curve():
    scores = iter([0.1, 0.6, 0.9])
    watch = Watch(lambda: next(scores), "read right", total=2, each=1)
    watch(1, 0.0)
    watch(2, 0.0)
    assert watch._live.curve.points == [[1.0, 0.1], [2.0, 0.6]]
    shown = watch.picture("A curve that rises from guessing", chance=0.1)
    assert watch._live.curve.layout.display == "none"
    assert shown.plain == "A curve that rises from guessing"


@pytest.mark.parametrize("wrong", [{"total": 0}, {"total": 10, "each": 0}])
def test_it_refuses_no_steps(wrong):
    with pytest.raises(ValueError, match="1 or more"):
        Watch(lambda: 0.0, "read right", **wrong)
