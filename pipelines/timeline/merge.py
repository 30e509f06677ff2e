"""Which mentions speak of one event.

Inside a company (mentions of one kind of happening and one polarity that have enough in common) mentions are taken in an order
that their content fixes, the best dated first. Each joins the event it fits, or founds one. So the outcome does not depend on the order in which documents arrived.

A mention can fit an event in two ways. By names: no role is filled by two different names, and they share enough, one proper
name in a role where both have narrow days, two where either is undated or vague and they stand in different documents. Or as
one story: it is likelier than not one with a mention of the same document or of one that tells the same, by what their sentences
share, and with the event's other mentions too; two who say something say two things. Either way, there must be days on which
both can have begun and ended. Where a vague mention fits several events equally by names, its story decides or it joins none:
that would be a guess. Then events become one whose mentions are likely enough one, taken all together, and at last plans join
what came of them on other days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from pipelines.settings import Timeline
from pipelines.timeline.asking import Asked, ask
from pipelines.timeline.candidates import Index, in_order, is_narrow, width
from pipelines.timeline.cluster import Cluster, Joined
from pipelines.timeline.connected import companies
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.links import Links
from pipelines.timeline.looks import Looks, Numbers
from pipelines.timeline.mentions import Mention
from pipelines.timeline.pairs import Pairs, pairs_of
from pipelines.timeline.plans import with_plans
from pipelines.timeline.reasons import by_story, named
from pipelines.timeline.stories import Stories, profiles, stories
from pipelines.timeline.union import united

__all__ = ["Cluster", "Joined", "clusters", "in_companies"]

_SAMPLE = 8
"""Mentions of an event that another is compared with: the first ones, which are those best dated."""
_LIKELIER: Final = 0.5
"""From how likely on a mention joins an event at once: likelier than not."""
_FIRST: Final = "first mention of it"
"""Why a mention belongs to the event that it founded."""


@dataclass(frozen=True, slots=True)
class _Fit:
    event: int
    weight: float
    same_document: bool
    same_days: bool
    shared: tuple[str, ...]


def clusters(
    mentions: Sequence[Mention],
    limits: Timeline,
    near: Stories | None = None,
    written_on: Mapping[str, int] | None = None,
) -> Iterator[Cluster]:
    """Put mentions into events, each into exactly one.

    Args:
        mentions: In any order, each `mention_id` once.
        limits: How much is compared, and which days are narrow.
        near: Documents that tell one story; found among the mentions' own documents where it is not given.
        written_on: The first day each document can have been written, where that is known.

    Yields:
        Events; their partition of the mentions is the same whatever order those came in.
    """
    known = stories(profiles(mentions), limits) if near is None else near
    looks = Looks.of(mentions)
    found = pairs_of(looks, Links.of(looks["document"], known), limits)
    numbers = companies(looks, found, limits)
    pairs = Pairs.between(*found, len(looks))
    yield from chain.from_iterable(in_companies(mentions, numbers, pairs, limits, written_on or {}))


def in_companies(
    mentions: Sequence[Mention],
    company: Numbers,
    pairs: Pairs,
    limits: Timeline,
    written_on: Mapping[str, int],
) -> Iterator[list[Cluster]]:
    """Put mentions into events, company by company.

    Args:
        mentions: Of some companies all.
        company: The company of each.
        pairs: Which of them may be one event by their story.
        limits: How much is compared, and which days are narrow.
        written_on: The first day each document can have been written, where that is known.

    Yields:
        The events of each company, those that are denied last.
    """
    order = np.argsort(company, kind="stable")
    for some in np.split(order, np.flatnonzero(np.diff(company[order])) + 1):
        events = list[Cluster]()
        if len(some) == 1:  # most are, and nothing is left to ask
            number = int(some[0])
            events.append(Cluster())
            events[0].join(number, mentions[number], _FIRST)
            yield events
            continue
        for negative in (False, True):
            own = [number for number in some.tolist() if mentions[number].negative == negative]
            found = _Company(mentions, pairs, limits).merge(in_order(mentions, own))
            joined = united(found, mentions, pairs, limits)
            events += with_plans(joined, mentions, pairs, written_on, limits)
        if events:
            yield events


class _Company:
    """Mentions that may be one event with each other on their way to their events."""

    def __init__(self, mentions: Sequence[Mention], pairs: Pairs, limits: Timeline) -> None:
        self._mentions, self._pairs, self._limits = mentions, pairs, limits
        self._index = Index(limits)
        self._found: list[Cluster] = []
        self._event: dict[int, int] = {}

    def merge(self, company: Sequence[int]) -> list[Cluster]:
        """Give each mention its event, in the order given."""
        for number in company:
            own = self._mentions[number]
            asked = ask(own, self._limits)
            event, reason = self._by_names(asked) or self._by_story(number, own) or (len(self._found), _FIRST)
            if event == len(self._found):
                self._found.append(Cluster())
            self._found[event].join(number, own, reason)
            self._event[number] = event
            self._index.add(event, own)
        return self._found

    def _by_names(self, asked: Asked) -> tuple[int, str] | None:
        if not asked.most or asked.most < asked.needed(narrow=asked.narrow, same_document=True):
            return None
        near = self._index.find(asked.mention, alone=asked.alone)
        fits = [fit for event in near if (fit := _fit(asked, event, self._found[event], self._limits)) is not None]
        best = _choose(asked.mention, fits)
        return (
            None if best is None else (best.event, named(asked.mention, best.shared, same_document=best.same_document))
        )

    def _by_story(self, number: int, own: Mention) -> tuple[int, str] | None:
        pairs, best = self._pairs.of(number), (_LIKELIER, -1)
        told = {self._event[other] for other, likely in pairs.items() if likely >= _LIKELIER and other in self._event}
        for event in sorted(told):
            cluster = self._found[event]
            likely = _likelihood(pairs, cluster)
            if likely < best[0] or (likely == best[0] and best[1] >= 0):
                continue  # asked first, since most events fail it
            if not cluster.days_agree(own) or self._is_apart(own, cluster):
                continue
            if own.event_class == "REPORTING" and cluster.roles_clash(own):
                continue  # two who speak say two things; of deeds alone the likelihood judges what clashing names mean
            best = (likely, event)
        return None if best[1] < 0 else (best[1], by_story(own, self._found[best[1]], best[0]))

    def _is_apart(self, own: Mention, cluster: Cluster) -> bool:
        """Whether a mention was told of too far from those of an event that it is compared with."""
        sample = (self._mentions[item.number] for item in cluster.members[:_SAMPLE])
        return any(_apart(own, other) > self._limits.story_days for other in sample)


def _likelihood(pairs: Mapping[int, float], cluster: Cluster) -> float:
    """How likely a mention is one of an event's, given its pairs: the mean over those that the event has."""
    sample = [pairs.get(item.number, 0.0) for item in cluster.members[:_SAMPLE]]
    return sum(sample) / len(sample)


