"""How the cost of a call grows with its input: a ratio, which a busy machine cannot turn into a failure."""

import gc
import time
from collections.abc import Callable
from typing import Final

__all__ = ["growth"]

_TRIES: Final = 5
_UNSEEN: Final = 0.02
"""CPU seconds below which a clock's steps and a cache's state weigh more than the work."""


def growth(work: Callable[[int], object], small: int, large: int, *, enough: float) -> float:
    """How many times as much CPU time work takes of a large input as of a small one.

    What grows as the input does shows it in the calmest of a few tries; what grows faster shows its growth in all of
    them, so the least ratio is taken, and no further try is made once it is small enough.

    Args:
        work: Makes an input of the size given and works on it.
        small: One size.
        large: A larger size.
        enough: A ratio at which there is nothing left to ask.
    """
    work(min(small, 10))  # what is read once is read
    least = float("inf")
    for _ in range(_TRIES):
        least = min(least, (_spent(work, large) + _UNSEEN) / (_spent(work, small) + _UNSEEN))
        if least <= enough:
            break
    return least


def _spent(work: Callable[[int], object], size: int) -> float:
    gc.disable()  # a collection would weigh what the tests before have left; to make one here costs more than most work
    try:
        start = time.process_time()
        work(size)
        return time.process_time() - start
    finally:
        gc.enable()
