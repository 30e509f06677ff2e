"""Ready answers for the command line: the statements of `sql/reports`, by name."""

from pathlib import Path
from typing import Final

import pyarrow as pa

from warehouse.query import query

__all__ = ["report"]

_REPORTS: Final = Path(__file__).parent / "sql" / "reports"


def report(published: Path, name: str, **values: object) -> pa.Table:
    """Answer one of the questions in `sql/reports` from the last complete publication.

    Args:
        published: The published database.
        name: File name of the report, without `.sql`.
        values: Values for its `$name` placeholders.

    Raises:
        NothingPublished: Nothing has been published yet.
    """
    return query(published, (_REPORTS / f"{name}.sql").read_text(encoding="utf-8"), values or None)
