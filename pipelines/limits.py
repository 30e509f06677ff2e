"""A limit of time for one piece of work in this process: a rule that never comes to an end costs one document.

What is counted is the processor's time of this process, not the clock's: a busy machine makes no document late. The limit is
a signal (`SIGPROF`), so it holds in the main thread of a process on systems that have it, which is where stages run; there,
Python code and regular expressions of the standard library are broken off, and other code written in C once it returns.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["OutOfTime", "processor_seconds"]


class OutOfTime(BaseException):
    """The time is over. No `Exception`: a rule that goes on after its own errors must not go on after this."""


@contextmanager
def processor_seconds(seconds: float | None) -> Iterator[None]:
    """Do the work of a `with` block within a limit.

    Args:
        seconds: Most time of the processor, user and system; `None` sets no limit.

    Raises:
        OutOfTime: It took longer.
    """
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _late(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
