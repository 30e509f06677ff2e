"""Dating documents by others: what is read for it, and where its tables lie."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from assets.stages import DERIVED, STORIES, Current, is_whole
from pipelines.batches import read, to_records, write
from pipelines.errors import DatelineError
from pipelines.records import Document
from pipelines.timeline.derived.rows import derive_dates

__all__ = ["write_derived"]


def write_derived(current: Current, files: Mapping[str, Path]) -> bool:
    """Derive days of writing, unless that is done; tell whether it was to do.

    Args:
        current: The rows of staging that are current.
        files: Where the tables `DERIVED` shall lie, and those of `STORIES` do.

    Raises:
        DatelineError: A stage it reads has not done all that is current.
    """
    if all(is_whole(files[name]) for name in DERIVED):
        return False
    current.require(("documents", "text_signatures", "publication_dates", "time_expressions", "event_mentions"))
    if not all(is_whole(files[name]) for name in STORIES):
        msg = "'near_duplicates' is not done for what is current; materialise it first"
        raise DatelineError(msg)

    def signatures(columns: Sequence[str]) -> Iterable[pa.Table]:
        return current.batches("text_signatures", columns)

    found = derive_dates(
        current.rows("publication_dates"),
        read(files["near_duplicates"]),
        expressions=lambda: current.batches("time_expressions"),
        mentions=lambda: current.batches("event_mentions"),
        signatures=signatures,
        documents=lambda wanted: _documents(current, wanted),
    )
    for name, table in zip(DERIVED, found, strict=True):
        write(table, files[name])
    return True


def _documents(current: Current, wanted: Collection[str]) -> Iterator[Document]:
    ids = pa.array(sorted(wanted), pa.string())
    for part in current.batches("documents"):
        yield from to_records(part.filter(pc.is_in(part["document_id"], value_set=ids)), Document)
