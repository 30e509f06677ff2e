"""The ledger: which version of which document is current, and in which batch of staging it lies.

One SQLite file in WAL mode, so that the sensor and `status` read while a run writes. A row of staging counts only
while the ledger names its document, version and batch as current; whoever reads staging joins `Ledger.current`.

What is pending is computed from content, by `warehouse.inventory.compare`: what files look like now against
what they looked like when they were last read. A file is marked as read after the last of its records is registered, so a run that is killed
reads the file again and finds its records current already.

The ledger can be lost: roots and given days are restored from what staging says (`assets.ingest`), and reading the
inbox anew finds each version in the batch where it lies.
"""

from warehouse.inventory import Counts
from warehouse.ledger.batches import Batches
from warehouse.ledger.documents import CURRENT, Documents
from warehouse.ledger.files import Files

__all__ = ["CURRENT", "Ledger"]


class Ledger(Files, Documents, Batches):
    """An open ledger. Each method is one transaction; use it in one thread, one at a time."""

    def counts(self) -> Counts:
        """Count what the ledger holds now."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM roots), (SELECT count(*) FROM files),"
            " (SELECT count(*) FROM files WHERE state <> 'read'), (SELECT count(*) FROM documents),"
            " (SELECT count(DISTINCT batch) FROM documents)"
        ).fetchone()
        return Counts(*row)
