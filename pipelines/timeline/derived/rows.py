"""Tables in, tables out: what deriving reads of documents, and its rows with the words they rest on."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rensa import RMinHash

from pipelines.batches import to_records, to_table
from pipelines.corpus.compare import Read
from pipelines.corpus.signatures import words_of
from pipelines.records import DerivedDate, Document, EventMention, NearDuplicate, PublicationDate, TimeExpression
from pipelines.schemas import SCHEMAS
from pipelines.timeline.derived.company import Dated, Words
from pipelines.timeline.derived.derive import Undated, derive, is_dated, is_open
from pipelines.timeline.derived.followed import followed
from pipelines.timeline.derived.happenings import CLASSES, Happening, happening
from pipelines.timeline.derived.named import Named, named
from pipelines.timeline.mentions import TOLD

__all__ = ["derive_dates"]

_NONE: Final = np.zeros(0, np.uint32)
_LOW: Final = np.uint64(0xFFFFFFFF)

Tables = Callable[[], Iterable[pa.Table]]
"""Gives the rows of a stage part by part, as often as it is asked."""


def derive_dates(
    published: pa.Table,
    links: pa.Table,
    *,
    expressions: Tables,
    mentions: Tables,
    signatures: Read,
    documents: Callable[[Collection[str]], Iterable[Document]],
) -> tuple[pa.Table, pa.Table]:
    """Derive the days of writing of documents that tell none, from those that do.

    Where no document's day is open nothing else is read, and of all mentions only what can tell a day is kept.

    Args:
        published: Rows of `schemas.PUBLICATION_DATES` of all current documents.
        links: Rows of `schemas.NEAR_DUPLICATES`.
        expressions: Gives rows of `schemas.TIME_EXPRESSIONS` of all current documents, part by part.
        mentions: Gives rows of `schemas.EVENT_MENTIONS` of all current documents, part by part.
        signatures: Gives columns of `schemas.TEXT_SIGNATURES` of all current documents.
        documents: Gives some documents, to name the words that evidence rests on, and to read their time expressions again.

    Returns:
        Rows of `schemas.DERIVED_DATES`, by document, and of `schemas.DERIVED_MENTIONS`, by mention. They depend on the documents alone, not on their order.
    """
    dates = to_records(published, PublicationDate)
    asked = {row.document_id: row for row in dates if is_open(row)}
    sure = {row.document_id: row.days.earliest or 0 for row in dates if is_dated(row)}
    if not asked or not sure:
        return to_table("derived_dates", ()), to_table("derived_mentions", ())
    words = _words(signatures, asked.keys() | sure.keys())
    counting = _kept("event_mentions", mentions, _counts)
    times = _times(expressions, counting, asked)
    names = {name: named(times[name].values()) for name in asked if name in times}
    undated = [Undated(name, row.days, words.get(name, _NONE), names.get(name, Named())) for name, row in asked.items()]
    dated = [Dated(name, day, words.get(name, _NONE)) for name, day in sure.items()]
    told = _told(counting, times, asked.keys() | sure.keys())
    rows, shared = derive(undated, dated, to_records(links, NearDuplicate), told)
    read = {item.document_id: item for item in documents([row.document_id for row in rows])} if rows else {}
    worded = [_worded(row, shared, read[row.document_id].text or "") for row in rows]
    of_these = _of_documents(read)
    dated_by_words = _kept(
        "event_mentions", mentions, lambda part: pc.and_(part["time_expression"].is_valid(), of_these(part))
    )
    follow = followed(rows, read.values(), to_records(dated_by_words, EventMention), times)
    return to_table("derived_dates", worded), to_table("derived_mentions", follow)


def _words(read: Read, wanted: Collection[str]) -> dict[str, Words]:
    found: dict[str, Words] = {}
    ids = pa.array(sorted(wanted), pa.string())
    for table in read(("words",)):
        rows = table.filter(pc.is_in(table["document_id"], value_set=ids)).combine_chunks()
        if rows.num_rows:
            column = rows["words"].combine_chunks()
            ends, flat = column.offsets.to_numpy(), column.values.to_numpy()
            for place, name in enumerate(rows["document_id"].to_pylist()):
                found[name] = flat[ends[place] : ends[place + 1]].copy()  # a copy, or all of the batch would stay
    return found


Times = Mapping[str, Mapping[int, TimeExpression]]
"""Time expressions by document and position."""


def _kept(stage: str, parts: Tables, chosen: Callable[[pa.Table], pa.ChunkedArray]) -> pa.Table:
    """The chosen rows of all parts."""
    schema = SCHEMAS[stage]
    return pa.concat_tables([schema.empty_table(), *(part.filter(chosen(part)).cast(schema) for part in parts())])


def _of_documents(names: Iterable[str]) -> Callable[[pa.Table], pa.ChunkedArray]:
    wanted = pa.array(sorted(names), pa.string())
    return lambda part: pc.is_in(part["document_id"], value_set=wanted)


def _times(expressions: Tables, counting: pa.Table, asked: Collection[str]) -> Times:
    """The time expressions of undated documents, and those of others that date a mention which counts."""
    wanted = _of_documents({*asked, *counting["document_id"].to_pylist()})
    rows: dict[str, dict[int, TimeExpression]] = defaultdict(dict)
    for row in to_records(_kept("time_expressions", expressions, wanted), TimeExpression):
        rows[row.document_id][row.position] = row
    return rows


def _counts(mentions: pa.Table) -> pa.ChunkedArray:
    """Which mentions may be told as having happened on a day: only these are taken to Python."""
    return pc.and_(
        pc.and_(mentions["time_expression"].is_valid(), pc.equal(mentions["polarity"], "POS")),
        pc.and_(
            pc.is_in(mentions["class"], value_set=pa.array(sorted(CLASSES))),
            pc.is_in(mentions["certainty"], value_set=pa.array(sorted(TOLD))),
        ),
    )


def _told(counting: pa.Table, times: Times, known: Collection[str]) -> Iterator[Happening]:
    for mention in to_records(counting, EventMention):
        if mention.document_id in known:
            found = happening(mention, times.get(mention.document_id, {}).get(mention.time_expression or 0))
            if found is not None:
                yield found


def _worded(row: DerivedDate, shared: Mapping[str, Sequence[int]], text: str) -> DerivedDate:
    """Name the words that evidence by likeness rests on."""
    keys = [f"{row.document_id}:{piece.other_id}" for piece in row.evidence]
    wanted = {number for key in keys for number in shared.get(key, ())}
    if not wanted or not text:
        return row
    words = list(dict.fromkeys(words_of(text)))
    numbers = (np.array(RMinHash.hash_token_sets([words])[0], np.uint64) & _LOW).tolist()
    spelt = {number: word for number, word in zip(numbers, words, strict=True) if number in wanted}
    evidence = [
        replace(piece, shared=", ".join(spelt[number] for number in shared[key] if number in spelt))
        if piece.rule == "likeness"
        else piece
        for key, piece in zip(keys, row.evidence, strict=True)
    ]
    return replace(row, evidence=tuple(evidence))
