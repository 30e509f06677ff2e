"""All mentions in, the timeline out: the one stage that sees every document at once.

Columns are taken to Python one by one, and only those that merging reads; of the sentences only numbers for their words, and
the headlines.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.batches import to_table
from pipelines.records import Event, EventLink
from pipelines.settings import Timeline
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.connected import companies, company_numbers
from pipelines.timeline.denials import denials
from pipelines.timeline.digests import row_digests
from pipelines.timeline.fuse import fuse, ranked
from pipelines.timeline.looks import Looks, Numbers, number
from pipelines.timeline.memory import COMPANY, PARTS, Memory
from pipelines.timeline.mentions import Detail, Mention, context, name, names
from pipelines.timeline.merge import in_companies
from pipelines.timeline.relations import relate
from pipelines.timeline.sentences import are_whole
from pipelines.timeline.telling import NAMED, WRITTEN, Telling, telling
from pipelines.timeline.votes import Ballot, tally

__all__ = ["COLUMNS", "NAMED", "PACKAGES", "WRITTEN", "Merged", "merge_arrivals", "merge_mentions", "telling"]

PACKAGES = ("timeline",)
"""Packages whose code decides the result, for `engine.code_version`."""

_STRINGS = (
    *("mention_id", "document_id", "content_hash", "lemma", "class", "polarity", "certainty"),
    *("event_type", "date_basis", "undated_reason", "surface", "country"),
)
"""Columns of plain strings that are read, in the order in which `_read` unpacks them."""

COLUMNS = (
    *_STRINGS,
    *("agent", "patient", "place", "participants", "sentence", "sentence_start", "start"),
    *("begin_earliest", "begin_latest", "end_earliest", "end_latest", "ongoing", "time_expression"),
    *("likely_begin", "likely_confidence"),
)
"""Columns of `schemas.EVENT_MENTIONS` that merging reads: the others need not be read from their files."""


class Merged(NamedTuple):
    """What merging gives.

    Attributes:
        events: Rows of `schemas.EVENTS`, by first day, undated ones last.
        links: Rows of `schemas.EVENT_LINKS`, in the same order.
        votes: Rows of `schemas.EVENT_VOTES`, in the same order.
    """

    events: pa.Table
    links: pa.Table
    votes: pa.Table


def merge_mentions(
    mentions: pa.Table, sources: pa.Table, limits: Timeline | None = None, *, told: Telling | None = None
) -> Merged:
    """Merge mentions into events, within and across documents, all of them anew: as `merge_arrivals` with no memory."""
    return merge_arrivals(mentions, sources, limits, told=told)[0]


def merge_arrivals(
    mentions: pa.Table,
    sources: pa.Table,
    limits: Timeline | None = None,
    *,
    told: Telling | None = None,
    memory: Memory | None = None,
) -> tuple[Merged, Memory]:
    """Merge mentions into events, within and across documents; what no arrival or withdrawal concerns is taken over.

    Args:
        mentions: Rows of `schemas.EVENT_MENTIONS`, of current documents only, in any order; `COLUMNS` of them do.
        sources: Rows of `schemas.DOCUMENT_SOURCES`. The mentions of a document that does not stand for its text are
            left out, since the one that does has them too.
        limits: How much is compared; the defaults where it is not given.
        told: What is told of days, which ranks the events; nothing where it is not given.
        memory: What is known of an earlier merging under the same limits. What comes out is the same without it.

    Returns:
        The tables, and what the next merging can take over.
    """
    known, chosen, before = told or Telling(), limits or Timeline(), memory or Memory.none()
    reader = _Reader(_standing(mentions, sources))
    rows = row_digests(reader.table, COLUMNS)
    places = before.places(rows)
    looked = before.with_looks(rows, places, Looks.of(reader.mentions(np.flatnonzero(places < 0))))
    looks = Looks.from_table(looked)
    names = {number(name): name for name in pc.unique(reader.table["document_id"]).to_pylist()}
    related = relate(looks, rows, places, chosen, before.relations)
    company = companies(looks, (related.one, related.other, related.likely), chosen)
    numbers = company_numbers(looks, rows, company, related.links, known=names, told=known)
    anew = np.flatnonzero(~before.known(numbers)[company])
    slim, pairs = reader.mentions(anew), related.pairs(anew)
    fused = _Fused()
    for found in in_companies(slim, company[anew], pairs, chosen, known.written):
        contrary = denials(found, slim, pairs, chosen)
        own = numbers[company[anew[found[0].members[0].number]]]
        fused.add(int(own), [reader.found(cluster, slim, anew, known) for cluster in found], contrary, known)
    kept = before.updated(looked, related, numbers, fused.tables())
    events = _in_order(kept.rows("events"))
    links, votes = (_by_event(kept.rows(name), events) for name in ("event_links", "event_votes"))
    return Merged(ranked(events, known), links, votes), kept


class _Found(NamedTuple):
    """An event, its links, and what its mentions say."""

    event: Event
    links: list[EventLink]
    ballot: Ballot


class _Fused:
    """Rows of events that are made anew, each with the number of its company."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Any]] = {name: [] for name in PARTS}
        self._numbers: dict[str, list[int]] = {name: [] for name in PARTS}

    def add(self, company: int, found: Sequence[_Found], contrary: Iterable[tuple[int, int]], told: Telling) -> None:
        """Add the events of a company, given which of them say the contrary of each other."""
        others: dict[int, list[tuple[Event, Ballot]]] = defaultdict(list)
        for pair in contrary:
            for one, other in (pair, pair[::-1]):
                others[one].append((found[other].event, found[other].ballot))
        for place, item in enumerate(found):
            votes = list(tally(item.event, item.ballot, others[place], told))
            made: tuple[list[Any], ...] = ([item.event], item.links, votes)
            for part, rows in zip(PARTS, made, strict=True):
                self._rows[part] += rows
                self._numbers[part] += [company] * len(rows)

    def tables(self) -> dict[str, pa.Table]:
        """Give the rows as tables."""
        return {
            name: to_table(name, rows).append_column(COMPANY, pa.array(self._numbers[name], pa.uint64()))
            for name, rows in self._rows.items()
        }


