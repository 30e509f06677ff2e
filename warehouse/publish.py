"""Put a complete copy of the private database where people query it, and write that one anew when it has grown holes.

DuckDB lets one process write and then nobody else read. So the writer owns a private file, and people read a copy that
appears by one rename: a reader has the state before or the state after, whatever is killed when, and one that is open
keeps what it opened.
"""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Final

from warehouse import schema
from warehouse.home import Home

__all__ = ["compact", "copy", "has_holes", "publish", "sync"]

_FICLONE: Final = 0x40049409
"""Linux: share all blocks of one file with another (ioctl_ficlone(2))."""


def publish(home: Home) -> bool:
    """Publish the private database, unless what is published holds the same already.

    Args:
        home: Its `database` is read, its `published` replaced.

    Returns:
        Whether a new publication was made.
    """
    if not home.database.exists():
        return False
    with schema.opened(home.database) as connection:
        # Checkpointed first: a copy of the file alone lacks what is still in the write-ahead log.
        connection.execute("CHECKPOINT")
        revision = schema.revision(connection)
    note = _note(home)
    if _noted(note, home.published) == revision:
        return False
    copy(home.database, home.published)
    found = home.published.stat()
    note.write_text(json.dumps({"revision": revision, "bytes": found.st_size, "changed": found.st_mtime_ns}) + "\n")
    return True


def copy(source: Path, target: Path) -> None:
    """Copy a file so that `target` is at every moment either as it was or complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.tmp")
    with source.open("rb") as read, unfinished.open("wb") as written:
        try:
            fcntl.ioctl(written.fileno(), _FICLONE, read.fileno())
        except OSError:  # this file system shares no blocks
            shutil.copyfileobj(read, written, 4 * 1024 * 1024)
        written.flush()
        os.fsync(written.fileno())
    unfinished.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Make a file's content, or the names in a folder, outlast a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def has_holes(home: Home, free_share: float) -> bool:
    """Whether the private database shall be written anew.

    Rows that leave here and there free no block, and what they said can still be read from the file; so one document
    that left is enough.

    Args:
        home: Whose database is looked at.
        free_share: Share of blocks that may hold nothing, 0 to 1: tables that are replaced leave such blocks.
    """
    if not home.database.exists():
        return False
    with schema.opened(home.database) as connection:
        connection.execute("CHECKPOINT")
        ((total, free),) = connection.execute("SELECT total_blocks, free_blocks FROM pragma_database_size()").fetchall()
        return bool(free > free_share * total or (schema.is_current(connection) and schema.removed(connection)))


def compact(home: Home) -> bool:
    """Write the private database anew, without holes, and put it in the old one's place by one rename.

    Returns:
        Whether it was done; not where there is no database, or its tables are not up to date (the next load sees to that).
    """
    if not home.database.exists():
        return False
    fresh = home.database.with_name(f".{home.database.name}.fresh")
    log = fresh.with_name(f"{fresh.name}.wal")
    for path in (fresh, log):
        path.unlink(missing_ok=True)
    with schema.opened(home.database) as connection:
        connection.execute("CHECKPOINT")
        if not schema.is_current(connection):
            return False
    with schema.opened(fresh) as connection:
        connection.execute("ATTACH ? AS old (READ_ONLY)", [str(home.database)])
        connection.begin()
        schema.prepare(connection)
        connection.execute("DELETE FROM state")
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'old' ORDER BY 1")
        for (table,) in tables.fetchall():
            connection.execute(f"INSERT INTO {table} SELECT * FROM old.{table}")  # noqa: S608 - tables of our own
        schema.forget_removed(connection)
        connection.commit()
        connection.execute("DETACH old")
        connection.execute("CHECKPOINT")
    _note(home).unlink(missing_ok=True)  # the next publication copies the smaller file
    fresh.replace(home.database)
    sync(home.database.parent)
    return True


def _note(home: Home) -> Path:
    """Says what the published file is a copy of; without it the next publication is made in any case."""
    return home.database.with_name("published.json")


def _noted(note: Path, published: Path) -> str | None:
    """The revision that is published; `None` where that can't be told."""
    try:
        found = json.loads(note.read_text())
        state = published.stat()
    except (OSError, ValueError):
        return None
    same = found.get("bytes") == state.st_size and found.get("changed") == state.st_mtime_ns
    return str(found.get("revision")) if same else None
