"""Bring the private database in step with the staged files: what is gone or outdated leaves, what is missing enters.

What is in is known document version by document version and stage by stage (`loaded`), so a batch that was merged into
another one, with the same rows under another name, is not loaded again. All of it is one transaction: after a kill the
database holds the state before or the state after, and the next load goes on from there.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from warehouse import schema
from warehouse.home import Home

__all__ = ["CORPUS", "STAGES", "LoadReport", "StagedBatch", "load"]

STAGES: Final = ("documents", "publication_dates", "time_expressions", "event_mentions")
"""Stages whose rows belong to one document."""
CORPUS: Final = (
    *("events", "event_links", "event_votes", "event_history", "document_sources"),
    *("near_duplicates", "repeated_lines", "repeated_places", "derived_dates", "derived_mentions"),
)
"""Tables that depend on all documents at once; replaced as a whole when their file's content changed."""

_DAMAGE: Final = ("not a valid DuckDB database", "replaying WAL", "Corrupt database", "Corrupted")
"""What DuckDB says of a file that it can't read; of one that another process holds it says otherwise."""


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """What one stage made of one batch.

    Attributes:
        batch: Name of the batch.
        fingerprint: Code and settings it was made with.
        path: Its Parquet file.
        faults: The Parquet file of the documents it could not do; `None` where there were none.
    """

    batch: str
    fingerprint: str
    path: Path
    faults: Path | None = None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did.

    Attributes:
        changed: Whether anything was written at all.
        inserted: Document versions that entered, by stage.
        removed: Document versions that left, by stage.
        replaced: Tables that were replaced as a whole.
        rows: Rows of each table afterwards; empty where nothing changed.
    """

    changed: bool
    inserted: Mapping[str, int]
    removed: Mapping[str, int]
    replaced: tuple[str, ...]
    rows: Mapping[str, int]


def load(
    home: Home, current: pa.Table, staged: Mapping[str, Sequence[StagedBatch]], corpus: Mapping[str, Path]
) -> LoadReport:
    """Make the private database hold exactly the current versions, as the staged files have them.

    Args:
        home: Its `database` is written; nobody else may have it open.
        current: The versions that count: `document_id`, `content_hash` and `batch`, strings, one row a document.
        staged: By stage (`STAGES`), the files that are up to date, one a batch.
        corpus: By table (`CORPUS`), the Parquet file it is filled from; a table not named stays as it is.

    Returns:
        What entered and left; `changed` is false where there was nothing to do, and then no byte was written.
    """
    if not _is_damaged(home.database):
        with schema.opened(home.database) as connection:
            if schema.reusable(connection):
                return _load(connection, current, staged, corpus)
    home.database.unlink()
    home.database.with_name(f"{home.database.name}.wal").unlink(missing_ok=True)
    with schema.opened(home.database) as connection:
        return _load(connection, current, staged, corpus)


def _is_damaged(database: Path) -> bool:
    """Whether a file is no database, or its log can't be replayed; all of it is made anew from staging then."""
    try:
        with schema.opened(database):
            return False
    except duckdb.Error as error:
        if any(words in str(error) for words in _DAMAGE):
            return True
        raise


def _load(
    connection: duckdb.DuckDBPyConnection,
    current: pa.Table,
    staged: Mapping[str, Sequence[StagedBatch]],
    corpus: Mapping[str, Path],
) -> LoadReport:
    connection.begin()
    try:
        ready = schema.is_current(connection)
        if not ready:
            schema.prepare(connection)
        _compare(connection, current, staged)
        replaced = _changed_files(connection, corpus)
        inserted, removed = _counts(connection, "fresh"), _counts(connection, "gone")
        if ready and not (inserted or removed or replaced):
            connection.rollback()
            return LoadReport(False, {}, {}, (), {})
        for stage in STAGES:
            _remove(connection, stage)
            _insert(connection, stage)
        if removed:
            schema.add_removed(connection, removed.get("documents", 0))
        for table, digest in replaced.items():
            _replace(connection, table, corpus[table], digest)
        rows = _rows(connection)
        connection.commit()
    except BaseException:
        with suppress(duckdb.TransactionException):  # a commit that failed has ended the transaction itself
            connection.rollback()
        raise
    return LoadReport(True, inserted, removed, tuple(replaced), rows)


