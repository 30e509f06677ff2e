"""Questions to the published database: read only, and closed at once, so that the next question sees the newest one."""

from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.errors import NothingPublished, QueryFailed
from warehouse.schema import opened

__all__ = ["query"]


def query(published: Path, sql: str, values: object = None) -> pa.Table:
    """Run a person's SQL on the last complete publication.

    Args:
        published: The published database.
        sql: Statements; the answer is that of the last one.
        values: Values for its placeholders: a list for `?`, a dict for `$name`.

    Returns:
        The rows; a table without columns where the statement gives none.

    Raises:
        NothingPublished: Nothing has been published yet.
        QueryFailed: DuckDB can't run it; the message is DuckDB's.
    """
    if not published.exists():
        msg = f"{published} does not exist: nothing has been published yet; `dateline run` does it"
        raise NothingPublished(msg)
    try:
        with opened(published, read_only=True) as connection:
            relation = connection.sql(sql, params=values)
            if relation is None:
                if not sql.strip():
                    msg = f"{sql!r} holds no statement; SQL was expected, such as FROM timeline"
                    raise QueryFailed(msg)
                return pa.table({})
            return relation.to_arrow_table()
    except duckdb.Error as error:
        raise QueryFailed(str(error)) from error
