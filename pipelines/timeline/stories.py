"""Which documents tell of the same story: those whose sentences share much that few documents speak of.

The words of a document are those of the sentences in which it mentions events. Only documents that share a word which not
too many have are compared, so the work grows with the number of documents, not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.settings import Timeline
from pipelines.timeline.mentions import Mention
from pipelines.timeline.words import Words, weight

__all__ = ["Stories", "profiles", "stories"]


@dataclass(frozen=True, slots=True)
class Stories:
    """What is told where.

    Attributes:
        near: For each document those that may tell the same story, with how alike they are: 0 to 1.
        crowds: For each document how much more it tells than a few sentences would, as a logarithm from 0.
    """

    near: Mapping[str, Mapping[str, float]]
    crowds: Mapping[str, float]

    def crowd(self, one: str, other: str) -> float:
        """How much two documents tell: the more, the less likely two of their mentions are one event."""
        return (self.crowds.get(one, 0.0) + self.crowds.get(other, 0.0)) / 2


_TELLING: Final = 3
"""Least rarity of a word by which documents are found: what one document in twenty has, or fewer."""
_FEW_WORDS: Final = 50
"""Telling words of a text of few sentences, as those of ECB+ are, from which is learnt how likely mentions are one event."""
_Numbers = npt.NDArray[np.int64]


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
        Of each document the most alike first; those that are equally alike in an order of their words. What comes out depends on what
        the documents say only, not on their order or names.
    """
    crowds = {name: max(0.0, log(max(1, len(words)) / _FEW_WORDS)) for name, words in documents.items()}
    return Stories(_near(documents, limits), crowds)


def _near(documents: Mapping[str, Words], limits: Timeline) -> dict[str, dict[str, float]]:
    names = sorted(documents, key=lambda name: (sum(documents[name]), len(documents[name]), name))  # by content first
    lengths = np.array([weight(documents[name]) for name in names]) ** 0.5
    lengths[lengths == 0] = 1.0
    standing = _places([documents[name] for name in names], limits.story_documents)
    found: dict[str, dict[str, float]] = {}
    for number, name in enumerate(names):
        shared = _shared(documents[name], standing, len(names))
        if shared is None:
            continue
        likeness = shared / (lengths * lengths[number])
        likeness[number] = 0.0
        near = np.flatnonzero(likeness >= limits.story_likeness)
        order = near[np.lexsort((near, -likeness[near]))][: limits.story_company]
        if len(order):
            found[name] = {names[other]: round(float(likeness[other]), 6) for other in order}
    return _both_ways(found)


def _places(documents: Sequence[Words], most: int) -> dict[int, _Numbers]:
    """The numbers of the documents that have a word, of words that tell: rare ones, which two to `most` documents have."""
    standing: dict[int, list[int]] = defaultdict(list)
    for number, words in enumerate(documents):
        for word in words:
            if word & 7 >= _TELLING:
                standing[word].append(number)
    return {word: np.array(where) for word, where in standing.items() if 1 < len(where) <= most}


def _shared(words: Words, standing: Mapping[int, _Numbers], count: int) -> npt.NDArray[np.float64] | None:
    """What the words weigh that each document shares with one."""
    known = sorted(word for word in words if word in standing)
    if not known:
        return None
    where = [standing[word] for word in known]
    weights = np.repeat([weight((word,)) for word in known], [len(places) for places in where])
    return np.asarray(np.bincount(np.concatenate(where), weights, count), np.float64)


def _both_ways(found: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Let each of two documents know the other where one does."""
    both: dict[str, dict[str, float]] = {name: dict(near) for name, near in found.items()}
    for name, near in found.items():
        for other, likeness in near.items():
            both.setdefault(other, {})[name] = likeness
    return both
