"""The formats that are read. A new one joins by adding a module here that declares `FORMAT` (`formats.Format`).

Reading has two levels. `read_file` takes a file apart into the documents it holds, without looking into them: rows of
`raw_documents`. `read_text` makes text of one document's bytes; it runs inside the stage.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from pipelines import engine
from pipelines.documents import guard
from pipelines.documents.containers import records_in
from pipelines.documents.formats import Readable, Record, Stated
from pipelines.documents.inbox import ListedFile, place_of
from pipelines.documents.registry import by_extension, by_media_type, formats, kind_of
from pipelines.documents.seen import Keys
from pipelines.documents.sources import file_source
from pipelines.documents.stated import sidecar
from pipelines.errors import DocumentError, UnreadableDocument
from pipelines.records import Hint, RawDocument
from pipelines.settings import Documents

__all__ = ["LIBRARIES", "formats", "read_file", "read_text", "reader_version"]

LIBRARIES: Final = (
    "charset-normalizer",
    "fastwarc",
    "feedparser",
    "htmldate",
    "lxml",
    "py3langid",
    "pyarrow",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "striprtf",
    "trafilatura",
)
"""Distributions whose version decides what is read."""
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CLOCKS_SET: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""An earlier time of change is what stands there where nobody set one: 1970, of ZIP files 1980, of npm packages 1985."""
_A_DAY: Final = timedelta(days=1)


def reader_version(settings: Documents) -> str:
    """Name the code and the limits that read files: where they differ, files are read again."""
    return engine.digest(engine.code_version(("documents",), LIBRARIES), repr(settings))


def read_file(root: str, folder: Path, listed: ListedFile, settings: Documents) -> Iterator[RawDocument]:
    """Take a file apart into the documents it holds, in bounded memory.

    Nothing is raised for what is wrong with a file or a record: it becomes a row with `rejected` and `detail`. A record
    is named by what it calls itself (id, else address), else by its number; a name that comes again gets `#2`, `#3`.

    Args:
        root: Name of the inbox.
        folder: Where it lies.
        listed: The file, as `inbox.list_root` lists it.
        settings: Limits.

    Yields:
        One row a document, in the order of the file.
    """
    stated, problem = Stated(), None
    if listed.sidecar is not None:
        try:
            beside = place_of(folder, listed.sidecar)
            stated = sidecar(beside.name, lambda: beside.open("rb"))
        except DocumentError as error:
            problem = error
    keys = Keys()
    for record in _records(place_of(folder, listed.path), settings):
        key = None if record.number is None else keys.own(record.key or str(record.number))
        yield _raw(root, folder, listed, record, key=key, stated=stated.over(record.stated), problem=problem)


