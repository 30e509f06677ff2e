"""The datasets of the product: their fields, their order, and how one is written as Parquet files.

DuckDB sorts and pyarrow writes: that gives the smallest files and the fastest to read, with a page index, which DuckDB's
own `COPY` does not write. What is in a file depends on the rows alone: the order is total, groups of rows are of fixed
size, and no clock, batch or path of the run is in it. So equal rows are equal bytes.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines import schemas
from warehouse.schema import SQL

__all__ = ["DATASETS", "Dataset", "write"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One folder of files that open as one table.

    Attributes:
        name: Its folder, and its query in `sql/export`.
        schema: Its fields with their descriptions; every file has exactly this schema.
        order: Fields the rows of a file are sorted by, ending with what tells any two rows apart; nulls last.
        ids: Fields with a Bloom filter: a look-up by id skips the files that can't hold it.
        group: Rows of a row group.
    """

    name: str
    schema: pa.Schema
    order: tuple[str, ...]
    ids: tuple[str, ...]
    group: int = 65_536


def _meant(item: pa.Field, name: str, meaning: str) -> pa.Field:
    return pa.field(name, item.type, metadata={"description": meaning})


def _dataset_schema(name: str, meaning: str, fields: list[pa.Field]) -> pa.Schema:
    # pandas turns a column of days into Python dates, which end at year 1, unless the schema names an Arrow type for it.
    columns = [
        {
            "name": item.name,
            "field_name": item.name,
            "pandas_type": "date",
            "numpy_type": "date32[day][pyarrow]",
            "metadata": None,
        }
        for item in fields
        if pa.types.is_date32(item.type)
    ]
    pandas = {"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": "3.0.0"}
    return pa.schema(
        fields, metadata={"dateline.name": name, "description": meaning, "pandas": json.dumps(pandas, sort_keys=True)}
    )


def _as_stored(name: str, *more: pa.Field) -> pa.Schema:
    stored = schemas.SCHEMAS[name]
    return _dataset_schema(name, schemas.description(stored), [*stored, *more])


_EMPTY: Final = "undated-0.parquet"
_EVENT_ID: Final = schemas.EVENTS.field("event_id")
_PARTICIPANT: Final = schemas.EVENT_MENTIONS.field("participants").type.value_type
_PUBLISHED: Final = schemas.PUBLICATION_DATES

DATASETS: Final = (
    Dataset(
        "documents",
        _as_stored(
            "documents",
            _meant(_PUBLISHED.field("earliest"), "published_earliest", "First day it can have been written."),
            _meant(_PUBLISHED.field("latest"), "published_latest", "Last day it can have been written."),
        ),
        ("published_earliest", "published_latest", "document_id"),
        ("document_id",),
        group=2_048,  # whole texts: a group stays at some ten megabytes
    ),
    Dataset(
        "publication_dates",
        _as_stored("publication_dates"),
        ("earliest", "latest", "document_id"),
        ("document_id",),
    ),
    Dataset(
        "time_expressions",
        _as_stored("time_expressions"),
        ("earliest", "latest", "document_id", "position"),
        ("document_id",),
    ),
    Dataset(
        "event_mentions",
        _as_stored("event_mentions", _meant(_EVENT_ID, "event_id", "The event it speaks of; null where none.")),
        ("begin_earliest", "begin_latest", "mention_id", "event_id"),
        ("event_id", "document_id", "mention_id"),
    ),
    Dataset(
        "events",
        _as_stored(
            "events",
            _meant(
                schemas.DERIVED_MENTIONS.field("rule"),
                "derived_by",
                "Where date_basis is derived, what its days rest on: reprint, shared event or likeness; else null.",
            ),
            _meant(
                schemas.EVENTS.field("participants"),
                "derived_from",
                "The dated documents which derived days follow from, by their ids; else null.",
            ),
        ),
        ("begin_earliest", "begin_latest", "event_id"),
        ("event_id",),
    ),
    Dataset(
        "participants",
        _dataset_schema(
            "participants",
            "Who or what takes part in an event: one row a phrase of a mention.",
            [
                _meant(_EVENT_ID, "event_id", "The event; null where the mention belongs to none."),
                schemas.EVENT_MENTIONS.field("mention_id"),
                schemas.EVENT_MENTIONS.field("document_id"),
                *(_PARTICIPANT.field(name) for name in ("role", "kind", "name", "start", "end")),
                _meant(schemas.EVENTS.field("begin_earliest"), "begin_earliest", "First day the event can have begun."),
            ],
        ),
        ("begin_earliest", "event_id", "mention_id", "start", "end", "role", "kind", "name"),
        ("event_id", "document_id"),
    ),
    Dataset(
        "event_votes",
        _as_stored(
            "event_votes",
            _meant(schemas.EVENTS.field("begin_earliest"), "begin_earliest", "First day the event can have begun."),
        ),
        ("begin_earliest", "event_id", "matter", "says", "told_in"),
        ("event_id",),
    ),
    Dataset(
        "event_history",
        _as_stored("event_history"),
        ("since", "change", "event_id", "successor_id"),
        ("event_id", "successor_id"),
    ),
    Dataset(
        "near_duplicates",
        _as_stored(
            "near_duplicates",
            _meant(_PUBLISHED.field("earliest"), "published_earliest", "First day the document can have been written."),
        ),
        ("published_earliest", "document_id"),
        ("document_id", "story_id"),
    ),
    Dataset("derived_dates", _as_stored("derived_dates"), ("earliest", "latest", "document_id"), ("document_id",)),
    Dataset("repeated_lines", _as_stored("repeated_lines"), ("source", "line_hash"), ("line_hash",)),
)


