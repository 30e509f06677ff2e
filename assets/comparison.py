"""Comparing all current documents: what was counted of a pair of texts is kept beside the tables that come of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from assets.stages import STORIES, Current, is_whole
from pipelines import engine
from pipelines.batches import Staging, read, write
from pipelines.corpus.stage import DOCUMENT_COLUMNS, PACKAGES, PAIRS, compare_documents
from pipelines.settings import Settings

__all__ = ["compared_file", "write_stories"]


def compared_file(staging: Staging, known: Mapping[str, str]) -> Path:
    """Give where the counts of pairs lie. Without the file all are counted anew, and come out the same."""
    code = engine.code_version(PACKAGES)
    return staging.folder / "corpus" / f"compared-{engine.digest(known['text_signatures'], code)}.parquet"


def write_stories(current: Current, files: Mapping[str, Path], compared: Path, chosen: Settings) -> bool:
    """Compare all current documents, unless that is done; tell whether it was to do.

    Args:
        current: The rows of staging that are current.
        files: Where the tables `STORIES` shall lie.
        compared: What `compared_file` gives.
        chosen: The settings.

    Raises:
        DatelineError: A stage it reads has not done all that is current.
    """
    if all(is_whole(files[name]) for name in STORIES):
        return False
    current.require(("documents", "text_signatures", "publication_dates"))

    def signatures(columns: Sequence[str]) -> Iterable[pa.Table]:
        return current.batches("text_signatures", columns)

    def texts(wanted: Collection[str]) -> Mapping[str, str]:
        return dict(_texts(current, wanted)) if wanted else {}

    found = compare_documents(
        signatures,
        current.rows("documents", DOCUMENT_COLUMNS),
        current.rows("publication_dates", ("latest",)),
        known=read(compared) if is_whole(compared) else PAIRS.empty_table(),
        texts=texts,
        settings=chosen,
    )
    write(found["compared"], compared)
    for name in STORIES:
        write(found[name], files[name])
    return True


def _texts(current: Current, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    ids = pa.array(wanted, pa.string())
    for part in current.batches("documents", ("text",)):
        rows = part.filter(pc.is_in(part["document_id"], value_set=ids))
        yield from zip(rows["document_id"].to_pylist(), rows["text"].to_pylist(), strict=True)
