"""Call a function that may never end, and get the notebook back.

`limited` rings an alarm inside the function when its time is up. A function that catches the alarm (a bare ``except:``
in a loop does) hears it again and again until it has left; the result says so. Compiled code, such as one huge
product, hears nothing until it is done: then the result says that instead.
"""

import _thread
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from types import FrameType
from typing import Any

SECONDS = 5.0
"""How long a learner's function may take for one set of inputs."""

HAS_TIMER = hasattr(signal, "setitimer")  # Windows has none
SIGNAL = signal.SIGALRM if HAS_TIMER else signal.SIGINT
AGAIN = 0.05  # seconds until an alarm that was caught rings again
DEAF = 1.0  # an alarm heard so many seconds too late was kept waiting by compiled code


class TimeUp(BaseException):
    """Raised inside the learner's function; no ``Exception``, so that ``except Exception`` lets it through."""


@dataclass(frozen=True)
class Ran:
    """What became of a call."""

    value: object = None
    """What the function returned."""
    error: BaseException | None = None
    """What it raised; None when it returned, and when its time was up."""
    late: str = ""
    """Why it ended by the alarm: ``"endless"``, ``"swallowed"`` (it caught the alarm), ``"deaf"`` (compiled code)."""


@dataclass
class _Alarm:
    """Counts its rings, and raises only in frames of the function that is being watched."""

    limit: float
    start: float = field(default_factory=perf_counter)
    rings: int = 0
    first: float = 0.0

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        if not _watched(frame):
            return
        self.rings += 1
        if self.rings == 1:
            self.first = perf_counter()
        if self.rings > 1:
            _storm(frame)
            _ = _Rearm()[SIGNAL]
        raise TimeUp

    def verdict(self, ended_by_alarm: bool) -> str:
        if not self.rings:
            return ""
        if self.rings > 1 or not ended_by_alarm:
            return "swallowed"
        return "deaf" if self.first - self.start > self.limit + DEAF else "endless"


def limited(function: Callable[..., object], arguments: Sequence[object], seconds: float | None = None) -> Ran:
    """Call a function that is not trusted to end, or to fail politely.

    Nothing that it raises comes through, not even ``SystemExit`` or ``KeyboardInterrupt``. Outside the main thread
    nothing can be interrupted, and the function runs for as long as it likes.

    Args:
        function: what to call.
        arguments: its positional arguments.
        seconds: when to ring; `SECONDS` when left out.
    """
    alarm = _Alarm(SECONDS if seconds is None else seconds)
    if threading.current_thread() is not threading.main_thread():
        return Ran(*_call(function, arguments))
    tracing = sys.gettrace()
    with _by_timer(alarm) if HAS_TIMER else _by_thread(alarm):
        value, error = _call(function, arguments)
        sys.settrace(tracing)
    late = alarm.verdict(isinstance(error, TimeUp))
    return Ran(late=late) if late else Ran(value, error)


def _call(function: Callable[..., object], arguments: Sequence[object]) -> tuple[object, BaseException | None]:
    try:
        return function(*arguments), None
    except BaseException as error:
        return None, error


def _watched(frame: FrameType | None) -> bool:
    """Whether `_call` called this frame, over however many steps, and it is not the alarm's own doing."""
    above = []
    while frame is not None and frame.f_code is not _call.__code__:
        above.append(frame.f_code)
        frame = frame.f_back
    return frame is not None and bool(above) and OURS.isdisjoint(above)


def _storm(frame: FrameType | None) -> None:
    """The alarm was caught: ring at the next line too, of whatever function is under way there."""
    sys.settrace(_ring_at_the_next_line)
    while frame is not None and frame.f_code is not _call.__code__:
        frame.f_trace = _ring_at_the_next_line
        frame = frame.f_back


def _ring_at_the_next_line(frame: FrameType, event: str, argument: object) -> Any:
    """A tracing function. What it raises comes up in the traced function, and ends the tracing."""
    if event == "line" and _watched(frame):
        _ = _Rearm()[SIGNAL]
        raise TimeUp
    return _ring_at_the_next_line


class _Rearm(defaultdict[int, None]):
    """``_Rearm()[signum]`` sends the signal anew, to be heard after the next call or turn of a loop.

    After a call Python would hand it over at once, while we are still in the alarm, for nothing; after a subscript it
    does not look.
    """

    def __init__(self) -> None:
        super().__init__(partial(_thread.interrupt_main, SIGNAL))


OURS = {_Alarm.__call__.__code__, _ring_at_the_next_line.__code__}


@contextmanager
def _by_timer(alarm: _Alarm) -> Iterator[None]:
    handler = signal.signal(SIGNAL, alarm)
    left, interval = signal.setitimer(signal.ITIMER_REAL, alarm.limit, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, interval)
        signal.signal(SIGNAL, handler)


@contextmanager
def _by_thread(alarm: _Alarm) -> Iterator[None]:
    """Interrupt the main thread from another one. Before the time is up, an interrupt is still the learner's own."""
    own = signal.getsignal(SIGNAL)
    done = threading.Event()

    def ring() -> None:
        pause = alarm.limit
        while not done.wait(pause):
            _thread.interrupt_main(SIGNAL)
            pause = AGAIN

    def heard(signum: int, frame: FrameType | None) -> None:
        if perf_counter() - alarm.start >= alarm.limit:
            alarm(signum, frame)
        elif callable(own):
            own(signum, frame)

    signal.signal(SIGNAL, heard)
    thread = threading.Thread(target=ring, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        signal.signal(SIGNAL, own)
