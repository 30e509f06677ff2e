"""Which documents are compared with which: each with itself, and with those of its story."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from pipelines.timeline.looks import Flags, Floats, Numbers, number
from pipelines.timeline.runs import counted, ends_of, portions
from pipelines.timeline.stories import Kin, Stories

__all__ = ["Links", "crowd", "together"]

_AT_ONCE: Final = 1 << 19
"""Links that are looked up together."""

_FEW: Final = 8
"""Mentions of a short text: as many as ECB+, from which is learnt how likely mentions are one event, annotates of each document."""
_CROWDED: Final = 0.9
"""How much the odds fall as texts tell more, as a power of their mentions. Set by hand on reading merged news: what is annotated of
ECB+ are the few sentences about its subject, and in whole texts the same word is far less often the same event."""


@dataclass(frozen=True, slots=True)
class Links:
    """Documents, each with itself and with those after it that tell the same story.

    Attributes:
        documents: Their hashes, sorted.
        crowds: How much each tells, as `crowd` gives it.
        first: Where the row of each begins in `others`.
        others: Places among the documents.
        story: How alike both are; -1 where they are one.
    """

    documents: Numbers
    crowds: Floats
    first: Numbers
    others: Numbers
    story: Floats

    @classmethod
    def of(cls, documents: Numbers, near: Stories) -> "Links":
        """Take from what tells one story what concerns the documents of some mentions, given by their hashes."""
        own, counts = np.unique(documents, return_counts=True)
        rows = [(number(one), number(other), story) for one, row in near.near.items() for other, story in row.items()]
        one, other = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
        story = np.array([row[2] for row in rows])
        kept = np.isin(one, own) & np.isin(other, own) & (one < other)
        first, second = (np.searchsorted(own, side[kept]) for side in (one, other))
        return cls.between(own, crowd(counts), Kin(first, second, story[kept], first[:0]))

    @classmethod
    def between(cls, documents: Numbers, crowds: Floats, near: Kin) -> "Links":
        """Link documents, given by their hashes, with themselves and with those that tell the same story."""
        places = np.arange(len(documents))
        first, second = np.concatenate([places, near.one]), np.concatenate([places, near.other])
        order = np.lexsort((second, first))
        alike = np.concatenate([np.full(len(documents), -1.0), near.likeness])[order]
        return cls(documents, crowds, ends_of(np.bincount(first, minlength=len(documents))), second[order], alike)

    @property
    def one(self) -> Numbers:
        """The place of the document whose row each link stands in."""
        return np.repeat(np.arange(len(self.documents)), np.diff(self.first))

    @property
    def keys(self) -> Numbers:
        """A number for each link, as `key` gives it; sorted."""
        return self.key(self.one, self.others)

    def key(self, one: Numbers, other: Numbers) -> Numbers:
        """Give a number for each two documents, whichever is first."""
        found: Numbers = np.minimum(one, other) * len(self.documents) + np.maximum(one, other)
        return found

    def only(self, some: Flags) -> "Links":
        """Leave some of the links."""
        ends = ends_of(np.bincount(self.one[some], minlength=len(self.documents)))
        return Links(self.documents, self.crowds, ends, self.others[some], self.story[some])


def crowd(mentions: Numbers) -> Floats:
    """Say how much documents tell, by how many mentions they have: a logarithm, 0 where they are few.

    The more events two documents tell of, the less likely two of their mentions are one.
    """
    return np.array([max(0.0, _CROWDED * log(max(1, count) / _FEW)) for count in mentions.tolist()])


def together(groups: Numbers, links: Links) -> Iterator[tuple[Numbers, Numbers, Floats]]:
    """Put the mentions of a kind and document together with those of the same kind and a document of the same story.

    Args:
        groups: Number of the kind, times the number of documents, plus the place of the document; sorted.
        links: Which documents tell one story.

    Yields:
        Places of both among the groups, each two once, and how alike their documents are; -1 where they are one.
    """
    document = groups % max(1, len(links.documents))
    counts = (links.first[1:] - links.first[:-1])[document]
    for low, high in portions(counts, _AT_ONCE):
        link = np.repeat(links.first[document[low:high]], counts[low:high]) + counted(counts[low:high])
        group = np.repeat(np.arange(low, high), counts[low:high])
        wanted = groups[group] - document[group] + links.others[link]
        found = np.minimum(np.searchsorted(groups, wanted), len(groups) - 1)
        there = groups[found] == wanted
        yield group[there], found[there], links.story[link[there]]
