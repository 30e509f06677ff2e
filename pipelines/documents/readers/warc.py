"""Captures of the web: WARC files, and the plain texts made of them (WET), packed or not. Source: ISO 28500.

Responses, resources and conversions are documents, named by their address; requests and notes of the crawler are none. A
page that the server refused or has moved is a rejected row, as is what no reader is for. WARC-Date is when a page was
captured; of its type and character set the server's own word counts, and the content where that says nothing of use.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipelines.documents.containers import records_in
from pipelines.documents.decoding import declared
from pipelines.documents.formats import Format, Record, Stated, checked, storable, text_type
from pipelines.documents.registry import by_media_type, sniffed
from pipelines.documents.sources import Source, memory_source
from pipelines.errors import UnreadableDocument
from pipelines.records import Hint
from pipelines.settings import Documents

_DOCUMENTS: Final = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_AT_ONCE: Final = 65_536
_UNSAID: Final = ("", "application/octet-stream", "text/plain", "binary/octet-stream", "application/xml", "text/xml")
"""Types that servers give where they know none better."""


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield a record a capture. What follows a place where the file is cut or damaged is lost, and a row says so."""
    number, found = 0, None
    try:
        with source.opened() as stream:
            for found in ArchiveIterator(_Forward(stream), record_types=_DOCUMENTS, auto_decode="transfer"):
                number += 1
                yield _record(found, number, source, settings)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        detail = f"after {number} captures: {' '.join(str(error).split())[:200]}; a WARC record was expected"
        raise UnreadableDocument("malformed_warc", detail) from error


class _Forward:
    """A stream that is read from front to end, with what fastwarc asks of it: to be told where it stands."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(size)
        self._at += len(found)
        return found

    def close(self) -> None:
        self._stream.close()

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if (offset, whence) not in ((0, 1), (self._at, 0)):
            raise OSError("a stream can't be read backwards")
        return self._at


def _record(found: WarcRecord, number: int, source: Source, settings: Documents) -> Record:
    address = storable((found.headers.get("WARC-Target-URI") or "").strip("<> ")) or None
    key = address or (found.record_id or "").strip("<>").removeprefix("urn:uuid:") or None
    stated = Stated(url=address, captured=storable(found.headers.get("WARC-Date") or "") or None)
    media_type = (found.http_content_type if found.is_http else found.headers.get("Content-Type")) or ""
    media_type = media_type.split(";")[0].strip().lower()

    def refused(reason: str, detail: str) -> Record:
        return Record(media_type or "application/octet-stream", None, number, key, stated, reason, detail)

    headers = found.http_headers if found.is_http else None
    changed = storable((headers.get("Last-Modified") if headers is not None else None) or "")
    hints = (Hint("http_last_modified", changed),) if changed else ()
    status = headers.status_code if headers is not None else None
    if status is not None and status != 200:
        return refused("http_status", f"the server answered {status}; 200 was expected")
    content = found.reader.read(settings.largest_document + 1)
    if headers is not None and headers.get("Transfer-Encoding"):
        while found.reader.read(_AT_ONCE):  # fastwarc finds the next record only behind the last chunk
            pass
    elif len(content) < min(found.content_length, settings.largest_document):
        detail = f"{len(content)} bytes of {found.content_length}: the file ends within this capture"
        return refused("truncated", detail)
    try:
        content = _unpacked(content, headers.get("Content-Encoding") if headers is not None else None, settings)
    except (zlib.error, OSError) as error:
        return refused("malformed_http", f"{error}; what the server packed can't be unpacked")
    kind = media_type
    if media_type in _UNSAID:
        kind = sniffed(content[:4096]) or ("text/plain" if media_type != "application/xml" else media_type)
    reader = by_media_type().get(kind)
    if reader is None or reader.to_text is None:
        return refused("unknown_format", f"no reader for {media_type!r} in a capture of the web")
    if reader.takes_apart:
        inner = memory_source(f"capture{reader.extensions[0]}", content, source, key or str(number))
        return replace(next(records_in(inner, settings)), number=number, key=key, stated=stated, hints=hints)
    if kind == "text/plain":
        kind = text_type(content[:1024].decode("latin-1"))
    return checked(Record(kind, _as_declared(content, kind, found), number, key, stated, hints=hints), settings)


def _unpacked(content: bytes, encoding: str | None, settings: Documents) -> bytes:
    """Unpack what the server packed, up to one byte more than a document may have. Source: RFC 9110, 8.4.1."""
    kind = (encoding or "").strip().lower()
    if kind in {"gzip", "x-gzip", "deflate"}:
        windows = -zlib.MAX_WBITS if kind == "deflate" and content[:1] != b"\x78" else zlib.MAX_WBITS | 32
        unpacking = zlib.decompressobj(windows)
        found = unpacking.decompress(content, settings.largest_document + 1)
        if not unpacking.eof and len(found) <= settings.largest_document:
            raise OSError(f"{len(content)} bytes that end too early")
        return found
    if kind in {"br", "zstd"}:
        with pa.CompressedInputStream(io.BytesIO(content), {"br": "brotli"}.get(kind, kind)) as stream:
            return bytes(stream.read(settings.largest_document + 1))
    return content


def _as_declared(content: bytes, kind: str, found: WarcRecord) -> bytes:
    """Give text in UTF-8 where only the server names its character set, which its bytes do not carry."""
    charset = found.http_charset if found.is_http else None
    if not charset or not kind.startswith("text/") or content.isascii() or declared(content) is not None:
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(charset).encode("utf-8", "replace")
        except (LookupError, UnicodeError):
            return content
    return content


FORMAT: Final = Format(("application/warc",), (".warc", ".wet"), read, takes_apart=True)
