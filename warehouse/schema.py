"""The tables, views and macros of a database, made and kept up to date from the `.sql` files beside this module.

Tables and their columns are commented with the descriptions of `pipelines.schemas`, so that what a column means is
written down once.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from pipelines import schemas

__all__ = [
    "SQL",
    "TABLES",
    "add_removed",
    "forget_removed",
    "is_current",
    "opened",
    "prepare",
    "removed",
    "reusable",
    "revision",
]

SQL: Final = Path(__file__).parent / "sql"
TABLES: Final = (
    "documents",
    "publication_dates",
    "time_expressions",
    "event_mentions",
    "events",
    "event_links",
    "event_votes",
    "event_history",
    "document_sources",
    "near_duplicates",
    "derived_dates",
    "derived_mentions",
    "repeated_lines",
    "repeated_places",
    "faults",
)
"""Tables that hold the rows of a schema."""
_LAYERS: Final = ("functions.sql", "derived.sql", "views.sql", "macros.sql")
_REMOVED: Final = "removed"
_SENTENCES: Final = "The sentences that mention events: each is stored once, however many events it mentions."


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database, and close it whatever happens.

    Nothing is fetched from elsewhere: extensions are neither installed nor loaded unasked.
    """
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(path), read_only=read_only)
    try:
        # Set, not passed to connect: one process may open a file twice only with equal configurations.
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        yield connection
    finally:
        connection.close()


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables where there are none, apply migrations, and make views, macros and comments anew."""
    if not _shape(connection):
        connection.execute(_text("tables.sql"))
        _remember(connection, "migration", str(_newest_migration()))
    for number, path in _migrations():
        if number > int(_recall(connection, "migration") or 0):
            connection.execute(path.read_text(encoding="utf-8"))
            _remember(connection, "migration", str(number))
    for name in _LAYERS:
        connection.execute(_text(name))
    for statement in _comments():
        connection.execute(statement)
    for statement in _view_comments(connection):
        connection.execute(statement)
    _remember(connection, "views", _layers_hash())


def is_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether tables, views, macros and comments are as these files make them."""
    return _shape(connection) == _wanted_shape() and _recall(connection, "views") == _layers_hash()


