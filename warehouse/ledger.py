"""The ledger: which version of which document is current, and in which batch of staging it lies.

One SQLite file in WAL mode, so that the sensor and `status` read while a run writes. A row of staging counts only
while the ledger names its document, version and batch as current; whoever reads staging joins `Ledger.current`.

What is pending is computed from content, by `warehouse.inventory.compare`: what files look like now against what they looked like when
they were last read. A file is marked as read after the last of its records is registered, so a run that is killed
reads the file again and finds its records current already.

The ledger can be lost: roots and given days are restored from what staging says (`assets.ingest`), and reading the
inbox anew finds each version in the batch where it lies.
"""

import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Self

import pyarrow as pa

from pipelines.errors import DatelineError, UnknownName
from warehouse.inventory import Counts, Entry, FileState, Root, Stamp

__all__ = ["CURRENT", "Ledger"]

CURRENT: Final = pa.schema(
    [pa.field(name, pa.string(), nullable=False) for name in ("document_id", "content_hash", "batch")]
)
"""Columns of `Ledger.current`."""

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
_FEWEST_DIGITS: Final = 6
"""Digits of an id that a person has to give: a word such as `d` or `bad` shall not name a document by accident."""
_READ_AGAIN: Final = "UPDATE files SET size = -1, mtime_ns = 0, sidecar = '', reader_version = ''"
"""No file looks like that, so one of which it is said has changed; and it is missed where it has gone."""
_WAIT_SECONDS: Final = 30.0
"""How long a statement waits for another process's transaction; ours last milliseconds."""


