"""Days of writing derived from other documents, round by round.

What a document says of itself comes first: only documents whose own evidence leaves more than a week get derived days, and
these lie within what it allows. Then the strongest evidence is believed first: a reprint, a shared event, likeness. In the
first round it rests on documents with a day of their own; later rounds go on from what was derived by reprints and events, so
that a chain of them is followed, but never through likeness, which would wear thin. Nothing depends on the order in which
documents came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipelines.days import DayInterval, granularity, iso_day, written
from pipelines.records import DerivedDate, DerivedEvidence, NearDuplicate, PublicationDate
from pipelines.timeline.derived.company import Company, Dated, Words
from pipelines.timeline.derived.happenings import Happening, Happenings, told_on
from pipelines.timeline.derived.likeness import by_likeness
from pipelines.timeline.derived.model import shipped
from pipelines.timeline.derived.named import Named

__all__ = ["Undated", "derive", "is_dated", "is_open"]

_ROUNDS: Final = 3
_WEEK: Final = 7
_DATED: Final = 0.9
"""Confidence from which on a document's own single day dates others."""
_REPRINT: Final = 0.7
"""Share of what either body says that both say, from which on one is a reprint or new version of the other: of 20 such pairs in
Timeline17 all lie within four days, of those that share less one in ten is weeks apart."""
_REPRINTED: Final = 7
"""Days on either side within which a reprint appears."""
_HELD: Final = {"reprint": 0.95, "shared event": 0.9, "likeness": 0.96}
"""How often such days held the true one, as far as that could be measured."""


def is_dated(published: PublicationDate) -> bool:
    """Whether a document's own day is sure enough to date others."""
    return published.days.single and published.confidence >= _DATED and not published.contradicted


def is_open(published: PublicationDate) -> bool:
    """Whether a document's own evidence leaves so much open that others are asked."""
    return published.days.length is None or published.days.length > _WEEK


@dataclass(frozen=True, slots=True)
class Undated:
    """A document whose own evidence leaves its day open.

    Attributes:
        document_id: The document.
        own: What its own evidence allows.
        words: The numbers of the words of its body, in order; empty where they are too few to compare.
        named: The days and weekdays that its text names.
    """

    document_id: str
    own: DayInterval
    words: Words
    named: Named


def derive(
    undated: Sequence[Undated],
    dated: Sequence[Dated],
    links: Iterable[NearDuplicate],
    told: Iterable[Happening] = (),
) -> tuple[list[DerivedDate], Mapping[str, Sequence[int]]]:
    """Derive days of writing.

    Args:
        undated: The documents to date, in any order.
        dated: The documents that date them, in any order; of those without a body to compare the words are empty.
        links: Near-duplicates.
        told: What both tell of as having happened on a day.

    Returns:
        One row a document for which anything follows, sorted, and for each piece of evidence by likeness the numbers of
        the words it rests on, by `document:other`.
    """
    days = {item.document_id: DayInterval(item.day, item.day) for item in dated}
    open_ones = {item.document_id: item for item in sorted(undated, key=lambda item: item.document_id)}
    reprints = _pairs(links)
    shared: dict[str, Sequence[int]] = {}
    alike = dict(_alike(open_ones.values(), dated, days, shared))
    happened = _Told(told, days, open_ones)
    found: dict[str, DerivedDate] = {}
    for number in range(1, _ROUNDS + 1):
        fresh = dict[str, DerivedDate]()
        for name, item in open_ones.items():
            own_alike, likely = alike.get(name, ((), None))
            near = item.own
            for piece in own_alike[:1]:
                near = near.intersect(DayInterval(piece.earliest, piece.latest)) or near
            events = happened.evidence(name, near, days)
            evidence = [*_reprinted(reprints.get(name, ()), days), *events, *own_alike]
            row = _solve(item, evidence, likely, number)
            if row is not None and (name not in found or row.days != found[name].days):
                fresh[name] = row
        if not fresh:
            break
        found |= fresh
        dating = {name: row.days for name, row in fresh.items() if row.rule != "likeness" and _close(row.days)}
        days |= dating
        happened.take(dating)
    return [found[name] for name in sorted(found)], shared


