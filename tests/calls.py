"""How many Python functions a piece of work calls: a measure of its cost that no busy machine changes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

__all__ = ["calls"]


def calls(work: Callable[[], object]) -> int:
    """Count the calls of Python functions, after a first time in which what is read once is read.

    Args:
        work: What is done, twice.
    """
    work()
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
