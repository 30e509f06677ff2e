"""How alike the sentences of mentions are, for many pairs at once."""

from typing import Final

import numpy as np

from pipelines.timeline.looks import Floats, Looks, Numbers
from pipelines.timeline.runs import counted
from pipelines.timeline.words import INFORMATION

__all__ = ["Sentences"]

_WEIGHTS: Final = np.array([*INFORMATION, 0.0, 0.0]) ** 2
_RARITY: Final = 7
"""The bits of a word's number that tell how rare it is."""
_WORD_BITS: Final = 35
"""Bits of a word's number."""


class Sentences:
    """Compares what stands in the sentences of mentions."""

    def __init__(self, looks: Looks) -> None:
        self._count, self._words = looks["words"].astype(np.int64), looks.words
        self._first = np.cumsum(self._count) - self._count
        owner = np.repeat(np.arange(len(looks)), self._count)
        self._known = (owner << _WORD_BITS) | self._words  # sorted: by mention, and of each by word
        weights = _WEIGHTS[self._words & _RARITY]
        length = np.sqrt(np.bincount(owner, weights, len(looks)))
        self._length = np.where(length > 0, length, 1.0)

    def alike(self, one: Numbers, other: Numbers) -> Floats:
        """Say how alike the sentences of pairs are, 0 to 1, as `words.alike` does."""
        counts = self._count[one]
        pair = np.repeat(np.arange(len(one)), counts)
        words = self._words[np.repeat(self._first[one], counts) + counted(counts)]
        wanted = (other[pair] << _WORD_BITS) | words
        place = np.minimum(np.searchsorted(self._known, wanted), max(0, len(self._known) - 1))
        shared = self._known[place] == wanted if len(wanted) else np.zeros(0, bool)
        total = np.bincount(pair[shared], _WEIGHTS[words[shared] & _RARITY], len(one))
        found: Floats = total / (self._length[one] * self._length[other])
        return found
