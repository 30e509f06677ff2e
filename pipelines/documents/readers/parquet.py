"""Parquet: one document a row, read in small batches."""

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.documents.formats import Format, Record
from pipelines.documents.sources import Source, seekable
from pipelines.documents.stated import columns, record_of
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

_ROWS: Final = 256
"""Rows held at once."""


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield a record a row. Days and times become the text that Arrow writes for them."""
    number = 0
    try:
        with seekable(source) as opened, pq.ParquetFile(opened) as file:
            names = file.schema_arrow.names
            known = columns(names)
            if not known.names["text"] and not known.names["html"]:
                found = ", ".join(map(repr, names[:20]))
                detail = f"no column holds text; columns found: {found or 'none'}; one named text, body or content was expected"
                raise UnreadableDocument("no_text_column", detail)
            wanted = sorted({name for group in known.names.values() for name in group})
            for batch in file.iter_batches(_ROWS, columns=wanted):
                for row in _plain(batch):
                    number += 1
                    yield record_of(row, known, "parquet", number=number, where=f"row {number}", settings=settings)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        detail = f"row {number + 1}: {' '.join(str(error).split())[:300]}; a Parquet file was expected"
        raise UnreadableDocument("malformed_parquet", detail) from error


def _plain(batch: pa.RecordBatch) -> list[dict[str, object]]:
    """Rows with texts, lists and numbers only: a day before year 1 has no Python date."""
    arrays = []
    for array in batch.columns:
        kind = array.type
        if pa.types.is_dictionary(kind):
            array, kind = array.dictionary_decode(), kind.value_type  # noqa: PLW2901 - the same column, plain
        if pa.types.is_temporal(kind) and not pa.types.is_duration(kind):
            array = array.cast(pa.string())  # noqa: PLW2901
        elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            values = [None if item is None else item.decode("utf-8", "surrogateescape") for item in array.to_pylist()]
            arrays.append(values)
            continue
        arrays.append(array.to_pylist())
    return [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*arrays, strict=True)]


FORMAT: Final = Format(("application/vnd.apache.parquet",), (".parquet", ".pq"), read, takes_apart=True)
