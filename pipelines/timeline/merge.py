"""Which mentions speak of one event.

Inside a block (one lemma, one polarity) mentions are taken in an order that their content fixes, the best dated first.
Each joins the event it fits, or founds one. So the outcome does not depend on the order in which documents arrived, and
a new document costs its blocks and no more.

A mention fits an event where their days can be the same, no role is filled by two different names, and they share
enough: one proper name in a role where both have narrow days, two where either is undated or vague and they stand in
different documents. Where a vague mention fits several events equally, it joins none: that would be a guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.days import DayInterval, written
from pipelines.settings import Timeline
from pipelines.timeline.candidates import Index, blocks, is_narrow, width
from pipelines.timeline.mentions import Mention, Name, is_light, same_name

__all__ = ["Cluster", "Joined", "clusters"]

_PROPER, _COMMON = 4, 2
"""Weight of a shared proper name, and of a shared common noun such as "police": two of those are worth a name. A name that
only stands in the mention's sentence, and is neither agent nor patient nor place, weighs half."""
_KNOWN = 2
"""Mentions that must bring a name before it stands for the event: else an event drifts from name to name. Those of the
mention that founded it stand from the start."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A mention's number, and why it belongs to its event."""

    number: int
    reason: str


@dataclass(slots=True)
class Cluster:
    """The mentions of one event so far, and what they agree on.

    Attributes:
        members: Its mentions, in the order they joined.
        begin: Days on which it can have begun by all of them.
        end: Days on which it can have ended by all of them.
        names: Full names by key, each with the number of mentions that brought it.
        roles: Proper names that fill agent, patient and place.
        documents: Documents its mentions stand in.
    """

    members: list[Joined] = field(default_factory=list)
    begin: tuple[int | None, int | None] = (None, None)
    end: tuple[int | None, int | None] = (None, None)
    names: dict[str, dict[str, int]] = field(default_factory=dict)
    roles: tuple[set[Name], set[Name], set[Name]] = field(default_factory=lambda: (set(), set(), set()))
    documents: set[str] = field(default_factory=set)

    def join(self, number: int, mention: Mention, reason: str) -> None:
        """Take a mention in."""
        brought = 1 if self.members else _KNOWN
        self.members.append(Joined(number, reason))
        self.begin, self.end = _both(self.begin, mention.begin), _both(self.end, mention.end)
        self.documents.add(mention.document_id)
        for own in mention.names:
            known = self.names.setdefault(own.key, {})
            known[own.full] = known.get(own.full, 0) + brought
        for filled, own_role in zip(self.roles, mention.roles, strict=True):
            if own_role is not None and own_role.proper:
                filled.add(own_role)


@dataclass(frozen=True, slots=True)
class _Fit:
    event: int
    weight: int
    same_document: bool
    same_days: bool
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A mention that looks for its event, with what each comparison asks of it.

    Attributes:
        mention: The mention.
        weights: What each of its names weighs, in their order.
        most: What all of them weigh.
        narrow: Whether its days are narrow.
        factor: 2 for a light verb, which needs twice as much.
    """

    mention: Mention
    weights: tuple[int, ...]
    most: int
    narrow: bool
    factor: int

    def needed(self, *, narrow: bool, same_document: bool) -> int:
        """What must be shared: a common noun, a name, or a name and another; and twice that for a light verb."""
        if same_document:
            return self.factor * (_COMMON if narrow else _PROPER)
        return self.factor * (_PROPER if narrow else _PROPER + _COMMON)


def _ask(own: Mention, limits: Timeline) -> _Asked:
    weights = tuple((_PROPER if item.proper else _COMMON) // (1 if item in own.roles else 2) for item in own.names)
    return _Asked(own, weights, sum(weights), is_narrow(own.begin, limits), 2 if is_light(own.lemma) else 1)


def clusters(mentions: Sequence[Mention], limits: Timeline) -> Iterator[Cluster]:
    """Put mentions into events, each into exactly one.

    Args:
        mentions: In any order, each `mention_id` once.
        limits: How much is compared, and which days are narrow.

    Yields:
        Events; their partition of the mentions is the same whatever order those came in.
    """
    seen = bytearray(len(mentions))
    for block in blocks(mentions):
        yield from _block(mentions, block, limits)
        for number in block:
            seen[number] = 1
    for number, done in enumerate(seen):
        if not done:
            yield Cluster([Joined(number, "alone: speech or no participant to tell it by")])


def _block(mentions: Sequence[Mention], block: Sequence[int], limits: Timeline) -> list[Cluster]:
    index, found = Index(limits), list[Cluster]()
    for number in block:
        own = mentions[number]
        asked = _ask(own, limits)
        near = index.find(own) if asked.most >= asked.needed(narrow=asked.narrow, same_document=True) else ()
        fits = [fit for event in near if (fit := _fit(asked, event, found[event], limits)) is not None]
        best = _choose(own, fits)
        if best is None:
            found.append(Cluster())
            found[-1].join(number, own, "first mention of it")
        else:
            found[best.event].join(number, own, _reason(own, best))
        index.add(len(found) - 1 if best is None else best.event, own)
    return found


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


def _fit(asked: _Asked, event: int, cluster: Cluster, limits: Timeline) -> _Fit | None:
    """Compare a mention with an event, the cheapest question first; most pairs share too little."""
    own = asked.mention
    same_document = own.document_id in cluster.documents
    needed = asked.needed(narrow=asked.narrow and is_narrow(cluster.begin, limits), same_document=same_document)
    if asked.most < needed:
        return None
    weight, shared = 0, list[str]()
    for item, own_weight in zip(own.names, asked.weights, strict=True):
        if _stands_for(item, cluster):
            weight += own_weight
            shared.append(item.full)
    if weight < needed or not _days_agree(own, cluster) or _roles_clash(own, cluster):
        return None
    return _Fit(event, weight, same_document, cluster.begin == own.begin, tuple(shared))


def _stands_for(item: Name, cluster: Cluster) -> bool:
    """Whether an event is known by a name."""
    known = cluster.names.get(item.key)
    if known is None:
        return False
    if known.get(item.full, 0) >= _KNOWN:
        return True
    return any(count >= _KNOWN and same_name(item.full, full) for full, count in known.items())


def _days_agree(own: Mention, cluster: Cluster) -> bool:
    """Whether there is a day on which both can have begun, one on which both can have ended, in this order."""
    begin, end = _both(own.begin, cluster.begin), _both(own.end, cluster.end)
    return _ordered(*begin) and _ordered(*end) and _ordered(begin[0], end[1])


def _ordered(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


def _both(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    """The days in both, an impossible pair where there are none; a missing bound bounds nothing."""
    (a, b), (c, d) = one, other
    earliest = c if a is None else a if c is None else max(a, c)
    latest = d if b is None else b if d is None else min(b, d)
    return earliest, latest


def _roles_clash(own: Mention, cluster: Cluster) -> bool:
    """Whether agent, patient or place is one proper name here and another there."""
    return any(
        mine is not None
        and mine.proper
        and filled
        and not any(mine.key == theirs.key and same_name(mine.full, theirs.full) for theirs in filled)
        for mine, filled in zip(own.roles, cluster.roles, strict=True)
    )


def _reason(own: Mention, fit: _Fit) -> str:
    where = "in the same document" if fit.same_document else "in another document"
    when = f"its days, {written(DayInterval(*own.begin))}, agree" if own.begin != (None, None) else "it has no day"
    return f"{own.lemma!r} again {where}, with {', '.join(fit.shared)}; {when}"
