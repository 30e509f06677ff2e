"""The ledger's file: its tables, and opening it to write or to read while another process writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Self

from pipelines.errors import DatelineError

__all__ = ["READ_AGAIN", "Connection"]

READ_AGAIN: Final = "UPDATE files SET size = -1, mtime_ns = 0, sidecar = '', reader_version = ''"
"""No file looks like that, so one of which it is said has changed; and it is missed where it has gone."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS roots (name TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, problem TEXT);
CREATE TABLE IF NOT EXISTS files (
    root TEXT NOT NULL, path TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sidecar TEXT NOT NULL, reader_version TEXT NOT NULL,
    state TEXT NOT NULL, detail TEXT,
    PRIMARY KEY (root, path)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batches (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, documents INTEGER NOT NULL, bytes INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS documents (
    document_id TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, record TEXT,
    content_hash TEXT NOT NULL, source_hash TEXT NOT NULL, batch TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_of_file ON documents (root, path);
CREATE INDEX IF NOT EXISTS documents_of_batch ON documents (batch);
CREATE TABLE IF NOT EXISTS given_dates (document_id TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
"""
_WAIT_SECONDS: Final = 30.0
"""How long a statement waits for another process's transaction; ours last milliseconds."""


class Connection:
    """One SQLite connection, which the parts of the ledger share."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open a ledger to read and write; one that does not exist is created, empty."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            with _undamaged(path):
                connection.execute("PRAGMA journal_mode = WAL")
                # A file marked as read must stay so after a power cut only if its documents do; both lie in this file.
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.executescript(_TABLES)
            yield cls(connection)

    @classmethod
    @contextmanager
    def reading(cls, path: Path) -> Iterator[Self]:
        """Open a ledger to read, whoever writes it meanwhile; one that does not exist reads as empty."""
        if not path.exists():
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
                connection.executescript(_TABLES)
                yield cls(connection)
            return
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            with _undamaged(path):
                connection.execute("PRAGMA query_only = ON")
                connection.execute("SELECT count(*) FROM roots")
            yield cls(connection)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def _undamaged(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        msg = f"the ledger {str(path)!r} can't be opened: {error}"
        raise DatelineError(msg) from error
    except sqlite3.DatabaseError as error:
        msg = f"the ledger {str(path)!r} is damaged: {error}. Delete it: the next run makes it anew from staging and inbox"
        raise DatelineError(msg) from error
