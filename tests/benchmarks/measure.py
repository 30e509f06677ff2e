"""Time and peak memory of a call in a process of its own, beside a yardstick measured in the same run."""

import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

__all__ = ["Measured", "alone", "yardstick"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a call took.

    Attributes:
        seconds: Wall clock, without the start of its process.
        peak_bytes: Largest resident memory of its process, the interpreter and its libraries included.
        value: What the call returned.
    """

    seconds: float
    peak_bytes: int
    value: Any


def alone(call: Callable[..., Any], *arguments: object) -> Measured:
    """Run a module-level function in a fresh process, so that its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, call, arguments).result()


def _measure(call: Callable[..., Any], arguments: tuple[object, ...]) -> Measured:
    start = time.perf_counter()
    value = call(*arguments)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(seconds, peak if sys.platform == "darwin" else peak * 1024, value)


def yardstick(text: str) -> float:
    """Seconds that a plain regular expression needs to find every word of a text: what this machine can do just now."""
    start = time.perf_counter()
    for _ in _WORD.finditer(text):
        pass
    return time.perf_counter() - start
