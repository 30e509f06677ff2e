"""What mentions share of their words and names, for many pairs at once."""

from typing import Final

import numpy as np

from pipelines.timeline.looks import Floats, Numbers
from pipelines.timeline.runs import counted
from pipelines.timeline.words import INFORMATION

__all__ = ["Bags", "are_rare", "word_weights"]

_WEIGHTS: Final = np.array([*INFORMATION, 0.0, 0.0]) ** 2
_RARITY: Final = 7
"""The bits of a word's number that tell how rare it is."""
_RARE: Final = 4
"""Least rarity of a word that few texts have."""


def word_weights(words: Numbers) -> Floats:
    """Give what words weigh, by their numbers."""
    return np.asarray(_WEIGHTS[words & _RARITY])


def are_rare(words: Numbers) -> Floats:
    """Give 1 for each word that is rare, by its number, and 0 for others."""
    return ((words & _RARITY) >= _RARE).astype(float)


class Bags:
    """Compares what mentions have of some kind of thing.

    Args:
        counts: How many each mention has.
        things: What they have, mention by mention; what one has twice counts once.
        weights: What each of these weighs.
    """

    def __init__(self, counts: Numbers, things: Numbers, weights: Floats) -> None:
        different, place = np.unique(things, return_inverse=True)
        self._many = max(1, len(different))
        self._known, first = np.unique(
            np.repeat(np.arange(len(counts)), counts) * self._many + place, return_index=True
        )
        owner, self._things = np.divmod(self._known, self._many)
        self._weights = weights[first]
        self._count = np.bincount(owner, minlength=len(counts))
        self._first = np.cumsum(self._count) - self._count
        length = np.sqrt(np.bincount(owner, self._weights, len(counts)))
        self._length = np.where(length > 0, length, 1.0)

    def shared(self, one: Numbers, other: Numbers) -> Floats:
        """Say what the things weigh that both of each pair have."""
        counts = self._count[one]
        pair = np.repeat(np.arange(len(one)), counts)
        place = np.repeat(self._first[one], counts) + counted(counts)
        wanted = other[pair] * self._many + self._things[place]
        found = np.minimum(np.searchsorted(self._known, wanted), max(0, len(self._known) - 1))
        both = self._known[found] == wanted if len(wanted) else np.zeros(0, bool)
        return np.bincount(pair[both], self._weights[place[both]], len(one)).astype(np.float64)

    def lengths(self, one: Numbers, other: Numbers) -> Floats:
        """Give the product of the lengths of both vectors, by which what is shared becomes a cosine."""
        return np.asarray(self._length[one] * self._length[other])
