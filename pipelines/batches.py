"""Batches of rows: records to Arrow tables and back, staged files, and the boundary of one document.

A batch is a fixed set of document versions. What a stage made of it is one Parquet file, named by the batch and stamped
with the stage's fingerprint, so that a file's existence says the work is done.
"""

import dataclasses
import os
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import records, schemas
from pipelines.errors import DocumentError
from pipelines.records import Fault

__all__ = ["RECORDS", "Result", "Staging", "each_document", "read", "to_records", "to_table", "write"]

Record = TypeVar("Record")

RECORDS: Final[dict[str, type]] = {
    "raw_documents": records.RawDocument,
    "documents": records.Document,
    "publication_dates": records.PublicationDate,
    "time_expressions": records.TimeExpression,
    "event_mentions": records.EventMention,
    "events": records.Event,
    "event_links": records.EventLink,
    "document_sources": records.DocumentSource,
    "faults": records.Fault,
}
"""The dataclass of each schema's rows."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a stage made of a batch.

    Attributes:
        rows: A table of the stage's schema.
        faults: A table of `schemas.FAULTS`: the documents it could not do, each with a reason.
    """

    rows: pa.Table
    faults: pa.Table


def _numbers(kind: pa.DataType) -> pa.DataType:
    """The same type with days as numbers, so that no day passes through Python's `date`."""
    if pa.types.is_date32(kind):
        return pa.int32()
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(item.name, _numbers(item.type)) for item in kind])
    if pa.types.is_list(kind):
        return pa.list_(_numbers(kind.value_type))
    return kind


@cache
def _storage(name: str) -> pa.Schema:
    return pa.schema([pa.field(item.name, _numbers(item.type)) for item in schemas.SCHEMAS[name]])


def _row_name(item: dataclasses.Field[Any]) -> str:
    return str(item.metadata.get("name", item.name))


@cache
def _row_names(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((_row_name(item), item.name) for item in dataclasses.fields(kind))


def _plain(value: object) -> object:
    """A record as dicts and lists, with the names of the schema."""
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {row: _plain(getattr(value, own)) for row, own in _row_names(type(value))}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def to_table(name: str, rows: Iterable[object]) -> pa.Table:
    """Make a table of a declared schema from its records.

    Args:
        name: A key of `schemas.SCHEMAS`.
        rows: Records of the dataclass that belongs to it, in the order the table shall have.
    """
    columns: dict[str, list[object]] = {item.name: [] for item in schemas.SCHEMAS[name]}
    names = _row_names(RECORDS[name])
    for row in rows:
        for column, own in names:
            columns[column].append(_plain(getattr(row, own)))
    arrays = [pa.array(columns[item.name], type=item.type) for item in _storage(name)]
    final = schemas.SCHEMAS[name]
    return pa.Table.from_arrays([a.cast(item.type) for a, item in zip(arrays, final, strict=True)], schema=final)


@cache
def _builder(kind: Hashable) -> Callable[[Any], Any] | None:
    """What turns a plain value into a field of type `kind`; `None` where it may stay as it is."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        parts = tuple((row, own, _builder(hints[own])) for row, own in _row_names(kind))

        def build(row: Mapping[str, Any]) -> Any:
            return kind(
                **{
                    own: (make(row[name]) if make is not None and row[name] is not None else row[name])
                    for name, own, make in parts
                }
            )

        return build
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        make = _builder(arguments[0])
        return tuple if make is None else (lambda items: tuple(make(item) for item in items))
    if origin is types.UnionType:
        return _builder(next(item for item in arguments if item is not types.NoneType))
    return None


def to_records(table: pa.Table, kind: type[Record]) -> list[Record]:
    """Make the records of a table, in its order; the inverse of `to_table`."""
    name = next(key for key, value in RECORDS.items() if value is kind)
    build = _builder(typing.cast("Hashable", kind))
    if build is None:
        msg = f"{kind!r} is no record"
        raise TypeError(msg)
    plain = table.select(schemas.SCHEMAS[name].names).cast(_storage(name))
    return [build(row) for row in plain.to_pylist()]


def write(table: pa.Table, path: Path) -> None:
    """Write a table so that `path` either holds all of it or does not exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with unfinished.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a staged file, or some columns of it."""
    with path.open("rb") as file:
        return pq.read_table(file, columns=list(columns) if columns is not None else None)


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder of staged files: `<stage>/<batch>.<fingerprint>.parquet`, faults beside them."""

    folder: Path

    def rows(self, stage: str, batch: str, fingerprint: str) -> Path:
        """Where a stage's rows of a batch lie, or shall lie."""
        return self.folder / stage / f"{batch}.{fingerprint}.parquet"

    def faults(self, stage: str, batch: str, fingerprint: str) -> Path:
        """Where a stage's faults of a batch lie; no such file where there were none."""
        return self.folder / stage / f"{batch}.{fingerprint}.faults"

    def store(self, stage: str, batch: str, fingerprint: str, result: Result) -> None:
        """Keep what a stage made of a batch. The rows come last: their file says that all is done."""
        if result.faults.num_rows:
            write(result.faults, self.faults(stage, batch, fingerprint))
        write(result.rows, self.rows(stage, batch, fingerprint))


def each_document(
    stage: str, inputs: Mapping[str, pa.Table], work: Callable[[Mapping[str, Sequence[Any]]], Iterable[object]]
) -> Result:
    """Do a stage's work document by document; what fails costs that document only, and is a row with a reason.

    Args:
        stage: The stage's name, a key of `schemas.SCHEMAS`: what `work` returns are its records.
        inputs: Tables by the name of their stage; the first one has one row a document.
        work: Gets one document's records by the name of their stage, and gives the stage's records for it.

    Returns:
        The rows in the order of the documents, and the faults.
    """
    first = next(iter(inputs))
    grouped: dict[str, dict[str, list[Any]]] = {}
    row: Any
    for row in to_records(inputs[first], RECORDS[first]):
        grouped[row.document_id] = {name: [] for name in inputs} | {first: [row]}
    for name, table in inputs.items():
        if name != first:
            for row in to_records(table, RECORDS[name]):
                if row.document_id in grouped:
                    grouped[row.document_id][name].append(row)
    made: list[object] = []
    faults: list[Fault] = []
    for document_id, rows in grouped.items():
        try:
            made.extend(work(rows))
        except Exception as error:  # noqa: BLE001 - the boundary of one document: a bug in a rule must not stop a batch
            reason = error.reason if isinstance(error, DocumentError) else f"{stage}_failed"
            detail = str(error) if isinstance(error, DocumentError) else f"{type(error).__name__}: {error}"
            faults.append(Fault(document_id, rows[first][0].content_hash, stage, reason, detail))
    return Result(to_table(stage, made), to_table("faults", faults))