def _apart(own: Mention, other: Mention) -> int:
    """How many days the last days of two mentions lie apart: mostly those of publication, or the event's own."""
    if own.begin[1] is None or other.begin[1] is None:
        return 0
    return abs(own.begin[1] - other.begin[1])


def _choose(own: Mention, fits: Sequence[_Fit]) -> _Fit | None:
    """The best fit. A mention that is not of one day joins only where one fit is better than all others."""
    if not fits:
        return None
    top = max((fit.same_document, fit.weight) for fit in fits)
    best = [fit for fit in fits if (fit.same_document, fit.weight) == top]
    if len(best) == 1 or width(own.begin) == 1:
        return best[0]
    equal = [fit for fit in best if fit.same_days]
    return equal[0] if len(equal) == 1 else None


def _fit(asked: Asked, event: int, cluster: Cluster, limits: Timeline) -> _Fit | None:
    """Compare a mention with an event by names, the cheapest question first; most pairs share too little."""
    own = asked.mention
    same_document = own.document_id in cluster.documents
    needed = asked.needed(narrow=asked.narrow and is_narrow(cluster.begin, limits), same_document=same_document)
    if asked.most < needed or kind_of(own.lemma) not in cluster.families:
        return None
    weight, shared = 0, list[str]()
    for item, own_weight in zip(own.names, asked.weights, strict=True):
        if cluster.is_known_by(item):
            weight += own_weight
            shared.append(item.full)
    if weight < needed or not cluster.days_agree(own) or cluster.roles_clash(own):
        return None
    return _Fit(event, weight, same_document, cluster.begin == own.begin, tuple(shared))