def _records(path: Path, settings: Documents) -> Iterator[Record]:
    """Read a file's records, behind the guard where the file must be parsed for them."""
    kind = by_extension().get(path.suffix.lower())
    media_type = kind.media_types[0] if kind else "application/octet-stream"
    try:
        source = file_source(path, settings)
        if not kind_of(source).takes_apart:
            yield from records_in(source, settings)
            return
        yield from guard.each(_apart, path, settings, limits=_limits(settings), prepare=formats)
    except DocumentError as error:
        yield Record(media_type, rejected=error.reason, detail=str(error))
    except OSError as error:
        yield Record(media_type, rejected="unreadable_file", detail=f"can't be opened: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - the boundary of one file: a fault in a reader must not stop the others
        yield Record(media_type, rejected="reader_failed", detail=f"{type(error).__name__}: {error}"[:500])


def _limits(settings: Documents) -> guard.Limits:
    return guard.Limits(settings.seconds, settings.memory, settings.archive_faults)


def _apart(
    path: Path, settings: Documents, *, given_up: dict[str, tuple[str, str]], at: Callable[[str], None]
) -> Iterator[Record]:
    source = file_source(path, settings)
    yield from records_in(replace(source, unpacking=replace(source.unpacking, given_up=given_up, at=at)), settings)


def _raw(
    root: str,
    folder: Path,
    listed: ListedFile,
    record: Record,
    *,
    key: str | None,
    stated: Stated,
    problem: DocumentError | None,
) -> RawDocument:
    rejected, detail = record.rejected, record.detail
    if problem is not None and rejected is None:
        rejected, detail = problem.reason, str(problem)
    changed = max(listed.mtime_ns, listed.sidecar_mtime_ns or 0)
    uri = quote(os.fsencode(place_of(folder.absolute(), listed.path)), safe="/")
    return RawDocument(
        document_id=engine.digest(root, listed.path, key or ""),
        content_hash=_version(record, stated, rejected, detail),
        root=root,
        path=PurePosixPath(listed.path).as_posix(),
        record=key,
        uri=f"file://{uri}" + (f"#{quote(key, safe='')}" if key is not None else ""),
        media_type=record.media_type,
        content=record.content,
        received_at=_START + timedelta(microseconds=changed // 1000),
        stated_title=stated.title,
        stated_url=stated.url,
        stated_source=stated.source,
        stated_author=stated.author,
        stated_language=stated.language,
        stated_published=stated.published,
        stated_published_by=stated.published_by,
        stated_captured=stated.captured,
        hints=(*record.hints, *_last_change(listed, record)),
        rejected=rejected,
        detail=detail,
    )


def _last_change(listed: ListedFile, record: Record) -> Iterator[Hint]:
    """Give when the document was last changed, by its archive or else its file, if it came here more than a day later.

    A copy, a checkout and a download set the time of a file anew; then it is about that of its arrival, and says nothing.
    """
    if listed.arrived_ns is None:
        return
    kind, changed = "file_member_modified", record.changed
    if changed is None:
        kind, changed = "file_modified", _START + timedelta(microseconds=listed.mtime_ns // 1000)
    moment = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
    arrived = _START + timedelta(microseconds=listed.arrived_ns // 1000)
    if _CLOCKS_SET <= moment < arrived - _A_DAY:
        yield Hint(kind, changed.isoformat(timespec="seconds"))


def _version(record: Record, stated: Stated, rejected: str | None, detail: str | None) -> str:
    """Name a version of a document: its bytes, and all that is stated of it."""
    said = [getattr(stated, item.name) for item in fields(stated)]
    parts = ["-" if part is None else f"+{part}" for part in (*said, record.media_type, rejected, detail)]
    content = "-" if record.content is None else hashlib.blake2b(record.content, digest_size=20).hexdigest()
    return engine.digest(content, *parts)


def read_text(raw: RawDocument, settings: Documents) -> Readable:
    """Make text of a document's bytes, behind the guard unless they are plain text.

    Args:
        raw: The document.
        settings: Limits.

    Raises:
        DocumentError: It was rejected when it arrived, there is no reader for it, its reader crashed or took too long, or
            there is no text in it.
    """
    if raw.rejected is not None:
        raise DocumentError(raw.rejected, raw.detail or "")
    kind = by_media_type().get(raw.media_type)
    if kind is None or kind.to_text is None or raw.content is None:
        known = ", ".join(sorted(name for name, found in by_media_type().items() if found.to_text is not None))
        raise UnreadableDocument("unknown_format", f"no reader for {raw.media_type!r}; read are {known}")
    if kind.guarded:
        readable = guard.call(_text, raw.media_type, raw.content, limits=_limits(settings), prepare=formats)
    else:
        readable = kind.to_text(raw.content)
    if not readable.text.strip():
        detail = f"{len(raw.content)} bytes and no character that can be seen; a text was expected"
        raise UnreadableDocument("empty", detail)
    if len(readable.text) > settings.largest_document:
        detail = f"{len(readable.text)} characters; up to {settings.largest_document} are read (settings: documents.largest_document)"
        raise UnreadableDocument("too_large", detail)
    return readable


def _text(media_type: str, content: bytes) -> Readable:
    to_text = by_media_type()[media_type].to_text
    assert to_text is not None  # noqa: S101 - asked only for those that have one
    return to_text(content)
