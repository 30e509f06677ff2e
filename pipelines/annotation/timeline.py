"""The timeline of some documents, without a warehouse."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipelines import schemas
from pipelines.annotation.document import analyse
from pipelines.annotation.question import question
from pipelines.batches import to_records, to_table
from pipelines.records import Event
from pipelines.settings import Settings
from pipelines.timeline.stage import merge_mentions

__all__ = ["timeline"]


def timeline(
    documents: Iterable[Mapping[str, Any]], *, raw: bool = False, settings: Settings | None = None
) -> tuple[list[Event], list[str]]:
    """Merge the events of documents into one timeline, as the pipeline does.

    Args:
        documents: `doc_id`, `text` and `dct` each; equal texts of equal day count once.
        raw: Whether the texts are raw dumps.
        settings: Thresholds; the defaults where it is not given.

    Returns:
        Events by their first day, undated ones last; and of each document that could not be read, why.
    """
    chosen = settings or Settings()
    seen: set[str] = set()
    failed: list[str] = []
    tables = [schemas.EVENT_MENTIONS.empty_table()]
    for row in documents:
        doc_id = row.get("doc_id")
        try:
            found = analyse(question(row, doc_id), raw=raw, settings=chosen)
        except Exception as error:  # noqa: BLE001 - the boundary of one document
            failed.append(f"{doc_id}: {type(error).__name__}: {error}")
            continue
        if found.publication.document_id not in seen:
            seen.add(found.publication.document_id)
            tables.append(to_table("event_mentions", found.mentions))
    mentions = pa.concat_tables(tables).combine_chunks()
    events, _ = merge_mentions(mentions, schemas.DOCUMENT_SOURCES.empty_table(), chosen.timeline)
    return to_records(events, Event), failed