class Ledger:
    """An open ledger. Each method is one transaction; use it in one thread, one at a time."""

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

    # Roots

    def roots(self) -> list[Root]:
        """Give all roots, by name."""
        rows = self._connection.execute("SELECT name, path, problem FROM roots ORDER BY name")
        return [Root(name, Path(path), problem) for name, path, problem in rows]

    def add_root(self, name: str, path: Path) -> Root:
        """Add a root, or give the one that has this path already."""
        with self._transaction() as connection:
            connection.execute("INSERT INTO roots (name, path) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, str(path)))
        return next(root for root in self.roots() if root.path == path)

    def remove_root(self, name: str) -> int:
        """Remove a root and withdraw its documents; give their number.

        Raises:
            UnknownName: No root has this name.
        """
        with self._transaction() as connection:
            if not connection.execute("DELETE FROM roots WHERE name = ?", (name,)).rowcount:
                msg = f"no root is named {name!r}; known: {', '.join(root.name for root in self.roots()) or 'none'}"
                raise UnknownName(msg)
            connection.execute("DELETE FROM files WHERE root = ?", (name,))
            return connection.execute("DELETE FROM documents WHERE root = ?", (name,)).rowcount

    def set_problem(self, name: str, problem: str | None) -> None:
        """Note what keeps a root from being taken as it stands, `None` when nothing does any more."""
        with self._transaction() as connection:
            connection.execute("UPDATE roots SET problem = ? WHERE name = ?", (problem, name))

    # Files

    def stamps(self, root: str) -> dict[str, Stamp]:
        """Give the stamps of a root's files by path, as they were when last read."""
        return {state.path: state.stamp for state in self.files(root)}

    def files(self, root: str | None = None) -> list[FileState]:
        """Give the files of a root, or of all, by root and path."""
        rows = self._connection.execute(
            "SELECT root, path, size, mtime_ns, sidecar, reader_version, state, detail FROM files"
            " WHERE ? IS NULL OR root = ? ORDER BY root, path",
            (root, root),
        )
        return [FileState(row[0], row[1], Stamp(*row[2:6]), row[6], row[7]) for row in rows]

    def mark_read(self, file: FileState, present: Container[str] | None) -> int:
        """Note that a file was read to its end; documents of it that are no longer there are withdrawn.

        Args:
            file: The file with the stamp it had before it was read.
            present: Ids of all documents in it; `None` where none of those that are current has gone.

        Returns:
            Number of documents withdrawn.
        """
        stamp = file.stamp
        gone: list[str] = []
        if present is not None:
            found = "SELECT document_id FROM documents WHERE root = ? AND path = ?"
            rows = self._connection.execute(found, (file.root, file.path))
            gone = [name for (name,) in rows if name not in present]
        with self._transaction() as connection:
            connection.executemany("DELETE FROM documents WHERE document_id = ?", [(name,) for name in gone])
            connection.execute(
                "INSERT OR REPLACE INTO files (root, path, size, mtime_ns, sidecar, reader_version, state, detail)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(file.root, file.path, stamp.size, stamp.mtime_ns, stamp.sidecar, stamp.reader_version),
                    *(file.state, file.detail),
                ),
            )
        return len(gone)

    def withdraw_files(self, root: str, paths: Iterable[str]) -> int:
        """Withdraw files that are gone and all their documents; give the number of documents."""
        withdrawn = 0
        with self._transaction() as connection:
            for path in paths:
                connection.execute("DELETE FROM files WHERE root = ? AND path = ?", (root, path))
                found = connection.execute("DELETE FROM documents WHERE root = ? AND path = ?", (root, path))
                withdrawn += found.rowcount
        return withdrawn

    # Documents and batches

    def documents(self, root: str, path: str | None = None) -> list[Entry]:
        """Give the current documents of a root, or of one of its files, by path and id."""
        # Two statements: of one that says "any path or this one" SQLite reads every row of the root, for each file anew.
        statement = (
            "SELECT document_id, root, path, record, content_hash, source_hash, batch FROM documents WHERE root = ?"
        )
        order = " ORDER BY path, document_id"
        if path is None:
            rows = self._connection.execute(statement + order, (root,))
        else:
            rows = self._connection.execute(statement + " AND path = ?" + order, (root, path))
        return [Entry(*row) for row in rows]

    def version(self, document_id: str) -> str | None:
        """Give the content hash under which a document is current; `None` where it is not."""
        found = self._connection.execute("SELECT content_hash FROM documents WHERE document_id = ?", (document_id,))
        return next((name for (name,) in found), None)

    def count_documents(self, root: str, paths: Iterable[str] | None = None) -> int:
        """Count the current documents of a root, or of some of its files."""
        if paths is None:
            statement = "SELECT count(*) FROM documents WHERE root = ?"
            return int(self._connection.execute(statement, (root,)).fetchone()[0])
        statement = "SELECT count(*) FROM documents WHERE root = ? AND path = ?"
        return sum(int(self._connection.execute(statement, (root, path)).fetchone()[0]) for path in paths)

    def document(self, document_id: str) -> Entry:
        """Give a current document by its id, at least the first six digits of it, or its path (and `#record`).

        Raises:
            UnknownName: Nothing current is named so, or more than one thing is.
        """
        path, _, record = document_id.partition("#")
        # A prefix is compared by its characters: `LIKE` would take `_` and `%` for something else.
        rows = self._connection.execute(
            "SELECT document_id, root, path, record, content_hash, source_hash, batch FROM documents"
            " WHERE document_id = ?1 OR path = ?1 OR (path = ?2 AND record = ?3)"
            " OR (length(?1) >= ?4 AND substr(document_id, 1, length(?1)) = ?1) LIMIT 2",
            (document_id, path, record, _FEWEST_DIGITS),
        ).fetchall()
        if len(rows) != 1 or not document_id:
            found = "more than one current document is" if rows else "no current document is"
            msg = f"{found} named {document_id!r}; accepted: a document_id, its first {_FEWEST_DIGITS} digits or more, a path, path#record"
            raise UnknownName(msg)
        return Entry(*rows[0])

    def register(
        self, batch: str, documents: Sequence[Entry], size: int, given: Mapping[str, str] | None = None
    ) -> None:
        """Make document versions current that lie in a staged batch; each supersedes its former self.

        Args:
            batch: Name of the batch; more of one that is known already may be registered.
            documents: What becomes current. Their own `batch` is not looked at.
            size: Bytes of the batch's documents.
            given: Days that a person gave by document_id, kept with the versions that carry them.
        """
        with self._transaction() as connection:
            _register(connection, batch, documents, size)
            connection.executemany("INSERT OR REPLACE INTO given_dates VALUES (?, ?)", sorted((given or {}).items()))

    def replace_batches(self, old: Collection[str], new: str, documents: Sequence[Entry], size: int) -> None:
        """Put one batch in the place of several; `documents` are all that is current in them."""
        with self._transaction() as connection:
            _register(connection, new, documents, size)
            connection.executemany("DELETE FROM batches WHERE name = ? AND name <> ?", [(name, new) for name in old])

    def batches(self) -> list[str]:
        """Give the names of the batches that hold a current document, in the order they came."""
        rows = self._connection.execute(
            "SELECT name FROM batches WHERE EXISTS (SELECT 1 FROM documents WHERE batch = name) ORDER BY position"
        )
        return [name for (name,) in rows]

    def batch_sizes(self) -> list[tuple[str, int, int]]:
        """Give each batch that holds a current document: its name, how many are current, bytes when it was cut."""
        rows = self._connection.execute(
            "SELECT name, count(*), bytes FROM batches JOIN documents ON batch = name"
            " GROUP BY name, bytes, position ORDER BY position"
        )
        return list(rows)

    def known_batches(self) -> set[str]:
        """Give the names of all batches that were ever registered, also those that hold nothing current."""
        return {name for (name,) in self._connection.execute("SELECT name FROM batches")}

    def forget_batches(self) -> list[str]:
        """Forget the batches that hold nothing current, and give their names."""
        with self._transaction() as connection:
            rows = connection.execute(
                "DELETE FROM batches WHERE NOT EXISTS (SELECT 1 FROM documents WHERE batch = name) RETURNING name"
            ).fetchall()
        return sorted(name for (name,) in rows)

    def lose_batches(self, names: Iterable[str]) -> int:
        """Forget batches whose staged rows are lost, and their documents; the files of these are read again.

        Returns:
            Number of documents that were in them.
        """
        lost = 0
        with self._transaction() as connection:
            for name in names:
                connection.execute(
                    f"{_READ_AGAIN} WHERE (root, path) IN (SELECT root, path FROM documents WHERE batch = ?)",  # noqa: S608
                    (name,),
                )
                lost += connection.execute("DELETE FROM documents WHERE batch = ?", (name,)).rowcount
                connection.execute("DELETE FROM batches WHERE name = ?", (name,))
        return lost

    def members(self, batch: str) -> list[Entry]:
        """Give the current documents of a batch, by id."""
        rows = self._connection.execute(
            "SELECT document_id, root, path, record, content_hash, source_hash, batch FROM documents"
            " WHERE batch = ? ORDER BY document_id",
            (batch,),
        )
        return [Entry(*row) for row in rows]

    def current(self) -> pa.Table:
        """Give every current version as a table of `CURRENT`, by document_id."""
        rows = self._connection.execute("SELECT document_id, content_hash, batch FROM documents ORDER BY document_id")
        columns = list(zip(*rows.fetchall(), strict=True)) or [(), (), ()]
        return pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], schema=CURRENT)

    # Days given by a person

    def given_dates(self) -> dict[str, str]:
        """Give the days that a person gave, by document_id, as they were written."""
        return dict(self._connection.execute("SELECT document_id, day FROM given_dates"))

    def set_given_dates(self, given: Mapping[str, str]) -> None:
        """Keep days that a person gave, by document_id."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO given_dates VALUES (?, ?)", sorted(given.items()))

    def take_back_date(self, document: Entry) -> None:
        """Take back the day a person gave; its file is read again by the next run, for what the source states."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM given_dates WHERE document_id = ?", (document.document_id,))
            connection.execute(f"{_READ_AGAIN} WHERE root = ? AND path = ?", (document.root, document.path))

    def counts(self) -> Counts:
        """Count what the ledger holds now."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM roots), (SELECT count(*) FROM files),"
            " (SELECT count(*) FROM files WHERE state <> 'read'), (SELECT count(*) FROM documents),"
            " (SELECT count(DISTINCT batch) FROM documents)"
        ).fetchone()
        return Counts(*row)


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


def _register(connection: sqlite3.Connection, batch: str, documents: Sequence[Entry], size: int) -> None:
    connection.execute(
        "INSERT INTO batches (name, documents, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (batch, len(documents), size),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO documents (document_id, root, path, record, content_hash, source_hash, batch)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (item.document_id, item.root, item.path, item.record, item.content_hash, item.source_hash, batch)
            for item in documents
        ],
    )
