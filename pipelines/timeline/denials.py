"""Which events one source tells of as having happened and another denies.

Merging never joins what is denied with what happened. Where both speak of the same, in different documents, of days that
agree, and with the same one who did it or to whom it was done, each is shown beside the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.settings import Timeline
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import TOLD, Mention, Name, denies, same_name
from pipelines.timeline.pairs import Pairs
from pipelines.timeline.resemblance import resemblance

__all__ = ["denials"]

_Sign = tuple[str, str, str]


def denials(
    found: Sequence[Cluster], mentions: Sequence[Mention], pairs: Pairs, limits: Timeline
) -> list[tuple[int, int]]:
    """Find events that are denied elsewhere.

    Args:
        found: All events.
        mentions: All mentions, which the members of events are numbers of.
        pairs: How likely two mentions are of one event.
        limits: How many events one is compared with by a name, and how likely a story must make it.

    Returns:
        Places among the events: of one that is told of as having happened, and of one that denies it. Each denial is
        paired once, with the event most like it, the first of equals.
    """
    if len(found) == 1:
        return []
    denied = [place for place, event in enumerate(found) if denies(mentions[event.members[0].number])]
    happened = _by_sign(found, mentions, {_kind(mentions, found[place]) for place in denied})
    paired = []
    for place in denied:
        event = found[place]
        candidates: set[int] = set()
        told_near = {mentions[other].document_id for item in event.members for other in pairs.of(item.number)}
        for sign in _signs(_kind(mentions, event), event.names, told_near):
            known = happened.get(sign, ())
            candidates.update(known if len(known) <= limits.comparisons else ())
        best: tuple[tuple[int, float], int] | None = None
        for other in sorted(candidates):
            if not found[other].documents.isdisjoint(event.documents) or not _days_agree(event, found[other], mentions):
                continue
            if not _one_deed(event, found[other], mentions):
                continue
            fit = resemblance(event, found[other], mentions, pairs, limits)
            if fit is not None and (best is None or fit.strength > best[0]):
                best = fit.strength, other
        if best is not None:
            paired.append((best[1], place))
    return paired


def _kind(mentions: Sequence[Mention], event: Cluster) -> str:
    return kind_of(mentions[event.members[0].number].lemma)[0]


def _by_sign(found: Sequence[Cluster], mentions: Sequence[Mention], kinds: set[str]) -> dict[_Sign, list[int]]:
    """Events of some kinds that happened, by kind and each of their signs."""
    listed: dict[_Sign, list[int]] = defaultdict(list)
    for place, event in enumerate(found):
        members = [mentions[item.number] for item in event.members]
        if members[0].negative or _kind(mentions, event) not in kinds:
            continue
        if any(own.certainty in TOLD for own in members):
            for sign in _signs(_kind(mentions, event), event.names, event.documents):
                listed[sign].append(place)
    return listed


def _signs(kind: str, names: Iterable[str], documents: Iterable[str]) -> set[_Sign]:
    """What an event is looked up by: its kind, with the names that take part in it and the documents that tell of it."""
    return {(kind, "name", name) for name in names} | {(kind, "document", document) for document in documents}


def _days_agree(one: Cluster, other: Cluster, mentions: Sequence[Mention]) -> bool:
    return all(other.days_agree(mentions[item.number]) for item in one.members)


def _one_deed(one: Cluster, other: Cluster, mentions: Sequence[Mention]) -> bool:
    """Whether agent or patient is known to be the same, and neither is another, common nouns counting like names."""
    first = mentions[one.members[0].number]
    for item in other.members:
        pairs = list(zip(first.roles[:2], mentions[item.number].roles[:2], strict=True))
        same = [_same(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
        if same and all(same):
            return True
    return False


def _same(one: Name, other: Name) -> bool:
    return one.key == other.key and same_name(one.full, other.full)