def reusable(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether `prepare` can bring this database up to date; if not, a fresh one has to be filled."""
    shape = _shape(connection)
    if not shape or shape == _wanted_shape():
        return True
    return int(_recall(connection, "migration") or 0) < _newest_migration()


def revision(connection: duckdb.DuckDBPyConnection) -> str:
    """Name what a database holds: equal for equal content, however and whenever it was loaded."""
    rows = connection.execute(
        "SELECT count(*), bit_xor(hash(document_id, content_hash, stage, fingerprint)) FROM loaded"
    ).fetchall()
    files = connection.execute("SELECT dataset, digest FROM loaded_files ORDER BY ALL").fetchall()
    return hashlib.blake2b(repr((rows, files, _layers_hash())).encode(), digest_size=10).hexdigest()


def removed(connection: duckdb.DuckDBPyConnection) -> int:
    """Count the document versions that left since the file was last written anew; their text may still lie in it."""
    return int(_recall(connection, _REMOVED) or 0)


def add_removed(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """Count document versions that leave."""
    _remember(connection, _REMOVED, str(removed(connection) + count))


def forget_removed(connection: duckdb.DuckDBPyConnection) -> None:
    """Begin to count anew: in a fresh file nothing is left of what has gone."""
    _remember(connection, _REMOVED, "0")


def _text(name: str) -> str:
    return (SQL / name).read_text(encoding="utf-8")


def _shape(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT c.table_name, c.column_name, c.data_type FROM duckdb_columns() AS c "
        "JOIN duckdb_tables() AS t ON t.table_oid = c.table_oid AND t.database_oid = c.database_oid "
        "WHERE NOT t.internal AND NOT t.temporary AND t.database_name = current_database() "
        "ORDER BY c.table_name, c.column_index"
    ).fetchall()


@cache
def _wanted_shape() -> list[tuple[str, str, str]]:
    with duckdb.connect() as scratch:
        scratch.execute(_text("tables.sql"))
        return _shape(scratch)


@cache
def _layers_hash() -> str:
    parts = [_text(name) for name in _LAYERS] + _comments()
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=10).hexdigest()


def _migrations() -> list[tuple[int, Path]]:
    return sorted((int(path.name[:4]), path) for path in (SQL / "migrations").glob("[0-9]*.sql"))


def _newest_migration() -> int:
    return max((number for number, _ in _migrations()), default=0)


def _recall(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    if not _shape(connection):
        return None
    found = connection.execute("SELECT value FROM state WHERE name = ?", [name]).fetchall()
    return str(found[0][0]) if found else None


def _remember(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    connection.execute("DELETE FROM state WHERE name = ?", [name])
    connection.execute("INSERT INTO state VALUES (?, ?)", [name, value])


def _comments() -> list[str]:
    """The comments of tables and columns. `COMMENT ON` takes no parameters; the words are our own, and quoted."""
    statements = []
    for table in TABLES:
        schema = schemas.SCHEMAS[table]
        statements.append(_comment("TABLE", (table,), schemas.description(schema)))
        statements += [_column_comment(table, item) for item in schema if (table, item.name) != _SPLIT_OFF]
    statements.append(_comment("TABLE", ("sentences",), _SENTENCES))
    mentions = schemas.EVENT_MENTIONS
    for name in ("document_id", "sentence_start", "sentence_end", "sentence"):
        statements.append(_column_comment("sentences", mentions.field(name)))
    return statements


def _view_comments(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What views.sql does not say of a view's column, its table's column of that name says."""
    silent = connection.execute(
        "SELECT c.table_name, c.column_name FROM duckdb_columns() AS c "
        "JOIN duckdb_views() AS v ON v.view_oid = c.table_oid AND v.database_oid = c.database_oid "
        "WHERE NOT v.internal AND c.comment IS NULL AND c.database_name = current_database()"
    ).fetchall()
    statements = []
    for view, column in silent:
        for schema in _SHOWN[view]:
            if column in schema.names:
                statements.append(_comment("COLUMN", (view, column), schemas.description(schema.field(column))))
                break
    return statements


def _parts(table: pa.Schema, column: str) -> pa.Schema:
    return pa.schema(list(table.field(column).type.value_type))


_SHOWN: Final[dict[str, tuple[pa.Schema, ...]]] = {
    "timeline": (schemas.EVENTS,),
    "undated": (schemas.EVENTS,),
    "current_events": (schemas.EVENTS, schemas.DOCUMENTS),
    "mentions": (schemas.EVENT_MENTIONS, schemas.EVENTS, schemas.DOCUMENTS),
    "document_status": (schemas.DOCUMENTS, schemas.PUBLICATION_DATES),
    "publication_evidence": (
        _parts(schemas.PUBLICATION_DATES, "evidence"),
        schemas.PUBLICATION_DATES,
        schemas.DOCUMENTS,
    ),
    "former_events": (schemas.EVENT_HISTORY,),
    "derived_events": (schemas.EVENTS,),
    "derived_evidence": (_parts(schemas.DERIVED_DATES, "evidence"), schemas.DERIVED_DATES, schemas.DOCUMENTS),
    "document_lines": (_parts(schemas.DOCUMENTS, "lines"), schemas.REPEATED_PLACES, schemas.DOCUMENTS),
    "stories": (schemas.DOCUMENT_SOURCES, schemas.DOCUMENTS),
    "participants": (_parts(schemas.EVENT_MENTIONS, "participants"), schemas.EVENT_MENTIONS, schemas.EVENTS),
}
"""The schemas whose columns a view shows under their own names, the nearest first."""
_SPLIT_OFF: Final = ("event_mentions", "sentence")


def _column_comment(table: str, item: pa.Field) -> str:
    return _comment("COLUMN", (table, item.name), schemas.description(item))


def _comment(kind: str, name: tuple[str, ...], words: str) -> str:
    quoted = ".".join('"' + part.replace('"', '""') + '"' for part in name)
    return f"COMMENT ON {kind} {quoted} IS '" + words.replace("'", "''") + "'"
