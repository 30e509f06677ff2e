"""Rows of unlike length that lie end to end in one array: where each is, and how many are looked at together."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["counted", "ends_of", "places_of", "portions"]

Numbers = NDArray[np.int64]


def counted(counts: Numbers) -> Numbers:
    """Count each of some things from 0: 0, 1, 0, 1, 2 for counts of 2 and 3."""
    found: Numbers = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return found


def ends_of(counts: Numbers) -> Numbers:
    """Give where each row begins, and where the last one ends: 0, 2, 5 for counts of 2 and 3."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def places_of(ends: Numbers, rows: Numbers) -> Numbers:
    """Give the places of all that some rows hold, row by row.

    Args:
        ends: Where each row begins, and where the last one ends.
        rows: Numbers of rows.
    """
    counts = ends[rows + 1] - ends[rows]
    found: Numbers = np.repeat(ends[rows], counts) + counted(counts)
    return found


def portions(counts: Numbers, most: int) -> Iterator[tuple[int, int]]:
    """Cut rows into runs of which each counts not much more than `most`: the first of each run, and the one after its last."""
    starts = np.unique((np.cumsum(counts) - counts) // most, return_index=True)[1].tolist()
    yield from pairwise([*starts, len(counts)])
