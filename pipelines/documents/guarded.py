"""The other side of the guard: the process in which work runs that may crash, hang or run full (`guard`)."""

import contextlib
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from pipelines.errors import DocumentError

__all__ = ["Limits", "Request", "serve"]

_ORPHAN: Final = 3.0
"""Times its seconds after which this process ends itself where it hangs, in case that its parent is gone."""
_TOGETHER: Final = 0.02
"""Seconds of answers that are handed over together: waking the other process for each of them would take most of the time."""
_BUFFER: Final = 256 * 1024
_END: Final = object()


@dataclass(frozen=True, slots=True)
class Limits:
    """What work behind the guard may take.

    Attributes:
        seconds: For one answer.
        memory: Bytes that it may add to its process.
        faults: Members of one file that may crash or stall.
    """

    seconds: float
    memory: int
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """One piece of work.

    Attributes:
        work: The function that does it.
        arguments: Its arguments.
        limits: What it may take.
        prepare: Done before its clock runs.
        many: Whether it has many answers.
        exact: Whether each answer is handed over at once, instead of some together: a crash then loses none.
        skip: Answers that are known already.
        given_up: Places that are not to be tried again.
    """

    work: Callable[..., Any]
    arguments: tuple[object, ...]
    limits: Limits
    prepare: Callable[[], object] | None = None
    many: bool = False
    exact: bool = False
    skip: int = 0
    given_up: dict[str, tuple[str, str]] | None = None


def serve() -> None:
    """Answer requests until there are no more; the main loop of a child."""
    answers = os.fdopen(os.dup(1), "wb", _BUFFER)
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    room = _Room()
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
        except EOFError:
            return
        try:
            if request.prepare is not None:
                request.prepare()
            room.limit(request.limits.memory)
            _say(answers, "started")
            _serve(request, answers)
        except MemoryError:
            room.limit(None)
            _say(answers, "memory")
            return
        except Exception as error:  # noqa: BLE001 - it is the parent who decides what it means
            reason = error.reason if isinstance(error, DocumentError) else None
            _say(answers, "error", _peak(), type(error).__name__, reason, str(error))


def _serve(request: Request, answers: IO[bytes]) -> None:
    limits = request.limits
    if not request.many:
        with _alarm(limits.seconds):
            answer = request.work(*request.arguments)
        _say(answers, "value", answer, _peak())
        return

    made, said = 0, 0.0

    def at(place: str) -> None:
        with _alarm(0):  # the parent may take its time
            _say(answers, "at", (place, made))
        _set_alarm(limits.seconds)

    found = request.work(*request.arguments, given_up=request.given_up or {}, at=at)
    while True:
        with _alarm(limits.seconds):
            answer = next(found, _END)
        if answer is _END:
            break
        made += 1
        if made <= request.skip:
            continue
        pickle.dump(("value", answer), answers, pickle.HIGHEST_PROTOCOL)
        if request.exact or time.monotonic() - said > _TOGETHER:
            answers.flush()
            said = time.monotonic()
    _say(answers, "end", _peak())


def _say(answers: IO[bytes], *said: object) -> None:
    pickle.dump(said, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End this process should it hang; its parent, if there is one, has killed it long before."""
    _set_alarm(seconds)
    try:
        yield
    finally:
        _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, _ORPHAN * seconds + 5 if seconds else 0)


class _Room:
    """The memory that this process may take, above what it had before its first work."""

    def __init__(self) -> None:
        self._begun: int | None = None

    def limit(self, memory: int | None) -> None:
        """Set the limit; `None` lifts it. Nothing happens where the system has none."""
        if sys.platform == "win32":
            return
        if self._begun is None:
            self._begun = _held()
        if self._begun is None:
            return
        import resource  # noqa: PLC0415 - not on Windows

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = hard if memory is None else self._begun + memory
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held() -> int | None:
    """Bytes of address space that this process has; `None` where that is not known."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    """Most bytes that this process has held; 0 where that is not known."""
    if sys.platform == "win32":
        return 0
    # Not `ru_maxrss` where there is another way: on Linux it begins with what the process held that started this one.
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024
    import resource  # noqa: PLC0415 - not on Windows

    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found if sys.platform == "darwin" else found * 1024
