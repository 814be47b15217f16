"""A batch shared out among the processor's cores: half of the pictures in one thread, half in another.

    in_parts(work, 16)          # work(slice(0, 8)) here and work(slice(8, 16)) in a second thread, at the same time

Plain: ``[work(slice(0, count))]``. Python runs one thread at a time, but NumPy lets go of Python while it copies and
multiplies. BLAS has threads of its own; they share out one product, wait for each other at its end, and leave every
copy to one core. So each part gets a BLAS of one thread, and the parts meet once, at the end. As many parts are made as
BLAS would have used threads: with ``OMP_NUM_THREADS=1`` there is one part and no second thread.
"""

import contextvars
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

Result = TypeVar("Result")
WORTH_IT = 2**19  # numbers touched; below, waking a thread takes longer than it saves


class _Helpers:
    """The threads that wait for parts, and the BLAS whose threads they stand in for; made when first needed."""

    def __init__(self) -> None:
        self.busy = threading.Lock()
        self.pool: ThreadPoolExecutor | None = None
        self.blas: Any = None

    def threads(self) -> int:
        """How many threads NumPy's BLAS may use now; one where it cannot be asked."""
        if self.blas is None:
            blas = ThreadpoolController().select(user_api="blas").lib_controllers
            self.blas = [library for library in blas if "numpy" in library.filepath] or blas
        return self.blas[0].num_threads if self.blas else 1

    def share(self, work: Callable[[slice], Result], parts: list[slice]) -> list[Result]:
        """Each part in a thread of its own, the first one in this."""
        if self.pool is None:
            self.pool = ThreadPoolExecutor(max_workers=os.cpu_count(), thread_name_prefix="parts")
        library, before = self.blas[0], self.blas[0].num_threads
        library.set_num_threads(1)
        try:
            others = [self.pool.submit(contextvars.copy_context().run, work, part) for part in parts[1:]]
            try:
                first = work(parts[0])
            finally:
                found = [other.result() for other in others]
            return [first, *found]
        finally:
            library.set_num_threads(before)


_helpers = _Helpers()


def _forget() -> None:
    global _helpers
    _helpers = _Helpers()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)  # a forked process has none of its parent's threads


def in_parts(work: Callable[[slice], Result], count: int, size: int) -> list[Result]:
    """Call ``work`` on slices that together cover 0 … count − 1, at the same time where that gains anything.

    Args:
        work: takes a slice; must not write where another slice's call reads or writes.
        count: how many examples there are.
        size: how many numbers the whole work touches; less than ``WORTH_IT`` stays in one part.

    Returns:
        What the calls returned, in order.
    """
    if size < WORTH_IT or count < 2 or not _helpers.busy.acquire(blocking=False):
        return [work(slice(0, count))]  # also where another thread's parts keep the cores busy
    helpers = _helpers
    try:
        n = min(helpers.threads(), count)
        if n < 2:
            return [work(slice(0, count))]
        return helpers.share(work, [slice(k * count // n, (k + 1) * count // n) for k in range(n)])
    finally:
        helpers.busy.release()
