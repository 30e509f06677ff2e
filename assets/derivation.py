"""Dating documents by others: what is read for it, and where its tables lie."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from assets.comparison import texts_of
from assets.stages import DERIVED, STORIES, Current, is_whole
from pipelines.batches import read, write
from pipelines.errors import DatelineError
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
        current.rows("time_expressions"),
        current.rows("event_mentions"),
        read(files["near_duplicates"]),
        signatures=signatures,
        texts=lambda wanted: texts_of(current, wanted),
    )
    write(found, files["derived_dates"])
    return True
