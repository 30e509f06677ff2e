"""Heads out of scores: which word hangs on which, without circles."""

from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.syntax.parameters import Floats

__all__ = ["best_heads"]

Places = npt.NDArray[np.int64]

_ROUNDS: Final = 8
"""Circles that are opened where it costs least; what is left then hangs on the word before it."""


def best_heads(scores: Floats, lengths: Places) -> Places:
    """Choose the head of each word of sentences of about one length.

    The best one for each; then one root is left, and circles are opened, each by the exchange of a head that costs least.

    Args:
        scores: For each sentence one row for each word, one column for each head: the root first, then the words. Minus
            infinity for a word's own column, and for columns beyond its sentence's end.
        lengths: Words of each sentence.

    Returns:
        For each sentence and word the column of its head, 0 beyond the end; following them always ends at 0.
    """
    size = scores.shape[1]
    beyond = np.arange(1, size + 1) > lengths[:, None]
    heads: Places = np.argmax(scores, 2)
    heads[beyond] = 0
    loose = np.flatnonzero(np.count_nonzero((heads == 0) & ~beyond, 1) != 1)
    if len(loose):
        heads[loose] = _with_one_root(scores[loose], heads[loose], beyond[loose])
    free = _reach_root(heads)
    circling = np.flatnonzero(~free.all(1))
    if len(circling):
        heads[circling] = _opened(scores[circling], heads[circling], free[circling])
    return heads


def _with_one_root(scores: Floats, heads: Places, beyond: npt.NDArray[np.bool_]) -> Places:
    """Leave each sentence the root that it would cost most to hang elsewhere, or make one where there is none."""
    elsewhere = scores[:, :, 1:].argmax(2)
    margin = scores[:, :, 0] - np.take_along_axis(scores, elsewhere[:, :, None] + 1, 2)[:, :, 0]
    candidates = (heads == 0) & ~beyond
    candidates |= ~beyond & ~candidates.any(1)[:, None]
    root = np.where(candidates, margin, -np.inf).argmax(1)
    found = np.where((heads == 0) & ~beyond, elsewhere + 1, heads)
    found[np.arange(len(found)), root] = 0
    return found


def _opened(scores: Floats, heads: Places, free: npt.NDArray[np.bool_]) -> Places:
    """The heads of sentences of one root each, without circles; `free` tells which words have a way to the root."""
    size = scores.shape[1]
    left = np.arange(len(heads))
    for _ in range(_ROUNDS):
        cost = np.take_along_axis(scores, heads[left][:, :, None], 2) - scores[:, :, 1:]
        cost[free[left][:, :, None] | ~free[left][:, None]] = np.inf
        word, head = np.divmod(cost.reshape(len(left), -1).argmin(1), size)
        heads[left, word] = head + 1
        free[left] = _reach_root(heads[left])
        still = ~free[left].all(1)
        if not still.any():
            return heads
        left, scores = left[still], scores[still]
    return np.where(free, heads, np.arange(size))


def _reach_root(heads: Places) -> npt.NDArray[np.bool_]:
    """Whether following the heads from each word ends at the root, by doubling the steps."""
    count, size = heads.shape
    roots = np.arange(count)[:, None] * (size + 1)
    above = np.concatenate([roots, heads + roots], 1).ravel()
    for _ in range(size.bit_length()):
        above = above.take(above)
    return np.asarray(above.reshape(count, size + 1)[:, 1:] == roots)
