"""All mentions in, the timeline out: the one stage that sees every document at once.

Columns are taken to Python one by one, and only those that merging reads; of the sentences only numbers for their words, and
the headlines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.batches import to_table
from pipelines.records import Event, EventLink
from pipelines.settings import Timeline
from pipelines.timeline.denials import denials
from pipelines.timeline.fuse import fuse, ranked
from pipelines.timeline.mentions import Detail, Mention, context, name, names
from pipelines.timeline.merge import Cluster, clusters
from pipelines.timeline.sentences import are_whole
from pipelines.timeline.stories import profiles, stories
from pipelines.timeline.telling import NAMED, WRITTEN, Telling, telling
from pipelines.timeline.votes import Ballot, tally

__all__ = ["COLUMNS", "NAMED", "PACKAGES", "WRITTEN", "Merged", "merge_mentions", "telling"]

PACKAGES = ("timeline",)
"""Packages whose code decides the result, for `engine.code_version`."""

_STRINGS = (
    *("mention_id", "document_id", "lemma", "class", "polarity", "certainty"),
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
    """Merge mentions into events, within and across documents.

    Args:
        mentions: Rows of `schemas.EVENT_MENTIONS`, of current documents only, in any order; `COLUMNS` of them do.
        sources: Rows of `schemas.DOCUMENT_SOURCES`. The mentions of a document that does not stand for its text are
            left out, since the one that does has them too.
        limits: How much is compared; the defaults where it is not given.
        told: What is told of days, which ranks the events; nothing where it is not given.
    """
    stands_for = dict(zip(sources["document_id"].to_pylist(), sources["text_document_id"].to_pylist(), strict=True))
    known = told or Telling()
    other = [place for place, text in stands_for.items() if place != text]
    if other:
        left_out = pc.is_in(mentions["document_id"], value_set=pa.array(other, pa.string()))
        mentions = mentions.filter(pc.invert(left_out))
    slim, details = _read(mentions)
    sentences = mentions["sentence"].combine_chunks()
    chosen = limits or Timeline()
    near = stories(profiles(slim), chosen)
    merged = list(clusters(slim, chosen, near, known.written))
    found: list[_Found] = []
    for cluster in merged:
        members = [item.number for item in cluster.members]

        def sentence(place: int, members: Sequence[int] = members) -> str:
            return sentences[members[place]].as_py() or ""

        own, more = [slim[number] for number in members], [details[number] for number in members]
        found.append(_Found(fuse(own, more, known, sentence), cluster, Ballot(own, more)))
    contrary = _contrary(found, denials(merged, slim, near, chosen))
    found.sort(key=lambda item: _order(item.event))
    events = ranked([item.event for item in found], known)
    votes = (
        vote for item in found for vote in tally(item.event, item.ballot, contrary.get(item.event.event_id), known)
    )
    return Merged(
        to_table("events", events), to_table("event_links", _links(found, slim)), to_table("event_votes", votes)
    )


class _Found(NamedTuple):
    """An event, the mentions it was made of, and what those say."""

    event: Event
    cluster: Cluster
    ballot: Ballot


def _contrary(found: Sequence[_Found], pairs: Iterable[tuple[int, int]]) -> dict[str, list[tuple[Event, Ballot]]]:
    """By event_id those events that say the contrary."""
    told: dict[str, list[tuple[Event, Ballot]]] = defaultdict(list)
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            told[found[one].event.event_id].append((found[other].event, found[other].ballot))
    return told


def _order(event: Event) -> tuple[bool, int, bool, int, str]:
    first, last = event.begin_earliest, event.begin_latest
    return first is None, first or 0, last is None, last or 0, event.event_id


def _links(found: Sequence[_Found], slim: Sequence[Mention]) -> Iterator[EventLink]:
    for event, cluster, _ in found:
        rows = [(slim[item.number].mention_id, slim[item.number].document_id, item.reason) for item in cluster.members]
        for mention_id, document_id, reason in sorted(rows):
            yield EventLink(event.event_id, document_id, mention_id, reason)


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
        pc.subtract(table["start"], table["sentence_start"]).to_pylist(),
        zip(_days(table["likely_begin"]), table["likely_confidence"].to_pylist(), strict=True),
        strict=True,
    )
    slim, details = list[Mention](), list[Detail]()
    for (
        mention_id, document_id, lemma, kind, polarity, certainty, event_type, basis, reason, surface, country,
        agent, patient, place, taking_part, begin, end, ongoing, dated, start, sentence, whole, depth, vote,
    ) in columns:  # fmt: skip
        everyone = [text for text in (agent, patient, place, *taking_part) if text]
        roles = (name(agent), name(patient), name(place))
        negative = polarity == "NEG" or certainty == "denied"
        own = (mention_id, document_id, lemma, kind, negative, certainty)
        slim.append(
            Mention(*own, names(everyone), roles, begin, end, ongoing, *context(start, sentence or "", surface, lemma))
        )
        told = (len(sentence or ""), whole, depth or 0, vote, country)
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
