"""Work shared out among threads: all of it is done, once, whatever the number of threads, and errors come out."""

import multiprocessing
import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from dlcourse.scratch.ops import convolution, threads
from dlcourse.scratch.ops.threads import WORTH_IT, in_parts


class _Library:
    num_threads = 2

    def set_num_threads(self, n):
        self.num_threads = n


def test_one_thread_allowed_is_one_part():
    with threadpool_limits(limits=1, user_api="blas"):
        (part,) = in_parts(lambda some: (some.start, some.stop, threading.get_ident()), 8, WORTH_IT)
    assert part == (0, 8, threading.get_ident())


def test_small_work_and_single_pictures_stay_in_one_part():
    for count, size in ((8, WORTH_IT - 1), (1, WORTH_IT), (0, WORTH_IT)):
        (part,) = in_parts(lambda some: (some.start, some.stop), count, size)
        assert part == (0, count)


def test_parts_run_at_the_same_time_and_cover_everything(fresh_helpers):
    parts = in_parts(fresh_helpers, 7, WORTH_IT)
    assert [(start, stop) for start, stop, _ in parts] == [(0, 3), (3, 7)]
    assert len({thread for _, _, thread in parts}) == 2


@pytest.fixture
def fresh_helpers(monkeypatch):
    helpers = threads._Helpers()
    helpers.blas = [_Library()]
    monkeypatch.setattr(threads, "_helpers", helpers)
    meet = threading.Barrier(2)

    def work(some):
        meet.wait(timeout=60)
        assert helpers.blas[0].num_threads == 1
        return some.start, some.stop, threading.get_ident()

    yield work
    assert helpers.blas[0].num_threads == 2
    if helpers.pool:
        helpers.pool.shutdown()


@pytest.mark.parametrize("broken", [0, 1])
def test_an_error_in_any_part_comes_out_and_threads_are_given_back(fresh_helpers, broken):
    def work(some):
        if (some.start > 0) == bool(broken):
            raise ValueError("in a part")

    with pytest.raises(ValueError, match="in a part"):
        in_parts(work, 2, WORTH_IT)
    in_parts(fresh_helpers, 2, WORTH_IT)  # still works


def test_parts_within_parts_run_in_their_own_thread(fresh_helpers):
    def work(some):
        fresh_helpers(some)
        return in_parts(lambda inner: (inner.start, inner.stop), 4, WORTH_IT)

    assert in_parts(work, 2, WORTH_IT) == [[(0, 4)], [(0, 4)]]


def test_a_convolution_in_parts_is_the_same(fresh_helpers, monkeypatch):
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((5, 3, 9, 8)), rng.standard_normal((4, 3, 3, 3))
    one = ((1, 1), (1, 1))
    whole = convolution.correlate(x, w, *one, 1)
    back = (
        convolution.weight_gradient(x, whole, (3, 3), *one, 1),
        convolution.spread(whole, w, (1, 1), (0, 0), (1, 1), (9, 8), 1),
    )
    monkeypatch.setattr(threads, "WORTH_IT", 1)
    monkeypatch.setattr(convolution, "CACHE", 4000)
    np.testing.assert_allclose(convolution.correlate(x, w, *one, 1), whole)
    np.testing.assert_allclose(convolution.weight_gradient(x, whole, (3, 3), *one, 1), back[0])
    np.testing.assert_allclose(convolution.spread(whole, w, (1, 1), (0, 0), (1, 1), (9, 8), 1), back[1])
    in_parts(fresh_helpers, 2, WORTH_IT)


def test_overflow_in_a_part_is_silent_where_it_is_here(fresh_helpers):
    big = np.full(2, np.finfo(np.float64).max)
    with np.errstate(all="ignore"):
        found = in_parts(lambda some: big[some] * 2, 2, WORTH_IT)
    assert np.isinf(np.concatenate(found)).all()
    in_parts(fresh_helpers, 2, WORTH_IT)


def _in_a_child(queue):
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((4, 2, 6, 6)), rng.standard_normal((2, 2, 3, 3))
    queue.put(convolution.correlate(x, w, (1, 1), (1, 1), 1).sum())


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_a_forked_process_makes_threads_of_its_own(fresh_helpers, monkeypatch):
    monkeypatch.setattr(threads, "WORTH_IT", 1)
    in_parts(fresh_helpers, 2, 2)  # this process has its threads now
    fork = multiprocessing.get_context("fork")
    queue = fork.Queue()
    child = fork.Process(target=_in_a_child, args=(queue,))
    child.start()
    assert np.isfinite(queue.get(timeout=60))
    child.join(timeout=60)
    assert child.exitcode == 0
