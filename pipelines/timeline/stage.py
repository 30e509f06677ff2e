"""All mentions in, the timeline out: the one stage that sees every document at once.

Columns are taken to Python one by one, and only those that merging reads; of the sentences only numbers for their words, and
the headlines.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.settings import Timeline
from pipelines.timeline.agreement import agreements
from pipelines.timeline.connected import companies, company_numbers, mention_numbers
from pipelines.timeline.denials import denials
from pipelines.timeline.digests import row_digests
from pipelines.timeline.looks import Looks, Numbers, number
from pipelines.timeline.making import PARTS, Making
from pipelines.timeline.memory import Memory
from pipelines.timeline.merge import in_companies
from pipelines.timeline.reader import COLUMNS, Reader
from pipelines.timeline.relations import relate
from pipelines.timeline.runs import where_in
from pipelines.timeline.salience import ranked
from pipelines.timeline.telling import NAMED, WRITTEN, Telling, telling

__all__ = ["COLUMNS", "NAMED", "PACKAGES", "WRITTEN", "Merged", "merge_arrivals", "merge_mentions", "telling"]

PACKAGES = ("timeline",)
"""Packages whose code decides the result, for `engine.code_version`."""


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
    table = _standing(mentions, sources)
    rows = row_digests(table, COLUMNS)
    places = before.places(rows)
    reader = Reader(table)
    looked = before.with_looks(rows, places, Looks.of(reader.mentions(np.flatnonzero(places < 0).tolist())))
    looks = Looks.from_table(looked)
    names = {number(name): name for name in pc.unique(table["document_id"]).to_pylist()}
    related = relate(looks, rows, places, chosen, before.relations)
    company = companies(looks, (related.one, related.other, related.likely), chosen)
    said = mention_numbers(looks, rows, related.links, known=names, told=known)
    numbers = company_numbers(looks, said, company, related.links)
    anew = np.flatnonzero((where_in(numbers, before.companies) < 0)[company])
    again = anew.tolist()
    slim, pairs = reader.mentions(again, around=False), related.pairs(anew)
    making = Making(before.events, reader, said, known)
    for found in in_companies(slim, company[anew], pairs, chosen, known.written):
        own = numbers[company[again[found[0].members[0].number]]]
        making.add(int(own), found, denials(found, slim, pairs, chosen), again)
    kept = before.updated(looked, related, numbers, making)
    events, links, votes = (kept.rows(name) for name in PARTS)
    stories = _stories(looks["document"], names, known)
    weighed = ranked(events, known, agreements(events, table["mention_id"], looks, stories))
    return Merged(weighed, links, votes), kept


def _stories(documents: Numbers, names: Mapping[int, str], told: Telling) -> Numbers:
    """Number the stories that documents tell, given the documents' hashes and what these stand for."""
    own, place = np.unique(documents, return_inverse=True)
    return np.array([number(told.story(names[document])) for document in own.tolist()], np.int64)[place]


def _standing(mentions: pa.Table, sources: pa.Table) -> pa.Table:
    """Leave out the mentions of documents that do not stand for their text."""
    other = sources.filter(pc.not_equal(sources["document_id"], sources["text_document_id"]))["document_id"]
    if not len(other):
        return mentions
    return mentions.filter(pc.invert(pc.is_in(mentions["document_id"], value_set=other.combine_chunks())))
