"""Write the timeline in every format at once, in one pass over its events."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

import duckdb
import pyarrow as pa

from warehouse.formats.icalendar import ICALENDAR
from warehouse.formats.shapes import Event, Format
from warehouse.formats.table import table
from warehouse.formats.timelinejs import TIMELINEJS
from warehouse.formats.timesketch import TIMESKETCH
from warehouse.schema import SQL

__all__ = ["Carried", "write"]

_EVENTS: Final = SQL / "export" / "formats.sql"
_ROWS: Final = 8_192
_ORDERING: Final = frozenset({"standing"})
"""Columns that only order events; no format shows them."""


@dataclass(slots=True)
class Carried:
    """What became of the events in one format.

    Attributes:
        description: What the file holds.
        rows: Events that it holds.
        derived: Those of them whose days are derived from other documents.
        left_out: Events that it can't hold, by reason.
    """

    description: str
    rows: int = 0
    derived: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Carried]:
    """Write one file a format into a folder that is there.

    Args:
        connection: The database to read.
        folder: Gets the files.

    Returns:
        What each file holds and what it leaves out, by its name.
    """
    reader = connection.sql(_EVENTS.read_text(encoding="utf-8")).to_arrow_reader(_ROWS)
    formats = _formats(reader.schema)
    carried = {item.name: Carried(item.description) for item in formats}
    with ExitStack() as stack:
        files = [stack.enter_context((folder / item.name).open("w", encoding="utf-8", newline="")) for item in formats]
        for item, file in zip(formats, files, strict=True):
            file.write(item.head)
        for event in _events(reader):
            for item, file in zip(formats, files, strict=True):
                _carry(event, item, file, carried[item.name])
        for item, file in zip(formats, files, strict=True):
            file.write(item.foot)
    return carried


def _formats(schema: pa.Schema) -> tuple[Format, ...]:
    return (table(item for item in schema if item.name not in _ORDERING), TIMELINEJS, TIMESKETCH, ICALENDAR)


def _carry(event: Event, item: Format, file: TextIO, carried: Carried) -> None:
    reason = item.refusal(event)
    if reason is not None:
        carried.left_out[reason] += 1
        return
    if carried.rows:
        file.write(item.between)
    file.write(item.written(event))
    carried.rows += 1
    carried.derived += event["date_basis"] == "derived"


def _events(reader: pa.RecordBatchReader) -> Iterator[Event]:
    """Give events one by one, with days as numbers: Python's own dates end at year 1."""
    for batch in reader:
        days = [
            column.cast(pa.int32()) if pa.types.is_date32(item.type) else column
            for item, column in zip(batch.schema, batch.columns, strict=True)
        ]
        yield from pa.RecordBatch.from_arrays(days, names=batch.schema.names).to_pylist()
