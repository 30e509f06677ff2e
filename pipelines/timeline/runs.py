"""Many numbers at once: rows of unlike length that lie end to end in one array, and numbers found among others.

Numbers are found by sorting them: numpy's own `unique` and `isin` hash large arrays, which takes ten times as long.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["counted", "distinct", "ends_of", "places_of", "portions", "where_in"]

Numbers = NDArray[np.int64]
Values = TypeVar("Values", bound=NDArray[Any])


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


def distinct(values: Values) -> Values:
    """Give each number once, sorted."""
    ranked: Any = np.sort(values)
    found: Values = ranked[np.r_[True, ranked[1:] != ranked[:-1]][: len(ranked)]]
    return found


def where_in(values: NDArray[Any], known: NDArray[Any]) -> Numbers:
    """Give where numbers stand among those known, one of the places where that is in several; -1 for the others."""
    found = np.full(len(values), -1)
    if len(known):
        order, by_size = np.argsort(values), np.argsort(known)
        place = by_size[np.minimum(np.searchsorted(known[by_size], values[order]), len(known) - 1)]
        found[order] = np.where(known[place] == values[order], place, -1)
    return found
