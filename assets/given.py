"""A person gives a document its publication date: that one document becomes a new version."""

from dataclasses import replace

import pyarrow.compute as pc

from assets.ingest import RAW, overlay, stage_raw
from pipelines.batches import Staging, read, to_records
from pipelines.days import parse_interval
from pipelines.records import RawDocument
from warehouse.home import Home
from warehouse.inventory import Entry
from warehouse.ledger import Ledger

__all__ = ["give_date", "take_back_date"]


def give_date(home: Home, document: str, day: str, *, wait_seconds: float = 0.0) -> Entry:
    """Give a document its publication date. Its events are redone by the next run, though its file did not change.

    Args:
        home: Where the document is known.
        document: Its id, the first digits of it, or its path (and `#record`).
        day: A day, month, year or interval, as `pipelines.days.parse_interval` reads it.
        wait_seconds: How long to wait for a run that is writing.

    Returns:
        The document as it is now current.

    Raises:
        InvalidDay: `day` is none of these.
        UnknownName: No current document is named so, or more than one is.
        HomeBusy: A run is still writing after `wait_seconds`.
    """
    day = day.strip()
    parse_interval(day)
    with home.locked("date", wait_seconds), Ledger.open(home.ledger) as ledger:
        entry = ledger.document(document)
        staging = Staging(home.staging)
        row = overlay(_raw_row(staging, entry), entry.source_hash, day)
        entry = replace(entry, content_hash=row.content_hash)
        batch = stage_raw(staging, [row])
        ledger.register(batch, [entry], len(row.content or b""), {entry.document_id: day})
        return replace(entry, batch=batch)


def take_back_date(home: Home, document: str, *, wait_seconds: float = 0.0) -> Entry:
    """Take back the date a person gave; the next run reads the file again for what its source states.

    Raises:
        UnknownName: No current document is named so, or more than one is.
        HomeBusy: A run is still writing after `wait_seconds`.
    """
    with home.locked("date", wait_seconds), Ledger.open(home.ledger) as ledger:
        entry = ledger.document(document)
        ledger.take_back_date(entry)
        return entry


def _raw_row(staging: Staging, entry: Entry) -> RawDocument:
    table = read(staging.rows("raw_documents", entry.batch, RAW))
    of_version = pc.and_(
        pc.equal(table["document_id"], entry.document_id), pc.equal(table["content_hash"], entry.content_hash)
    )
    return to_records(table.filter(of_version), RawDocument)[0]