def write(connection: duckdb.DuckDBPyConnection, dataset: Dataset, folder: Path, rows_per_file: int) -> dict[str, int]:
    """Write a dataset's files into a folder that is there and empty.

    Args:
        connection: The database to read, open read-only.
        dataset: What to write.
        folder: Gets `<period>-<bucket>.parquet`; where there are no rows, one file with the schema.
        rows_per_file: A period with more rows is cut into buckets.

    Returns:
        The number of rows of each file. They are not yet forced to disk: most will be replaced by links.
    """
    written: dict[str, int] = {}
    pieces = _pieces(_sorted(connection, dataset, rows_per_file), dataset)
    for name, group in groupby(pieces, key=itemgetter(0)):
        written[name] = _write_file((rows for _, rows in group), dataset, folder / name)
    if not written:
        written[_EMPTY] = _write_file((), dataset, folder / _EMPTY)
    return written


def _sorted(connection: duckdb.DuckDBPyConnection, dataset: Dataset, rows_per_file: int) -> pa.RecordBatchReader:
    """All rows of a dataset with the name of their file, file by file, in the dataset's order."""
    source = (SQL / "export" / f"{dataset.name}.sql").read_text(encoding="utf-8")
    counts = (SQL / "export" / "buckets.sql").read_text(encoding="utf-8")
    buckets = connection.sql(
        f"WITH dataset AS ({source}) {counts}",
        params={"rows_per_file": rows_per_file},
    ).to_arrow_table()
    connection.register("buckets", buckets)
    order = ", ".join(f'"{name}" ASC NULLS LAST' for name in dataset.order)
    relation = connection.sql(
        f"WITH dataset AS ({source}) SELECT dataset.* EXCLUDE (day, key), "  # noqa: S608 - files and names of our own
        "concat(period, '-', md5_number_lower(key) % buckets::UBIGINT, '.parquet') AS file "
        f"FROM dataset JOIN buckets ON buckets.period = period_of(day) ORDER BY file, {order}"
    )
    return relation.to_arrow_reader(dataset.group)


def _pieces(reader: pa.RecordBatchReader, dataset: Dataset) -> Iterator[tuple[str, pa.Table]]:
    """Cut a stream of rows where the name of the file changes."""
    for batch in reader:
        table = pa.Table.from_batches([batch]).select(dataset.schema.names).cast(dataset.schema)
        runs = pc.run_end_encode(batch.column("file"))
        start = 0
        for name, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            yield name, table.slice(start, end - start)
            start = end


def _write_file(pieces: Iterable[pa.Table], dataset: Dataset, path: Path) -> int:
    """Write one file in row groups of fixed size, however the rows arrive, and give their number."""
    waiting: list[pa.Table] = []
    waits = total = 0
    writer: pq.ParquetWriter | None = None
    with path.open("wb") as file:
        for piece in pieces:
            waiting.append(piece)
            waits += piece.num_rows
            while waits >= dataset.group:
                rows = pa.concat_tables(waiting)
                writer = writer or _writer(file, dataset, dataset.group)
                writer.write_table(rows.slice(0, dataset.group).combine_chunks(), row_group_size=dataset.group)
                waiting, waits = [rows.slice(dataset.group)], waits - dataset.group
                total += dataset.group
        if waits or writer is None:
            writer = writer or _writer(file, dataset, waits)
            rows = pa.concat_tables(waiting or [dataset.schema.empty_table()])
            writer.write_table(rows.combine_chunks(), row_group_size=dataset.group)
            total += waits
        writer.close()
    return total


def _writer(file: IO[bytes], dataset: Dataset, distinct: int) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        file,
        dataset.schema,
        compression="zstd",
        write_page_index=True,
        sorting_columns=_sorting_columns(dataset),
        bloom_filter_options={name: {"ndv": max(distinct, 1), "fpp": 0.01} for name in dataset.ids},
    )


def _sorting_columns(dataset: Dataset) -> list[pq.SortingColumn]:
    """The order as Parquet counts columns: by leaves, a struct's fields one by one."""
    first_leaf, leaf = {}, 0
    for item in dataset.schema:
        first_leaf[item.name] = leaf
        leaf += _leaves(item.type)
    return [pq.SortingColumn(first_leaf[name], nulls_first=False) for name in dataset.order]


def _leaves(kind: pa.DataType) -> int:
    if pa.types.is_struct(kind):
        return sum(_leaves(item.type) for item in kind)
    if pa.types.is_list(kind):
        return _leaves(kind.value_type)
    return 1
