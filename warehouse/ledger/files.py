"""Roots, and the files below them as they looked when they were last read."""

from collections.abc import Container, Iterable
from pathlib import Path

from pipelines.errors import UnknownName
from warehouse.inventory import FileState, Root, Stamp
from warehouse.ledger.connection import Connection

__all__ = ["Files"]


class Files(Connection):
    """What the ledger knows of roots and files."""

    def roots(self) -> list[Root]:
        """Give all roots, by name."""
        rows = self._connection.execute("SELECT name, path, problem FROM roots ORDER BY name")
        return [Root(name, Path(path), problem) for name, path, problem in rows]

    def add_root(self, name: str, path: Path) -> Root:
        """Add a root, or give the one that has this path already; one of this name that lay elsewhere has moved here."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO roots (name, path) VALUES (?, ?)"
                " ON CONFLICT (path) DO NOTHING ON CONFLICT (name) DO UPDATE SET path = excluded.path, problem = NULL",
                (name, str(path)),
            )
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
