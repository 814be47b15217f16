"""A function that never ends is left, however it clings; one that ends leaves everything as it was."""

import signal
import sys
import threading
import time

import pytest

from dlcourse.exercises import watchdog
from dlcourse.exercises.quiet import LIMIT, TooMuchOutput, quiet
from dlcourse.exercises.watchdog import limited


@pytest.fixture(params=["timer", "thread"])
def alarm(request, monkeypatch):
    """Both ways to ring: by the system's timer, and by a thread where there is none."""
    monkeypatch.setattr(watchdog, "DEAF", 30.0)  # on a machine that has other work an alarm may come late
    if request.param == "timer" and not watchdog.HAS_TIMER:
        pytest.skip("no timer on this system")
    if request.param == "thread":
        monkeypatch.setattr(watchdog, "HAS_TIMER", False)
        monkeypatch.setattr(watchdog, "SIGNAL", signal.SIGINT)


@pytest.fixture(autouse=True)
def _as_it_was():
    def state():
        handlers = [signal.getsignal(getattr(signal, name)) for name in ("SIGINT", "SIGALRM") if hasattr(signal, name)]
        return [*handlers, sys.gettrace(), sys.stdout, sys.stderr, threading.active_count()]

    before = state()
    yield
    assert state() == before


def spin():
    while True:
        len("round and round")


def catch_all():
    while True:
        try:
            spin()
        except:  # noqa: E722
            continue


def catch_all_and_call_itself():
    try:
        spin()
    except:  # noqa: E722
        catch_all_and_call_itself()


def catch_all_in_the_end():
    try:
        spin()
    finally:
        spin()


def catch_all_levels(depth=20):
    while True:
        try:
            spin() if depth == 0 else catch_all_levels(depth - 1)
        except BaseException:
            len("caught")


def answer_when_caught():
    try:
        spin()
    except BaseException:
        return 3


def test_what_ends_in_time_comes_back(alarm):
    assert limited(lambda a, b: a + b, [1, 2]).value == 3
    ran = limited(lambda: 1 / 0, [])
    assert isinstance(ran.error, ZeroDivisionError)
    assert ran.late == ""


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, GeneratorExit, watchdog.TimeUp, MemoryError])
def test_nothing_that_it_raises_comes_through(alarm, error):
    def function():
        raise error

    assert isinstance(limited(function, []).error, error)


def test_what_never_ends_is_stopped(alarm):
    assert limited(spin, [], 0.05).late == "endless"


# Whether a bare `except` sees an error at a loop's turn differs between versions of Python, hence two words for some.
@pytest.mark.parametrize(
    "function", [catch_all, catch_all_and_call_itself, catch_all_in_the_end, catch_all_levels, answer_when_caught]
)
def test_what_catches_the_alarm_is_left_all_the_same(alarm, function):
    assert limited(function, [], 0.05).late in ("swallowed", "endless")


def test_what_catches_the_alarm_is_named(alarm):
    def function():
        while True:
            try:
                time.sleep(0.001)
            except BaseException:
                continue

    assert limited(function, [], 0.05).late == "swallowed"


def test_an_interrupt_by_the_learner_is_one(alarm):
    def function():
        signal.raise_signal(signal.SIGINT)
        spin()

    assert isinstance(limited(function, [], 30).error, KeyboardInterrupt)


@pytest.mark.skipif(not watchdog.HAS_TIMER, reason="no timer on this system")
def test_a_timer_that_ran_before_goes_on():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 1000, 500)
        assert limited(spin, [], 0.05).late == "endless"
        left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
        assert 0 < left <= 1000
        assert interval == 500
    finally:
        signal.signal(signal.SIGALRM, before)
    assert not rung


def test_outside_the_main_thread_it_still_returns():
    found = []
    thread = threading.Thread(target=lambda: found.append(limited(lambda: 7, []).value))
    thread.start()
    thread.join()
    assert found == [7]


def test_output_is_kept_up_to_a_limit():
    with quiet() as printed:
        print("to the screen")
        print("as a complaint", file=sys.stderr)
    assert printed.text == "to the screen\nas a complaint\n"
    assert not printed.flooded
    with quiet() as printed:
        print("x" * (LIMIT - 1))
        with pytest.raises(TooMuchOutput):
            print("x")
    assert printed.flooded
    assert len(printed.text) < 1000


def test_writing_what_is_no_text_fails_as_usual():
    with quiet(), pytest.raises(TypeError, match="must be str"):
        sys.stdout.write(3)
