"""Which documents tell of the same story: those whose sentences share much that few documents speak of.

The words of a document are those of the sentences in which it mentions events. Only documents that share a word which not
too many have are compared, so the work grows with the number of documents, not with its square. How alike two documents are
depends on them alone, and on which words too many have: while these are the same, only what is new is compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.settings import Timeline
from pipelines.timeline.digests import number_of
from pipelines.timeline.mentions import Mention
from pipelines.timeline.runs import counted, ends_of, places_of, portions
from pipelines.timeline.words import INFORMATION, Words

__all__ = ["Kin", "Stories", "closest", "kin", "profiles", "stories"]


@dataclass(frozen=True, slots=True)
class Stories:
    """What is told where.

    Attributes:
        near: For each document those that may tell the same story, with how alike they are: 0 to 1.
    """

    near: Mapping[str, Mapping[str, float]]


_TELLING: Final = 3
"""Least rarity of a word by which documents are found: what one document in twenty has, or fewer."""
_RARITY: Final = 7
"""The bits of a word's number that tell how rare it is."""
_WEIGHTS: Final = np.array([*INFORMATION, 0.0, 0.0]) ** 2
_AT_ONCE: Final = 1 << 20
"""Pairs of documents that are summed up together."""
_Numbers = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kin:
    """Documents that are alike enough to tell one story, each two once.

    Attributes:
        one: Places among the documents.
        other: The place of the other one of each two, which is the greater.
        likeness: How alike both are.
        common: Words that too many documents have to tell anything, sorted.
    """

    one: _Numbers
    other: _Numbers
    likeness: _Floats
    common: _Numbers

    @classmethod
    def none(cls) -> "Kin":
        """Know of no two documents."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, np.zeros(0), nothing)

    def moved(self, places: _Numbers) -> "Kin":
        """Give the documents new places, in the same order, and leave out those that have none: -1."""
        one, other = places[self.one], places[self.other]
        kept = (one >= 0) & (other >= 0)
        return Kin(one[kept], other[kept], self.likeness[kept], self.common)


def profiles(mentions: Iterable[Mention]) -> dict[str, Words]:
    """Gather the words of each document from its mentions' sentences."""
    found: dict[str, set[int]] = defaultdict(set)
    for own in mentions:
        found[own.document_id] |= own.words
    return {document: frozenset(words) for document, words in found.items()}


def stories(documents: Mapping[str, Words], limits: Timeline) -> Stories:
    """Find for each document those that may tell the same story.

    Args:
        documents: The words of each document.
        limits: From how alike documents count as of one story, how many documents a word may stand in that is looked
            at, and how many others of a story a document is compared with.

    Returns:
        What comes out depends on what the documents say only, not on their order or names.
    """
    names = sorted(documents, key=number_of)
    ends = ends_of(np.array([len(documents[name]) for name in names], np.int64))
    words = np.fromiter(chain.from_iterable(sorted(documents[name]) for name in names), np.int64, ends[-1])
    alike = kin(ends, words, np.arange(len(names)), Kin.none(), limits)
    close = closest(alike, ends, words, limits)
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, likeness in zip(close.one.tolist(), close.other.tolist(), close.likeness.tolist(), strict=True):
        near[names[one]][names[other]] = near[names[other]][names[one]] = likeness
    return Stories(dict(near))


def kin(ends: _Numbers, words: _Numbers, fresh: _Numbers, known: Kin, limits: Timeline) -> Kin:
    """Find documents that are alike.

    Args:
        ends: Where the words of each document begin, and where the last ones end.
        words: The words of all documents, those of each sorted, and each once.
        fresh: Places of the documents that are not known, sorted.
        known: Which of the others are alike.
        limits: From how alike on they count, and how many documents a word may stand in that is looked at.
    """
    count = len(ends) - 1
    weights = _WEIGHTS[words & _RARITY]
    owner = np.repeat(np.arange(count), np.diff(ends))
    lengths = np.bincount(owner, weights, count) ** 0.5
    lengths[lengths == 0] = 1.0
    telling = np.flatnonzero((words & _RARITY) >= _TELLING)
    order = telling[np.argsort(words[telling], kind="stable")]
    first = np.flatnonzero(np.r_[True, np.diff(words[order]) != 0][: len(order)])
    sizes = np.diff(np.r_[first, len(order)])
    common = words[order[first[sizes > limits.story_documents]]]
    if not np.array_equal(common, known.common):
        fresh, known = np.arange(count), Kin.none()
    row = np.full(len(words), -1)
    row[order] = np.repeat(np.where((sizes > 1) & (sizes <= limits.story_documents), np.arange(len(first)), -1), sizes)
    standing = owner[order]
    is_fresh = np.zeros(count, bool)
    is_fresh[fresh] = True
    found = [(known.one, known.other, known.likeness)]
    for low, high in portions(np.full(len(fresh), count), _AT_ONCE):
        some = places_of(ends, fresh[low:high])
        some = some[row[some] >= 0]
        held = sizes[row[some]]
        others = standing[np.repeat(first[row[some]], held) + counted(held)]
        pair = np.repeat(np.searchsorted(fresh[low:high], owner[some]) * count, held) + others
        shared = np.bincount(pair, np.repeat(weights[some], held))
        met = np.flatnonzero(shared)
        one, other = fresh[low + met // count], met % count
        likeness = shared[met] / (lengths[one] * lengths[other])
        near = (likeness >= limits.story_likeness) & ((one < other) | ((one > other) & ~is_fresh[other]))
        found.append((np.minimum(one, other)[near], np.maximum(one, other)[near], likeness[near]))
    one, other, likeness = (np.concatenate(side) for side in zip(*found, strict=True))
    order = np.lexsort((other, one))
    return Kin(one[order], other[order], likeness[order], common)


def closest(found: Kin, ends: _Numbers, words: _Numbers, limits: Timeline) -> Kin:
    """Leave to each document those most like it: two stay together where either is among the closest of the other.

    Args:
        found: Documents that are alike.
        ends: Where the words of each document begin, and where the last ones end.
        words: The words of all documents.
        limits: How many others of its story a document is compared with.

    Returns:
        Of those that are equally alike the first in an order of their words are the closest, whatever they are called.
    """
    count = len(ends) - 1
    total = np.diff(np.r_[0, np.cumsum(words)][ends])
    by_words = np.argsort(np.lexsort((np.diff(ends), total)))
    one, other = np.concatenate([found.one, found.other]), np.concatenate([found.other, found.one])
    order = np.lexsort((by_words[other], -np.tile(found.likeness, 2), one))
    rank = np.zeros(len(one), np.int64)
    rank[order] = counted(np.bincount(one, minlength=count))
    kept = (rank < limits.story_company).reshape(2, -1).any(axis=0)
    return Kin(found.one[kept], found.other[kept], np.round(found.likeness[kept], 6), found.common)
