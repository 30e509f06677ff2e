"""Work that goes wrong behind the guard. It imports little: each child that is started for it imports this."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path


def hang() -> None:
    time.sleep(600)


def crash() -> None:
    os.abort()


def fill(size: int) -> int:
    return len(bytes(size))


def process(_: object = None) -> int:
    return os.getpid()


def process_and_child() -> tuple[int, int]:
    from pipelines.documents import guard

    return os.getpid(), guard.call(process, limits=guard.Limits(30.0, 1 << 30))


def members(
    plan: Sequence[str], marks: Path, *, given_up: dict[str, tuple[str, str]], at: Callable[[str], None]
) -> Iterator[str]:
    """Members as planned: two records each, or `hang`, `crash` or `crash after one`; `marks` counts how often it began."""
    with marks.open("a", encoding="utf-8") as file:
        file.write("x")
    for number, what in enumerate(plan):
        at(str(number))
        if str(number) in given_up:
            yield f"{number} {given_up[str(number)][0]}"
            continue
        if what == "hang":
            hang()
        if what == "crash":
            crash()
        yield f"{number} first"
        if what == "crash after one":
            crash()
        yield f"{number} second"
