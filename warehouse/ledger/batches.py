"""Batches of staging: making the versions that lie in one current, and replacing, losing and forgetting them."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from warehouse.inventory import Entry
from warehouse.ledger.connection import READ_AGAIN, Connection

__all__ = ["Batches"]


class Batches(Connection):
    """What the ledger knows of the batches that documents were staged in."""

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
                    f"{READ_AGAIN} WHERE (root, path) IN (SELECT root, path FROM documents WHERE batch = ?)",  # noqa: S608
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