class _Told:
    """What documents tell of as having happened on a day: dated ones, and undated ones as soon as they are dated."""

    def __init__(
        self, told: Iterable[Happening], days: Mapping[str, DayInterval], undated: Mapping[str, Undated]
    ) -> None:
        self._own: dict[str, list[Happening]] = defaultdict(list)
        known: list[Happening] = []
        often: dict[str, set[str]] = defaultdict(set)
        for item in sorted(told, key=lambda item: item.mention_id):
            for name in item.names:
                often[name.key].add(item.document_id)
            if item.document_id in undated:
                self._own[item.document_id].append(item)
            elif item.document_id in days:
                known.append(item)
        self._known = Happenings(known, {key: len(names) for key, names in often.items()}, len(days) + len(undated))

    def evidence(self, name: str, near: DayInterval, days: Mapping[str, DayInterval]) -> Iterator[DerivedEvidence]:
        """Say what follows for a document from events that it shares with dated ones, the narrowest first."""
        found = [(own, same) for own in self._own.get(name, ()) if (same := self._known.same_as(own, near))]
        for own, (other, written_on, names) in sorted(found, key=lambda pair: (pair[1][1].length or 0, pair[0].start)):
            yield DerivedEvidence(
                *("shared event", other.document_id),
                *(days[other.document_id].earliest, days[other.document_id].latest),
                *(written_on.earliest, written_on.latest),
                shared=f"{names}: {' '.join(other.sentence.split())}",
                start=own.start,
                end=own.end,
                note=f"“{own.surface}” is {iso_day(other.day)} there",
            )

    def take(self, dated: Mapping[str, DayInterval]) -> None:
        """Let documents that have been dated date others: by what they tell of, where one day of it is left."""
        for name, days in sorted(dated.items()):
            for item in self._own.get(name, ()):
                day = told_on(item.said, days) if item.day is None else item.day
                if day is not None:
                    self._known.add(replace(item, day=day))


def _close(days: DayInterval) -> bool:
    return days.length is not None and days.length <= 2 * _REPRINTED + 1


def _pairs(links: Iterable[NearDuplicate]) -> dict[str, list[tuple[str, float]]]:
    """The documents that each is a reprint of, or is reprinted in, the likest first."""
    found: dict[str, set[tuple[str, float]]] = {}
    for link in links:
        if link.kind != "excerpt" and link.similarity >= _REPRINT:
            found.setdefault(link.document_id, set()).add((link.other_id, link.similarity))
            found.setdefault(link.other_id, set()).add((link.document_id, link.similarity))
    return {name: sorted(pairs, key=lambda pair: (-pair[1], pair[0])) for name, pairs in found.items()}


def _reprinted(pairs: Iterable[tuple[str, float]], days: Mapping[str, DayInterval]) -> Iterator[DerivedEvidence]:
    for other, similarity in pairs:
        if other in days:
            first, last = days[other].earliest or 0, days[other].latest or 0
            yield DerivedEvidence(
                *("reprint", other, first, last, first - _REPRINTED, last + _REPRINTED),
                shared=f"{similarity:.0%} of the text",
                note="a reprint or new version appears within a week",
            )


def _alike(
    undated: Iterable[Undated],
    dated: Sequence[Dated],
    days: Mapping[str, DayInterval],
    shared: dict[str, Sequence[int]],
) -> Iterator[tuple[str, tuple[list[DerivedEvidence], int | None]]]:
    known = sorted((item for item in dated if len(item.words)), key=lambda item: item.document_id)
    company, model = Company(known), shipped()
    for item in undated:
        found = by_likeness(item.words, item.named, item.own, company, model) if len(item.words) else None
        if found is None:
            continue
        evidence = []
        for place, words in zip(found.witnesses, found.shared, strict=True):
            other = known[place].document_id
            shared[f"{item.document_id}:{other}"] = words
            evidence.append(
                DerivedEvidence(
                    *("likeness", other, days[other].earliest, days[other].latest),
                    *(found.days.earliest, found.days.latest),
                    shared="",
                    note=f"among the likest of {len(known)} dated documents; the days it names count too",
                )
            )
        yield item.document_id, (evidence, found.likely)


def _solve(item: Undated, evidence: Sequence[DerivedEvidence], likely: int | None, number: int) -> DerivedDate | None:
    """Believe the strongest first; what shares no day with it is kept and shown."""
    days, rules, judged = item.own, list[str](), list[DerivedEvidence]()
    for piece in evidence:
        left = days.intersect(DayInterval(piece.earliest, piece.latest))
        if left is None:
            why = f"contradicts {written(days)}, which is believed more"
            judged.append(replace(piece, used=False, note=f"{piece.note}; {why}"))
            continue
        if left != days:
            rules.append(piece.rule)
        days = left
        judged.append(piece)
    if not rules:
        return None
    inside = likely is not None and days.intersect(DayInterval(likely, likely)) is not None
    return DerivedDate(
        item.document_id,
        days.earliest,
        days.latest,
        days.earliest if days.single else likely if inside else None,
        granularity(days),
        rules[0],
        number,
        min(_HELD[rule] for rule in rules),
        item.own.earliest,
        item.own.latest,
        tuple(judged),
    )
