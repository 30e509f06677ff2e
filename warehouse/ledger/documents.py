"""Documents: which version is current, and the days that a person gave."""

from collections.abc import Iterable, Mapping
from typing import Final

import pyarrow as pa

from pipelines.errors import UnknownName
from warehouse.inventory import Entry
from warehouse.ledger.connection import READ_AGAIN, Connection

__all__ = ["CURRENT", "Documents"]

CURRENT: Final = pa.schema(
    [pa.field(name, pa.string(), nullable=False) for name in ("document_id", "content_hash", "batch")]
)
"""Columns of `Ledger.current`."""
_FEWEST_DIGITS: Final = 6
"""Digits of an id that a person has to give: a word such as `d` or `bad` shall not name a document by accident."""


class Documents(Connection):
    """What the ledger knows of current documents."""

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

    def current(self) -> pa.Table:
        """Give every current version as a table of `CURRENT`, by document_id."""
        rows = self._connection.execute("SELECT document_id, content_hash, batch FROM documents ORDER BY document_id")
        columns = list(zip(*rows.fetchall(), strict=True)) or [(), (), ()]
        return pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], schema=CURRENT)

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
            connection.execute(f"{READ_AGAIN} WHERE root = ? AND path = ?", (document.root, document.path))
