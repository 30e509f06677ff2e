"""Readers behind a guard: work on hostile bytes runs in a process beside this one, which may crash, hang or run full.

Parsers written in C end their process when they go wrong, and no exception tells of it. So each process that reads keeps
one child, started when first needed and used again for the next document: bytes go in through a pipe, what was read comes
back. A child that takes too long is killed, one that dies is replaced, and the document it was at is a row with a reason.

It is a plain process with pipes, so workers of a pool may have one as well, and it works the same on every system. Only the
limit of memory is the operating system's (`RLIMIT_AS`), and is held where there is one. A child ends with its parent: its
input ends, and should it hang just then, an alarm ends it (not on Windows). `guarded` is what runs there.
"""

import atexit
import contextlib
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, Any, Final, TypeVar

from pipelines.documents.guarded import Limits, Request
from pipelines.errors import NoText, UnreadableDocument

__all__ = ["Limits", "call", "each"]

Answer = TypeVar("Answer")

_START_SECONDS: Final = 120.0
"""Time for a child to start and to import what it needs, on a machine that is busy."""
_TICK: Final = 0.2
"""Seconds between looks at the clock: a child may run so much longer than it may."""
_ANSWERS: Final = 5_000
"""Documents after which a child is replaced: what libraries leak stays bounded. A start costs as much as 100 web pages."""
_GONE: Final = (EOFError, pickle.UnpicklingError, OSError, IndexError)
"""What reading from a child raises whose end was cut off."""


class _Gone(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def call(
    work: Callable[..., Answer], *arguments: object, limits: Limits, prepare: Callable[[], object] | None = None
) -> Answer:
    """Do one piece of work behind the guard.

    Args:
        work: A function that a fresh interpreter can import, without side effects.
        arguments: Its arguments, which must be picklable, as its answer.
        limits: What it may take.
        prepare: What a child does before its clock runs, such as imports.

    Raises:
        DocumentError: What `work` raised; or `too_slow`, `reader_crashed`, `out_of_memory`, which end its process.
        RuntimeError: `work` raised something else, whose name and message it bears.
    """
    request = Request(work, arguments, limits, prepare)
    while True:
        child = _borrow()
        try:
            answer: Answer = next(_answers(child, request))[1]
        except _Gone as gone:
            # What an earlier document did to the child must not cost this one.
            if child.answered and gone.reason != "too_slow":
                continue
            raise UnreadableDocument(gone.reason, gone.detail) from gone
        finally:
            _give_back(child, limits)
        return answer


def each(
    work: Callable[..., Iterator[Answer]],
    *arguments: object,
    limits: Limits,
    prepare: Callable[[], object] | None = None,
) -> Iterator[Answer]:
    """Yield the answers of work that has many, one by one, so that neither process holds more than a few.

    `work` gets two arguments more: `given_up`, the places that are not to be tried again, each with a reason and a
    sentence; and `at`, to be called with each place before it is read. Where it crashes or stalls at a place, it is begun
    anew with that place given up, and answers that were given before are left out.

    Raises:
        DocumentError: As `call`, where there is no place to give up, or too many were.
    """
    given_up: dict[str, tuple[str, str]] = {}
    given, before, exact = 0, 0, False
    place: str | None = None
    while True:
        child = _borrow()
        request = Request(work, arguments, limits, prepare, True, exact, given, given_up)
        try:
            for kind, answer in _answers(child, request):
                if kind == "at":
                    place, before = answer
                else:
                    given += 1
                    yield answer
        except _Gone as gone:
            if not exact:
                # Once more, each answer by itself: those that were on their way are lost, and the place is not sure.
                exact = True
                continue
            if place is None or place in given_up or len(given_up) >= limits.faults:
                raise UnreadableDocument(gone.reason, gone.detail) from gone
            given_up[place] = (gone.reason, gone.detail)
            given = before
        else:
            return
        finally:
            _give_back(child, limits)


class _Child:
    """A process that answers requests."""

    def __init__(self) -> None:
        code = f"import sys; sys.path[:] = {sys.path!r}; from pipelines.documents.guarded import serve; serve()"
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, with code of ours
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._lock = threading.Lock()
        self._deadline: float | None = None
        self.late = False
        self.busy = False
        self.answered = 0
        self.peak = 0
        threading.Thread(target=self._watch, daemon=True, name="guard").start()

    def _watch(self) -> None:
        while self._process.poll() is None:
            time.sleep(_TICK)
            with self._lock:
                if self._deadline is not None and time.monotonic() > self._deadline:
                    self.late = True
                    self._process.kill()
                    return

    def send(self, request: Request) -> None:
        self.busy = True
        with contextlib.suppress(OSError):  # a child that is gone is noticed when it shall answer
            pickle.dump(request, self._pipe(self._process.stdin), pickle.HIGHEST_PROTOCOL)
            self._pipe(self._process.stdin).flush()

    def receive(self, seconds: float) -> Any:
        """Give the next of what it says; raises `_Gone` where it dies or takes longer."""
        self._deadline = time.monotonic() + seconds
        try:
            return pickle.load(self._pipe(self._process.stdout))  # noqa: S301 - our own child wrote it
        except _GONE as error:
            code = self.stop()
            if self.late:
                detail = f"no answer in {seconds:g} seconds (settings: documents.seconds)"
                raise _Gone("too_slow", detail) from error
            raise _Gone("reader_crashed", f"its reader ended with {_ending(code)}; a text was expected") from error
        finally:
            with self._lock:
                self._deadline = None

    def stop(self) -> int:
        """End it; give its exit code."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                self._pipe(pipe).close()
        return self._process.wait()

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None  # noqa: S101 - opened as PIPE
        return pipe


_idle: list[_Child] = []


def _borrow() -> _Child:
    try:
        return _idle.pop()
    except IndexError:
        return _Child()


def _give_back(child: _Child, limits: Limits) -> None:
    """Keep a child for the next document, unless it is still at work or has grown."""
    if child.busy or child.answered >= _ANSWERS or child.peak > limits.memory // 2:
        child.stop()
    else:
        _idle.append(child)


@atexit.register
def _stop_all() -> None:
    while _idle:
        _idle.pop().stop()


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _answers(child: _Child, request: Request) -> Iterator[tuple[str, Any]]:
    """Yield what a child answers: `("value", answer)` and `("at", (place, answers before it))`."""
    child.send(request)
    child.receive(_START_SECONDS)  # it is there, and has imported what it needs
    while True:
        kind, *said = child.receive(request.limits.seconds)
        if kind in ("value", "at"):
            if not request.many:
                child.busy, child.peak = False, said[1]
                child.answered += 1
            yield kind, said[0]
        elif kind == "memory":
            child.stop()
            detail = f"more than {request.limits.memory} bytes of memory needed (settings: documents.memory)"
            raise _Gone("out_of_memory", detail)
        else:
            child.busy, child.peak = False, said[0]
            child.answered += 1
            if kind == "end":
                return
            raise _as_error(*said[1:])


def _as_error(kind: str, reason: str | None, detail: str) -> Exception:
    if reason is None:
        return RuntimeError(f"{kind}: {detail}")
    return (NoText if kind == "NoText" else UnreadableDocument)(reason, detail)
