"""What all schemas are made of: a field with its meaning, and the fields that many rows share."""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

__all__ = ["OF_DOCUMENT", "REJECTED", "WHEN", "description", "field", "list_of", "schema"]


def field(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    """A field that carries its unit and meaning."""
    return pa.field(name, kind, metadata={"description": meaning})


def list_of(kind: pa.DataType) -> pa.DataType:
    """A list whose items are named as Parquet names them, so that a schema comes back as it was written."""
    return pa.list_(pa.field("element", kind))


def schema(name: str, meaning: str, fields: Sequence[pa.Field]) -> pa.Schema:
    """The schema of a table that carries its own name, and what one row of it is."""
    return pa.schema(fields, metadata={"dateline.name": name, "description": meaning})


def description(item: pa.Field | pa.Schema) -> str:
    """Give the meaning that a field or a schema carries."""
    found: bytes = (item.metadata or {}).get(b"description", b"")
    return found.decode()


OF_DOCUMENT: Final = (
    field("document_id", pa.string(), "Names the document's place: hash of its root, path and record; 20 hex digits."),
    field(
        "content_hash",
        pa.string(),
        "Names this version of it: hash of its bytes and of what its source said of it; 20 hex digits.",
    ),
)

REJECTED: Final = (
    field("rejected", pa.string(), "Why it can't be used, as a short code; null where it can."),
    field("detail", pa.string(), "The same in a sentence: what was found, where, what would have been accepted."),
)

WHEN: Final = (
    field("begin_earliest", pa.date32(), "First day it can have begun; null: no bound known."),
    field("begin_latest", pa.date32(), "Last day it can have begun."),
    field("end_earliest", pa.date32(), "First day it can have ended."),
    field("end_latest", pa.date32(), "Last day it can have ended."),
    field("ongoing", pa.bool_(), "Whether it still lasted when it was written of."),
)
