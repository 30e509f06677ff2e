"""Who wants to know how far a run is: the command line draws a bar from what it hears here.

A run in this process reports; nobody has to listen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

__all__ = ["Listener", "Progress", "listening", "report"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one asset is.

    Attributes:
        asset: Its name.
        done: Batches that are there, those of earlier runs included.
        total: Batches that shall be there; `None` where that is not known yet, as while files are read.
        documents: Documents taken so far; 0 where the asset does not count them.
    """

    asset: str
    done: int
    total: int | None
    documents: int = 0


Listener = Callable[[Progress], None]

_listeners: Final[list[Listener]] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have a function called with each step of every run in this process, as long as the context lasts."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def report(progress: Progress) -> None:
    """Tell all who listen."""
    for listener in _listeners:
        listener(progress)
