"""Batches of rows: records to Arrow tables and back, staged files, and the boundary of one document.

A batch is a fixed set of document versions. What a stage made of it is one Parquet file, named by the batch and stamped
with the stage's fingerprint, so that a file's existence says the work is done.
"""

import dataclasses
import os
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count, islice
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import records, schemas
from pipelines.errors import DocumentError
from pipelines.limits import OutOfTime, processor_seconds
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
    "event_votes": records.EventVote,
    "event_history": records.EventChange,
    "document_sources": records.DocumentSource,
    "text_signatures": records.TextSignature,
    "repeated_lines": records.RepeatedLine,
    "repeated_places": records.RepeatedPlace,
    "near_duplicates": records.NearDuplicate,
    "derived_dates": records.DerivedDate,
    "derived_mentions": records.DerivedMention,
    "faults": records.Fault,
}
"""The dataclass of each schema's rows."""
_AT_ONCE: Final = 4_096
"""Records that a stage holds before they become columns, which take a third of the memory."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a stage made of a batch.

    Attributes:
        rows: A table of the stage's schema.
        faults: A table of `schemas.FAULTS`: the documents it could not do, each with a reason.
    """

    rows: pa.Table
    faults: pa.Table


def _row_name(item: dataclasses.Field[Any]) -> str:
    return str(item.metadata.get("name", item.name))


@cache
def _getters(kind: type) -> dict[str, Callable[[Any], Any]]:
    """What takes each field out of a record, by its name in the schema."""
    return {_row_name(item): attrgetter(item.name) for item in dataclasses.fields(kind)}


def to_table(name: str, rows: Iterable[object]) -> pa.Table:
    """Make a table of a declared schema from its records.

    Args:
        name: A key of `schemas.SCHEMAS`.
        rows: Records of the dataclass that belongs to it, in the order the table shall have.
    """
    held, schema, getters = list(rows), schemas.SCHEMAS[name], _getters(RECORDS[name])
    columns = [_array(item.type, list(map(getters[item.name], held))) for item in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _array(kind: pa.DataType, values: Sequence[Any]) -> pa.Array:
    """An array of plain values, of records or of tuples of them, built column by column: no row becomes a dict."""
    if pa.types.is_date32(kind):
        return pa.array(values, pa.int32()).view(kind)  # as numbers: no day passes through Python's `date`
    if pa.types.is_struct(kind):
        return _structs(kind, values)
    if pa.types.is_list(kind):
        ends = accumulate((len(items) if items is not None else 0 for items in values), initial=0)
        inner = _array(kind.value_type, [item for items in values if items is not None for item in items])
        missing = pa.array([items is None for items in values], pa.bool_())
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), inner, type=kind, mask=missing)
    return pa.array(values, kind)


def _structs(kind: pa.DataType, values: Sequence[Any]) -> pa.Array:
    present = [value for value in values if value is not None]
    if not present:
        return pa.nulls(len(values), kind)
    record: type = type(present[0])
    getters = _getters(record)
    parts = [_array(item.type, list(map(getters[item.name], present))) for item in kind]
    found = pa.StructArray.from_arrays(parts, fields=list(kind))
    if len(present) == len(values):
        return found
    places = count()
    return found.take(pa.array([None if value is None else next(places) for value in values], pa.int32()))


@cache
def _held(kind: Any) -> tuple[tuple[str, type | None], ...]:
    """The fields of a record as the schema names them, each with the record that it holds or holds several of."""
    hints = typing.get_type_hints(kind)
    return tuple((_row_name(item), _record_in(hints[item.name])) for item in dataclasses.fields(kind))


def _record_in(hint: Any) -> type | None:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint
    return next((found for part in typing.get_args(hint) if (found := _record_in(part)) is not None), None)


def to_records(table: pa.Table, kind: type[Record]) -> list[Record]:
    """Make the records of a table, in its order; the inverse of `to_table`."""
    name = next(key for key, value in RECORDS.items() if value is kind)
    rows = table.select(schemas.SCHEMAS[name].names).cast(schemas.SCHEMAS[name])
    columns = (
        [value for chunk in rows[column].chunks for value in _values(chunk, held)]
        for column, held in _held(typing.cast("Hashable", kind))
    )
    return list(map(kind, *columns))


def _values(array: pa.Array, held: Any) -> list[Any]:
    """What an array holds: plain values, days as numbers, records of the kind `held`, or tuples of them."""
    if pa.types.is_date32(array.type):
        return _values(array.view(pa.int32()), held)
    if pa.types.is_list(array.type):
        items = iter(_values(array.flatten(), held))
        lengths = array.value_lengths().to_pylist()
        return [None if length is None else tuple(islice(items, length)) for length in lengths]
    if pa.types.is_struct(array.type):
        present = array.drop_null()
        records_in = map(held, *(_values(present.field(name), inner) for name, inner in _held(held)))
        return [next(records_in) if there else None for there in array.is_valid().to_pylist()]
    plain: list[Any] = array.to_pylist()
    return plain


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
    stage: str,
    inputs: Mapping[str, pa.Table],
    work: Callable[[Mapping[str, Sequence[Any]]], Iterable[object]],
    seconds: float | None = None,
    ahead: Callable[[Iterable[dict[str, list[Any]]]], Iterable[Mapping[str, Sequence[Any]]]] | None = None,
) -> Result:
    """Do a stage's work document by document; what fails costs that document only, and is a row with a reason.

    Args:
        stage: The stage's name, a key of `schemas.SCHEMAS`: what `work` returns are its records.
        inputs: Tables by the name of their stage; the first one has one row a document.
        work: Gets one document's records by the name of their stage, and gives the stage's records for it.
        seconds: Most time of the processor for one document (`limits.processor_seconds`); `None` sets no limit.
        ahead: Gets the records of all documents before `work` does, one document after the other, and gives them back in their
            order, with what it made of several documents at once. It keeps within bounds of time and memory by itself.

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
    parts = [schemas.SCHEMAS[stage].empty_table()]
    made: list[object] = []
    faults: list[Fault] = []
    for rows in grouped.values() if ahead is None else ahead(grouped.values()):
        document_id = rows[first][0].document_id
        if len(made) >= _AT_ONCE:
            parts.append(to_table(stage, made))
            made.clear()
        try:
            with processor_seconds(seconds):
                found = list(work(rows))
            made.extend(found)
        except OutOfTime:
            detail = f"not done in {seconds:g} seconds of the processor (settings: batches.seconds)"
            faults.append(Fault(document_id, rows[first][0].content_hash, stage, "too_slow", detail))
        except Exception as error:  # noqa: BLE001 - the boundary of one document: a bug in a rule must not stop a batch
            reason = error.reason if isinstance(error, DocumentError) else f"{stage}_failed"
            detail = str(error) if isinstance(error, DocumentError) else f"{type(error).__name__}: {error}"
            faults.append(Fault(document_id, rows[first][0].content_hash, stage, reason, detail))
    return Result(pa.concat_tables([*parts, to_table(stage, made)]), to_table("faults", faults))