def _compare(
    connection: duckdb.DuckDBPyConnection, current: pa.Table, staged: Mapping[str, Sequence[StagedBatch]]
) -> None:
    """Find what is missing (`fresh`) and what no longer counts (`gone`)."""
    files = [(stage, item) for stage in STAGES for item in staged.get(stage, ())]
    listing = pa.table(
        {
            "stage": pa.array([stage for stage, _ in files], pa.string()),
            "batch": pa.array([item.batch for _, item in files], pa.string()),
            "fingerprint": pa.array([item.fingerprint for _, item in files], pa.string()),
            "path": pa.array([str(item.path) for _, item in files], pa.string()),
            "faults": pa.array([str(item.faults) if item.faults else None for _, item in files], pa.string()),
        }
    )
    connection.register("current_versions", current.select(["document_id", "content_hash", "batch"]))
    connection.register("staged_files", listing)
    connection.execute(
        "CREATE TEMP TABLE fresh AS "
        "SELECT v.document_id, v.content_hash, f.stage, f.fingerprint, f.path, f.faults "
        "FROM current_versions AS v JOIN staged_files AS f USING (batch) "
        "ANTI JOIN loaded AS l ON l.document_id = v.document_id AND l.content_hash = v.content_hash "
        "AND l.stage = f.stage AND l.fingerprint = f.fingerprint"
    )
    connection.execute(
        "CREATE TEMP TABLE gone AS "
        "SELECT l.document_id, l.content_hash, l.stage, l.fingerprint FROM loaded AS l "
        "ANTI JOIN (SELECT * FROM current_versions JOIN staged_files USING (batch)) AS w "
        "ON l.document_id = w.document_id AND l.content_hash = w.content_hash "
        "AND l.stage = w.stage AND l.fingerprint = w.fingerprint"
    )
    connection.unregister("current_versions")
    connection.unregister("staged_files")


def _changed_files(connection: duckdb.DuckDBPyConnection, corpus: Mapping[str, Path]) -> dict[str, str]:
    """The digests of those files whose content is not what their table was filled from."""
    known = dict(connection.execute("SELECT dataset, digest FROM loaded_files").fetchall())
    digests = {name: _digest(corpus[name]) for name in CORPUS if name in corpus}
    return {name: digest for name, digest in digests.items() if known.get(name) != digest}


def _counts(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    return dict(
        connection.execute(f"SELECT stage, count(*) FROM {table} GROUP BY stage ORDER BY stage").fetchall()  # noqa: S608 - the name is ours
    )


def _remove(connection: duckdb.DuckDBPyConnection, stage: str) -> None:
    tables = (stage, "sentences") if stage == "event_mentions" else (stage,)
    for table in tables:
        connection.execute(
            f"DELETE FROM {table} WHERE document_id IN (SELECT document_id FROM gone WHERE stage = ?)",  # noqa: S608 - the name is ours
            [stage],
        )
    for table in ("faults", "loaded"):
        connection.execute(
            f"DELETE FROM {table} WHERE stage = $stage "  # noqa: S608 - the name is ours
            "AND document_id IN (SELECT document_id FROM gone WHERE stage = $stage)",
            {"stage": stage},
        )


_FROM_FILES: Final = (
    "FROM read_parquet($paths, filename = true) AS r JOIN fresh AS f ON f.stage = $stage AND f.path = r.filename "
    "AND f.document_id = r.document_id AND f.content_hash = r.content_hash"
)
"""Rows of the versions that shall enter; a file also holds rows of versions that are in, or no longer count."""


def _insert(connection: duckdb.DuckDBPyConnection, stage: str) -> None:
    paths = _paths(connection, "path", stage)
    if not paths:
        return
    values = {"paths": paths, "stage": stage}
    left_out = "filename, sentence" if stage == "event_mentions" else "filename"
    connection.execute(f"INSERT INTO {stage} BY NAME SELECT r.* EXCLUDE ({left_out}) {_FROM_FILES}", values)
    if stage == "event_mentions":
        connection.execute(
            "INSERT INTO sentences BY NAME SELECT r.document_id, r.sentence_start, r.sentence_end, "
            f"any_value(r.sentence) AS sentence {_FROM_FILES} GROUP BY ALL",
            values,
        )
    faults = _paths(connection, "faults", stage)
    if faults:
        connection.execute(
            "INSERT INTO faults BY NAME SELECT r.* EXCLUDE (filename) "
            "FROM read_parquet($paths, filename = true) AS r JOIN fresh AS f ON f.stage = $stage "
            "AND f.faults = r.filename AND f.document_id = r.document_id AND f.content_hash = r.content_hash",
            {"paths": faults, "stage": stage},
        )
    connection.execute(
        "INSERT INTO loaded SELECT document_id, content_hash, stage, fingerprint FROM fresh WHERE stage = ?", [stage]
    )


def _paths(connection: duckdb.DuckDBPyConnection, column: str, stage: str) -> list[str]:
    found = connection.execute(
        f"SELECT DISTINCT {column} FROM fresh WHERE stage = ? AND {column} IS NOT NULL ORDER BY 1",  # noqa: S608 - the name is ours
        [stage],
    ).fetchall()
    return [str(path) for (path,) in found]


def _replace(connection: duckdb.DuckDBPyConnection, table: str, path: Path, digest: str) -> None:
    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the name is ours
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet(?)", [str(path)])  # noqa: S608
    connection.execute("DELETE FROM loaded_files WHERE dataset = ?", [table])
    connection.execute("INSERT INTO loaded_files VALUES (?, ?)", [table, digest])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:40]


def _rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found = {}
    for table in (*schema.TABLES, "sentences"):
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]  # noqa: S608 - the name is ours
        found[table] = int(count)
    return found
