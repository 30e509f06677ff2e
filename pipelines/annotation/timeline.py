"""The timeline of some documents, without a warehouse."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from pipelines import schemas
from pipelines.annotation.document import analyse
from pipelines.annotation.question import question
from pipelines.batches import to_records, to_table
from pipelines.records import Event
from pipelines.settings import Settings
from pipelines.syntax.installed import pipeline
from pipelines.timeline.stage import merge_mentions, telling

__all__ = ["timeline"]

_STAGES: Final = ("event_mentions", "time_expressions", "publication_dates")


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

    Raises:
        InvalidSettings: The pipeline that shall read the sentences is not installed.
    """
    chosen = settings or Settings()
    pipeline(chosen.events.syntax)  # what is not installed is no fault of a document
    seen: set[str] = set()
    failed: list[str] = []
    tables = {name: [schemas.SCHEMAS[name].empty_table()] for name in _STAGES}
    for row in documents:
        doc_id = row.get("doc_id")
        try:
            found = analyse(question(row, doc_id), raw=raw, settings=chosen)
        except Exception as error:  # noqa: BLE001 - the boundary of one document
            failed.append(f"{doc_id}: {type(error).__name__}: {error}")
            continue
        if found.publication.document_id not in seen:
            seen.add(found.publication.document_id)
            for name, rows in zip(_STAGES, (found.mentions, found.expressions, [found.publication]), strict=True):
                tables[name].append(to_table(name, rows))
    mentions, expressions, published = (pa.concat_tables(tables[name]).combine_chunks() for name in _STAGES)
    sources = schemas.DOCUMENT_SOURCES.empty_table()
    told = telling(sources, expressions, published)
    events = merge_mentions(mentions, sources, chosen.timeline, told=told).events
    return to_records(events, Event), failed
