"""The rows that stages exchange: one Arrow schema a stage, each field with its unit and meaning.

The same descriptions end up in the Parquet files (field metadata `description`), in DuckDB (`COMMENT ON`) and in
Dagster's column metadata. The dataclasses of `pipelines.records` have the same fields; a test compares them.

Offsets are half-open code points of `documents.text`. Days are inclusive, proleptic Gregorian, `date32`; null is "no
bound known".
"""

from typing import Final

import pyarrow as pa

from pipelines.schemas.corpus import DOCUMENT_SOURCES, NEAR_DUPLICATES, REPEATED_LINES, REPEATED_PLACES, TEXT_SIGNATURES
from pipelines.schemas.derived import DERIVED_DATES, DERIVED_MENTIONS
from pipelines.schemas.documents import DOCUMENTS, PUBLICATION_DATES, RAW_DOCUMENTS
from pipelines.schemas.events import EVENT_HISTORY, EVENT_LINKS, EVENT_VOTES, EVENTS
from pipelines.schemas.fields import OF_DOCUMENT, description, field, schema
from pipelines.schemas.mentions import EVENT_MENTIONS, TIME_EXPRESSIONS

__all__ = [
    "DERIVED_DATES",
    "DERIVED_MENTIONS",
    "DOCUMENTS",
    "DOCUMENT_SOURCES",
    "EVENTS",
    "EVENT_HISTORY",
    "EVENT_LINKS",
    "EVENT_MENTIONS",
    "EVENT_VOTES",
    "FAULTS",
    "NEAR_DUPLICATES",
    "PUBLICATION_DATES",
    "RAW_DOCUMENTS",
    "REPEATED_LINES",
    "REPEATED_PLACES",
    "SCHEMAS",
    "TEXT_SIGNATURES",
    "TIME_EXPRESSIONS",
    "description",
]

FAULTS: Final = schema(
    "faults",
    "What went wrong with one document in one stage.",
    (
        *OF_DOCUMENT,
        field("stage", pa.string(), "The stage."),
        field("reason", pa.string(), "A short code."),
        field("detail", pa.string(), "What was found, where, what would have been accepted."),
    ),
)

SCHEMAS: Final[dict[str, pa.Schema]] = {
    (rows.metadata or {})[b"dateline.name"].decode(): rows
    for rows in (
        RAW_DOCUMENTS,
        DOCUMENTS,
        PUBLICATION_DATES,
        TIME_EXPRESSIONS,
        EVENT_MENTIONS,
        EVENTS,
        EVENT_LINKS,
        EVENT_VOTES,
        EVENT_HISTORY,
        DOCUMENT_SOURCES,
        TEXT_SIGNATURES,
        REPEATED_LINES,
        REPEATED_PLACES,
        NEAR_DUPLICATES,
        DERIVED_DATES,
        DERIVED_MENTIONS,
        FAULTS,
    )
}