def _standing(mentions: pa.Table, sources: pa.Table) -> pa.Table:
    """Leave out the mentions of documents that do not stand for their text."""
    other = sources.filter(pc.not_equal(sources["document_id"], sources["text_document_id"]))["document_id"]
    if not len(other):
        return mentions
    return mentions.filter(pc.invert(pc.is_in(mentions["document_id"], value_set=other.combine_chunks())))


def _in_order(events: pa.Table) -> pa.Table:
    """Put events by first day, then by last; undated ones last."""
    keys = [(name, "ascending") for name in ("begin_earliest", "begin_latest", "event_id")]
    return events.take(pc.sort_indices(events, sort_keys=keys))


def _by_event(rows: pa.Table, events: pa.Table) -> pa.Table:
    """Put rows into the order of their events; those of one event keep theirs."""
    place = pc.index_in(rows["event_id"], value_set=events["event_id"].combine_chunks())
    return rows.take(pa.array(np.argsort(place.to_numpy(), kind="stable")))


class _Reader:
    """Takes rows to Python, each when it is first asked for."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self._sentences = table["sentence"].combine_chunks()
        self._read: dict[int, tuple[Mention, Detail]] = {}

    def mentions(self, rows: Numbers) -> list[Mention]:
        """Give the mentions of rows."""
        missing = [row for row in rows.tolist() if row not in self._read]
        found = _read(self.table.take(pa.array(missing, pa.int64())))
        self._read.update(zip(missing, zip(*found, strict=True), strict=True))
        return [self._read[row][0] for row in rows.tolist()]

    def found(self, cluster: Cluster, slim: Sequence[Mention], rows: Numbers, told: Telling) -> _Found:
        """Make an event of some of the mentions that rows were read to."""
        numbers = [item.number for item in cluster.members]
        members = rows[numbers].tolist()
        own, details = [slim[number] for number in numbers], [self._read[row][1] for row in members]
        event = fuse(own, details, told, lambda place: self._sentences[members[place]].as_py() or "")
        reasons = sorted(zip(own, cluster.members, strict=True), key=lambda pair: pair[0].rank)
        links = [EventLink(event.event_id, one.document_id, one.mention_id, item.reason) for one, item in reasons]
        return _Found(event, links, Ballot(own, details))


def _read(table: pa.Table) -> tuple[list[Mention], list[Detail]]:
    """Take to Python what merging and fusing read, column by column."""
    columns = zip(
        *(_texts(table[column]) for column in _STRINGS),
        *(_texts(pc.struct_field(table[role], "name")) for role in ("agent", "patient", "place")),
        _participants(table["participants"]),
        zip(_days(table["begin_earliest"]), _days(table["begin_latest"]), strict=True),
        zip(_days(table["end_earliest"]), _days(table["end_latest"]), strict=True),
        table["ongoing"].to_pylist(),
        table["time_expression"].is_valid().to_pylist(),
        table["sentence_start"].to_pylist(),
        _texts(table["sentence"]),
        are_whole(table["sentence"]),
        table["start"].to_pylist(),
        zip(_days(table["likely_begin"]), table["likely_confidence"].to_pylist(), strict=True),
        strict=True,
    )
    slim, details = list[Mention](), list[Detail]()
    for (
        mention_id, document_id, version, lemma, kind, polarity, certainty, event_type, basis, reason, surface, country,
        agent, patient, place, taking_part, begin, end, ongoing, dated, at, sentence, whole, start, vote,
    ) in columns:  # fmt: skip
        everyone = [text for text in (agent, patient, place, *taking_part) if text]
        roles = (name(agent), name(patient), name(place))
        negative = polarity == "NEG" or certainty == "denied"
        own = (mention_id, document_id, lemma, kind, negative, certainty)
        around = context(at, sentence or "", surface, lemma, start)
        slim.append(Mention(*own, names(everyone), roles, begin, end, ongoing, *around, version, start))
        told = (len(sentence or ""), whole, start - at, vote, country)
        details.append(Detail(event_type, dated, basis, reason, place, tuple(everyone), *told))
    return slim, details


def _texts(column: pa.ChunkedArray) -> list[Any]:
    """A column of strings, equal ones held once."""
    found: list[Any] = []
    for chunk in column.dictionary_encode().chunks:
        words = chunk.dictionary.to_pylist()
        found += [None if code is None else words[code] for code in chunk.indices.to_pylist()]
    return found


def _days(column: pa.ChunkedArray) -> list[int | None]:
    found: list[int | None] = column.cast(pa.int32()).to_pylist()
    return found


def _participants(column: pa.ChunkedArray) -> list[list[str]]:
    """The names of each row's participants."""
    found: list[list[str]] = []
    for chunk in column.chunks:
        texts = _texts(pa.chunked_array([pc.struct_field(chunk.values, "name")]))
        found += [texts[first:last] for first, last in pairwise(chunk.offsets.to_pylist())]
    return found
