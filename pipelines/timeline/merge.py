"""Which mentions speak of one event.

Inside a company (mentions of one kind of happening and one polarity that have enough in common) mentions are taken in an order
that their content fixes, the best dated first. Each joins the event it fits, or founds one. So the outcome does not depend on the order in which documents arrived.

A mention can fit an event in two ways. By names: no role is filled by two different names, and they share enough, one proper
name in a role where both have narrow days, two where either is undated or vague and they stand in different documents. Or as
one story: it is likely enough one with a mention of the same document or of one that tells the same, by what their sentences
share, and with the event's other mentions too; two who say something say two things. Either way, there must be days on which
both can have begun and ended. Where a vague mention fits several events equally by names, its story decides or it joins none:
that would be a guess. At last plans join what came of them on other days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from pipelines.days import DayInterval, written
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
from pipelines.timeline.scorer import likelihood
from pipelines.timeline.stories import Stories, profiles, stories

__all__ = ["Cluster", "Joined", "clusters", "in_companies"]

_SAMPLE = 8
"""Mentions of an event that another is compared with: the first ones, which are those best dated."""


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
    one, other = pairs_of(looks, Links.of(looks["document"], known), limits)
    numbers = companies(looks, (one, other), limits)
    pairs = Pairs.between(one, other, len(looks))
    yield from chain.from_iterable(in_companies(mentions, numbers, pairs, known, limits, written_on or {}))


def in_companies(  # noqa: PLR0917 - what was found out of the same mentions, in that order
    mentions: Sequence[Mention],
    company: Numbers,
    pairs: Pairs,
    near: Stories,
    limits: Timeline,
    written_on: Mapping[str, int],
) -> Iterator[list[Cluster]]:
    """Put mentions into events, company by company.

    Args:
        mentions: Of some companies all.
        company: The company of each.
        pairs: Which of them may be one event by their story.
        near: Documents that tell one story.
        limits: How much is compared, and which days are narrow.
        written_on: The first day each document can have been written, where that is known.

    Yields:
        The events of each company, those that are denied last.
    """
    order = np.argsort(company, kind="stable")
    for some in np.split(order, np.flatnonzero(np.diff(company[order])) + 1):
        events = list[Cluster]()
        for negative in (False, True):
            own = [number for number in some.tolist() if mentions[number].negative == negative]
            found = _Company(mentions, near, pairs, limits).merge(in_order(mentions, own))
            events += with_plans(found, mentions, near, written_on, limits)
        if events:
            yield events


class _Company:
    """Mentions that may be one event with each other on their way to their events."""

    def __init__(self, mentions: Sequence[Mention], near: Stories, pairs: Pairs, limits: Timeline) -> None:
        self._mentions, self._near, self._pairs, self._limits = mentions, near, pairs, limits
        self._index = Index(limits)
        self._found: list[Cluster] = []
        self._event: dict[int, int] = {}

    def merge(self, company: Sequence[int]) -> list[Cluster]:
        """Give each mention its event, in the order given."""
        for number in company:
            own = self._mentions[number]
            asked = ask(own, self._near, self._limits)
            event, reason = (
                self._by_names(asked) or self._by_story(number, asked) or (len(self._found), "first mention of it")
            )
            if event == len(self._found):
                self._found.append(Cluster())
            self._found[event].join(number, own, reason)
            self._event[number] = event
            self._index.add(event, own)
        return self._found

    def _by_names(self, asked: Asked) -> tuple[int, str] | None:
        if not asked.most or asked.most < asked.needed(narrow=asked.narrow, same_document=True):
            return None
        near = self._index.find(asked.mention)
        fits = [fit for event in near if (fit := _fit(asked, event, self._found[event], self._limits)) is not None]
        best = _choose(asked.mention, fits)
        return None if best is None else (best.event, _named(asked.mention, best))

    def _by_story(self, number: int, asked: Asked) -> tuple[int, str] | None:
        own, best = asked.mention, (self._limits.likelihood, -1)
        told: dict[int, list[int]] = {}
        for other in self._pairs.of(number):
            if other in self._event:
                told.setdefault(self._event[other], []).append(other)
        for event in sorted(told):
            cluster = self._found[event]
            if not cluster.days_agree(own) or (own.event_class == "REPORTING" and cluster.roles_clash(own)):
                continue  # two who speak say two things; of deeds alone the likelihood judges what clashing names mean
            likely = self._likelihood(asked, cluster, best[0])
            better = likely > best[0] or (best[1] < 0 and likely == best[0])
            if better and any(self._pair(asked, other) >= self._limits.likelihood for other in told[event]):
                best = (likely, event)
        return None if best[1] < 0 else (best[1], _told(own, self._found[best[1]], best[0]))

    def _likelihood(self, asked: Asked, cluster: Cluster, needed: float) -> float:
        """How likely a mention is one of an event's: the mean over those it has; 0 where that is less than needed."""
        found = 0.0
        sample = cluster.members[:_SAMPLE]
        for left, member in zip(range(len(sample), 0, -1), sample, strict=True):
            if (
                found + left < needed * len(sample)
                or _apart(asked.mention, self._mentions[member.number]) > self._limits.story_days
            ):
                return 0.0
            found += self._pair(asked, member.number)
        return found / len(sample)

    def _pair(self, asked: Asked, number: int) -> float:
        """How likely two mentions are of one event."""
        own, other = asked.mention, self._mentions[number]
        crowd = self._near.crowd(own.document_id, other.document_id)
        return likelihood(own, other, asked.near.get(other.document_id, 0.0), crowd)


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


def _named(own: Mention, fit: _Fit) -> str:
    where = "in the same document" if fit.same_document else "in another document"
    return f"{own.lemma!r} again {where}, with {', '.join(fit.shared)}; {_when(own)}"


def _told(own: Mention, cluster: Cluster, likely: float) -> str:
    where = "in the same document" if own.document_id in cluster.documents else "in a document of the same story"
    shared = [item.full for item in own.names if cluster.is_known_by(item)]
    names = f", with {', '.join(shared)}" if shared else ""
    return f"{own.lemma!r} {where}{names}: {likely:.2f} likely; {_when(own)}"


def _when(own: Mention) -> str:
    return f"its days, {written(DayInterval(*own.begin))}, agree" if own.begin != (None, None) else "it has no day"
