"""Files taken apart: every document in a source, through archives inside archives, each fault a record with its reason."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from pipelines.documents.formats import Format, Record, Stated
from pipelines.documents.registry import by_extension, kind_of
from pipelines.documents.sources import Source
from pipelines.documents.stated import stated_over
from pipelines.errors import DocumentError, UnreadableDocument
from pipelines.settings import Documents

__all__ = ["member", "never_a_document", "records_in", "shown"]

_ENDED = frozenset(("decompression_bomb", "too_many_members"))
"""Reasons that hold for all that follows in the same file too."""


def records_in(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield the records of a source; what is wrong with it as a whole is a last, rejected record."""
    named = by_extension().get(PurePosixPath(source.name).suffix.lower())
    media_type = named.media_types[0] if named else "application/octet-stream"
    none = True
    try:
        for record in _kind(source, settings).read(source, settings):
            none = False
            yield record
        if none:
            yield Record(media_type, rejected="empty", detail="no record in it; at least one was expected")
    except DocumentError as error:
        yield Record(media_type, rejected=error.reason, detail=str(error))
    except OSError as error:
        if error.errno is None:  # a library's own, about bytes; trying again would not help
            yield Record(media_type, rejected="reader_failed", detail=f"{type(error).__name__}: {error}"[:500])
        else:
            detail = f"can't be opened: {error.strerror or error}"
            yield Record(media_type, rejected="unreadable_file", detail=detail)
    except MemoryError:
        raise  # the guard's own: its process is not to be trusted after that
    except Exception as error:  # noqa: BLE001 - the boundary of one file: a fault in a reader must not stop the others
        yield Record(media_type, rejected="reader_failed", detail=f"{type(error).__name__}: {error}"[:500])


def _kind(source: Source, settings: Documents) -> Format:
    if source.depth > settings.archive_depth:
        detail = f"{source.depth} containers inside one another; up to {settings.archive_depth} are opened (settings: documents.archive_depth)"
        raise UnreadableDocument("too_deep", detail)
    return kind_of(source)


def member(
    source: Source,
    settings: Documents,
    *,
    beside: Callable[[], Stated] | None = None,
    changed: datetime | None = None,
) -> Iterator[Record]:
    """Yield the records of a member of an archive, named by its place in it.

    Args:
        source: The member.
        settings: Limits.
        beside: Gives what its sidecar in the archive states; may raise `UnreadableDocument`. `None` where it has none.
        changed: When it was last changed, as the archive says.

    Raises:
        DocumentError: What is wrong ends the whole file: too much was unpacked, or too many members.
    """
    unpacking = source.unpacking
    unpacking.members += 1
    if unpacking.members > unpacking.members_limit:
        detail = f"more than {unpacking.members_limit} members (settings: documents.archive_members)"
        raise UnreadableDocument("too_many_members", detail)
    unpacking.at(source.place)
    if source.place in unpacking.given_up:
        reason, detail = unpacking.given_up[source.place]
        yield named(Record("application/octet-stream", rejected=reason, detail=detail), source.name)
        return
    for record in records_in(source, settings):
        told = record if beside is None else stated_over(record, beside)
        yield named(replace(told, changed=told.changed or changed), source.name)
        if record.rejected in _ENDED and unpacking.exhausted:
            raise UnreadableDocument(str(record.rejected), f"{source.place}: {record.detail}")


def named(record: Record, name: str) -> Record:
    """Give a record the name that it has in the archive: the member's, and its own behind it."""
    own = None if record.number is None else record.key or str(record.number)
    return replace(record, number=record.number or 1, key=name if own is None else f"{name}/{own}")


def never_a_document(name: str) -> bool:
    """Whether a member is what programs leave in archives for themselves, as the inbox ignores hidden files."""
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


def shown(name: str) -> str:
    """Give a name that can be stored: what is no Unicode in it is written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
