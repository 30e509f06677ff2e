"""The stages in the order a document passes them, and what of their staged rows is current."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import engine
from pipelines.batches import Staging, read
from pipelines.corpus.stage import PACKAGES as CORPUS_PACKAGES
from pipelines.corpus.stage import STAGE as TEXT_SIGNATURES
from pipelines.dating.stage import STAGE as PUBLICATION_DATES
from pipelines.documents.stage import STAGE as DOCUMENTS
from pipelines.engine import Stage
from pipelines.errors import DatelineError
from pipelines.events.stage import STAGE as EVENT_MENTIONS
from pipelines.schemas import SCHEMAS
from pipelines.settings import Settings
from pipelines.temporal.stage import STAGE as TIME_EXPRESSIONS
from pipelines.timeline.stage import PACKAGES as TIMELINE_PACKAGES
from warehouse.store import StagedBatch

__all__ = [
    "CORPUS",
    "DERIVED",
    "DOCUMENTS",
    "EVENT_MENTIONS",
    "MERGED",
    "PUBLICATION_DATES",
    "STAGES",
    "STORIES",
    "TEXT_SIGNATURES",
    "TIME_EXPRESSIONS",
    "Current",
    "corpus_files",
    "corpus_print",
    "is_whole",
    "prints",
    "staged_batches",
]

_BY_NAME: Final = {
    stage.name: stage for stage in (DOCUMENTS, TEXT_SIGNATURES, PUBLICATION_DATES, TIME_EXPRESSIONS, EVENT_MENTIONS)
}


def _in_order(stages: Mapping[str, Stage]) -> tuple[Stage, ...]:
    """Put each stage after those it reads."""
    ordered: list[Stage] = []
    waiting = list(stages.values())
    while waiting:
        done = {"raw_documents", *(stage.name for stage in ordered)}
        ready = next(stage for stage in waiting if done.issuperset(stage.inputs))
        ordered.append(ready)
        waiting.remove(ready)
    return tuple(ordered)


STAGES: Final = _in_order(_BY_NAME)
_PARQUET_END: Final = b"PAR1"
"""Source: Parquet format, file format."""
STORIES: Final = ("repeated_lines", "repeated_places", "near_duplicates", "document_sources")
"""Tables that come of comparing all documents."""
MERGED: Final = ("event_history", "event_votes", "event_links", "events")
"""Tables that come of merging mentions into events, and of naming these."""
DERIVED: Final = ("derived_dates", "derived_mentions")
"""Tables of what is derived from other documents."""
CORPUS: Final = (*STORIES, *DERIVED, *MERGED)
"""Tables that depend on all documents at once, in the order they are written."""


def prints(chosen: Settings) -> dict[str, str]:
    """Give each stage its fingerprint under these settings; rows as they arrived have one too."""
    return engine.fingerprints(STAGES, chosen)


class Current:
    """The current rows of staging: those whose document, version and batch the ledger names.

    Args:
        table: `Ledger.current`.
        staging: Where the rows lie.
        fingerprints: Fingerprint of each stage.
    """

    def __init__(self, table: pa.Table, staging: Staging, fingerprints: Mapping[str, str]) -> None:
        self._staging = staging
        self._prints = fingerprints
        self.table = table
        self._versions: dict[str, pa.Array] = {}
        keys = pc.binary_join_element_wise(table["document_id"], table["content_hash"], " ")
        grouped = pa.table({"batch": table["batch"], "key": keys}).group_by("batch").aggregate([("key", "list")])
        for batch, found in zip(grouped["batch"], grouped["key_list"], strict=True):
            self._versions[batch.as_py()] = found.values

    @property
    def names(self) -> list[str]:
        """The batches that hold a current document."""
        return list(self._versions)

    def require(self, stages: Sequence[str]) -> None:
        """Make sure that stages have done all that is current: what is made of a part would pass for the whole.

        Raises:
            DatelineError: One has not, as when a single asset is materialised out of turn.
        """
        for stage in stages:
            undone = [name for name in self.names if not self._staging.rows(stage, name, self._prints[stage]).exists()]
            if undone:
                msg = f"{stage!r} is not done for {len(undone)} of {len(self.names)} batches; materialise it first"
                raise DatelineError(msg)

    def batch(self, stage: str, name: str, columns: Sequence[str] | None = None) -> pa.Table | None:
        """Give a stage's current rows of one batch; `None` where the stage has not done it yet."""
        path = self._staging.rows(stage, name, self._prints[stage])
        if not path.exists():
            return None
        return _of(self._versions[name], read(path, None if columns is None else _with_version(columns)))

    def batches(self, stage: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give a stage's current rows, one table a batch; a batch that the stage has not done yet is left out."""
        for name in self._versions:
            rows = self.batch(stage, name, columns)
            if rows is not None:
                yield rows

    def rows(self, stage: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Give all current rows of a stage, sorted by document, so that batches leave no trace."""
        schema = SCHEMAS[stage]
        if columns is not None:
            schema = pa.schema([schema.field(name) for name in _with_version(columns)])
        found = pa.concat_tables([schema.empty_table(), *(part.cast(schema) for part in self.batches(stage, columns))])
        # Stable, so the rows of one document keep the order its stage gave them.
        return found.take(pc.sort_indices(found["document_id"]))

    def count(self, stage: str) -> int:
        """Count a stage's current rows."""
        return sum(part.num_rows for part in self.batches(stage, ()))

    def faults(self, stage: str) -> pa.Table:
        """Give what went wrong with current documents in a stage."""
        found = [SCHEMAS["faults"].empty_table()]
        for batch, versions in self._versions.items():
            path = self._staging.faults(stage, batch, self._prints[stage])
            if path.exists():
                found.append(_of(versions, read(path)))
        return pa.concat_tables(found)


def _with_version(columns: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(("document_id", "content_hash", *columns)))


def _of(versions: pa.Array, rows: pa.Table) -> pa.Table:
    have = pc.binary_join_element_wise(rows["document_id"], rows["content_hash"], " ")
    return rows.filter(pc.is_in(have, value_set=versions))


def is_whole(path: Path) -> bool:
    """Whether a staged file is there with the end that every Parquet file has; one without is made anew."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_PARQUET_END), os.SEEK_END)
            return file.read() == _PARQUET_END
    except OSError:  # absent, or shorter than that
        return False


def staged_batches(staging: Staging, batches: Sequence[str], known: Mapping[str, str]) -> dict[str, list[StagedBatch]]:
    """Give the up-to-date files of each stage, as the warehouse loads them."""
    found: dict[str, list[StagedBatch]] = {}
    for stage in STAGES:
        fingerprint = known[stage.name]
        for batch in batches:
            path, faults = (place(stage.name, batch, fingerprint) for place in (staging.rows, staging.faults))
            if path.exists():
                item = StagedBatch(batch, fingerprint, path, faults if faults.exists() else None)
                found.setdefault(stage.name, []).append(item)
    return found


def corpus_print(current: pa.Table, known: Mapping[str, str], chosen: Settings) -> str:
    """Name what the corpus-level tables depend on: every current version, the stages they read, their own code."""
    versions = engine.digest(*current["document_id"].to_pylist(), *current["content_hash"].to_pylist())
    code = engine.code_version((*TIMELINE_PACKAGES, *CORPUS_PACKAGES))
    names = ("text_signatures", "publication_dates", "time_expressions", "event_mentions")
    stages = (known[name] for name in names)
    return engine.digest(versions, *stages, code, repr(chosen.corpus), repr(chosen.timeline))


def corpus_files(staging: Staging, fingerprint: str) -> dict[str, Path]:
    """Give where the corpus-level tables lie, or shall lie."""
    return {name: staging.folder / "corpus" / f"{name}-{fingerprint}.parquet" for name in CORPUS}
