"""The dated documents that an undated one has most in common with.

They are looked up by their rare words and by what runs of words they share, never by comparing all with all. What they share
is then weighed among themselves, so that a story is the same in a large company as in a small one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pipelines.corpus.signatures import shingles

__all__ = ["Company", "Dated", "Shared"]

Words = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_MOST: Final = 200
"""Dated documents that one is compared with: those it shares the rarest words with."""
_COMMON: Final = 400
"""Dated documents with a word from which on it tells no story from another; of few documents `_SHARE` of them."""
_SHARE: Final = 0.3
_LEAD: Final = 80
"""Words of a beginning: what is new in the news stands first."""
_RUN: Final = 3
"""Words of a run that is compared: figures with what they count, and what somebody said."""
_PHRASE: Final = 8
"""Most dated documents that may have a run: what more have is a fixed phrase. Of few documents, `_FEW_PHRASE` of them."""
_FEW_PHRASE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Dated:
    """A document whose day of writing is known.

    Attributes:
        document_id: The document.
        day: The day.
        words: The numbers of the words of its body, in order.
    """

    document_id: str
    day: int
    words: Words


@dataclass(frozen=True, slots=True)
class Shared:
    """What a document has in common with its company, an entry for each document of it.

    Attributes:
        places: Places of the company's documents in the list of all dated ones, ascending.
        days: When they were written.
        words: How alike their words are; 0 is nothing in common.
        leads: How alike the words of their beginnings are.
        runs: Weight of the runs of words both have: the rarer, the more.
        first_seen: For each word of the document's own that several dated ones have, the first day on which one has it.
        rarity: Of the same words, their information in nats.
    """

    places: Integers
    days: Integers
    words: Floats
    leads: Floats
    runs: Floats
    first_seen: Integers
    rarity: Floats


class _Index:
    """Which documents have a term, for terms that not too many have."""

    def __init__(self, terms: npt.NDArray[Any], documents: Integers, most: int) -> None:
        found, starts, counts = np.unique(terms, return_index=True, return_counts=True)  # sorted by term already
        kept = counts <= most
        self.terms, self.counts = found[kept], counts[kept]
        self._starts, self._documents = starts[kept], documents

    def look_up(self, own: npt.NDArray[Any]) -> tuple[Integers, Integers, Integers]:
        """Give the places in the index of the terms that are there, and each pair of term and document."""
        if not len(self.terms):
            return (np.zeros(0, np.int64),) * 3
        at = np.minimum(np.searchsorted(self.terms, own), len(self.terms) - 1)
        at = at[self.terms[at] == own]
        counts = self.counts[at]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places = np.repeat(self._starts[at], counts) + within
        return at, np.repeat(np.arange(len(at)), counts), places


class Company:
    """All dated documents, to be looked up by their words.

    Args:
        dated: The documents, in an order that content alone decides.
    """

    def __init__(self, dated: Sequence[Dated]) -> None:
        self.dated = dated
        self._days = np.array([item.day for item in dated], np.int64)
        terms, self._documents, first = _sorted(
            [np.unique(item.words, return_index=True) for item in dated], np.dtype(np.uint32)
        )
        self._early = first < _LEAD
        self._sizes = np.bincount(self._documents, minlength=len(dated))
        self._leads = np.bincount(self._documents, weights=self._early, minlength=len(dated))
        self._words = _Index(terms, self._documents, max(3, min(_COMMON, int(_SHARE * len(dated)))))
        self._first_seen = _first_days(terms, self._days[self._documents], self._words.terms)
        runs, self._run_documents, _ = _sorted(
            [np.unique(_runs(item.words), return_index=True) for item in dated], np.dtype(np.uint32)
        )
        self._runs = _Index(runs, self._run_documents, max(3, min(_PHRASE, int(_FEW_PHRASE * len(dated)))))

    def common(self, terms: Words) -> Integers:
        """Say how many of the dated documents have each of some words; of those too common, all of them."""
        found = np.full(len(terms), len(self.dated))
        at = np.minimum(np.searchsorted(self._words.terms, terms), max(0, len(self._words.terms) - 1))
        if len(self._words.terms):
            same = self._words.terms[at] == terms
            found[same] = self._words.counts[at[same]]
        return found

    def shared_with(self, words: Words) -> Shared | None:
        """Say what a document has in common with the dated ones that are most like it; `None` where there are none.

        Args:
            words: The numbers of the words of its body, in order.
        """
        own, begins = np.unique(words, return_index=True)
        at, items, entries = self._words.look_up(own)
        documents = self._documents[entries]
        places = self._nearest(at, items, documents)
        if not len(places):
            return None
        of_company = np.full(len(self.dated), -1)
        of_company[places] = np.arange(len(places))
        kept = of_company[documents] >= 0
        items, members = items[kept], of_company[documents[kept]]
        counts = np.bincount(items, minlength=len(at))
        told = (counts > 0) & (counts <= max(1, _SHARE * len(places)))
        rarity = np.where(told, np.log((len(places) + 1) / (counts + 0.5)), 0.0)
        lead = np.isin(self._words.terms[at], own[begins < _LEAD])
        early = self._early[entries[kept]] & lead[items]
        seen = told & (self._words.counts[at] > 1)
        return Shared(
            places,
            self._days[places],
            _cosine(items, members, rarity, self._sizes[places]),
            _cosine(items[early], members[early], np.where(lead, rarity, 0.0), self._leads[places]),
            self._shared_runs(words, of_company, len(places)),
            self._first_seen[at][seen],
            rarity[seen],
        )

    def _nearest(self, at: Integers, items: Integers, documents: Integers) -> Integers:
        """The documents that share the rarest words with one, in order."""
        rarity = np.log((len(self.dated) + 1) / (self._words.counts[at] + 0.5)) ** 2
        weight = np.bincount(documents, weights=rarity[items], minlength=len(self.dated)) / np.sqrt(self._sizes + 1)
        found = np.flatnonzero(weight > 0)
        best = np.lexsort((found, -np.round(weight[found], 9)))[:_MOST]
        return np.sort(found[best])

    def _shared_runs(self, words: Words, of_company: Integers, company: int) -> Floats:
        at, items, entries = self._runs.look_up(np.unique(_runs(words)))
        members = of_company[self._run_documents[entries]]
        weight = 1 / np.sqrt(np.maximum(self._runs.counts[at], 1))
        kept = members >= 0
        found = np.bincount(members[kept], weights=weight[items[kept]], minlength=company)
        return np.asarray(found, np.float64)


def _runs(words: Words) -> Words:
    return shingles(words, _RUN).astype(np.uint32)


def _sorted(
    sets: Sequence[tuple[npt.NDArray[Any], Integers]], kind: np.dtype[Any]
) -> tuple[npt.NDArray[Any], Integers, Integers]:
    """Terms of all documents sorted by term, and beside each its document, and where in it the term stands first."""
    terms = np.concatenate([np.zeros(0, kind), *(found for found, _ in sets)])
    documents = np.repeat(np.arange(len(sets)), [len(found) for found, _ in sets])
    first = np.concatenate([np.zeros(0, np.int64), *(place for _, place in sets)])
    order = np.argsort(terms, kind="stable")
    return terms[order], documents[order], first[order]


def _first_days(terms: npt.NDArray[Any], days: Integers, wanted: npt.NDArray[Any]) -> Integers:
    """The first day of each wanted term; terms are sorted, and hold the wanted ones."""
    if not len(wanted):
        return np.zeros(0, np.int64)
    found, starts = np.unique(terms, return_index=True)
    return np.asarray(np.minimum.reduceat(days, starts)[np.searchsorted(found, wanted)])


def _cosine(items: Integers, members: Integers, rarity: Floats, sizes: npt.NDArray[Any]) -> Floats:
    """How much of what a document says others say too: a cosine in which each other word of theirs weighs the same."""
    total = float((rarity**2).sum())
    told = int((rarity > 0).sum())
    shared = np.bincount(members, weights=rarity[items] ** 2, minlength=len(sizes))
    return np.asarray(shared / max(1e-9, total) * np.sqrt(max(1, told)) / np.sqrt(np.maximum(sizes, 1)))
